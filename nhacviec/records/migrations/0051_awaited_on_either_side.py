"""What is awaited, and what has ended since, is counted from the index alone."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models import Q

AWAITED = Q(state__in=["asked", "seen"])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0050_webhooks_of_every_noun")]
    operations = [
        AddIndexConcurrently(
            "coordination",
            models.Index(
                fields=["unit", "due_on", "id"],
                include=["asked_on", "state", "ended_on"],
                name="coordination_awaited_of",
                condition=AWAITED,
            ),
        ),
        AddIndexConcurrently(
            "coordination",
            models.Index(
                fields=["asking_unit", "due_on", "id"],
                include=["asked_on", "state"],
                name="coordination_awaited_by",
                condition=AWAITED,
            ),
        ),
        AddIndexConcurrently(
            "coordination",
            models.Index(
                fields=["ended_on", "asked_on"],
                include=["unit", "state", "due_on"],
                name="coordination_over",
                condition=Q(ended_on__isnull=False),
            ),
        ),
        RemoveIndexConcurrently("coordination", "coordination_awaited"),
        RemoveIndexConcurrently("coordination", "coordination_ended"),
    ]
