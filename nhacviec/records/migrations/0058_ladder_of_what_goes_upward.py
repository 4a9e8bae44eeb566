"""What the Committee submits upward has a ladder on the same page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0057_requests_that_waited"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="ladder", name="ladder_noun_is_known"),
        migrations.AddConstraint(
            model_name="ladder",
            constraint=models.CheckConstraint(
                condition=models.Q(("noun__in", ["task", "upward", "submission", "coordination"])),
                name="ladder_noun_is_known",
            ),
        ),
    ]
