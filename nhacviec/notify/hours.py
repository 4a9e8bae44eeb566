"""When messages may leave the system: in the hours of sending of their reader's unit, never at night, nor on
a day off. What a machine reads goes at any hour."""

from collections import defaultdict
from datetime import datetime

from django.db.models import F, Q

from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.send_hours import hours_on
from nhacviec.rules.send_window import SendWindow
from nhacviec.rules.timeliness import local_date


def may_go(moment: datetime) -> Q:
    """Of deliveries: those whose hours are open, and what was asked for after they had ended (somebody tries
    out his address)."""
    hours, calendar = hours_on(local_date(moment)), load_calendar()
    shut = {window for window in hours.windows if not window.is_open(moment, calendar)}
    if not shut:
        return Q()
    by_window: defaultdict[SendWindow, list[int]] = defaultdict(list)
    for unit, window in hours.own.items():
        by_window[window].append(unit)
    waits = Q(pk__in=())
    for window in shut:
        closed_at = window.last_closing(moment, calendar)
        # Put down for this very moment, after the hours: not what was to go on a day that is off by now.
        asked_for = Q(due_at=F("created_at"), due_at__gte=closed_at)
        waits |= Q(unit__in=sorted(by_window[window])) & ~asked_for
        if window == hours.province:
            elsewhere = [unit for other, units in by_window.items() if other != window for unit in units]
            waits |= (Q(unit=None) | ~Q(unit__in=sorted(elsewhere))) & ~asked_for
    return Q(webhook__isnull=False) | ~waits
