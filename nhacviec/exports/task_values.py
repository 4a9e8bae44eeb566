"""What a sheet of duties says of one: the link to its page, its deadline, its timeliness."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache

from django.urls import reverse

from nhacviec.exports.cells import Link
from nhacviec.queries.clock import Moment
from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import Timeliness, days_overdue, timeliness
from nhacviec.rules.words_deadlines import EXCUSED, TIMELINESS

_RUNNING = frozenset({State.ASSIGNED, State.IN_PROGRESS, State.RETURNED})
_STOPPED = frozenset({State.ANSWERED, State.COMPLETED})


def links(site: str) -> Callable[[str], Link]:
    start, end = reverse("assignments.show", args=["NV-0"]).split("NV-0")
    start = f"{site}{start}"
    return lambda code: Link(f"{start}{code}{end}", code)


def deadline(day: date | None, hour: time | None) -> date | datetime | None:
    """With its hour, if it has one; midnight is an hour too."""
    return day if day is None or hour is None else datetime.combine(day, hour)


def situation_at(
    at: Moment,
) -> Callable[[str, date | None, time | None, str, int | None, datetime | None], tuple[str, int | None]]:
    """From a row to its timeliness in words and the days it is overdue or was late.

    The same as queries/clock.timely: a stopped clock shows the frozen outcome."""

    @cache
    def running(due_on: date | None, due_hour: time | None) -> tuple[str, int | None]:
        found = timeliness(
            due_on=due_on,
            due_hour=due_hour,
            now=at.now,
            due_soon_days=at.due_soon_days,
            calendar=at.calendar,
        )
        overdue = days_overdue(due_on=due_on, today=at.today) if found is Timeliness.OVERDUE else None
        return TIMELINESS[found], overdue

    def told(
        state: str,
        due_on: date | None,
        due_hour: time | None,
        outcome: str,
        days_late: int | None,
        excused: datetime | None,
    ) -> tuple[str, int | None]:
        if state in _RUNNING:
            return running(due_on, due_hour)
        if state not in _STOPPED or not outcome:
            return "", None
        if outcome != Timeliness.LATE:
            return TIMELINESS[Timeliness(outcome)], None
        words = TIMELINESS[Timeliness.LATE]
        return (f"{words} ({EXCUSED})" if excused else words), days_late

    return told
