"""Indexes on the large tables are built beside their work, without locking them."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0012_duties_know_their_star")]
    operations = [
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("has_open_extension", True)),
                fields=["id"],
                name="assignment_asks_for_time",
            ),
        ),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("has_open_objection", True)), fields=["id"], name="assignment_objects"
            ),
        ),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("send_back_count__gt", 0), ("state", "in_progress")),
                fields=["unit", "due_on", "id"],
                name="assignment_sent_back",
            ),
        ),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(
                    ("is_starred", True),
                    ("state__in", ["answered", "assigned", "in_progress", "returned", "suspended"]),
                ),
                fields=["due_on", "id"],
                name="assignment_open_starred",
            ),
        ),
    ]
