"""Indexes on the large table are built beside its work, without locking it."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0007_standings_and_tallies")]
    operations = [
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["answered", "assigned", "in_progress", "returned", "suspended"])
                ),
                fields=["specialist", "due_on", "id"],
                name="assignment_open_of_special",
            ),
        ),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["answered", "assigned", "in_progress", "returned", "suspended"])
                ),
                fields=["office_leader", "due_on", "id"],
                name="assignment_open_of_office",
            ),
        ),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["answered", "assigned", "in_progress", "returned", "suspended"])
                ),
                fields=["committee_leader", "due_on", "id"],
                name="assignment_open_of_chair",
            ),
        ),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["answered", "assigned", "in_progress", "returned", "suspended"])
                ),
                fields=["field", "due_on", "id"],
                name="assignment_open_of_field",
            ),
        ),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("state", "draft"), _negated=True),
                fields=["-assigned_at", "-id"],
                name="assignment_newest",
            ),
        ),
    ]
