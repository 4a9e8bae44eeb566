from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from nhacviec.records.models.assignment import Assignment
from nhacviec.records.models.choices import one_of
from nhacviec.records.models.person import Person
from nhacviec.rules.reconcile.differences import Difference, Settled

_OPEN = Settled.OPEN.value


class Reconciliation(models.Model):
    """A list of those above, compared with our tasks at the moment it was brought. It can be left and
    returned to; nothing of ours changes before a difference is settled."""

    file_name = models.CharField(max_length=250)
    sources = ArrayField(models.BigIntegerField())  # units above whose tasks the list should hold
    given_from = models.DateField(null=True)  # it holds what was given from that day on
    brought_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    rows_read = models.PositiveIntegerField()
    rows_same = models.PositiveIntegerField()
    # [{"row": 7, "heading": "due", "code": "bad_date", "value": "31/02/2018"}]
    problems = models.JSONField(default=list)
    may_be_swapped = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class ListDifference(models.Model):
    """One thing in which the list and our tasks differ, and what was decided about it."""

    run = models.ForeignKey(Reconciliation, models.CASCADE, related_name="differences", db_index=False)
    kind = models.CharField(max_length=12)
    row_number = models.PositiveIntegerField(null=True)  # as Excel shows it
    # What both sides said, as plain values: content, symbol, dated_on, due_on, progress, reply …
    theirs = models.JSONField(default=dict)
    ours = models.JSONField(default=dict)
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+", db_index=False)
    settled = models.CharField(max_length=10, default=_OPEN)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    settled_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("kind", Difference, name="difference_kind_is_known"),
            one_of("settled", Settled, name="difference_settled_is_known"),
            models.CheckConstraint(
                name="difference_has_its_sides",
                condition=(Q(kind=Difference.ONLY_HERE.value) | Q(row_number__isnull=False))
                & (Q(kind=Difference.ONLY_THERE.value) | Q(assignment__isnull=False)),
            ),
            models.CheckConstraint(
                name="difference_settled_coherent",
                condition=Q(settled=_OPEN, settled_by=None, settled_at=None)
                | (~Q(settled=_OPEN) & Q(settled_by__isnull=False, settled_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["run", "kind", "settled", "id"], name="difference_of_run"),
            models.Index(
                fields=["assignment"], name="difference_of_duty", condition=Q(assignment__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.kind} {self.row_number or ''}"
