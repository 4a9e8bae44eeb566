"""Of what, when and whom an assignment reminds: the ladder of steps, and its next moment.

A step hangs on a cause (the deadline, an answer that waits …) that began on a day; it fires so many days
before or after that day, once or again and again while the cause lasts. Every firing has a key that no other
firing of the assignment has, so that a step is taken once, however often it is planned.

Pure: no database, no clock. Offsets are defaults that a province edits (policy rules 18–19), not law.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import count, takewhile

from nhacviec.rules.deadlines import add_months
from nhacviec.rules.lifecycle import WORKING, State
from nhacviec.rules.notices import Channel
from nhacviec.rules.send_window import DayOff, SendWindow, working_day_for
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.working_days import Calendar

_LONGEST_BREAK = timedelta(days=31)  # no run of days off is longer


class Cause(StrEnum):
    """Why one is reminded, and from which day it is counted."""

    DEADLINE = "deadline"  # the due day, while the unit has not answered
    NOT_ACCEPTED = "not_accepted"  # the day of assigning, while nobody has accepted
    UNCONFIRMED = "unconfirmed"  # the day of the answer, while the Office has not confirmed
    EXTENSION = "extension"  # the day of the request, while nobody has decided
    NO_PROGRESS = "no_progress"  # the last note (or accepting), while in progress
    NO_DEADLINE = "no_deadline"  # the day of assigning, of a duty without a deadline
    PERIOD = "period"  # the last day of its period, of a periodic duty that is due only afterwards


# What falls on a day that is known beforehand; everything else is known when it has begun to wait.
FORESEEN: frozenset[Cause] = frozenset({Cause.DEADLINE, Cause.PERIOD})


class Noun(StrEnum):
    """What is reminded of. Each has ladders of its own."""

    TASK = "task"  # a duty of a task
    UPWARD = "upward"  # what those above owe the Committee
    SUBMISSION = "submission"  # what the Office owes an agency
    COORDINATION = "coordination"  # a reply that one unit owes another


class Days(StrEnum):
    """What an offset counts."""

    CALENDAR = "calendar"
    WORKING = "working"
    MONTHS = "months"


class Addressee(StrEnum):
    """Who is reminded, relative to what he is reminded of. The order is that of escalation."""

    OFFICER = "officer"
    FOCAL_OFFICER = "focal_officer"
    AGENCY_LEADER = "agency_leader"
    SPECIALIST = "specialist"
    OFFICE_LEADER = "office_leader"
    COMMITTEE_LEADER = "committee_leader"
    # Only of submissions and requests to coordinate (rules/ladders.ADDRESSEES_OF).
    HANDLER = "handler"  # who has the submission
    DIVISION_HEAD = "division_head"  # of the division that has it
    LEADER_IN_CHARGE = "leader_in_charge"  # before whom it was laid
    SUBMITTER = "submitter"
    ASKER = "asker"  # the side that asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rung. `after` days from the cause's day, negative before it; then again every `every` days of the
    same kind (0: once only). `key` is stable: it stands in what was sent. The notice centre always shows it;
    `channels` are what else carries it, where a person has not chosen otherwise."""

    key: str
    cause: Cause
    after: int
    days: Days = Days.CALENDAR
    every: int = 0
    to: frozenset[Addressee] = field(default_factory=frozenset)
    channels: frozenset[Channel] = frozenset({Channel.IN_APP, Channel.EMAIL, Channel.WEB_PUSH})
    may_mute: bool = True
    alone: bool = False  # urgent: not folded into the morning's list
    noun: Noun = Noun.TASK

    def __post_init__(self) -> None:
        if self.every < 0 or (self.after < 0 and self.every):
            raise ValueError("only what has begun can be repeated")
        if self.after < 0 and self.cause not in FORESEEN:
            raise ValueError("only a day that is known can be reminded of beforehand")


@dataclass(frozen=True, slots=True)
class Situation:
    """What is true of an assignment now: for each cause that holds, the day from which it is counted."""

    since: Mapping[Cause, date]

    @property
    def is_silent(self) -> bool:
        return not self.since


SILENT = Situation({})


def situation(
    *,
    state: State,
    due_on: date | None,
    assigned_on: date | None,
    accepted_on: date | None = None,
    noted_on: date | None = None,
    answered_on: date | None = None,
    extension_asked_on: date | None = None,
    period_ends_on: date | None = None,
) -> Situation:
    """Suspended, returned, completed and cancelled duties, and drafts, remind of nothing.

    `period_ends_on`: the last day of the period that a periodic duty is about."""
    since: dict[Cause, date | None] = {}
    if state in WORKING:
        since[Cause.DEADLINE] = due_on
        since[Cause.NO_DEADLINE] = assigned_on if due_on is None else None
        since[Cause.EXTENSION] = extension_asked_on
        # A deadline inside the period speaks for itself.
        due_later = period_ends_on is not None and (due_on is None or period_ends_on < due_on)
        since[Cause.PERIOD] = period_ends_on if due_later else None
    if state is State.ASSIGNED:
        since[Cause.NOT_ACCEPTED] = assigned_on
    if state is State.IN_PROGRESS:
        begun = accepted_on or assigned_on
        since[Cause.NO_PROGRESS] = max(begun, noted_on) if begun and noted_on else begun or noted_on
    if state is State.ANSWERED:
        since[Cause.UNCONFIRMED] = answered_on
        since[Cause.EXTENSION] = extension_asked_on
    return Situation({cause: day for cause, day in since.items() if day is not None})


@dataclass(frozen=True, slots=True, order=True)
class Firing:
    """One moment at which one step is to be taken."""

    moment: datetime
    key: str  # step, day of the cause, repetition: once in the life of the assignment
    step: Step = field(compare=False)
    cycle: int = field(compare=False)


_ABOUT = {Days.CALENDAR: 1.0, Days.WORKING: 7 / 5, Days.MONTHS: 30.4}


def reach(firing: Firing) -> float:
    """About how many days from the cause's day it names: of two that days off put on one morning, which is
    the later step."""
    return (firing.step.after + firing.cycle * firing.step.every) * _ABOUT[firing.step.days]


def newest_for_each(due: Iterable[Firing]) -> list[tuple[Firing, list[Addressee]]]:
    """After an outage, or where steps meet on one morning, everybody is told once: by the newest step that
    names him. Steps in their order, each with those whom it is left to tell."""
    told: dict[Addressee, Firing] = {}
    for firing in sorted(due, key=lambda f: (f.moment, reach(f))):
        told.update(dict.fromkeys(firing.step.to, firing))
    firings = sorted({f.key: f for f in told.values()}.values(), key=lambda f: (f.moment, reach(f)))
    return [(firing, [who for who in Addressee if told.get(who) == firing]) for firing in firings]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What days and hours mean here."""

    calendar: Calendar
    window: SendWindow = field(default_factory=SendWindow)
    off: DayOff = DayOff.BEFORE  # for a step that falls on a day off


def firings(
    ladder: Iterable[Step], now_so: Situation, *, after: datetime, until: datetime, timing: Timing
) -> list[Firing]:
    """Every firing later than `after`, up to and with `until`, in order."""
    found: list[Firing] = []
    for step, begun in _holding(ladder, now_so):
        later = _later_than(after, step, begun, timing)
        found.extend(takewhile(lambda firing: firing.moment <= until, later))
    return sorted(found)


def next_firing(
    ladder: Iterable[Step], now_so: Situation, *, after: datetime, timing: Timing
) -> Firing | None:
    """The first firing later than `after`; None when nothing will remind any more."""
    first = (next(_later_than(after, step, begun, timing), None) for step, begun in _holding(ladder, now_so))
    return min((firing for firing in first if firing is not None), default=None)


class Planner:
    """`firings` and `next_firing` for thousands of duties at one moment: they share their days, so each step
    is reckoned once for each day that it is counted from."""

    def __init__(self, timing: Timing, *, after: datetime, until: datetime | None = None) -> None:
        self._timing, self._after, self._until = timing, after, until
        self._next: dict[tuple[Step, date], Firing | None] = {}
        self._all: dict[tuple[Step, date], list[Firing]] = {}

    def next_firing(self, ladder: Iterable[Step], now_so: Situation) -> Firing | None:
        first = (self._first(step, begun) for step, begun in _holding(ladder, now_so))
        return min((firing for firing in first if firing is not None), default=None)

    def by_step(self, ladder: Iterable[Step], now_so: Situation) -> list[list[Firing]]:
        """The firings up to `until` of each step that has any; the lists are shared, not to be changed."""
        found = (self._up_to(step, begun) for step, begun in _holding(ladder, now_so))
        return [several for several in found if several]

    def _first(self, step: Step, begun: date) -> Firing | None:
        if (step, begun) not in self._next:
            self._next[step, begun] = next(_later_than(self._after, step, begun, self._timing), None)
        return self._next[step, begun]

    def _up_to(self, step: Step, begun: date) -> list[Firing]:
        if (step, begun) not in self._all:
            later, until = _later_than(self._after, step, begun, self._timing), self._until
            self._all[step, begun] = list(takewhile(lambda firing: until and firing.moment <= until, later))
        return self._all[step, begun]


def _holding(ladder: Iterable[Step], now_so: Situation) -> Iterator[tuple[Step, date]]:
    """The steps whose cause holds, each with the day from which it is counted."""
    return ((step, now_so.since[step.cause]) for step in ladder if step.cause in now_so.since)


def _later_than(after: datetime, step: Step, begun: date, timing: Timing) -> Iterator[Firing]:
    """The firings of one step later than `after`, in order, without end where it repeats."""
    for cycle in count(_cycles_before(step, begun, local_date(after), timing.calendar)):
        try:
            day = _working_day(step, _day(step, begun, cycle, timing.calendar), timing)
        except (OverflowError, ValueError):
            return  # beyond the year 9999
        moment = timing.window.opening(day)
        if moment > after:
            yield Firing(moment, f"{step.key}:{begun:%Y%m%d}:{cycle}", step, cycle)
        if not step.every:
            return


def _cycles_before(step: Step, begun: date, day: date, calendar: Calendar) -> int:
    """A repetition that surely lies before `day`: nobody counts up from a deadline of years ago."""
    if not step.every:
        return 0
    first, surely = _day(step, begun, 0, calendar), day - _LONGEST_BREAK
    match step.days:
        case Days.CALENDAR:
            passed = (surely - first).days
        case Days.WORKING:
            passed = calendar.working_days_between(first, surely)
        case Days.MONTHS:
            passed = (surely.year - first.year) * 12 + surely.month - first.month - 1
    return max(0, passed // step.every)


def _day(step: Step, begun: date, cycle: int, calendar: Calendar) -> date:
    """The day a repetition names, working day or not."""
    offset = step.after + cycle * step.every
    match step.days:
        case Days.CALENDAR:
            return begun + timedelta(days=offset)
        case Days.WORKING:
            return calendar.add_working(begun, offset) if offset else begun
        case Days.MONTHS:
            return add_months(begun, offset)


def _working_day(step: Step, day: date, timing: Timing) -> date:
    """Before a day that is known a day off may move the step forward; what tells that time has passed never
    comes before it has."""
    early = step.cause in FORESEEN and step.after <= 0
    return working_day_for(day, timing.calendar, timing.off if early else DayOff.AFTER)
