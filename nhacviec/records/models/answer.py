from datetime import date
from enum import StrEnum

from django.db import models
from django.db.models import Q

from nhacviec.records.models.assignment import Assignment
from nhacviec.records.models.choices import one_of
from nhacviec.records.models.person import Person
from nhacviec.records.models.progress import DelayCause
from nhacviec.rules.timeliness import local_date


class Verdict(StrEnum):
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    SENT_BACK = "sent_back"


class Answer(models.Model):
    """What the unit reports back, with evidence; the Office confirms it or sends it back."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="answers")
    round = models.PositiveSmallIntegerField()
    text = models.TextField("Kết quả thực hiện")
    document_symbol = models.CharField("Số, ký hiệu văn bản trả lời", max_length=100, blank=True)
    document_date = models.DateField("Ngày văn bản", null=True, blank=True)
    delay_cause = models.CharField(max_length=24, blank=True)
    delay_note = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    # The day it was really given, where it was recorded later (on paper, while the network was down).
    answered_on = models.DateField(null=True)
    verdict = models.CharField(max_length=10, default=Verdict.WAITING.value)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-round"]
        # what was answered in a period, without a visit to the table
        indexes = [models.Index(fields=["answered_at"], include=["assignment"], name="answer_moment")]
        constraints = [
            one_of("verdict", Verdict, name="answer_verdict_is_known"),
            one_of("delay_cause", DelayCause, name="answer_delay_cause_is_known", blank=True),
            models.UniqueConstraint(fields=["assignment", "round"], name="answer_round_once"),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(verdict="waiting"), name="answer_one_waiting"
            ),
            models.CheckConstraint(
                name="answer_decided_coherent",
                condition=Q(verdict="waiting", decided_at=None)
                | (~Q(verdict="waiting") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}/{self.round}"

    @property
    def given_on(self) -> date:
        """The day on which it was really given."""
        return self.answered_on or local_date(self.answered_at)

    @property
    def days_unrecorded(self) -> int:
        """Calendar days that passed until it was recorded; 0 when it was at once."""
        return (local_date(self.answered_at) - self.given_on).days
