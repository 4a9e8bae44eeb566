"""The working calendar changes, and with it the open deadlines that were reckoned with it.

One transaction: the days, every deadline that moves, an Event for each. What is applied must be what was
previewed (`fingerprint`), or nothing happens.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F

from nhacviec.actions.locking import alone_on
from nhacviec.actions.recording import line, record, write_lines
from nhacviec.queries.calendar import special_days
from nhacviec.queries.calendar_changes import Fingerprint, Shift, shifts
from nhacviec.records.models import Assignment, CalendarDay, Task
from nhacviec.rules.calendar_edits import Changes, SpecialDay, day_problem
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed, State
from nhacviec.rules.permissions import Actor
from nhacviec.rules.words_calendar import change_words, import_words

_CHUNK = 1000


class StalePreview(Exception):
    """The calendar or one of the deadlines is no longer what was previewed. Nothing was written."""


@transaction.atomic
def change_day(*, actor: Actor, day: date, to: SpecialDay | None, fingerprint: str, now: datetime) -> int:
    """Enter, correct or take out (`to=None`) one day; how many open deadlines moved.

    MoveNotAllowed `nothing_changed`, `day_not_fit` (see rules/calendar_edits.day_problem); StalePreview.
    """
    alone_on(CalendarDay)
    before = special_days([day]).get(day)
    if before == to:
        raise MoveNotAllowed("nothing_changed")
    if to is not None and day_problem(day, to.kind, to.name):
        raise MoveNotAllowed("day_not_fit")
    changes = {day: to}
    reason = change_words(day, before, to)
    moved = _move(changes, fingerprint=fingerprint, actor=actor, now=now, reason=reason)
    _write(changes)
    record(
        EventName.CALENDAR_CHANGED,
        actor=actor,
        now=now,
        reason=reason,
        before=_told(day, before),
        after={**_told(day, to), "moved": moved},
    )
    return moved


@transaction.atomic
def import_year(
    *, actor: Actor | None, year: int, changes: Changes, fingerprint: str | None, now: datetime
) -> int:
    """Enter the days of a year at once; how many open deadlines moved. `changes` are only additions and
    replacements that somebody chose. Without an actor (installation) nothing was previewed."""
    alone_on(CalendarDay)
    if not changes:
        raise MoveNotAllowed("nothing_changed")
    before = special_days(changes)
    moved = _move(changes, fingerprint=fingerprint, actor=actor, now=now, reason=import_words(year))
    _write(changes)
    record(
        EventName.CALENDAR_IMPORTED,
        actor=actor,
        now=now,
        before={"replaced": [_told(day, said) for day, said in before.items()]},
        after={"year": year, "days": [_told(day, said) for day, said in changes.items()], "moved": moved},
    )
    return moved


def _told(day: date, said: SpecialDay | None) -> dict[str, Any]:
    return {} if said is None else {"date": day.isoformat(), **asdict(said)}


def _write(changes: Changes) -> None:
    CalendarDay.objects.filter(date__in=list(changes)).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day, **asdict(said)) for day, said in sorted(changes.items()) if said is not None
    )


def _move(
    changes: Changes, *, fingerprint: str | None, actor: Actor | None, now: datetime, reason: str
) -> int:
    """Move every deadline that the changes move, a thousand at a time; how many duties that were."""
    seen, count = Fingerprint(changes), 0
    for chunk in _chunks(shifts(changes)):
        for shift in chunk:
            seen.add(shift)
        given = [shift for shift in chunk if shift.assignment_id is not None]
        drafts = [shift for shift in chunk if shift.assignment_id is None]
        _move_tasks(chunk)
        _move_duties(given, actor=actor, now=now, reason=reason)
        _move_drafts(drafts)
        count += len(given)
    if fingerprint is not None and seen.text() != fingerprint:
        raise StalePreview
    return count


def _chunks(found: Iterator[Shift]) -> Iterator[list[Shift]]:
    while chunk := list(islice(found, _CHUNK)):
        yield chunk


def _move_tasks(chunk: Iterable[Shift]) -> None:
    """The term of a task is the term of its duties. Tasks are locked first, as everywhere."""
    by_task = {shift.task_id: shift for shift in chunk}
    tasks = list(
        Task.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=by_task).order_by("pk")
    )
    moving = [task.pk for task in tasks if task.due_on == by_task[task.pk].old]
    for new, ids in _by_day((pk, by_task[pk].new) for pk in moving):
        Task.objects.filter(pk__in=ids).update(due_on=new, version=F("version") + 1)


def _move_duties(given: list[Shift], *, actor: Actor | None, now: datetime, reason: str) -> None:
    by_id = {shift.assignment_id: shift for shift in given if shift.assignment_id is not None}
    duties = list(
        Assignment.objects.select_for_update(no_key=True, of=("self",))
        .select_related("task__document")
        .filter(pk__in=by_id)
        .order_by("task_id", "pk")
    )
    if any(duty.version != by_id[duty.pk].version for duty in duties):
        raise StalePreview  # somebody moved one of them since it was read
    for new, ids in _by_day((duty.pk, by_id[duty.pk].new) for duty in duties):
        # It is the same term, reckoned rightly: the original deadline moves along.
        Assignment.objects.filter(pk__in=ids).update(
            due_on=new, original_due_on=new, version=F("version") + 1
        )
    write_lines(
        line(
            EventName.DEADLINE_RECOMPUTED,
            actor=actor,
            now=now,
            assignment=duty,
            reason=reason,
            before={"due_on": by_id[duty.pk].old},
            after={"due_on": by_id[duty.pk].new},
        )
        for duty in duties
    )


def _move_drafts(drafts: list[Shift]) -> None:
    """Nobody has been given these yet: they only get the day right, without a line of history."""
    by_task = {shift.task_id: shift.new for shift in drafts}
    for new, ids in _by_day(by_task.items()):
        Assignment.objects.filter(task__in=ids, state=State.DRAFT).update(
            due_on=new, version=F("version") + 1
        )


def _by_day(moves: Iterable[tuple[int, date]]) -> Iterable[tuple[date, list[int]]]:
    """One statement for each new day: far cheaper than one value for each row."""
    ids: dict[date, list[int]] = {}
    for pk, new in moves:
        ids.setdefault(new, []).append(pk)
    return ids.items()
