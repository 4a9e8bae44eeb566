"""Deadlines follow a change of the calendar: with it where they are few, else in portions right after it.

A portion is one short transaction: rows, lines of history, standings and next reminders of a thousand duties.
What has moved no longer ends where the old calendar put it and is not found again, so a pass that was cut off
simply begins anew, and nothing moves twice.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from nhacviec.actions.coordination_reminders import replan_coordinations
from nhacviec.actions.hands import share_out
from nhacviec.actions.locking import alone
from nhacviec.actions.recording import follow_up
from nhacviec.actions.reminder_plan import Plans, is_stale, replan, rules_at
from nhacviec.actions.submission_recount import carry_on_recounting
from nhacviec.actions.submission_reminders import replan_submissions
from nhacviec.queries.calendar_changes import Shift, draft_shifts, shifts
from nhacviec.records.models import Assignment, CalendarMove, Event
from nhacviec.rules.calendar_edits import Changes, SpecialDay
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import State
from nhacviec.rules.working_days import DayKind

AT_ONCE = 1000
_LOCK = 7_460_005
TASK = "plan_reminders"  # of jobs/schedule.py

# Tasks are locked before duties, each in the order of their numbers, as everywhere.
_MOVE_TASKS = """
WITH held AS (
  SELECT t.id, new.due_on
  FROM unnest(%s::bigint[], %s::date[], %s::date[]) AS new (id, was, due_on)
  JOIN records_task AS t ON t.id = new.id AND t.due_on = new.was
  ORDER BY t.id FOR NO KEY UPDATE OF t
)
UPDATE records_task AS t SET due_on = held.due_on, version = t.version + 1 FROM held WHERE t.id = held.id
"""
# Tasks that still have the old day of a duty that has moved.
_LEFT_BEHIND = """
SELECT DISTINCT t.id, t.due_on, (e.after ->> 'due_on')::date
FROM records_event AS e
JOIN records_task AS t ON t.id = e.task_id AND t.due_on = (e.before ->> 'due_on')::date
WHERE e.name = %s AND e.happened_at >= %s ORDER BY t.id
"""
# It is the same term, reckoned rightly: the original deadline moves along. Only what is still as it was read,
# each with its line of history: whose deed it was and why is that of the change itself.
_MOVE_DUTIES = """
WITH held AS (
  SELECT a.id, new.was, new.due_on
  FROM unnest(%(ids)s::bigint[], %(versions)s::integer[], %(was)s::date[], %(new)s::date[])
    AS new (id, version, was, due_on)
  JOIN records_assignment AS a ON a.id = new.id AND a.version = new.version
  ORDER BY a.task_id, a.id FOR NO KEY UPDATE OF a
), moved AS (
  UPDATE records_assignment AS a
  SET due_on = held.due_on, original_due_on = held.due_on, version = a.version + 1
  FROM held WHERE a.id = held.id RETURNING a.id, a.task_id, held.was, held.due_on
)
INSERT INTO records_event (name, assignment_id, task_id, document_id, actor_id, acting_for_id, post_id,
  happened_at, recorded_at, reason, before, after)
SELECT %(name)s, moved.id, moved.task_id, t.document_id, told.actor_id, told.acting_for_id, told.post_id,
  %(now)s, %(now)s, %(reason)s, jsonb_build_object('due_on', moved.was),
  jsonb_build_object('due_on', moved.due_on)
FROM moved JOIN records_task AS t ON t.id = moved.task_id JOIN records_event AS told ON told.id = %(event)s
ORDER BY moved.task_id, moved.id RETURNING assignment_id
"""


def begin(*, changes: Changes, before: Changes, event: Event, reason: str, count: int, now: datetime) -> bool:
    """The days have just been changed, in this transaction, by `event`. False: somebody changed one of the
    `count` duties meanwhile.

    Up to AT_ONCE duties move here and now; more are left to the worker, which begins when this commits. It
    also plans anew what reminds on the changed days."""
    move_drafts(changes, before)
    move = CalendarMove(
        event=event, reason=reason, changes=_stored(changes), before=_stored(before), count=count
    )
    _call_the_worker(now)
    if count <= AT_ONCE:
        return _sweep(move, changes, before, now) == 0
    move.save(force_insert=True)
    return True


def catch_up(*, now: datetime) -> None:
    """Deadlines first, then the reminders that hang on them. One worker at a time: another one has nothing
    to do here, however long it takes."""
    with alone(_LOCK) as is_mine:
        if is_mine:
            carry_on(now=now)
            carry_on_recounting(now=now)
            if is_stale(now):  # noted by `replan`, at its end
                replan_submissions(now=now)
                replan_coordinations(now=now)
            replan(now=now)


def carry_on(*, now: datetime) -> int:
    """Finish what has been begun; how many duties moved."""
    moved = 0
    for move in CalendarMove.objects.filter(done_at=None).select_related("event"):
        changes, before = _read(move.changes), _read(move.before)
        while _sweep(move, changes, before, now):
            pass  # somebody changed some of them in that very moment: those that are still open follow
        _tasks_follow(move)
        so_far = move.moved
        CalendarMove.objects.filter(pk=move.pk).update(done_at=now)
        move.refresh_from_db(fields=["moved"])
        moved += move.moved - so_far
    return moved


def move_drafts(changes: Changes, before: Changes) -> None:
    """Nobody has been given these yet: they only get the day right, without a line of history."""
    for chunk in _chunks(draft_shifts(changes, before=before)):
        _move_tasks((shift.task_id, shift.old, shift.new) for shift in chunk)
        by_day: dict[date, list[int]] = {}
        for shift in chunk:
            by_day.setdefault(shift.new, []).append(shift.task_id)
        for new, ids in by_day.items():
            Assignment.objects.filter(task__in=ids, state=State.DRAFT).update(
                due_on=new, version=F("version") + 1
            )


def _sweep(move: CalendarMove, changes: Changes, before: Changes, now: datetime) -> int:
    """Move everything that is left to move; how many were no longer what was read.

    One set of rules for all portions: whoever changes them meanwhile is followed by `replan`, after this."""
    plans = Plans(rules_at(now), now=now)

    def missed(chunk: list[Shift]) -> int:
        return len(chunk) - _portion(move, chunk, plans)

    return share_out(missed, _chunks(shifts(changes, before=before)))


@transaction.atomic
def _portion(move: CalendarMove, chunk: list[Shift], plans: Plans) -> int:
    if not move.pk:
        _move_tasks((shift.task_id, shift.old, shift.new) for shift in chunk)
    given: dict[str, Any] = {
        "ids": [shift.assignment_id for shift in chunk],
        "versions": [shift.version for shift in chunk],
        "was": [shift.old for shift in chunk],
        "new": [shift.new for shift in chunk],
        "name": EventName.DEADLINE_RECOMPUTED.value,
        "now": plans.now,
        "reason": move.reason,
        "event": move.event.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_DUTIES, given)
        moved = [row[0] for row in cursor.fetchall()]
        follow_up(moved, plans)
        if move.pk:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # not while the others wait for the next line
            CalendarMove.objects.filter(pk=move.pk).update(moved=F("moved") + len(moved))
    return len(moved)


def _tasks_follow(move: CalendarMove) -> None:
    """The term of a task is the term of its duties: of those that have moved, as their lines tell.

    Last, for it takes longest (a task stands in the index of its words) and only its document shows it."""
    with connection.cursor() as cursor:
        cursor.execute(_LEFT_BEHIND, [EventName.DEADLINE_RECOMPUTED.value, move.event.happened_at])
        left = cursor.fetchall()
    share_out(_move_tasks, (left[begin : begin + AT_ONCE] for begin in range(0, len(left), AT_ONCE)))


def _move_tasks(moves: Iterable[tuple[int, date, date]]) -> int:
    """(task, old day, new day), those that still have the old one; how many they were."""
    by_task = {task: (old, new) for task, old, new in moves}
    days = list(by_task.values())
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_TASKS, [list(by_task), [old for old, _ in days], [new for _, new in days]])
        return cursor.rowcount


def _chunks(found: Iterator[Shift]) -> Iterator[list[Shift]]:
    while chunk := list(islice(found, AT_ONCE)):
        yield chunk


def _call_the_worker(now: datetime) -> None:
    try:
        with transaction.atomic():
            app.configure_task(TASK, queueing_lock=TASK).defer(timestamp=int(now.timestamp()))
    except (AlreadyEnqueued, IntegrityError):
        pass  # it is called already


def _stored(changes: Changes) -> dict[str, Any]:
    return {day.isoformat(): asdict(said) if said else None for day, said in changes.items()}


def _read(stored: Mapping[str, Any]) -> Changes:
    return {
        date.fromisoformat(day): SpecialDay(**(said | {"kind": DayKind(said["kind"])})) if said else None
        for day, said in stored.items()
    }
