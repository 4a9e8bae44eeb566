"""When messages may leave the system: in the hours of sending of their reader's unit, never at night, nor on
a day off. Who has left that unit meanwhile is told in those of the province. What a machine reads goes at any
hour."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.send_hours import hours_on
from nhacviec.records.models import Post
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
    elsewhere = sorted(
        unit for window, units in by_window.items() if window != hours.province for unit in units
    )
    sits_there, waits = _sits_there(moment), Q(pk__in=())
    for window in shut:
        closed_at = window.last_closing(moment, calendar)
        # Put down for this very moment, after the hours: not what was to go on a day that is off by now.
        asked_for = Q(due_at=F("created_at"), due_at__gte=closed_at)
        if window == hours.province:
            waits |= (Q(unit=None) | ~Q(unit__in=elsewhere) | ~sits_there) & ~asked_for
        else:
            waits |= Q(unit__in=sorted(by_window[window])) & sits_there & ~asked_for
    return Q(webhook__isnull=False) | ~waits


def _sits_there(moment: datetime) -> Q:
    """The gateway of a unit, and a reader who has not left the unit by whose hours he was to be told."""
    today = Post.objects.valid_on(local_date(moment))
    own = today.filter(person=OuterRef("person"), unit=OuterRef("unit"))
    return Q(person=None) | Q(Exists(own))
