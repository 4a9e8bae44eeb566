"""A unit that is asked needs longer than the request gives; the lead decides."""

from datetime import date, datetime

from django.db import transaction

from nhacviec.actions.coordination import LONGEST_DAYS, hold_request, told
from nhacviec.actions.coordination_plan import plan
from nhacviec.actions.moving import need
from nhacviec.records.models import Coordination, RequestState, TimeRequest
from nhacviec.rules.coordination import CoordinationStep
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.timeliness import local_date


@transaction.atomic
def ask_time(
    *, actor: Actor, request: Coordination, asked_due_on: date, reason: str, now: datetime
) -> TimeRequest:
    """As long as it waits for the decision, silence is no consent."""
    hold_request(request, CoordinationStep.ASK_TIME, now)
    need(reason)
    _check_day(request, asked_due_on, now)
    request.change()
    made = TimeRequest.objects.create(
        coordination=request,
        from_due_on=request.due_on,
        asked_due_on=asked_due_on,
        reason=reason,
        asked_by_id=actor.person_id,
        asked_at=now,
    )
    told(
        EventName.COORDINATION_TIME_ASKED,
        request,
        actor=actor,
        now=now,
        reason=reason,
        after={"asked_due_on": asked_due_on},
    )
    return made


@transaction.atomic
def grant_time(
    *, actor: Actor, request: Coordination, granted_due_on: date, decision: str = "", now: datetime
) -> None:
    """The reply is due on the new day; the first one is kept."""
    hold_request(request, CoordinationStep.GRANT_TIME, now)
    _check_day(request, granted_due_on, now)
    before = request.due_on
    request.change(due_on=granted_due_on)
    plan(request, now=now)
    _decide(request, RequestState.GRANTED, actor, decision, now, granted_due_on)
    told(
        EventName.COORDINATION_TIME_GRANTED,
        request,
        actor=actor,
        now=now,
        reason=decision,
        before={"reply_due_on": before},
        after={"reply_due_on": granted_due_on},
    )


@transaction.atomic
def refuse_time(*, actor: Actor, request: Coordination, decision: str, now: datetime) -> None:
    """The deadline stays; where silence is consent, the unit has at least the next working day."""
    hold_request(request, CoordinationStep.REFUSE_TIME, now)
    need(decision)
    request.change()
    _decide(request, RequestState.REFUSED, actor, decision, now)
    told(EventName.COORDINATION_TIME_REFUSED, request, actor=actor, now=now, reason=decision)


def _check_day(request: Coordination, day: date, now: datetime) -> None:
    if day <= request.due_on:
        raise MoveNotAllowed("coordination_not_later", due=f"{request.due_on:%d/%m/%Y}")
    if day < local_date(now):
        raise MoveNotAllowed("coordination_time_past")
    if (day - request.asked_on).days > LONGEST_DAYS:
        raise MoveNotAllowed("coordination_due_far", days=LONGEST_DAYS)


def _decide(
    request: Coordination,
    state: RequestState,
    actor: Actor,
    decision: str,
    now: datetime,
    granted_due_on: date | None = None,
) -> None:
    open_one = request.time_requests.filter(state=RequestState.ASKED)
    open_one.update(
        state=state.value,
        granted_due_on=granted_due_on,
        decided_by_id=actor.person_id,
        decided_at=now,
        decided_on=local_date(now),
        decision=decision,
    )
