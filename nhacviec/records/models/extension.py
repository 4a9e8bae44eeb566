from enum import StrEnum

from django.db import models
from django.db.models import Q

from nhacviec.records.models.assignment import Assignment
from nhacviec.records.models.choices import one_of
from nhacviec.records.models.person import Person


class RequestState(StrEnum):
    """Of an extension or an objection."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Extension(models.Model):
    """A request to move a deadline, and the decision. The original deadline stays on the assignment."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="extensions")
    state = models.CharField(max_length=10, default=RequestState.ASKED.value)
    from_due_on = models.DateField()
    asked_due_on = models.DateField("Xin gia hạn đến ngày")
    reason = models.TextField("Lý do")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    granted_due_on = models.DateField("Gia hạn đến ngày", null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("state", RequestState, name="extension_state_is_known"),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state="asked"), name="extension_one_open"
            ),
            models.CheckConstraint(
                name="extension_granted_has_a_day",
                condition=Q(state="granted", granted_due_on__isnull=False)
                | (~Q(state="granted") & Q(granted_due_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} → {self.asked_due_on}"


class Objection(models.Model):
    """A request to correct a "late" mark, and the decision."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="objections")
    state = models.CharField(max_length=10, default=RequestState.ASKED.value)
    reason = models.TextField("Giải trình")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    outcome_before = models.CharField(max_length=20)
    days_late_before = models.IntegerField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("state", RequestState, name="objection_state_is_known"),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state="asked"), name="objection_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.state}"
