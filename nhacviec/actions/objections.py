"""A unit objects to a "late" mark; a leader upholds or rejects the objection."""

from datetime import datetime

from django.db import transaction

from nhacviec.actions.moving import need, state_after
from nhacviec.actions.open_requests import decide
from nhacviec.actions.recording import record
from nhacviec.records.models import Assignment, Objection, RequestState
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Move, MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.timeliness import Timeliness


@transaction.atomic
def raise_objection(*, actor: Actor, assignment: Assignment, reason: str, now: datetime) -> Objection:
    """Explain why the duty should not be marked late."""
    state = state_after(assignment, Move.OBJECT)
    need(reason)
    if assignment.has_open_objection:
        raise MoveNotAllowed("objection_open")
    _check_late(assignment)
    assignment.change(state=state, has_open_objection=True)
    objection = Objection.objects.create(
        assignment=assignment,
        reason=reason,
        asked_by_id=actor.person_id,
        asked_at=now,
        outcome_before=assignment.outcome,
        days_late_before=assignment.days_late,
    )
    record(
        EventName.OBJECTED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        before={"outcome": assignment.outcome, "days_late": assignment.days_late},
        after={"objection": objection.pk},
    )
    return objection


@transaction.atomic
def uphold_objection(*, actor: Actor, assignment: Assignment, decision: str = "", now: datetime) -> None:
    """Count the duty as done on time. How late it was stays readable."""
    state = state_after(assignment, Move.UPHOLD_OBJECTION)
    objection = _open_objection(assignment)
    _check_late(assignment)
    before = {"outcome": assignment.outcome, "days_late": assignment.days_late}
    assignment.change(state=state, has_open_objection=False, outcome=Timeliness.ON_TIME, excused_at=now)
    decide(objection, RequestState.GRANTED, actor=actor, decision=decision, now=now)
    record(
        EventName.OBJECTION_UPHELD,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=decision,
        before=before,
        after={
            "outcome": assignment.outcome,
            "days_late": assignment.days_late,
            "objection": objection.pk,
        },
    )


@transaction.atomic
def reject_objection(*, actor: Actor, assignment: Assignment, decision: str, now: datetime) -> None:
    state = state_after(assignment, Move.REJECT_OBJECTION)
    need(decision)
    objection = _open_objection(assignment)
    assignment.change(state=state, has_open_objection=False)
    decide(objection, RequestState.REFUSED, actor=actor, decision=decision, now=now)
    record(
        EventName.OBJECTION_REJECTED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=decision,
        after={"outcome": assignment.outcome, "objection": objection.pk},
    )


def _check_late(assignment: Assignment) -> None:
    if assignment.outcome != Timeliness.LATE:
        raise MoveNotAllowed("not_late")


def _open_objection(assignment: Assignment) -> Objection:
    objection = assignment.objections.filter(state=RequestState.ASKED).first()
    if objection is None:
        raise MoveNotAllowed("no_open_objection")
    return objection
