from django.db import models

from nhacviec.records.models.event import Event


class CalendarMove(models.Model):
    """Deadlines on their way from the old working calendar to the new one, and how far that is.

    The calendar has changed already; what is left to be moved is what still ends where the old one put it
    (actions/calendar_moves), so that a pass which was cut off needs no mark of where it was."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="+")  # who changed it, and when
    reason = models.TextField()  # as in the line of each deadline
    # day -> what it is now and what it was (rules/calendar_edits.SpecialDay); null: nothing special
    changes = models.JSONField()
    before = models.JSONField()
    count = models.PositiveIntegerField()  # duties, as previewed and agreed to
    moved = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], name="calendar_move_running", condition=models.Q(done_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.moved}/{self.count}"
