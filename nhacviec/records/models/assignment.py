from typing import Any

from django.db import models
from django.db.models import F, Q

from nhacviec.records.models.choices import one_of
from nhacviec.records.models.field import Field
from nhacviec.records.models.person import Person
from nhacviec.records.models.task import Task
from nhacviec.records.models.unit import Unit
from nhacviec.rules.lifecycle import OPEN, Closing, Duty, ReturnReason, State


class StaleAssignment(Exception):
    """Somebody else moved the assignment first."""


class Assignment(models.Model):
    """A task's duty for ONE unit, with its own state, deadline, officer and outcome.

    The unit of all counting."""

    code = models.CharField("Mã", max_length=24, unique=True, editable=False)  # NV-2018-004211.2
    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", db_index=False)
    duty = models.CharField(max_length=12, default=Duty.LEAD.value)
    is_required = models.BooleanField(default=True)  # a coordinator whose part the lead must wait for
    state = models.CharField(max_length=12, default=State.DRAFT.value)
    # Rises by one with every write; a form carries the number it was shown with.
    version = models.PositiveIntegerField(default=0)

    original_due_on = models.DateField(null=True)  # never changed once issued
    due_on = models.DateField(null=True)  # the deadline that binds now
    due_hour = models.TimeField(null=True)
    extension_count = models.PositiveSmallIntegerField(default=0)

    assigned_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    return_reason = models.CharField(max_length=20, blank=True)
    division = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    officer = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="handed_assignments", db_index=False
    )
    # Who follows the task, its field and its star, copied by triggers (migrations 0007 and 0012) so that "my
    # 3,000 open duties" is one index away. The task's own columns are the truth; nobody writes these.
    specialist = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", editable=False, db_index=False
    )
    office_leader = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", editable=False, db_index=False
    )
    committee_leader = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", editable=False, db_index=False
    )
    field = models.ForeignKey(
        Field, models.PROTECT, null=True, related_name="+", editable=False, db_index=False
    )
    is_starred = models.BooleanField(default=False, db_default=False, editable=False)
    percent = models.PositiveSmallIntegerField(default=0)
    obstacle = models.TextField(blank=True)  # the latest one noted; empty when none stands
    noted_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)  # of the answer that stands
    send_back_count = models.PositiveSmallIntegerField(default=0)
    completed_at = models.DateTimeField(null=True)
    suspended_on = models.DateField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=12, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")

    # Frozen when the standing answer came in: what was true then, against both deadlines.
    outcome = models.CharField(max_length=20, blank=True)
    outcome_original = models.CharField(max_length=20, blank=True)
    days_late = models.IntegerField(null=True)  # calendar days, negative when early
    excused_at = models.DateTimeField(null=True)  # an objection to the "late" mark was upheld

    reminder_count = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    # Letters that urged it and still stand (see Urging).
    urging_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    urged_at = models.DateTimeField(null=True)
    has_open_extension = models.BooleanField(default=False)
    has_open_objection = models.BooleanField(default=False)

    class Meta:
        ordering = ["task_id", "id"]
        constraints = [
            one_of("state", State, name="assignment_state_is_known"),
            one_of("duty", Duty, name="assignment_duty_is_known"),
            one_of("closing", Closing, name="assignment_closing_is_known", blank=True),
            one_of("return_reason", ReturnReason, name="assignment_return_reason_is_known", blank=True),
            models.UniqueConstraint(
                fields=["task", "unit"],
                condition=~Q(state=State.CANCELLED.value),
                name="assignment_unit_once_per_task",
            ),
            models.CheckConstraint(
                name="assignment_completed_coherent",
                condition=Q(
                    state=State.COMPLETED.value, completed_at__isnull=False, answered_at__isnull=False
                )
                | (~Q(state=State.COMPLETED.value) & Q(completed_at=None)),
            ),
            models.CheckConstraint(
                name="assignment_answered_has_a_moment",
                condition=~Q(state=State.ANSWERED.value) | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="assignment_cancelled_coherent",
                condition=(Q(state=State.CANCELLED.value, cancelled_at__isnull=False) & ~Q(closing=""))
                | (~Q(state=State.CANCELLED.value) & Q(cancelled_at=None, closing="")),
            ),
            models.CheckConstraint(
                name="assignment_suspended_coherent",
                condition=Q(state=State.SUSPENDED.value, suspended_on__isnull=False)
                | (~Q(state=State.SUSPENDED.value) & Q(suspended_on=None)),
            ),
            models.CheckConstraint(
                name="assignment_issued_has_a_moment",
                condition=Q(state=State.DRAFT.value, assigned_at=None)
                | (~Q(state=State.DRAFT.value) & Q(assigned_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="assignment_returned_has_a_reason",
                condition=~Q(state=State.RETURNED.value)
                | (~Q(return_reason="") & Q(returned_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="assignment_percent_in_range", condition=Q(percent__gte=0, percent__lte=100)
            ),
            models.CheckConstraint(
                name="assignment_hour_needs_a_day", condition=Q(due_hour=None) | Q(due_on__isnull=False)
            ),
        ]
        indexes = [
            # What is open, by whom one asks for; with the state and the hour in it nothing but the index is
            # read to count it.
            models.Index(
                fields=["due_on", "id"],
                include=["state", "due_hour"],
                name="assignment_todo_by_due",
                condition=Q(state__in=sorted(s.value for s in OPEN)),
            ),
            *(
                models.Index(
                    fields=[whose, "due_on", "id"],
                    include=["state", "due_hour"],
                    name=f"assignment_todo_of_{short}",
                    condition=Q(state__in=sorted(s.value for s in OPEN)),
                )
                for whose, short in (
                    ("unit", "unit"),
                    ("specialist", "special"),
                    ("office_leader", "office"),
                    ("committee_leader", "chair"),
                    ("field", "field"),
                )
            ),
            # Lists of everything that was ever issued, in the order of deadlines.
            models.Index(
                fields=["due_on", "id"], name="assignment_by_due", condition=~Q(state=State.DRAFT.value)
            ),
            models.Index(
                fields=["unit", "due_on", "id"],
                name="assignment_of_unit_by_due",
                condition=~Q(state=State.DRAFT.value),
            ),
            models.Index(fields=["unit", "state", "id"], name="assignment_unit_state"),
            models.Index(fields=["state", "id"], name="assignment_state"),
            models.Index(fields=["officer", "state"], name="assignment_officer"),
            models.Index(fields=["division", "state"], name="assignment_division"),
            # what waits for a decision, a few among a million
            models.Index(
                fields=["specialist", "due_on", "id"],
                include=["answered_at", "duty", "office_leader"],
                name="assignment_waits_for_word",
                condition=Q(state=State.ANSWERED.value),
            ),
            models.Index(
                fields=["id"], name="assignment_asks_for_time", condition=Q(has_open_extension=True)
            ),
            models.Index(
                fields=["due_on", "id"],
                include=["urging_count", "state"],
                name="assignment_urged",
                condition=Q(urging_count__gt=0, state__in=sorted(s.value for s in OPEN)),
            ),
            models.Index(fields=["id"], name="assignment_objects", condition=Q(has_open_objection=True)),
            models.Index(
                fields=["unit", "due_on", "id"],
                name="assignment_sent_back",
                condition=Q(state=State.IN_PROGRESS.value, send_back_count__gt=0),
            ),
            models.Index(
                fields=["due_on", "id"],
                name="assignment_open_starred",
                condition=Q(is_starred=True, state__in=sorted(s.value for s in OPEN)),
            ),
            models.Index(
                fields=["-assigned_at", "-id"],
                name="assignment_newest",
                condition=~Q(state=State.DRAFT.value),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def monitor_ids(self) -> frozenset[int]:
        """Who follows its task."""
        return self.task.monitor_ids

    def change(self, **values: Any) -> None:
        """Write only if the row is still the one that was read; StaleAssignment otherwise."""
        moved = Assignment.objects.filter(pk=self.pk, state=self.state, version=self.version).update(
            version=F("version") + 1, **values
        )
        if moved != 1:
            raise StaleAssignment(self.code)
        self.version += 1
        for name, value in values.items():
            setattr(self, name, value)
