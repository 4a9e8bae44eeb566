"""The working calendar as the rules want it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from nhacviec.records.models import CalendarDay
from nhacviec.rules.calendar_edits import SpecialDay
from nhacviec.rules.working_days import Calendar, DayKind

REMIND_FROM_MONTH = 11  # the calendar of the next year is decided and published in autumn

_held: ContextVar[Calendar | None] = ContextVar("calendar_held", default=None)


def load_calendar() -> Calendar:
    """All exceptions to the Monday-to-Friday week (some 20 rows a year: small enough to read whole)."""
    held = _held.get()
    if held is not None:
        return held
    rows = CalendarDay.objects.values_list("date", "kind", "name")
    return Calendar({day: (DayKind(kind), name) for day, kind, name in rows})


def special_days(days: Iterable[date] | None = None, *, year: int | None = None) -> dict[date, SpecialDay]:
    """What the office says of these days, or of the days of a year, in order."""
    rows = CalendarDay.objects.order_by("date")
    rows = rows.filter(date__in=list(days)) if days is not None else rows.filter(date__year=year)
    return {row.date: SpecialDay(DayKind(row.kind), row.name, row.decision, row.is_confirmed) for row in rows}


def next_year_missing(today: date) -> int | None:
    """The next year, from November on, while no day of it has been entered; one EXISTS at most."""
    if today.month < REMIND_FROM_MONTH:
        return None
    following = today.year + 1
    return None if CalendarDay.objects.filter(date__year=following).exists() else following


@contextmanager
def calendar_held() -> Iterator[Calendar]:
    """Read the calendar once for thousands of deeds in one transaction that does not change it."""
    calendar = load_calendar()
    token = _held.set(calendar)
    try:
        yield calendar
    finally:
        _held.reset(token)
