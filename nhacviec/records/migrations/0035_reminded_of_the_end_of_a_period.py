# One more reason to be reminded. The old rows fit the wider rule: they are looked at without holding up anybody.

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("records", "0034_gateways")]

    operations = [
        migrations.RemoveConstraint(model_name="reminder", name="reminder_cause_is_known"),
        AddConstraintNotValid(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "cause__in",
                        [
                            "deadline",
                            "not_accepted",
                            "unconfirmed",
                            "extension",
                            "no_progress",
                            "no_deadline",
                            "period",
                        ],
                    )
                ),
                name="reminder_cause_is_known",
            ),
        ),
        ValidateConstraint(model_name="reminder", name="reminder_cause_is_known"),
    ]
