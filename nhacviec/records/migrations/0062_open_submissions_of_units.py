"""What an agency waits for, now and on any past day, is read from an index of its own."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

_OPEN = ["appraisal", "arrived", "consultation", "decision", "supplement"]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0061_webhooks_of_what_goes_upward")]
    operations = [
        AddIndexConcurrently(
            model_name="submissionstanding",
            index=models.Index(
                condition=models.Q(("stop__in", _OPEN)),
                fields=["unit", "to_day"],
                include=("from_day", "direction", "due_on", "stop"),
                name="submission_standing_of_unit",
            ),
        ),
    ]
