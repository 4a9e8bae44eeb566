from typing import Any

from django.db import models
from django.db.models import F, Q

from nhacviec.records.models.assignment import Assignment
from nhacviec.records.models.choices import one_of
from nhacviec.records.models.extension import RequestState
from nhacviec.records.models.person import Person
from nhacviec.records.models.unit import Unit
from nhacviec.rules.coordination import AWAITED, COUNTS, CoordinationState, DelayState, ReplyKind, Situation

_AWAITED = sorted(state.value for state in AWAITED)
_COUNTED = ("asked_on", "due_on", "state", "id")  # what counting needs, so that no row is visited


class StaleCoordination(Exception):
    """Somebody else moved the request first."""


class Coordination(models.Model):
    """The lead of a task asks one other unit for its part or opinion, with its own clock."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="coordinations")  # the lead's
    asking_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)  # the lead's unit
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)  # which is asked
    state = models.CharField(max_length=10, default=CoordinationState.ASKED.value)
    # Rises by one with every write; a form carries the number it was shown with.
    version = models.PositiveIntegerField(default=0)

    content = models.TextField("Nội dung đề nghị phối hợp")
    symbol = models.CharField(max_length=100, blank=True)  # of the letter that asks, where there is one
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    original_due_on = models.DateField()
    due_on = models.DateField()
    term_wd = models.PositiveSmallIntegerField(null=True)  # reckoned by the policy; None: a day was named
    # Silence is consent: said in the request, decided when it was sent.
    is_tacit = models.BooleanField()
    # Inside the unit that is asked: who is to write the reply; None: its desk.
    officer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    reply_kind = models.CharField(max_length=10, blank=True)
    reply_text = models.TextField(blank=True)
    reply_symbol = models.CharField(max_length=100, blank=True)
    reply_dated_on = models.DateField(null=True)
    # When it waited no more, however that came.
    ended_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # None: the clock
    end_reason = models.TextField(blank=True)
    # When the clock looks at it next (actions/coordination_plan); None: nothing will remind of it.
    next_reminder_at = models.DateTimeField(null=True, editable=False)
    search_text = models.TextField(
        editable=False, default=""
    )  # folded: what it asks, of whom, by which letter

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("state", CoordinationState, name="coordination_state_is_known"),
            one_of("reply_kind", ReplyKind, name="coordination_reply_is_known", blank=True),
            models.CheckConstraint(
                name="coordination_between_two_units", condition=~Q(unit=F("asking_unit"))
            ),
            models.CheckConstraint(
                name="coordination_due_after_asked",
                condition=Q(original_due_on__gt=F("asked_on"), due_on__gte=F("original_due_on")),
            ),
            models.CheckConstraint(
                name="coordination_ended_coherent",
                condition=Q(state__in=_AWAITED, ended_at=None, ended_on=None)
                | (~Q(state__in=_AWAITED) & Q(ended_at__isnull=False, ended_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="coordination_replied_has_a_kind",
                condition=(Q(state="replied") & ~Q(reply_kind="")) | (~Q(state="replied") & Q(reply_kind="")),
            ),
            models.CheckConstraint(
                name="coordination_consent_was_announced",
                condition=~Q(state="consented") | Q(is_tacit=True, ended_by=None),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-id"], name="coordination_of_unit"),
            models.Index(fields=["asking_unit", "-id"], name="coordination_by_unit"),
            models.Index(
                fields=["unit", "due_on", "id"],
                include=["asked_on", "state", "ended_on"],
                name="coordination_awaited_of",
                condition=Q(state__in=_AWAITED),
            ),
            models.Index(
                fields=["asking_unit", "due_on", "id"],
                include=["asked_on", "state"],
                name="coordination_awaited_by",
                condition=Q(state__in=_AWAITED),
            ),
            models.Index(
                fields=["officer", "due_on"],
                name="coordination_handed",
                condition=Q(state__in=_AWAITED, officer__isnull=False),
            ),
            models.Index(
                fields=["officer", "unit"],
                name="coordination_of_officer",
                condition=Q(officer__isnull=False),
            ),
            models.Index(
                fields=["due_on", "id"],
                name="coordination_silent",
                condition=Q(state__in=_AWAITED, is_tacit=True),
            ),
            models.Index(
                fields=["due_on", "id"], name="coordination_todo_by_due", condition=Q(state__in=_AWAITED)
            ),
            models.Index(fields=["asked_on", "unit"], name="coordination_by_day"),
            models.Index(
                fields=["ended_on", "asked_on"],
                include=["unit", "state", "due_on"],
                name="coordination_over",
                condition=Q(ended_on__isnull=False),
            ),
            # what waited on a past day, of who was asked and of who asked
            models.Index(fields=["unit", "ended_on"], include=_COUNTED, name="coordination_stood_of"),
            models.Index(fields=["asking_unit", "ended_on"], include=_COUNTED, name="coordination_stood_by"),
            models.Index(
                fields=["unit", "due_on", "id"],
                name="coordination_was_late",
                condition=Q(ended_on__gt=F("due_on")),
            ),
            models.Index(
                fields=["next_reminder_at", "id"],
                name="coordination_reminder_due",
                condition=Q(next_reminder_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}: {self.asking_unit_id} → {self.unit_id}"

    @property
    def is_awaited(self) -> bool:
        return self.state in AWAITED

    def situation(self) -> Situation:
        """What the rules ask of it. Reads its delay and its open request for time."""
        delay = DelayReport.objects.filter(coordination=self).values_list("state", flat=True).first()
        return Situation(
            state=CoordinationState(self.state),
            due_on=self.due_on,
            is_tacit=self.is_tacit,
            ended_on=self.ended_on,
            is_handed=self.officer_id is not None,
            asks_time=self.is_awaited and self.time_requests.filter(state=RequestState.ASKED).exists(),
            delay=DelayState(delay) if delay else None,
        )

    def change(self, **values: Any) -> None:
        """Write only if the row is still the one that was read; StaleCoordination otherwise."""
        same = Coordination.objects.filter(pk=self.pk, state=self.state, version=self.version)
        if same.update(version=F("version") + 1, **values) != 1:
            raise StaleCoordination(self.pk)
        self.version += 1
        for name, value in values.items():
            setattr(self, name, value)


class TimeRequest(models.Model):
    """The unit that is asked needs longer; the lead grants it or not. The first deadline stays on the
    request."""

    coordination = models.ForeignKey(Coordination, models.PROTECT, related_name="time_requests")
    state = models.CharField(max_length=10, default=RequestState.ASKED.value)
    from_due_on = models.DateField()
    asked_due_on = models.DateField()
    reason = models.TextField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    granted_due_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_on = models.DateField(null=True)
    decision = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("state", RequestState, name="time_request_state_is_known"),
            models.UniqueConstraint(
                fields=["coordination"], condition=Q(state="asked"), name="time_request_one_open"
            ),
            models.CheckConstraint(
                name="time_request_granted_has_a_day",
                condition=Q(state="granted", granted_due_on__isnull=False)
                | (~Q(state="granted") & Q(granted_due_on=None)),
            ),
            models.CheckConstraint(
                name="time_request_decided_has_a_day",
                condition=Q(state="asked", decided_on=None)
                | (~Q(state="asked") & Q(decided_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coordination_id} → {self.asked_due_on}"


class DelayReport(models.Model):
    """ "Phản ánh chậm phối hợp": the lead says that a reply is late; the unit may answer before it counts."""

    coordination = models.OneToOneField(Coordination, models.PROTECT, related_name="delay")
    state = models.CharField(max_length=10, default=DelayState.REPORTED.value)
    reason = models.TextField(blank=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    explain_due_on = models.DateField()  # the last day of the right of reply
    explanation = models.TextField(blank=True)
    explained_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    explained_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)  # since when it counts, or does not
    # Of the request, which never changes them: figures of units count delays without reading the requests.
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", db_index=False, editable=False
    )
    asked_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("state", DelayState, name="delay_state_is_known"),
            models.CheckConstraint(
                name="delay_settled_has_a_moment",
                condition=Q(state__in=["reported", "disputed"], settled_at=None)
                | (~Q(state__in=["reported", "disputed"]) & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="delay_disputed_says_why", condition=~Q(state="disputed") | ~Q(explanation="")
            ),
        ]
        indexes = [
            models.Index(fields=["explain_due_on"], name="delay_unanswered", condition=Q(state="reported")),
            models.Index(fields=["id"], name="delay_to_decide", condition=Q(state="disputed")),
            models.Index(
                fields=["unit", "asked_on"],
                include=["state"],
                name="delay_counted",
                condition=Q(state__in=sorted(state.value for state in COUNTS)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coordination_id}: {self.state}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.unit_id, self.asked_on = self.coordination.unit_id, self.coordination.asked_on
        super().save(*args, **kwargs)
