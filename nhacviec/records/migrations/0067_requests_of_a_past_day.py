"""What waited on a past day is counted from the index, without a visit to the rows."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

_COUNTED = ("asked_on", "due_on", "state", "id")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0066_requests_of_officers")]
    operations = [
        AddIndexConcurrently(
            "coordination",
            models.Index(fields=["unit", "ended_on"], include=_COUNTED, name="coordination_stood_of"),
        ),
        AddIndexConcurrently(
            "coordination",
            models.Index(fields=["asking_unit", "ended_on"], include=_COUNTED, name="coordination_stood_by"),
        ),
        RemoveIndexConcurrently("coordination", "coordination_waited_of"),
        RemoveIndexConcurrently("coordination", "coordination_waited_by"),
    ]
