from datetime import date

from django.db import models

from nhacviec.records.models.assignment import Assignment
from nhacviec.records.models.document import Document
from nhacviec.records.models.person import Person
from nhacviec.records.models.post import Post
from nhacviec.records.models.submission import Submission
from nhacviec.records.models.task import Task
from nhacviec.records.models.unit import Unit
from nhacviec.rules.timeliness import local_date


class Event(models.Model):
    """A line of history: who, acting for whom, when, what before and after, why.

    Append-only: a trigger refuses UPDATE and DELETE (migration 0002).
    """

    # An EventName. No CHECK: a new name must not cost a scan of the largest table.
    name = models.CharField(max_length=30)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="events", db_index=False)
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, null=True, related_name="events", db_index=False
    )
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="events")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="events", db_index=False)
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, related_name="events", db_index=False
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="events_about", db_index=False)
    # None: the system itself (a job of the clock)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="deeds", db_index=False)
    acting_for = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    # Two moments: when it happened, and when the system was told; they differ where somebody was late.
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["task", "-id"], name="event_of_task"),
            models.Index(fields=["assignment", "-id"], name="event_of_assignment"),
            models.Index(fields=["actor", "-id"], name="event_of_actor"),
            models.Index(
                fields=["submission", "-id"],
                name="event_of_submission",
                condition=models.Q(submission__isnull=False),
            ),
            models.Index(fields=["happened_at"], name="event_moment"),
            # named by few lines
            *(
                models.Index(
                    fields=[whom], name=f"event_{whom}", condition=models.Q(**{f"{whom}__isnull": False})
                )
                for whom in ("unit", "person", "acting_for")
            ),
            # few: what the calendar of a past day is told from
            models.Index(
                fields=["recorded_at"],
                condition=models.Q(name__in=["calendar_changed", "calendar_imported"]),
                name="event_of_calendar",
            ),
        ]

    @property
    def recorded_late_on(self) -> date | None:
        """The later day on which the system was told of it; None when that was the same day."""
        day = local_date(self.recorded_at)
        return None if day == local_date(self.happened_at) else day

    def __str__(self) -> str:
        return f"{self.name} {self.happened_at:%d/%m/%Y %H:%M}"
