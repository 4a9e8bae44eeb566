"""Of a million open duties the few that were urged are found at once. Built beside the work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

OPEN = ["answered", "assigned", "in_progress", "returned", "suspended"]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0028_letters_of_urging")]
    operations = [
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                fields=["due_on", "id"],
                include=("urging_count", "state"),
                condition=models.Q(("state__in", OPEN), ("urging_count__gt", 0)),
                name="assignment_urged",
            ),
        ),
    ]
