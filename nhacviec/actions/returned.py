"""What the Office does with a duty that a unit returned: another unit, the same again, or nobody."""

from datetime import date, datetime

from django.db import transaction

from nhacviec.actions.moving import (
    check_deadline,
    check_new_unit,
    check_unit_today,
    need,
    state_after,
)
from nhacviec.actions.numbering import next_assignment_code
from nhacviec.actions.recording import record
from nhacviec.records.models import Assignment, Unit
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Closing, Move, MoveNotAllowed, State
from nhacviec.rules.permissions import Actor


@transaction.atomic
def reassign(
    *,
    actor: Actor,
    assignment: Assignment,
    unit: Unit,
    due_on: date | None,
    reason: str = "",
    now: datetime,
) -> Assignment:
    """Give the duty to another unit. It gets a row of its own, with its own code and original deadline
    (`due_on=None`: none); the returned row stays in history and points to it."""
    state = state_after(assignment, Move.REASSIGN)
    if unit.pk == assignment.unit_id:
        raise MoveNotAllowed("same_unit")
    task = assignment.task
    check_deadline(task, due_on)
    code = next_assignment_code(task)  # locks the task
    check_new_unit(task, unit, now)
    new = Assignment.objects.create(
        code=code,
        task=task,
        unit=unit,
        duty=assignment.duty,
        is_required=assignment.is_required,
        state=State.ASSIGNED.value,
        assigned_at=now,
        original_due_on=due_on,
        due_on=due_on,
    )
    assignment.change(state=state, cancelled_at=now, closing=Closing.REASSIGNED, replaced_by=new)
    record(
        EventName.REASSIGNED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        before={"state": State.RETURNED, "unit": assignment.unit_id, "due_on": assignment.due_on},
        after={"state": state, "unit": unit, "due_on": due_on, "replaced_by": new, "code": code},
    )
    record(
        EventName.ISSUED,
        actor=actor,
        now=now,
        assignment=new,
        unit=unit,
        after={"due_on": due_on, "duty": new.duty, "replaces": assignment},
    )
    return new


@transaction.atomic
def reissue(
    *, actor: Actor, assignment: Assignment, reason: str, due_on: date | None = None, now: datetime
) -> None:
    """The Office says it is this unit's after all: the duty is new again. Without `due_on` the deadline
    stays; the original one always does."""
    state = state_after(assignment, Move.REISSUE)
    need(reason)
    check_deadline(assignment.task, due_on)
    check_unit_today(assignment.unit, now)
    before = {
        "state": assignment.state,
        "return_reason": assignment.return_reason,
        "due_on": assignment.due_on,
    }
    moved = {} if due_on in (None, assignment.due_on) else {"due_on": due_on, "due_hour": None}
    assignment.change(
        state=state,
        assigned_at=now,
        seen_at=None,
        seen_by=None,
        returned_at=None,
        return_reason="",
        **moved,
    )
    record(
        EventName.REISSUED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        before=before,
        after={"state": state, "due_on": assignment.due_on},
    )


@transaction.atomic
def withdraw(*, actor: Actor, assignment: Assignment, reason: str, now: datetime) -> None:
    """The Office agrees that nobody needs to do it."""
    state = state_after(assignment, Move.WITHDRAW)
    need(reason)
    before = {"state": assignment.state, "return_reason": assignment.return_reason}
    assignment.change(state=state, cancelled_at=now, closing=Closing.WITHDRAWN)
    record(
        EventName.WITHDRAWN,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        before=before,
        after={"state": state, "closing": Closing.WITHDRAWN},
    )
