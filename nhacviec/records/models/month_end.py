from django.db import models


class MonthEnd(models.Model):
    """How much had ended before a month began, added up since ever: what a report of a later day begins
    with. What ended is what it was, so no line is ever mended; a missing one only costs time."""

    subject = models.CharField(max_length=12)  # submission, stop, request
    cut = models.CharField(max_length=12)  # which column is cut by; of stops: which stop
    month = models.DateField()  # its first day; what ended before it is counted
    row = models.BigIntegerField()  # id in that column, 0 nobody; of stops: working days
    in_time = models.PositiveIntegerField(default=0)  # of stops: how many
    late = models.PositiveIntegerField(default=0)
    tacit = models.PositiveIntegerField(default=0)
    other = models.PositiveIntegerField(default=0)
    late_days = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "month", "cut", "row"], name="month_end_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.month:%m/%Y} {self.cut} {self.row}"
