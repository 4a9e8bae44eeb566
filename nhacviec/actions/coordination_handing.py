"""Inside the unit that is asked: the request is handed to one of its officers, and taken back."""

from datetime import datetime

from django.db import transaction

from nhacviec.actions.coordination import hold_request, told
from nhacviec.actions.handing import check_officer
from nhacviec.records.models import Coordination, Person
from nhacviec.rules.coordination import CoordinationStep
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor


@transaction.atomic
def hand_on(*, actor: Actor, request: Coordination, officer: Person, note: str = "", now: datetime) -> None:
    """He sees it on his own desk and may reply; the desk of the unit may, too. Again as often as needed.
    MoveNotAllowed officer_not_ours, nothing_changed, coordination_over; StaleCoordination."""
    hold_request(request, CoordinationStep.HAND_ON, now)
    check_officer(request.unit_id, officer, now)
    before = request.officer_id
    if officer.pk == before and not note:
        raise MoveNotAllowed("nothing_changed")
    request.change(officer=officer)
    told(
        EventName.COORDINATION_HANDED_ON,
        request,
        actor=actor,
        now=now,
        reason=note,
        before={"officer": before},
        after={"officer": officer, "reply_due_on": request.due_on},
    )


@transaction.atomic
def take_back(*, actor: Actor, request: Coordination, reason: str = "", now: datetime) -> None:
    """The desk of the unit has it again."""
    hold_request(request, CoordinationStep.TAKE_BACK, now)
    before = request.officer_id
    request.change(officer=None)
    told(
        EventName.COORDINATION_TAKEN_BACK,
        request,
        actor=actor,
        now=now,
        reason=reason,
        before={"officer": before},
        after={"officer": None},
    )
