"""What every number means. One definition each, for screens, Excel, the API, the board and reports.

The unit of counting is the lead assignment: one task given to three leads counts three times, and what a unit
only coordinates is counted apart. On any day an issued assignment stands in exactly one of the classes below;
`waiting` and `extended` are counted beside them ("of these …").

    assigned = answered + unanswered + returned + cancelled
    answered = early + on_time + late + done_no_deadline
    unanswered = on_track + due_soon + overdue + no_deadline + suspended

Returned and cancelled duties always show their number; whether they belong to `assigned` is the province's
decision (policies count_returned, count_cancelled).

Pure: no database, no clock. queries/statistics.py counts the same in SQL.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import add, sub
from typing import Any, NamedTuple

from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import Timeliness

FOREVER = date(9999, 12, 31)  # "still so": the end of a standing that has not ended


class Standing(StrEnum):
    """How an issued assignment stands, for counting: the states, with the agency's two put together."""

    UNANSWERED = "unanswered"  # new or in progress: the agency has the ball
    SUSPENDED = "suspended"
    RETURNED = "returned"
    ANSWERED = "answered"  # the Office has not confirmed yet
    COMPLETED = "completed"
    CANCELLED = "cancelled"


STANDING_OF: dict[State, Standing] = {
    State.ASSIGNED: Standing.UNANSWERED,
    State.IN_PROGRESS: Standing.UNANSWERED,
    State.SUSPENDED: Standing.SUSPENDED,
    State.RETURNED: Standing.RETURNED,
    State.ANSWERED: Standing.ANSWERED,
    State.COMPLETED: Standing.COMPLETED,
    State.CANCELLED: Standing.CANCELLED,
}  # a draft has none: nobody was given anything yet


class Reading(StrEnum):
    """Of which days a past date speaks (policy asof_reading).

    RECORDED: what the system had been told by the end of that day. It never changes afterwards.
    HAPPENED: what is known today to have been so on that day, with everything that was recorded late."""

    RECORDED = "recorded"
    HAPPENED = "happened"

    @property
    def other(self) -> "Reading":
        return Reading.HAPPENED if self is Reading.RECORDED else Reading.RECORDED


class Basis(StrEnum):
    """Against which deadline a duty is measured (policy stat_basis)."""

    CURRENT = "current"
    ORIGINAL = "original"


class Number(StrEnum):
    """The numbers of an agency's page, by the key that stands in addresses (?so=qua-han)."""

    ASSIGNED = "duoc-giao"
    ANSWERED = "da-tra-loi"
    EARLY = "som-han"
    ON_TIME = "dung-han"
    LATE = "tre-han"
    DONE_NO_DEADLINE = "xong-khong-han"
    UNANSWERED = "chua-tra-loi"
    ON_TRACK = "trong-han"
    DUE_SOON = "sap-den-han"
    OVERDUE = "qua-han"
    NO_DEADLINE = "khong-thoi-han"
    SUSPENDED = "tam-dung"
    RETURNED = "tra-lai"
    CANCELLED = "da-huy"
    WAITING = "cho-xac-nhan"
    EXTENDED = "gia-han"


# The classes: each assignment stands in exactly one.
CLASSES: tuple[Number, ...] = (
    Number.EARLY,
    Number.ON_TIME,
    Number.LATE,
    Number.DONE_NO_DEADLINE,
    Number.ON_TRACK,
    Number.DUE_SOON,
    Number.OVERDUE,
    Number.NO_DEADLINE,
    Number.SUSPENDED,
    Number.RETURNED,
    Number.CANCELLED,
)
ANSWERED: tuple[Number, ...] = CLASSES[:4]
UNANSWERED: tuple[Number, ...] = CLASSES[4:9]
_DONE = {
    Timeliness.EARLY: Number.EARLY,
    Timeliness.ON_TIME: Number.ON_TIME,
    Timeliness.LATE: Number.LATE,
    Timeliness.DONE_NO_DEADLINE: Number.DONE_NO_DEADLINE,
}
_WITHOUT_CLOCK = {
    Standing.SUSPENDED: Number.SUSPENDED,
    Standing.RETURNED: Number.RETURNED,
    Standing.CANCELLED: Number.CANCELLED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRules:
    """What the province decided about counting (policies 15, 17, 18, 24)."""

    basis: Basis = Basis.CURRENT
    reading: Reading = Reading.RECORDED
    count_returned: bool = False
    count_cancelled: bool = False

    @classmethod
    def of(cls, policy: Any) -> "CountingRules":
        """From the policies in force (a PolicySet)."""
        return cls(
            basis=Basis(policy.stat_basis),
            reading=Reading(policy.asof_reading),
            count_returned=policy.count_returned,
            count_cancelled=policy.count_cancelled,
        )


def class_of(
    *,
    standing: Standing,
    due_on: date | None,
    is_past: bool,
    soon: date,
    outcome: str,
) -> Number:
    """In which class an assignment stands.

    `due_on` and `outcome` are those of the deadline one measures by; `is_past`: that deadline (its hour too)
    has passed; `soon`: the last due date that counts as due soon (timeliness.due_soon_until)."""
    if standing in _WITHOUT_CLOCK:
        return _WITHOUT_CLOCK[standing]
    if standing is not Standing.UNANSWERED:
        return _DONE[Timeliness(outcome)]
    if due_on is None:
        return Number.NO_DEADLINE
    if is_past:
        return Number.OVERDUE
    return Number.DUE_SOON if due_on <= soon else Number.ON_TRACK


class Counts(NamedTuple):
    """How many assignments stand in each class."""

    early: int = 0
    on_time: int = 0
    late: int = 0
    done_no_deadline: int = 0
    on_track: int = 0
    due_soon: int = 0
    overdue: int = 0
    no_deadline: int = 0
    suspended: int = 0
    returned: int = 0
    cancelled: int = 0
    waiting: int = 0  # of the answered: the Office has not confirmed yet
    extended: int = 0  # of all but the cancelled: the deadline was extended

    def __add__(self, other: "Counts") -> "Counts":  # type: ignore[override]
        return Counts(*map(add, self, other))

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(*map(sub, self, other))

    @property
    def answered(self) -> int:
        return self.early + self.on_time + self.late + self.done_no_deadline

    @property
    def in_time(self) -> int:
        """Early or on time."""
        return self.early + self.on_time

    @property
    def unanswered(self) -> int:
        return self.on_track + self.due_soon + self.overdue + self.no_deadline + self.suspended

    @property
    def with_deadline(self) -> int:
        return self.in_time + self.late + self.on_track + self.due_soon + self.overdue

    @property
    def everything(self) -> int:
        return self.answered + self.unanswered + self.returned + self.cancelled

    def assigned(self, rules: CountingRules) -> int:
        """The total, as the province counts it."""
        total = self.answered + self.unanswered
        total += self.returned if rules.count_returned else 0
        return total + (self.cancelled if rules.count_cancelled else 0)

    def number(self, which: Number, rules: CountingRules) -> int:
        """The number behind a key."""
        return self.assigned(rules) if which is Number.ASSIGNED else int(getattr(self, _FIELD_OF[which]))


_FIELD_OF: dict[Number, str] = {number: number.name.lower() for number in Number}


def total(counts: Iterable[Counts]) -> Counts:
    return Counts(*map(sum, zip(*counts, strict=True)))  # of nothing: no columns, all 0


class Rate(NamedTuple):
    """A share that is never shown without what it is a share of. `rule` is R1–R6 (domain: rates in use)."""

    rule: str
    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        """One decimal, half up as in reports; None when there is nothing to divide by."""
        if not self.denominator:
            return None
        return int(self.numerator * 1000 / self.denominator + 0.5) / 10


def rates(counts: Counts, rules: CountingRules) -> dict[str, Rate]:
    """R1–R5, by lower-case key as in policy rate_rule. R6 needs progress notes: see update_rate.

    R1 overdue / fallen due (answered with a deadline + overdue); R2 answered / assigned; R3 overdue /
    assigned; R4 overdue / with a deadline; R5 in time / answered with a
    deadline: without one nobody is late or in time. The same figures give different "rates", so each names
    its rule."""
    assigned = counts.assigned(rules)
    done_with_deadline = counts.in_time + counts.late
    return {
        "r1": Rate("R1", counts.overdue, done_with_deadline + counts.overdue),
        "r2": Rate("R2", counts.answered, assigned),
        "r3": Rate("R3", counts.overdue, assigned),
        "r4": Rate("R4", counts.overdue, counts.with_deadline),
        "r5": Rate("R5", counts.in_time, done_with_deadline),
    }


def update_rate(*, updated: int, to_update: int) -> Rate:
    """R6: duties noted or answered within the period, of those that were unanswered in it."""
    return Rate("R6", updated, to_update)


def is_coherent(counts: Counts) -> bool:
    """The identities every set of numbers keeps; checked nightly."""
    everything = counts.answered + counts.unanswered + counts.returned + counts.cancelled
    return (
        everything == counts.everything
        and min(counts) >= 0
        and counts.waiting <= counts.answered
        and counts.extended <= counts.everything - counts.cancelled
    )
