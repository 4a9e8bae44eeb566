"""What is open is counted from the index alone: its state and hour stand in it. Built beside the work."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

OPEN = models.Q(("state__in", ["answered", "assigned", "in_progress", "returned", "suspended"]))
BY = {
    "by_due": [],
    "of_unit": ["unit"],
    "of_special": ["specialist"],
    "of_office": ["office_leader"],
    "of_chair": ["committee_leader"],
    "of_field": ["field"],
}


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0020_words_to_search")]
    operations = [
        *(
            AddIndexConcurrently(
                model_name="assignment",
                index=models.Index(
                    fields=[*by, "due_on", "id"],
                    include=("state", "due_hour"),
                    condition=OPEN,
                    name=f"assignment_todo_{short}",
                ),
            )
            for short, by in BY.items()
        ),
        *(RemoveIndexConcurrently(model_name="assignment", name=f"assignment_open_{short}") for short in BY),
    ]
