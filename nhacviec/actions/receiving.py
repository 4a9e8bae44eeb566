"""The agency receives a duty: it sees it, checks it against its own copy, accepts it or returns it."""

from datetime import datetime

from django.db import transaction

from nhacviec.actions.moving import state_after
from nhacviec.actions.open_requests import close_extension
from nhacviec.actions.recording import record
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Move, MoveNotAllowed, ReturnReason, State
from nhacviec.rules.permissions import Actor, Role
from nhacviec.rules.symbols import same_symbol
from nhacviec.rules.timeliness import local_date


@transaction.atomic
def see(*, actor: Actor, assignment: Assignment, now: datetime) -> None:
    """The first time somebody of the receiving unit opens the duty. Later times change nothing."""
    if assignment.seen_at or assignment.state == State.DRAFT or assignment.unit_id not in actor.own_unit_ids:
        return
    handed = assignment.officer_id == actor.self_id or assignment.division_id == actor.unit_id
    if actor.role is Role.AGENCY_OFFICER and not handed:
        return  # he reads it as a party of the task, not as the one who receives it
    seen = Assignment.objects.filter(pk=assignment.pk, seen_at=None)
    if seen.update(seen_at=now, seen_by_id=actor.person_id):
        assignment.seen_at = now
        record(EventName.SEEN, actor=actor, now=now, assignment=assignment)


@transaction.atomic
def accept(*, actor: Actor, assignment: Assignment, symbol_on_copy: str = "", now: datetime) -> None:
    """Accept the duty after comparing the document's number with one's own copy (SD2).

    `symbol_on_copy` is what the officer read on his copy; "" when he only ticked that it agrees."""
    state = state_after(assignment, Move.ACCEPT)
    document = assignment.task.document
    if symbol_on_copy and document and not same_symbol(symbol_on_copy, document.symbol):
        raise MoveNotAllowed("number_differs", typed=symbol_on_copy, ours=document.symbol)
    assignment.change(state=state, accepted_at=now)
    record(
        EventName.ACCEPTED,
        actor=actor,
        now=now,
        assignment=assignment,
        after={"checked_against": symbol_on_copy or (document.symbol if document else "")},
    )


@transaction.atomic
def return_duty(
    *, actor: Actor, assignment: Assignment, return_reason: ReturnReason, reason: str, now: datetime
) -> None:
    """Send the duty back to the Office, within the policy's limit; silence accepts (policy 5)."""
    state = state_after(assignment, Move.RETURN)
    assert assignment.assigned_at is not None
    days = policy_on(local_date(now)).return_wd
    limit = load_calendar().add_working(local_date(assignment.assigned_at), days)
    if local_date(now) > limit:
        raise MoveNotAllowed("return_too_late", limit=f"{limit:%d/%m/%Y}")
    assignment.change(state=state, returned_at=now, return_reason=return_reason, has_open_extension=False)
    record(
        EventName.RETURNED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        after={"return_reason": return_reason},
    )
    close_extension(actor=actor, assignment=assignment, move=Move.RETURN, now=now)
