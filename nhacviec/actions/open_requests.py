"""Requests that another move leaves without an object: nobody is to decide on them any more.

Call after the assignment was changed (its row is locked then) with the flag cleared in that change.
"""

from datetime import datetime

from nhacviec.actions.recording import record
from nhacviec.records.models import Assignment, RequestState
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Move
from nhacviec.rules.permissions import Actor


def close_extension(*, actor: Actor, assignment: Assignment, move: Move, now: datetime) -> None:
    """An extension that still waits is withdrawn by the move."""
    extension = assignment.extensions.filter(state=RequestState.ASKED).first()
    if extension is None:
        return
    extension.state = RequestState.WITHDRAWN.value
    extension.decided_by_id, extension.decided_at = actor.person_id, now
    extension.save()
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
    objection.state = RequestState.WITHDRAWN.value
    objection.decided_by_id, objection.decided_at = actor.person_id, now
    objection.save()
    record(
        EventName.OBJECTION_WITHDRAWN,
        actor=actor,
        now=now,
        assignment=assignment,
        after={"objection": objection.pk, "closed_by": move},
    )
