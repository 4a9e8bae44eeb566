from django.db import models

from nhacviec.records.models.assignment import Assignment
from nhacviec.records.models.person import Person


class Suspension(models.Model):
    """A time in which the clock stands still by decision."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="suspensions")
    decision_symbol = models.CharField("Số, ký hiệu văn bản quyết định", max_length=100)
    reason = models.TextField("Lý do")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    suspended_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    resumed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=models.Q(to_on=None), name="suspension_one_running"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} từ {self.from_on}"
