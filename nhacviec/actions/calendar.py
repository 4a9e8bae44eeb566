"""The working calendar changes, and with it the open deadlines that were reckoned with it.

What is agreed to must be what was previewed (`fingerprint`), or nothing happens. The days change in one
transaction, and up to a thousand deadlines with them; more follow right after it (actions/calendar_moves).
"""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from nhacviec.actions.calendar_moves import begin
from nhacviec.actions.locking import alone_on
from nhacviec.actions.recording import record
from nhacviec.actions.submission_recount import recount
from nhacviec.actions.upward import recount_upward
from nhacviec.queries.calendar import special_days
from nhacviec.queries.calendar_changes import moving, preview
from nhacviec.records.models import CalendarDay
from nhacviec.rules.calendar_edits import Changes, SpecialDay, day_problem
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.words_calendar import change_words, import_words


class StalePreview(Exception):
    """The calendar or one of the deadlines is no longer what was previewed. Nothing was written."""


@transaction.atomic
def change_day(*, actor: Actor, day: date, to: SpecialDay | None, fingerprint: str, now: datetime) -> int:
    """Enter, correct or take out (`to=None`) one day; how many open deadlines move.

    MoveNotAllowed `nothing_changed`, `day_not_fit` (see rules/calendar_edits.day_problem), `calendar_moving`
    while deadlines still follow an earlier change; StalePreview.
    """
    _begin_alone()
    before = special_days([day]).get(day)
    if before == to:
        raise MoveNotAllowed("nothing_changed")
    if to is not None and day_problem(day, to.kind, to.name):
        raise MoveNotAllowed("day_not_fit")
    changes = {day: to}
    reason = change_words(day, before, to)
    count = _agreed(changes, fingerprint)
    _write(changes)
    recount(now=now)
    recount_upward(now=now)
    event = record(
        EventName.CALENDAR_CHANGED,
        actor=actor,
        now=now,
        reason=reason,
        before=_told(day, before),
        after={**_told(day, to), "moved": count},
    )
    if not begin(changes=changes, before={day: before}, event=event, reason=reason, count=count, now=now):
        raise StalePreview
    return count


@transaction.atomic
def import_year(
    *, actor: Actor | None, year: int, changes: Changes, fingerprint: str | None, now: datetime
) -> int:
    """Enter the days of a year at once; how many open deadlines move. `changes` are only additions and
    replacements that somebody chose. Without an actor (installation) nothing was previewed."""
    _begin_alone()
    if not changes:
        raise MoveNotAllowed("nothing_changed")
    before = special_days(changes)
    count, reason = _agreed(changes, fingerprint), import_words(year)
    _write(changes)
    recount(now=now)
    recount_upward(now=now)
    event = record(
        EventName.CALENDAR_IMPORTED,
        actor=actor,
        now=now,
        before={"replaced": [_told(day, said) for day, said in before.items()]},
        after={"year": year, "days": [_told(day, said) for day, said in changes.items()], "moved": count},
    )
    was = {day: before.get(day) for day in changes}
    if not begin(changes=changes, before=was, event=event, reason=reason, count=count, now=now):
        raise StalePreview
    return count


def _begin_alone() -> None:
    alone_on(CalendarDay)
    if moving() is not None:
        raise MoveNotAllowed("calendar_moving")


def _agreed(changes: Changes, fingerprint: str | None) -> int:
    """How many deadlines move, if that is what was previewed."""
    found = preview(changes)
    if fingerprint is not None and found.fingerprint != fingerprint:
        raise StalePreview
    return found.total


def _told(day: date, said: SpecialDay | None) -> dict[str, Any]:
    return {} if said is None else {"date": day.isoformat(), **asdict(said)}


def _write(changes: Changes) -> None:
    CalendarDay.objects.filter(date__in=list(changes)).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day, **asdict(said)) for day, said in sorted(changes.items()) if said is not None
    )
