"""The working calendar as the rules want it."""

from nhacviec.records.models import CalendarDay
from nhacviec.rules.working_days import Calendar, DayKind


def load_calendar() -> Calendar:
    """All exceptions to the Monday-to-Friday week (some 20 rows a year: small enough to read whole)."""
    rows = CalendarDay.objects.values_list("date", "kind", "name")
    return Calendar({day: (DayKind(kind), name) for day, kind, name in rows})
