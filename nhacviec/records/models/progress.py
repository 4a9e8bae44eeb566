from enum import StrEnum

from django.db import models
from django.db.models import Q

from nhacviec.records.models.assignment import Assignment
from nhacviec.records.models.choices import one_of
from nhacviec.records.models.person import Person


class DelayCause(StrEnum):
    """Causes of delay; the first group is objective, the second the unit's own."""

    WAITING_COORDINATION = "waiting_coordination"
    WAITING_SUPERIOR = "waiting_superior"
    REGULATION_UNCLEAR = "regulation_unclear"
    FUNDING = "funding"
    FORCE_MAJEURE = "force_majeure"
    OTHER_OBJECTIVE = "other_objective"
    STAFFING = "staffing"
    LATE_START = "late_start"
    POOR_QUALITY = "poor_quality"
    OTHER_SUBJECTIVE = "other_subjective"


class ProgressNote(models.Model):
    """What the unit says of the work before it answers."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="progress_notes")
    text = models.TextField("Tình hình thực hiện")
    percent = models.PositiveSmallIntegerField("Mức độ hoàn thành (%)", default=0)
    obstacle = models.TextField("Khó khăn, vướng mắc", blank=True)
    delay_cause = models.CharField("Nguyên nhân chậm", max_length=24, blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        # what was noted in a period, without a visit to the table
        indexes = [models.Index(fields=["noted_at"], include=["assignment"], name="progress_moment")]
        constraints = [
            one_of("delay_cause", DelayCause, name="progress_delay_cause_is_known", blank=True),
            models.CheckConstraint(name="progress_percent_in_range", condition=Q(percent__lte=100)),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.percent}%"
