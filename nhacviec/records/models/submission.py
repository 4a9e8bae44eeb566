from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from nhacviec.records.models.choices import one_of
from nhacviec.records.models.person import Person
from nhacviec.records.models.task import Task
from nhacviec.records.models.unit import Unit
from nhacviec.rules.submission_clock import CountMode, Terms
from nhacviec.rules.submissions import ENDS, OPEN_STOPS, Direction, Stop, SubmissionKind
from nhacviec.rules.upward import UPWARD_OPEN

_OPEN = Q(stop__in=sorted(stop.value for stop in OPEN_STOPS))
_STOPS = [stop.value for stop in Stop] + [stop.value for stop in sorted(UPWARD_OPEN)]
_NOT_CLOSED = Q(stop__in=sorted(stop.value for stop in OPEN_STOPS | UPWARD_OPEN))
_UPWARD = Q(direction=Direction.UPWARD.value)
_RUNNING_LATE = Q(due_on__isnull=False)


class StaleSubmission(Exception):
    """Somebody else moved it first."""


class Submission(models.Model):
    """A dossier on its way up. Direction TO_COMMITTEE: an agency submits it, the Office owes the answer.
    UPWARD: the Committee submits it to `addressee`; its stops are those of rules/upward, it has no way of its
    own, `arrived_on` is the day it was sent.

    Whose it is now stands in `stop`, `division`, `officer`, `leader`; since when, in its steps."""

    direction = models.CharField(max_length=12, default=Direction.TO_COMMITTEE.value)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="submissions", db_index=False)
    symbol = models.CharField("Số, ký hiệu", max_length=100)
    symbol_key = models.CharField(max_length=120, editable=False)
    dated_on = models.DateField("Ngày văn bản")
    year = models.PositiveSmallIntegerField(editable=False)
    abstract = models.CharField("Trích yếu", max_length=2000)
    asked = models.TextField("Nội dung đề nghị")  # which decision is asked for
    kind = models.CharField(max_length=12, default=SubmissionKind.GENERAL.value)
    urgency = models.CharField(max_length=20, default="normal")
    search_text = models.TextField(editable=False, default="")
    registered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    # The clock: terms as they were when it started.
    arrived_on = models.DateField("Ngày đến")
    complete_on = models.DateField(null=True)  # None: it has never been complete
    limit_days = models.PositiveSmallIntegerField()
    count_mode = models.CharField(max_length=10)
    pauses = models.BooleanField(default=True)

    stop = models.CharField(max_length=12, default=Stop.ARRIVED.value)
    version = models.PositiveIntegerField(default=0)
    stop_since = models.DateField()
    # None while its clock does not run. Moved along when the working calendar changes.
    due_on = models.DateField(null=True)
    division = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    officer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    next_reminder_at = models.DateTimeField(null=True, editable=False)

    # Upward only: who is to say something, which task from above it answers, what came of it so far.
    addressee = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="submissions", db_index=False)
    asked_again = ArrayField(models.DateField(), default=list, db_default=[])
    opinion = models.TextField(blank=True, default="", db_default="")
    opinion_symbol = models.CharField(max_length=100, blank=True, default="", db_default="")
    opinion_on = models.DateField(null=True)

    # How it ended, frozen.
    closed_on = models.DateField(null=True)  # the day the clock stopped
    closed_at = models.DateTimeField(null=True)  # when that was recorded
    days_used = models.PositiveIntegerField(null=True)
    days_late = models.PositiveIntegerField(null=True)  # calendar days past the limit
    answer_symbol = models.CharField(max_length=100, blank=True)
    answer_dated_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("direction", Direction, name="submission_direction_is_known"),
            one_of("kind", SubmissionKind, name="submission_kind_is_known"),
            models.CheckConstraint(name="submission_stop_is_known", condition=Q(stop__in=_STOPS)),
            one_of("count_mode", CountMode, name="submission_mode_is_known"),
            models.CheckConstraint(name="submission_limit_has_days", condition=Q(limit_days__gte=1)),
            models.CheckConstraint(
                name="submission_closed_coherent",
                condition=(_NOT_CLOSED & Q(closed_on=None, closed_at=None, days_used=None, days_late=None))
                | (
                    ~_NOT_CLOSED
                    & Q(
                        closed_on__isnull=False,
                        closed_at__isnull=False,
                        days_used__isnull=False,
                        days_late__isnull=False,
                        due_on=None,
                        next_reminder_at=None,
                    )
                ),
            ),
            models.CheckConstraint(
                name="submission_answered_by_a_document",
                condition=~Q(stop=Stop.ANSWERED.value)
                | (~Q(answer_symbol="") & Q(answer_dated_on__isnull=False))
                | (_UPWARD & Q(opinion_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="submission_upward_says_to_whom",
                condition=(_UPWARD & Q(addressee__isnull=False))
                | (~_UPWARD & Q(addressee=None, task=None, opinion_on=None)),
            ),
            models.CheckConstraint(
                name="submission_merged_into_another",
                condition=(Q(stop=Stop.MERGED.value) & Q(merged_into__isnull=False) & ~Q(merged_into=F("pk")))
                | (~Q(stop=Stop.MERGED.value) & Q(merged_into=None)),
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "symbol_key"],
                condition=~Q(stop__in=["returned", "withdrawn", "merged"]),
                name="submission_number_once",
            ),
        ]
        indexes = [
            models.Index(fields=["-arrived_on", "-id"], name="submission_newest"),
            models.Index(fields=["unit", "-arrived_on", "-id"], name="submission_of_unit"),
            models.Index(fields=["symbol_key"], name="submission_symbol"),
            models.Index(fields=["arrived_on", "id"], name="submission_open", condition=_OPEN),
            models.Index(fields=["due_on", "id"], name="submission_due", condition=_RUNNING_LATE),
            models.Index(fields=["unit", "stop"], name="submission_open_of_unit", condition=_OPEN),
            models.Index(fields=["division", "due_on"], name="submission_open_of_division", condition=_OPEN),
            models.Index(fields=["officer", "due_on"], name="submission_open_of_officer", condition=_OPEN),
            models.Index(fields=["leader", "due_on"], name="submission_open_of_leader", condition=_OPEN),
            models.Index(fields=["-closed_on", "-id"], name="submission_closed", condition=~_OPEN),
            models.Index(fields=["-arrived_on", "-id"], name="submission_upward", condition=_UPWARD),
            models.Index(fields=["task"], name="submission_of_task", condition=Q(task__isnull=False)),
            models.Index(
                fields=["next_reminder_at"],
                name="submission_reminder_due",
                condition=Q(next_reminder_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.symbol

    @property
    def terms(self) -> Terms:
        return Terms(self.limit_days, CountMode(self.count_mode), self.pauses)

    @property
    def is_open(self) -> bool:
        return self.stop in OPEN_STOPS or self.stop in UPWARD_OPEN

    @property
    def is_closed(self) -> bool:
        return self.stop in ENDS

    def change(self, **values: Any) -> None:
        """Write only if the row is still the one that was read; StaleSubmission otherwise."""
        moved = Submission.objects.filter(pk=self.pk, stop=self.stop, version=self.version).update(
            version=F("version") + 1, **values
        )
        if moved != 1:
            raise StaleSubmission(self.symbol)
        self.version += 1
        for name, value in values.items():
            setattr(self, name, value)


class SubmissionStop(models.Model):
    """One stop of the way: who held it, from which day to which. Exactly one of an open submission is open.

    `note` is for the Office alone; `told` is also the agency's to read (what is missing, why it ended)."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="stops")
    stop = models.CharField(max_length=12)
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    working_days = models.PositiveIntegerField(null=True)  # that it took, when it ended
    division = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    officer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    consulted = ArrayField(models.BigIntegerField(), default=list)  # units whose opinion is asked
    note = models.TextField(blank=True)
    told = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)  # when its end was recorded
    moved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("stop", Stop, name="submission_stop_of_way_is_known"),
            models.CheckConstraint(
                name="submission_stop_days_in_order",
                condition=Q(ended_on=None, working_days=None, ended_at=None)
                | Q(ended_on__gte=F("began_on"), working_days__isnull=False, ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_stop_says_what_is_missing",
                condition=~Q(stop=Stop.SUPPLEMENT.value) | ~Q(told=""),
            ),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(ended_on=None), name="submission_stop_one_open"
            ),
        ]
        indexes = [
            models.Index(
                fields=["stop", "ended_on"],
                include=["working_days"],
                name="submission_stop_took",
                condition=Q(ended_on__isnull=False),
            ),
            models.Index(
                fields=["ended_at"],
                include=["ended_on", "stop", "working_days"],
                name="submission_stop_ended",
                condition=Q(ended_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.stop} {self.began_on:%d/%m/%Y}"


class SubmissionRecount(models.Model):
    """The working calendar changed while very many clocks ran: how far they are read anew
    (actions/submission_recount)."""

    started_at = models.DateTimeField()
    reached = models.BigIntegerField(default=0)  # the last submission that is done
    moved = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["id"], name="submission_recounting", condition=Q(done_at=None))]

    def __str__(self) -> str:
        return f"{self.started_at:%d/%m/%Y %H:%M}: {self.moved}"


class SubmissionStanding(models.Model):
    """How a submission stood at the end of every day from one to the day before another, as it was known
    then. What a report of a past day said is what it says today: past days are never mended."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="standings")
    direction = models.CharField(max_length=12, default=Direction.TO_COMMITTEE.value)
    from_day = models.DateField()
    to_day = models.DateField(null=True)  # the first day on which it was otherwise
    stop = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    division = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    officer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    due_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    days_used = models.PositiveIntegerField(null=True)
    days_late = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="submission_standing_stop_is_known", condition=Q(stop__in=_STOPS)),
            one_of("direction", Direction, name="submission_standing_way_is_known"),
            models.CheckConstraint(
                name="submission_standing_has_days", condition=Q(to_day=None) | Q(to_day__gt=F("from_day"))
            ),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(to_day=None), name="submission_standing_one_now"
            ),
        ]
        indexes = [
            # of a past day: what was otherwise only after it, among what had begun
            models.Index(
                fields=["to_day", "from_day"],
                include=["direction", "due_on", "stop", "unit", "division", "officer", "leader"],
                name="submission_standing_open",
                condition=_OPEN,
            ),
            models.Index(
                fields=["unit", "to_day"],
                include=["from_day", "direction", "due_on", "stop"],
                name="submission_standing_of_unit",
                condition=_OPEN,
            ),
            models.Index(
                fields=["closed_on"],
                include=[
                    "direction",
                    "from_day",
                    "to_day",
                    "stop",
                    "days_late",
                    "unit",
                    "division",
                    "officer",
                    "leader",
                ],
                name="submission_standing_closed",
                condition=~_OPEN,
            ),
            # what has changed since a day
            models.Index(fields=["from_day"], name="submission_standing_begun"),
            models.Index(
                fields=["from_day"],
                include=["to_day", "direction", "stop", "days_late", "unit", "division", "officer", "leader"],
                name="submission_standing_ended",
                condition=~_OPEN,
            ),
            models.Index(
                fields=["to_day"],
                name="submission_standing_reopened",
                condition=~_OPEN & Q(to_day__isnull=False),
            ),
            # what is open now, a few among all that ever was
            models.Index(
                fields=["due_on", "submission"],
                include=["from_day", "direction", "stop", "unit", "division", "officer", "leader"],
                name="submission_standing_now",
                condition=_OPEN & Q(to_day=None),
            ),
            models.Index(
                fields=["unit", "from_day"],
                include=["direction"],
                name="submission_standing_unit_now",
                condition=Q(to_day=None),
            ),
            models.Index(fields=["from_day", "to_day"], name="submission_standing_upward", condition=_UPWARD),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.from_day:%d/%m/%Y}"
