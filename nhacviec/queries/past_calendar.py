"""The working calendar as it was known at the end of a past day: what was due soon then stays so, whatever
days off are declared later."""

import json
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from nhacviec.queries.kept_statements import Given, Kept, keep
from nhacviec.records.models import Event
from nhacviec.rules.events import EventName
from nhacviec.rules.timeliness import LOCAL_ZONE
from nhacviec.rules.working_days import Calendar, DayKind

Days = dict[date, tuple[DayKind, str]]


def calendar_on(day: date, current: Calendar) -> Calendar:
    """The current one with every change taken back that was recorded later. What came with the installation
    (an import by nobody) was always so."""
    next_day = datetime.combine(day + timedelta(days=1), time.min, LOCAL_ZONE)
    days: Days = dict(current.days)
    changed = False
    for name, actor, *sides in _changes().ask({"since": next_day}):
        before, after = (json.loads(side) if side else {} for side in sides)
        if name == EventName.CALENDAR_CHANGED:
            _take_back(days, [before or after], [before] if before else [])
        elif actor is not None:
            # An older demo told only of which year: days that are not named cannot be taken back.
            _take_back(days, after.get("days") or [], before.get("replaced") or [])
        changed = True
    return Calendar(days) if changed else current


@cache
def _changes() -> Kept:
    """The last first."""
    # Both names are written out for the index that holds nothing else.
    names = [EventName.CALENDAR_CHANGED.value, EventName.CALENDAR_IMPORTED.value]
    lines = Event.objects.filter(name__in=names, recorded_at__gte=Given("since"))
    return keep(lines.order_by("-recorded_at", "-id").values_list("name", "actor", "before", "after"))


def _take_back(days: Days, entered: list[dict[str, Any]], before: list[dict[str, Any]]) -> None:
    for said in entered:
        days.pop(date.fromisoformat(said["date"]), None)
    for said in before:
        days[date.fromisoformat(said["date"])] = (DayKind(said["kind"]), said["name"])
