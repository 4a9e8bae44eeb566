"""Editing the working calendar: what may be entered, and where a term ends under another calendar. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nhacviec.rules.deadline_policy import read_deadline
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.deadlines import DeadlineKind
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.working_days import Calendar, DayKind

TERMS: frozenset[DeadlineKind] = frozenset({DeadlineKind.CALENDAR_DAYS, DeadlineKind.WORKING_DAYS})


@dataclass(frozen=True)
class SpecialDay:
    """What the office says of one day. `is_confirmed` False: no decision is known yet."""

    kind: DayKind
    name: str
    decision: str = ""
    is_confirmed: bool = True


# Day -> what it becomes; None takes it out of the calendar.
Changes = Mapping[date, SpecialDay | None]


class DayProblem(StrEnum):
    NAME_REQUIRED = "name_required"
    MAKEUP_ON_WEEKDAY = "makeup_on_weekday"
    OFF_ALREADY = "off_already"
    # Only a warning: the day is a holiday by its name, but it changes no deadline.
    HOLIDAY_ON_WEEKEND = "holiday_on_weekend"


def day_problem(day: date, kind: DayKind, name: str) -> DayProblem | None:
    """Why this day cannot be entered so: it would have no name, or change nothing."""
    weekend = day.isoweekday() > 5
    if kind is DayKind.MAKEUP_WORKDAY and not weekend:
        return DayProblem.MAKEUP_ON_WEEKDAY
    if kind is DayKind.COMPENSATORY_OFF and weekend:
        return DayProblem.OFF_ALREADY
    if kind is not DayKind.MAKEUP_WORKDAY and not name:
        return DayProblem.NAME_REQUIRED
    return None


def day_warning(day: date, kind: DayKind) -> DayProblem | None:
    """What is allowed but worth saying."""
    if kind is DayKind.HOLIDAY and day.isoweekday() > 5:
        return DayProblem.HOLIDAY_ON_WEEKEND
    return None


def with_changes(calendar: Calendar, changes: Changes) -> Calendar:
    days = {day: said for day, said in calendar.days.items() if day not in changes}
    days |= {day: (to.kind, to.name) for day, to in changes.items() if to is not None}
    return Calendar(days)


def term_end(text: str, *, start: date, calendar: Calendar, policies: PolicySet) -> date | None:
    """Where the term that `text` means ends ("20 ngày làm việc"); None when it is no term of days."""
    read = read_deadline(text, issued_on=start, calendar=calendar, policies=policies)
    if not isinstance(read, ParsedDeadline) or read.kind not in TERMS:
        return None
    return read.deadline.due_on
