from typing import Any

from django.db import models
from django.db.models import Q

from nhacviec.records.models.assignment import Assignment
from nhacviec.records.models.choices import one_of
from nhacviec.records.models.document import Document
from nhacviec.records.models.field import Field
from nhacviec.records.models.person import Person
from nhacviec.records.models.unit import Unit
from nhacviec.rules import statistics
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.statistics import FOREVER

READ_DIFFERENTLY = ~Q(recorded_from=models.F("happened_from"), recorded_to=models.F("happened_to"))


def _copied(to: type[models.Model], *, null: bool = False) -> "models.ForeignKey[Any, Any]":
    """A column that every standing takes over from its duty or task, whose own foreign keys hold already: to
    ask the database for each of them again was a tenth of the time of a calendar change."""
    return models.ForeignKey(
        to, models.PROTECT, null=null, related_name="+", db_index=False, db_constraint=False
    )


class Standing(models.Model):
    """How one assignment stood from one day to another: what any past day is counted from.

    Two intervals, each from a day to the day before another (FOREVER: still so): when the system knew it,
    and when it was so. They differ only where something was recorded late, or corrected. A standing that
    turned out never to have been has an empty second interval. Written by actions/standings.py; a trigger
    (migration 0007) keeps the tallies in step.
    """

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="standings")
    kind = models.CharField(max_length=10)
    recorded_from = models.DateField()
    recorded_to = models.DateField(default=FOREVER)
    happened_from = models.DateField()
    happened_to = models.DateField(default=FOREVER)

    duty = models.CharField(max_length=12)
    unit = _copied(Unit)
    division = _copied(Unit, null=True)
    officer = _copied(Person, null=True)
    specialist = _copied(Person, null=True)
    office_leader = _copied(Person, null=True)
    committee_leader = _copied(Person, null=True)
    field = _copied(Field, null=True)
    document = _copied(Document, null=True)
    assigned_on = models.DateField()

    due_on = models.DateField(null=True)
    original_due_on = models.DateField(null=True)
    due_hour = models.TimeField(null=True)
    is_extended = models.BooleanField(default=False)
    outcome = models.CharField(max_length=20, blank=True)
    outcome_original = models.CharField(max_length=20, blank=True)
    days_late = models.IntegerField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("kind", statistics.Standing, name="standing_kind_is_known"),
            one_of("duty", Duty, name="standing_duty_is_known"),
            models.CheckConstraint(
                name="standing_days_in_order",
                condition=Q(recorded_to__gte=models.F("recorded_from"))
                & Q(happened_to__gte=models.F("happened_from")),
            ),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(recorded_to=FOREVER), name="standing_one_now"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "kind", "recorded_to"], name="standing_of_unit"),
            # who is overdue or due soon on a day, without a visit to the table
            models.Index(
                fields=["due_on", "unit"],
                include=[
                    "duty",
                    "recorded_from",
                    "recorded_to",
                    "happened_from",
                    "happened_to",
                    "due_hour",
                    "specialist",
                ],
                condition=Q(kind="unanswered"),
                name="standing_due_by",
            ),
            models.Index(
                fields=["original_due_on", "unit"],
                include=[
                    "due_on",
                    "duty",
                    "recorded_from",
                    "recorded_to",
                    "happened_from",
                    "happened_to",
                    "due_hour",
                ],
                condition=Q(kind="unanswered"),
                name="standing_due_original",
            ),
            models.Index(
                fields=["unit", "recorded_to", "due_on"],
                include=["duty", "recorded_from", "original_due_on", "due_hour"],
                condition=Q(kind="unanswered"),
                name="standing_unanswered_of_unit",
            ),
            # what a unit answered early, on time, late: the newest first
            models.Index(
                fields=["unit", "outcome", "-recorded_from"],
                condition=Q(kind__in=["answered", "completed"]),
                name="standing_done_of_unit",
            ),
            # what was closed once and changed again: few, and needed for report windows
            *(
                models.Index(
                    fields=[f"{reading}_to", "unit"],
                    include=[f"{reading}_from", "assignment"],
                    condition=Q(kind__in=["answered", "completed", "cancelled"])
                    & Q(**{f"{reading}_to__lt": FOREVER}),
                    name=f"standing_changed_{reading}",
                )
                for reading in ("recorded", "happened")
            ),
            # what was recorded late or corrected: the two readings of a day differ by these only
            models.Index(
                fields=["recorded_to", "unit"],
                include=["recorded_from", "happened_from", "happened_to", "duty", "assignment"],
                condition=READ_DIFFERENTLY,
                name="standing_read_differently",
            ),
            models.Index(fields=["officer", "kind"], name="standing_of_officer"),
            models.Index(fields=["division", "kind"], name="standing_of_division"),
            models.Index(fields=["specialist", "kind", "recorded_to"], name="standing_of_specialist"),
            models.Index(fields=["office_leader", "kind", "recorded_to"], name="standing_of_office_leader"),
            models.Index(
                fields=["committee_leader", "kind", "recorded_to"], name="standing_of_committee_leader"
            ),
            models.Index(fields=["field", "kind", "recorded_to"], name="standing_of_field"),
            models.Index(fields=["document"], name="standing_of_document"),
            models.Index(fields=["assigned_on", "unit"], name="standing_assigned_on"),
            # answers that waited for the Office on a day, by who owed the confirmation
            models.Index(
                fields=["recorded_to", "specialist"],
                include=["recorded_from", "office_leader", "duty", "assignment"],
                condition=Q(kind="answered"),
                name="standing_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.kind} {self.recorded_from}–{self.recorded_to}"
