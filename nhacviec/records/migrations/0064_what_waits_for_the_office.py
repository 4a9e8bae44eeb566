"""How long answers have waited for whom is read from the index of what waits."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0063_who_entered_late")]
    operations = [
        AddIndexConcurrently(
            "assignment",
            models.Index(
                fields=["specialist", "due_on", "id"],
                include=["answered_at", "duty", "office_leader"],
                name="assignment_waits_for_word",
                condition=models.Q(state="answered"),
            ),
        ),
        RemoveIndexConcurrently("assignment", "assignment_to_confirm"),
    ]
