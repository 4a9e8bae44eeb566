"""Numbers that were added up before anybody asks: what a past or present day is read from.

A standing that begins or ends is a step up or down on a day. Steps are first noted as entries (by a trigger,
in the transaction of the deed), then a job folds entries into one row a scope and day, and into marks: all
steps before the first of a month. A number as of a day is the last mark before it, the steps since, and the
entries not yet folded. actions/tallying.py folds, queries/tallies.py reads.
"""

from django.db import models

# The columns that are added up. `*_original`: measured against the original deadline.
MEASURES: tuple[str, ...] = (
    "unanswered",  # with and without deadline; what is neither undated nor overdue is still in time
    "undated",
    "overdue",
    "undated_original",
    "overdue_original",
    "suspended",
    "returned",
    "cancelled",
    "waiting",
    "extended",
    "early",
    "on_time",
    "late",
    "done_undated",
    "early_original",
    "on_time_original",
    "late_original",
    "done_undated_original",
    "extended_done",  # extended and answered: what a report window leaves out of the extended
)
SCOPES: tuple[str, ...] = ("unit", "specialist", "office_leader", "committee_leader", "field")


class Measures(models.Model):
    """The columns that are added up."""

    unanswered = models.IntegerField(default=0)
    undated = models.IntegerField(default=0)
    overdue = models.IntegerField(default=0)
    undated_original = models.IntegerField(default=0)
    overdue_original = models.IntegerField(default=0)
    suspended = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)
    cancelled = models.IntegerField(default=0)
    waiting = models.IntegerField(default=0)
    extended = models.IntegerField(default=0)
    early = models.IntegerField(default=0)
    on_time = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    done_undated = models.IntegerField(default=0)
    early_original = models.IntegerField(default=0)
    on_time_original = models.IntegerField(default=0)
    late_original = models.IntegerField(default=0)
    done_undated_original = models.IntegerField(default=0)
    extended_done = models.IntegerField(default=0)

    class Meta:
        abstract = True


class TallyEntry(Measures):
    """A step of one deed, waiting to be folded. `reading` is "recorded", or "correction": what must be added
    to read the same day as it happened."""

    reading = models.CharField(max_length=10)
    day = models.DateField()
    duty = models.CharField(max_length=12)
    unit_id = models.BigIntegerField()
    specialist_id = models.BigIntegerField(null=True)
    office_leader_id = models.BigIntegerField(null=True)
    committee_leader_id = models.BigIntegerField(null=True)
    field_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.day}"


class TallyStep(Measures):
    """What changed for a scope on a day."""

    scope = models.CharField(max_length=16)
    scope_id = models.BigIntegerField()
    duty = models.CharField(max_length=12)
    reading = models.CharField(max_length=10)
    day = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "scope_id", "duty", "reading", "day"], name="tally_step_once"
            )
        ]
        indexes = [models.Index(fields=["scope", "day"], name="tally_step_of_day")]

    def __str__(self) -> str:
        return f"{self.scope} {self.scope_id} {self.day}"


class TallyMark(Measures):
    """Everything before the first day of a month, for a scope that had anything by then."""

    scope = models.CharField(max_length=16)
    scope_id = models.BigIntegerField()
    duty = models.CharField(max_length=12)
    reading = models.CharField(max_length=10)
    month = models.DateField()  # its first day

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "month", "scope_id", "duty", "reading"], name="tally_mark_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.scope_id} {self.month}"


class TallyMonth(models.Model):
    """The last month for which marks exist: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    last = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(name="tally_month_is_one_row", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.last)
