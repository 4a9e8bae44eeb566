"""Submissions and requests to coordinate have ladders on the same page as duties."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0045_tasks_from_above"),
    ]

    operations = [
        migrations.AddField(
            model_name="ladder",
            name="noun",
            field=models.CharField(db_default="task", default="task", max_length=12),
        ),
        migrations.AddConstraint(
            model_name="ladder",
            constraint=models.CheckConstraint(
                condition=models.Q(("noun__in", ["task", "submission", "coordination"])),
                name="ladder_noun_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ladder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("noun", "task"),
                    models.Q(("field", None), ("has_deadline", None), ("is_starred", None), ("source", "")),
                    _connector="OR",
                ),
                name="ladder_class_fits_its_noun",
            ),
        ),
    ]
