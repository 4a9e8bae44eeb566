"""The Event that every change of state leaves, written in the same transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from typing import Any

from django.db import connection

from nhacviec.actions.reminder_plan import Plans, plan, plan_by
from nhacviec.actions.standings import correct, follow
from nhacviec.records.models import Assignment, Document, Event, Person, Submission, Task, Unit
from nhacviec.rules.events import CORRECTS_OUTCOME, MOVES_REMINDER, MOVES_STANDING, EventName
from nhacviec.rules.permissions import Actor
from nhacviec.rules.timeliness import local_date

_together: ContextVar[list[Event] | None] = ContextVar("recorded_together", default=None)
_AT_ONCE = 500


def _plain(value: Any) -> Any:
    """What JSON can hold: days as yyyy-mm-dd, rows as their id."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if hasattr(value, "pk"):
        return value.pk
    return value


def line(
    name: EventName,
    *,
    actor: Actor | None,
    now: datetime,
    happened_at: datetime | None = None,
    assignment: Assignment | None = None,
    task: Task | None = None,
    document: Document | None = None,
    unit: Unit | None = None,
    person: Person | None = None,
    submission: Submission | None = None,
    by: Person | None = None,
    reason: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Event:
    """One line of history, not yet written: for many at once. See `record`.

    `by`: who did it where no post is needed, as with his own account. `happened_at`: when it was done, where
    that was recorded only now."""
    if assignment is not None and task is None:
        task = assignment.task
    if task is not None and document is None:
        document = task.document
    return Event(
        name=name,
        assignment=assignment,
        task=task,
        document=document,
        unit=unit,
        person=person,
        submission=submission,
        actor_id=actor.person_id if actor else by.pk if by else None,
        acting_for_id=actor.for_id if actor else None,
        post_id=actor.post_id if actor else None,
        happened_at=happened_at or now,
        recorded_at=now,
        reason=reason,
        before={k: _plain(v) for k, v in (before or {}).items()},
        after={k: _plain(v) for k, v in (after or {}).items()},
    )


def record(name: EventName, *, actor: Actor | None, now: datetime, **about: Any) -> Event:
    """Append one line of history. `actor=None` is the system itself; an assignment brings its task along.

    `about`: what the line is about, why, and what changed; the names are those of `line`. The row is written
    before its line: how the duty stands from now on is noted with it."""
    written = line(name, actor=actor, now=now, **about)
    _follow([written])
    waiting = _together.get()
    if waiting is None:
        written.save(force_insert=True)
        _plan([written])
        return written
    waiting.append(written)
    if len(waiting) >= _AT_ONCE:
        _write(waiting)
    return written


@contextmanager
def recorded_together() -> Iterator[None]:
    """For thousands of deeds in one transaction: their lines are written in order, many at a time.

    Inside another one its lines wait with those before them."""
    if _together.get() is not None:
        yield
        return
    waiting: list[Event] = []
    token = _together.set(waiting)
    try:
        yield
        _write(waiting)
    finally:
        _together.reset(token)


def untold() -> None:
    """Nobody is told of what this transaction records: for loads of what happened long ago."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL nhacviec.untold = 'on'")


def write_lines(lines: Iterable[Event]) -> None:
    """Write lines made with `line`, after those that wait already. One name and one moment in all of them."""
    lines = list(lines)
    _follow(lines)
    waiting = _together.get()
    if waiting is None:
        Event.objects.bulk_create(lines)
        _plan(lines)
    else:
        waiting.extend(lines)


def follow_up(ids: Iterable[int], plans: Plans) -> None:
    """What hangs on these assignments, whose lines a statement of its own has written: how they stand from
    today on, and when they are reminded of next."""
    ids = list(ids)
    follow(ids, day=local_date(plans.now))
    plan_by(plans, ids)


def _write(waiting: list[Event]) -> None:
    Event.objects.bulk_create(waiting)
    _plan(waiting)
    waiting.clear()


def _plan(lines: list[Event]) -> None:
    """When these are reminded of next, in the same transaction as the deed."""
    moving = [line for line in lines if line.name in MOVES_REMINDER and line.assignment_id]
    if moving:
        ids = {line.assignment_id for line in moving if line.assignment_id}
        plan(ids, now=max(line.recorded_at for line in moving))


def _follow(lines: list[Event]) -> None:
    if not lines or lines[0].name not in MOVES_STANDING:
        return
    first, day = lines[0], local_date(lines[0].recorded_at)
    ids = [line.assignment_id for line in lines if line.assignment_id]
    if first.name == EventName.MONITORS_CHANGED:
        ids = list(Assignment.objects.filter(task=first.task_id).values_list("pk", flat=True))
    if first.name in CORRECTS_OUTCOME and first.assignment and first.assignment.answered_at:
        correct(ids, day=day, excused=first.name == EventName.OBJECTION_UPHELD)
    else:
        follow(ids, day=day, since=local_date(first.happened_at))
