"""Somebody's drafts are found among a million tasks that were issued."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0067_requests_of_a_past_day")]
    operations = [
        AddIndexConcurrently(
            "task",
            models.Index(
                fields=["created_by", "-id"],
                name="task_draft_of",
                condition=models.Q(issued_at__isnull=True),
            ),
        ),
    ]
