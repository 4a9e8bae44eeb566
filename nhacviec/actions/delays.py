""" "Phản ánh chậm phối hợp": the lead reports that a reply is late, the unit answers, the Office settles
what they dispute. Only what is accepted, unanswered or upheld is put to the unit's account."""

from datetime import datetime

from django.db import transaction

from nhacviec.actions.coordination import hold_request, told
from nhacviec.actions.moving import need
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Coordination, DelayReport
from nhacviec.rules.coordination import CoordinationStep, DelayState, days_late
from nhacviec.rules.events import EventName
from nhacviec.rules.permissions import Actor
from nhacviec.rules.timeliness import local_date


@transaction.atomic
def report_delay(*, actor: Actor, request: Coordination, reason: str = "", now: datetime) -> DelayReport:
    """The unit has the policy's working days to answer before it counts."""
    hold_request(request, CoordinationStep.REPORT_DELAY, now)
    today = local_date(now)
    days = policy_on(today).coordination_explain_wd
    request.change()
    made = DelayReport.objects.create(
        coordination=request,
        reason=reason,
        reported_by_id=actor.person_id,
        reported_at=now,
        explain_due_on=load_calendar().add_working(today, days),
    )
    late = days_late(request.due_on, request.ended_on or today)
    told(
        EventName.DELAY_REPORTED,
        request,
        actor=actor,
        now=now,
        reason=reason,
        after={"reply_late": late, "explain_due_on": made.explain_due_on},
    )
    return made


@transaction.atomic
def withdraw_report(*, actor: Actor, request: Coordination, reason: str, now: datetime) -> None:
    """Before it is settled, the lead takes its report back."""
    hold_request(request, CoordinationStep.WITHDRAW_REPORT, now)
    need(reason)
    _move(request, DelayState.WITHDRAWN, settled_at=now)
    told(EventName.DELAY_REPORT_WITHDRAWN, request, actor=actor, now=now, reason=reason)


@transaction.atomic
def accept_delay(*, actor: Actor, request: Coordination, explanation: str = "", now: datetime) -> None:
    hold_request(request, CoordinationStep.ACCEPT_DELAY, now)
    _explained(actor, request, DelayState.ACCEPTED, explanation, now, settled_at=now)
    told(EventName.DELAY_ACCEPTED, request, actor=actor, now=now, reason=explanation)


@transaction.atomic
def dispute_delay(*, actor: Actor, request: Coordination, explanation: str, now: datetime) -> None:
    """The unit disagrees and says why: it does not count unless the Office says so."""
    hold_request(request, CoordinationStep.DISPUTE_DELAY, now)
    need(explanation)
    _explained(actor, request, DelayState.DISPUTED, explanation, now)
    told(EventName.DELAY_DISPUTED, request, actor=actor, now=now, reason=explanation)


@transaction.atomic
def uphold_delay(*, actor: Actor, request: Coordination, decision: str = "", now: datetime) -> None:
    hold_request(request, CoordinationStep.UPHOLD_DELAY, now)
    _move(request, DelayState.UPHELD, settled_at=now, decided_by_id=actor.person_id, decision=decision)
    told(EventName.DELAY_UPHELD, request, actor=actor, now=now, reason=decision)


@transaction.atomic
def dismiss_delay(*, actor: Actor, request: Coordination, decision: str, now: datetime) -> None:
    """The unit was right: no day of it counts."""
    hold_request(request, CoordinationStep.DISMISS_DELAY, now)
    need(decision)
    _move(request, DelayState.DISMISSED, settled_at=now, decided_by_id=actor.person_id, decision=decision)
    told(EventName.DELAY_DISMISSED, request, actor=actor, now=now, reason=decision)


def _explained(
    actor: Actor,
    request: Coordination,
    state: DelayState,
    explanation: str,
    now: datetime,
    settled_at: datetime | None = None,
) -> None:
    who = {"explained_by_id": actor.person_id, "explained_at": now}
    _move(request, state, explanation=explanation, settled_at=settled_at, **who)


def _move(request: Coordination, state: DelayState, **values: object) -> None:
    """With the request held: the version rises, so that an old page is found out."""
    request.change()
    DelayReport.objects.filter(coordination=request).update(state=state.value, **values)
