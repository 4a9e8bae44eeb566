"""One deed on many rows of a list: one transaction, an Event a row.

A row on which the deed is not allowed is left out and named with its reason. A row that somebody else
changed meanwhile stops the whole (StaleAssignment): what was shown is then no longer what would be done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction

from nhacviec.actions.answers import confirm
from nhacviec.actions.attention import remind
from nhacviec.actions.changes import change_deadline, change_monitors
from nhacviec.queries.access import stand_of
from nhacviec.records.models import Assignment, Person
from nhacviec.rules.lifecycle import Move, MoveNotAllowed, State, next_state
from nhacviec.rules.permissions import Actor, may

MOST_ROWS = 200


@dataclass
class BulkResult:
    """Which rows were done (or could be), and which were refused and why."""

    done: list[Assignment] = field(default_factory=list)
    refused: list[tuple[Assignment, MoveNotAllowed]] = field(default_factory=list)


def could(move: Move, *, actor: Actor, assignments: Sequence[Assignment]) -> BulkResult:
    """Sort rows by whether this person may make this move on them now; writes nothing.

    MoveNotAllowed("too_many_rows") above MOST_ROWS."""
    if len(assignments) > MOST_ROWS:
        raise MoveNotAllowed("too_many_rows", limit=MOST_ROWS)
    result = BulkResult()
    for assignment in assignments:
        try:
            if not may(actor, move, stand_of(assignment)):
                raise MoveNotAllowed("not_yours", move=move)
            next_state(State(assignment.state), move)
            result.done.append(assignment)
        except MoveNotAllowed as refusal:
            result.refused.append((assignment, refusal))
    return result


def confirm_many(
    *, actor: Actor, assignments: Sequence[Assignment], reason: str = "", now: datetime
) -> BulkResult:
    def deed(row: Assignment) -> None:
        confirm(actor=actor, assignment=row, reason=reason, now=now)

    return _each(Move.CONFIRM, actor, assignments, deed)


def remind_many(
    *, actor: Actor, assignments: Sequence[Assignment], note: str = "", now: datetime
) -> BulkResult:
    def deed(row: Assignment) -> None:
        remind(actor=actor, assignment=row, note=note, now=now)

    return _each(Move.REMIND, actor, assignments, deed)


def change_deadline_many(
    *,
    actor: Actor,
    assignments: Sequence[Assignment],
    due_on: date | None,
    due_hour: time | None = None,
    reason: str,
    now: datetime,
) -> BulkResult:
    def deed(row: Assignment) -> None:
        change_deadline(actor=actor, assignment=row, due_on=due_on, due_hour=due_hour, reason=reason, now=now)

    return _each(Move.CHANGE_DEADLINE, actor, assignments, deed)


def change_monitors_many(
    *,
    actor: Actor,
    assignments: Sequence[Assignment],
    specialist: Person | None = None,
    office_leader: Person | None = None,
    committee_leader: Person | None = None,
    reason: str = "",
    now: datetime,
) -> BulkResult:
    """None leaves that monitor as he is. Of several rows of one task the first stands for all."""
    done_tasks: set[int] = set()

    def deed(row: Assignment) -> None:
        if row.task_id in done_tasks:
            return
        task = row.task
        change_monitors(
            actor=actor,
            assignment=row,
            specialist=specialist or task.specialist,
            office_leader=office_leader or task.office_leader,
            committee_leader=committee_leader or task.committee_leader,
            reason=reason,
            now=now,
        )
        done_tasks.add(row.task_id)

    return _each(Move.CHANGE_MONITORS, actor, assignments, deed)


@transaction.atomic
def _each(
    move: Move, actor: Actor, assignments: Sequence[Assignment], deed: Callable[[Assignment], None]
) -> BulkResult:
    """Rows in the order of their keys, whatever the list shows, so that two such deeds never deadlock."""
    possible = could(move, actor=actor, assignments=assignments)
    result = BulkResult(refused=possible.refused)
    for assignment in sorted(possible.done, key=lambda a: (a.task_id, a.pk)):
        try:
            deed(assignment)
            result.done.append(assignment)
        except MoveNotAllowed as refusal:
            result.refused.append((assignment, refusal))
    return result
