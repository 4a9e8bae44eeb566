"""How a deadline is found, and why it is that day.

BLDS 2015: Đ.146 (đầu, giữa, cuối tháng and năm), Đ.147 (the first day is not counted), Đ.148 (weeks and
months end on the corresponding day, or on the last day of the month where there is none; a term that ends
on a day off ends on the next working day). A date that a document names is kept as given: rolling it, and
whether "trước ngày D" takes D in, is the province's policy (`roll_explicit`, `before_inclusive`), not the
law.

Pure values. Reasons are codes; their Vietnamese sentences are in `words_deadlines`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from itertools import groupby

from nhacviec.rules.working_days import Calendar

MAX_TERM_DAYS = 3650


class DeadlineKind(StrEnum):
    DATE = "date"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    NONE = "none"
    PERIODIC = "periodic"


class TermUnit(StrEnum):
    CALENDAR = "calendar"
    WORKING = "working"
    WEEKS = "weeks"
    MONTHS = "months"


class Point(StrEnum):
    """A named day of a month, quarter or year."""

    START_OF_MONTH = "start_of_month"
    MID_MONTH = "mid_month"
    END_OF_MONTH = "end_of_month"
    END_OF_QUARTER = "end_of_quarter"
    START_OF_YEAR = "start_of_year"
    MID_YEAR = "mid_year"
    END_OF_YEAR = "end_of_year"


class Rule(StrEnum):
    """Why a deadline is the day it is, in the order in which the reasons apply."""

    NO_DEADLINE = "no_deadline"
    CONTINUOUS = "continuous"
    PERIODIC = "periodic"
    EXPLICIT_DATE = "explicit_date"
    BEFORE_INCLUSIVE = "before_inclusive"
    BEFORE_STRICT = "before_strict"
    AT_HOUR = "at_hour"
    START_OF_MONTH = "start_of_month"
    MID_MONTH = "mid_month"
    END_OF_MONTH = "end_of_month"
    END_OF_QUARTER = "end_of_quarter"
    START_OF_YEAR = "start_of_year"
    MID_YEAR = "mid_year"
    END_OF_YEAR = "end_of_year"
    FIRST_DAY_NOT_COUNTED = "first_day_not_counted"
    COUNT_CALENDAR_DAYS = "count_calendar_days"
    COUNT_WORKING_DAYS = "count_working_days"
    COUNT_WEEKS = "count_weeks"
    COUNT_MONTHS = "count_months"
    NO_CORRESPONDING_DAY = "no_corresponding_day"
    ROLLED = "rolled"
    ENDS_ON_DAY_OFF = "ends_on_day_off"


@dataclass(frozen=True)
class Step:
    """One day of a reckoning. `why` names the day off, or the weekend day that is worked instead."""

    day: date
    counted: bool
    why: str | None = None


@dataclass(frozen=True)
class Run:
    """Neighbouring days with the same fate: what a person reads instead of a long list of steps."""

    first: date
    last: date
    counted: bool
    why: str | None

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Reckoning:
    """The answer to "why is the deadline this day?".

    `start` is not counted. `steps` holds each day after it up to the end of the term. Where that end is a
    day off and was moved, `rolled_from` is that end and `rolled_over` the days off from there to the eve of
    the deadline.
    """

    rules: tuple[Rule, ...] = ()
    start: date | None = None
    steps: tuple[Step, ...] = ()
    rolled_from: date | None = None
    rolled_over: tuple[Step, ...] = ()

    @property
    def counted(self) -> int:
        return sum(step.counted for step in self.steps)

    @property
    def skipped(self) -> tuple[Step, ...]:
        """The days off that moved the deadline: skipped while counting, then rolled over at the end."""
        return tuple(step for step in self.steps if not step.counted) + self.rolled_over

    @property
    def runs(self) -> tuple[Run, ...]:
        """`steps`, with neighbours that have the same fate and reason as one run."""
        runs = []
        for (counted, why), group in groupby(self.steps, key=lambda step: (step.counted, step.why)):
            days = [step.day for step in group]
            runs.append(Run(days[0], days[-1], counted, why))
        return tuple(runs)


@dataclass(frozen=True)
class Deadline:
    """A date in Asia/Ho_Chi_Minh, inclusive to the end of the day or to `due_hour`; no date, no deadline."""

    due_on: date | None
    due_hour: time | None = None
    reckoning: Reckoning = Reckoning()


def no_deadline(*, continuous: bool = False) -> Deadline:
    rule = Rule.CONTINUOUS if continuous else Rule.NO_DEADLINE
    return Deadline(None, reckoning=Reckoning(rules=(rule,)))


def due_from_days(
    *, start: date, days: int, unit: TermUnit = TermUnit.CALENDAR, calendar: Calendar, roll: bool = True
) -> Deadline:
    """The end of a term of `days` units that begins with the event of `start` (BLDS 2015 Đ.147, Đ.148).

    `unit` may also be weeks or months: then `days` is the number of those. ValueError below 1.
    """
    if days < 1:
        raise ValueError("a term has at least one day")
    if unit is TermUnit.WORKING:
        return _working_term(start, days, calendar)
    rules, end = _calendar_end(start, days, unit)
    steps = tuple(Step(day, counted=True, why=calendar.why_worked(day)) for day in _days_after(start, end))
    return _finish((Rule.FIRST_DAY_NOT_COUNTED, *rules), end, None, calendar, roll, start=start, steps=steps)


def due_on_date(
    *,
    day: date,
    calendar: Calendar,
    hour: time | None = None,
    before: bool = False,
    before_inclusive: bool = True,
    roll_explicit: bool = False,
) -> Deadline:
    """A date as the document names it. `before`: "trước ngày D"; with an hour, the hour is the limit."""
    if hour is not None:
        return _finish((Rule.EXPLICIT_DATE, Rule.AT_HOUR), day, hour, calendar, roll_explicit)
    if not before:
        return _finish((Rule.EXPLICIT_DATE,), day, None, calendar, roll_explicit)
    if before_inclusive:
        return _finish((Rule.BEFORE_INCLUSIVE,), day, None, calendar, roll_explicit)
    return _finish((Rule.BEFORE_STRICT,), day - timedelta(days=1), None, calendar, roll_explicit)


def due_at_point(
    *, point: Point, year: int, number: int = 1, calendar: Calendar, roll_explicit: bool = False
) -> Deadline:
    """A named day: `number` is the month or quarter it belongs to, unused for the points of a year."""
    return _finish((Rule(point.value),), point_day(point, year, number), None, calendar, roll_explicit)


def point_day(point: Point, year: int, number: int = 1) -> date:
    """The day of a point, by BLDS 2015 Đ.146 khoản 2 and 3.

    Đầu, giữa, cuối tháng: 1, 15, the last; đầu, giữa, cuối năm: 1/1, 30/6, 31/12. The end of a quarter,
    which the code does not name, is the last day of its third month. ValueError when there is no such month
    or quarter.
    """
    match point:
        case Point.START_OF_MONTH:
            return date(year, number, 1)
        case Point.MID_MONTH:
            return date(year, number, 15)
        case Point.END_OF_MONTH:
            return last_of_month(year, number)
        case Point.END_OF_QUARTER:
            return last_of_month(year, number * 3)
        case Point.START_OF_YEAR:
            return date(year, 1, 1)
        case Point.MID_YEAR:
            return date(year, 6, 30)
        case _:
            return date(year, 12, 31)


def last_of_month(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first.replace(day=monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The corresponding day of a later or earlier month, or its last day (BLDS 2015 Đ.148 khoản 3)."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = last_of_month(years, month + 1)
    return last.replace(day=min(day.day, last.day))


def _calendar_end(start: date, amount: int, unit: TermUnit) -> tuple[tuple[Rule, ...], date]:
    if unit is TermUnit.CALENDAR:
        return (Rule.COUNT_CALENDAR_DAYS,), start + timedelta(days=amount)
    if unit is TermUnit.WEEKS:
        return (Rule.COUNT_WEEKS,), start + timedelta(weeks=amount)
    end = add_months(start, amount)
    if end.day == start.day:
        return (Rule.COUNT_MONTHS,), end
    return (Rule.COUNT_MONTHS, Rule.NO_CORRESPONDING_DAY), end


def _working_term(start: date, days: int, calendar: Calendar) -> Deadline:
    end = calendar.add_working(start, days)
    steps = tuple(
        Step(day, calendar.is_working(day), calendar.why_off(day) or calendar.why_worked(day))
        for day in _days_after(start, end)
    )
    rules = (Rule.FIRST_DAY_NOT_COUNTED, Rule.COUNT_WORKING_DAYS)
    return Deadline(end, reckoning=Reckoning(rules=rules, start=start, steps=steps))


def _days_after(start: date, end: date) -> list[date]:
    return [start + timedelta(days=i) for i in range(1, (end - start).days + 1)]


def _finish(
    rules: tuple[Rule, ...],
    end: date,
    hour: time | None,
    calendar: Calendar,
    roll: bool,
    *,
    start: date | None = None,
    steps: tuple[Step, ...] = (),
) -> Deadline:
    """Close a reckoning at `end`, moved to the next working day when it is a day off and `roll` says so."""
    if calendar.is_working(end):
        return Deadline(end, hour, Reckoning(rules, start, steps))
    if not roll:
        return Deadline(end, hour, Reckoning((*rules, Rule.ENDS_ON_DAY_OFF), start, steps))
    over = tuple(Step(day, counted=False, why=calendar.why_off(day)) for day in calendar.days_off_from(end))
    return Deadline(
        calendar.next_working(end), hour, Reckoning((*rules, Rule.ROLLED), start, steps, end, over)
    )
