"""Requests of a unit are decided, or another move leaves them without an object.

Call after the assignment was changed (its row is locked then) with the flag cleared in that change.
"""

from datetime import datetime

from nhacviec.actions.recording import record
from nhacviec.records.models import Assignment, Extension, Objection, RequestState
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Move, MoveNotAllowed
from nhacviec.rules.permissions import Actor


def decide(
    request: Extension | Objection, state: RequestState, *, actor: Actor, decision: str = "", now: datetime
) -> None:
    if request.asked_by_id == actor.person_id and state is not RequestState.WITHDRAWN:
        raise MoveNotAllowed("own_request")  # he holds a post in the agency and one that decides
    request.state = state.value
    request.decided_by_id, request.decided_at = actor.person_id, now
    request.decision = decision
    request.save()


def close_extension(*, actor: Actor, assignment: Assignment, move: Move, now: datetime) -> None:
    """An extension that still waits is withdrawn by the move."""
    extension = assignment.extensions.filter(state=RequestState.ASKED).first()
    if extension is None:
        return
    decide(extension, RequestState.WITHDRAWN, actor=actor, now=now)
    record(
        EventName.EXTENSION_WITHDRAWN,
        actor=actor,
        now=now,
        assignment=assignment,
        after={"extension": extension.pk, "closed_by": move},
    )


def close_objection(*, actor: Actor, assignment: Assignment, move: Move, now: datetime) -> None:
    """An objection that still waits is withdrawn by the move: the mark it is about is gone."""
    objection = assignment.objections.filter(state=RequestState.ASKED).first()
    if objection is None:
        return
    decide(objection, RequestState.WITHDRAWN, actor=actor, now=now)
    record(
        EventName.OBJECTION_WITHDRAWN,
        actor=actor,
        now=now,
        assignment=assignment,
        after={"objection": objection.pk, "closed_by": move},
    )
