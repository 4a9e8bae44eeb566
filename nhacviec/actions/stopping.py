"""The Office stops a duty and starts it again: suspend and resume, cancel and reopen."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from nhacviec.actions.coordination import end_requests
from nhacviec.actions.moving import (
    check_deadline,
    check_no_duty,
    check_unit_today,
    hold_task,
    need,
    state_after,
)
from nhacviec.actions.open_requests import close_extension, close_objection
from nhacviec.actions.outcomes import NO_OUTCOME, frozen
from nhacviec.actions.recording import record
from nhacviec.queries.calendar import load_calendar
from nhacviec.records.models import Assignment, Suspension, Verdict
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Closing, Move, MoveNotAllowed, State
from nhacviec.rules.permissions import Actor
from nhacviec.rules.timeliness import due_after_suspension, local_date

# The other two closings come from moves of their own (actions/returned.py).
CANCEL_CLOSINGS: tuple[Closing, ...] = (Closing.RECALLED, Closing.REPLACED, Closing.OTHER)


@transaction.atomic
def suspend(
    *, actor: Actor, assignment: Assignment, decision_symbol: str, reason: str, now: datetime
) -> Suspension:
    """Stop the clock by a decision, from today."""
    state = state_after(assignment, Move.SUSPEND)
    need(decision_symbol, "decision_symbol_required")
    need(reason)
    today = local_date(now)
    assignment.change(state=state, suspended_on=today)
    suspension = Suspension.objects.create(
        assignment=assignment,
        decision_symbol=decision_symbol,
        reason=reason,
        from_on=today,
        suspended_by_id=actor.person_id,
    )
    record(
        EventName.SUSPENDED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        before={"state": State.IN_PROGRESS},
        after={
            "state": state,
            "decision_symbol": decision_symbol,
            "from_on": today,
            "suspension": suspension.pk,
        },
    )
    return suspension


@transaction.atomic
def resume(
    *, actor: Actor, assignment: Assignment, decision_symbol: str = "", reason: str = "", now: datetime
) -> None:
    """The clock goes on; the deadline moves by the days it stood still (our default, not law)."""
    state = state_after(assignment, Move.RESUME)
    today, from_on = local_date(now), assignment.suspended_on
    assert from_on is not None  # constraint assignment_suspended_coherent
    due_on = due_after_suspension(assignment.due_on, from_on, today, load_calendar())
    before = {"state": assignment.state, "due_on": assignment.due_on, "suspended_on": from_on}
    assignment.change(state=state, suspended_on=None, due_on=due_on)
    _end_suspension(actor, assignment, today)
    record(
        EventName.RESUMED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        before=before,
        after={"state": state, "due_on": due_on, "decision_symbol": decision_symbol},
    )


@transaction.atomic
def cancel(*, actor: Actor, assignment: Assignment, closing: Closing, reason: str, now: datetime) -> None:
    """Nobody is to do it any more: the document was recalled or replaced, or another reason."""
    state = state_after(assignment, Move.CANCEL)
    need(reason)
    if closing not in CANCEL_CLOSINGS:
        raise MoveNotAllowed("closing_not_here")
    was = State(assignment.state)
    assignment.change(
        state=state,
        cancelled_at=now,
        closing=Closing(closing),
        suspended_on=None,
        has_open_extension=False,
        has_open_objection=False,
    )
    if was is State.SUSPENDED:
        _end_suspension(actor, assignment, local_date(now))
    record(
        EventName.CANCELLED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        before={"state": was},
        after={"state": state, "closing": Closing(closing)},
    )
    close_extension(actor=actor, assignment=assignment, move=Move.CANCEL, now=now)
    close_objection(actor=actor, assignment=assignment, move=Move.CANCEL, now=now)
    end_requests(actor=actor, assignment=assignment, now=now)


@transaction.atomic
def reopen(
    *, actor: Actor, assignment: Assignment, reason: str, due_on: date | None = None, now: datetime
) -> None:
    """A closed duty is to be worked on again. Its outcome is gone from the row and stays in the event;
    without `due_on` the deadline stays."""
    state = state_after(assignment, Move.REOPEN)
    need(reason)
    check_deadline(assignment.task, due_on)
    check_unit_today(assignment.unit, now)
    task = hold_task(assignment.task)
    if assignment.state == State.CANCELLED:
        check_no_duty(task, assignment.unit)
    before: dict[str, Any] = {
        "state": assignment.state,
        "due_on": assignment.due_on,
        "completed_at": assignment.completed_at,
        "cancelled_at": assignment.cancelled_at,
        "closing": assignment.closing,
        "replaced_by": assignment.replaced_by_id,
        "excused_at": assignment.excused_at,
        **frozen(assignment),
    }
    moved: dict[str, Any] = {}
    if due_on is not None and due_on != assignment.due_on:
        moved = {"due_on": due_on, "due_hour": None}
    assignment.change(
        state=state,
        accepted_at=assignment.accepted_at or now,
        completed_at=None,
        cancelled_at=None,
        closing="",
        replaced_by=None,
        returned_at=None,
        return_reason="",
        has_open_objection=False,
        **moved,
        **NO_OUTCOME,
    )
    # An answer nobody had decided on when the duty was cancelled must not stand beside the next one.
    assignment.answers.filter(verdict=Verdict.WAITING).update(
        verdict=Verdict.SENT_BACK.value, decided_by_id=actor.person_id, decided_at=now, reason=reason
    )
    record(
        EventName.REOPENED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        before=before,
        after={"state": state, "due_on": assignment.due_on},
    )
    close_objection(actor=actor, assignment=assignment, move=Move.REOPEN, now=now)


def _end_suspension(actor: Actor, assignment: Assignment, today: date) -> None:
    assignment.suspensions.filter(to_on=None).update(to_on=today, resumed_by_id=actor.person_id)
