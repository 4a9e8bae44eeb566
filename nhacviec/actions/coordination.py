"""The lead asks other units for their part, and they reply.

Every event is of the lead's duty, with the unit that is asked, and names its request in `after`.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import F

from nhacviec.actions.coordination_plan import plan
from nhacviec.actions.files import add_files, named, share_files
from nhacviec.actions.moving import check_unit_today, hold, need
from nhacviec.actions.recording import record
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment, Coordination, RequestState, StaleCoordination, Unit
from nhacviec.rules.coordination import (
    AWAITED,
    BY_THE_OFFICE,
    MOST_UNITS,
    CoordinationState,
    CoordinationStep,
    ReplyKind,
    days_late,
    open_steps,
    reply_term,
)
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Duty, MoveNotAllowed, State
from nhacviec.rules.permissions import Actor
from nhacviec.rules.search_terms import joined_letters, search_text, symbol_words
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.units import ASSIGNABLE_KINDS, UnitKind

LONGEST_DAYS = 365
# The Office as a whole has nobody who could reply for it; its divisions have.
ASKABLE_KINDS = ASSIGNABLE_KINDS - {UnitKind.OFFICE}
_OF_REPORT = BY_THE_OFFICE | {
    CoordinationStep.WITHDRAW_REPORT,
    CoordinationStep.ACCEPT_DELAY,
    CoordinationStep.DISPUTE_DELAY,
}


@transaction.atomic
def ask(
    *,
    actor: Actor,
    assignment: Assignment,
    units: Sequence[Unit],
    content: str,
    due_on: date | None = None,
    is_tacit: bool = False,
    symbol: str = "",
    files: Sequence[BinaryIO] = (),
    now: datetime,
) -> list[Coordination]:
    """Ask each of the units; `due_on` None: the policy's working days. StaleAssignment when the duty
    moved."""
    hold(assignment)
    if assignment.duty != Duty.LEAD or assignment.state != State.IN_PROGRESS:
        raise MoveNotAllowed("coordination_not_lead")
    need(content, "text_required")
    units = list({unit.pk: unit for unit in units}.values())
    _check_units(assignment, units, now)
    today, policy = local_date(now), policy_on(local_date(now))
    if is_tacit and not policy.tacit_consent:
        raise MoveNotAllowed("coordination_no_tacit")
    term = policy.consult_wd if due_on is None else None
    if due_on is None:
        due_on = reply_term(asked_on=today, working_days=policy.consult_wd, calendar=load_calendar()).due_on
        assert due_on is not None
    if due_on <= today:
        raise MoveNotAllowed("coordination_due_past")
    if (due_on - today).days > LONGEST_DAYS:
        raise MoveNotAllowed("coordination_due_far", days=LONGEST_DAYS)
    if is_tacit and due_on < (first := load_calendar().add_working(today, 1)):
        # Nobody consents by being silent over a weekend: the same day that a refusal of more time leaves.
        raise MoveNotAllowed("coordination_tacit_short", first=f"{first:%d/%m/%Y}")
    made = [
        Coordination.objects.create(
            assignment=assignment,
            asking_unit=assignment.unit,
            unit=unit,
            content=content,
            symbol=symbol,
            asked_by_id=actor.person_id,
            asked_at=now,
            asked_on=today,
            original_due_on=due_on,
            due_on=due_on,
            term_wd=term,
            is_tacit=is_tacit,
            search_text=_searchable(assignment, unit, content, symbol),
        )
        for unit in units
    ]
    for request in made:
        plan(request, now=now)
        after = {"reply_due_on": due_on, "is_tacit": is_tacit}
        told(EventName.COORDINATION_ASKED, request, actor=actor, now=now, reason=content, after=after)
    _keep(actor, made, files, now)
    return made


def _searchable(assignment: Assignment, unit: Unit, content: str, symbol: str) -> str:
    document = assignment.task.document
    of_task = document.symbol if document else ""
    units = (assignment.unit, unit)
    names = " ".join(f"{one.name} {one.short_name} {one.abbreviation}" for one in units)
    numbers = (*symbol_words(symbol), *joined_letters(of_task))
    return search_text(content, symbol, of_task, assignment.code, names, more=numbers)


def _keep(actor: Actor, made: list[Coordination], files: Sequence[BinaryIO], now: datetime) -> None:
    if not files:
        return
    first, *others = made
    kept = add_files(actor=actor, now=now, files=named(files), coordination=first)
    for request in others:
        share_files(actor=actor, now=now, files=kept, coordination=request)


def _check_units(assignment: Assignment, units: Sequence[Unit], now: datetime) -> None:
    if not units:
        raise MoveNotAllowed("coordination_no_unit")
    if len(units) > MOST_UNITS:
        raise MoveNotAllowed("coordination_too_many", limit=MOST_UNITS)
    for unit in units:
        check_unit_today(unit, now)
        if unit.kind not in ASKABLE_KINDS:
            raise MoveNotAllowed("coordination_unit_unfit", unit=unit.label)
        if assignment.unit_id in unit.lineage or unit.pk in assignment.unit.lineage:
            raise MoveNotAllowed("coordination_own_unit", unit=unit.label)


@transaction.atomic
def see(*, actor: Actor, request: Coordination, now: datetime) -> None:
    """The first time somebody of the unit that is asked opens the request. Later times change nothing."""
    if request.state != CoordinationState.ASKED or request.unit_id not in actor.own_unit_ids:
        return
    unseen = Coordination.objects.filter(pk=request.pk, state=CoordinationState.ASKED)
    state = CoordinationState.SEEN.value
    if unseen.update(state=state, seen_at=now, seen_by_id=actor.person_id, version=F("version") + 1):
        request.refresh_from_db(fields=["state", "seen_at", "seen_by", "version", "next_reminder_at"])
        plan(request, now=now)
        told(EventName.COORDINATION_SEEN, request, actor=actor, now=now)


@transaction.atomic
def reply(
    *,
    actor: Actor,
    request: Coordination,
    reply_kind: ReplyKind,
    text: str = "",
    symbol: str = "",
    dated_on: date | None = None,
    files: Sequence[BinaryIO] = (),
    now: datetime,
) -> None:
    """The unit speaks; late or not, real words end the wait. A request for more time falls away."""
    hold_request(request, CoordinationStep.REPLY, now)
    if reply_kind is not ReplyKind.AGREE:
        need(text, "coordination_comments_needed")
    if dated_on is not None and dated_on > local_date(now):
        raise MoveNotAllowed("coordination_dated_ahead")
    before = request.state
    _end(
        request,
        CoordinationState.REPLIED,
        by=actor.person_id,
        now=now,
        reply_kind=reply_kind.value,
        reply_text=text,
        reply_symbol=symbol,
        reply_dated_on=dated_on,
        search_text=f"{request.search_text} {search_text(symbol, more=symbol_words(symbol))}".rstrip(),
    )
    if files:
        add_files(actor=actor, now=now, files=named(files), coordination=request, of_reply=True)
    late = days_late(request.due_on, local_date(now))
    told(
        EventName.COORDINATION_REPLIED,
        request,
        actor=actor,
        now=now,
        reason=text,
        before={"coordination_state": before},
        after={"reply_kind": reply_kind, "reply_late": late},
    )


@transaction.atomic
def withdraw(*, actor: Actor, request: Coordination, reason: str, now: datetime) -> None:
    """The lead needs no reply any more, or asks otherwise."""
    hold_request(request, CoordinationStep.WITHDRAW, now)
    need(reason)
    _end(request, CoordinationState.WITHDRAWN, by=actor.person_id, now=now, end_reason=reason)
    told(EventName.COORDINATION_WITHDRAWN, request, actor=actor, now=now, reason=reason)


def end_requests(*, actor: Actor | None, assignment: Assignment, now: datetime) -> None:
    """The duty is done or cancelled: what was still asked for its sake is not needed any more. Call inside
    the transaction of that deed, after the duty was changed."""
    awaited = assignment.coordinations.filter(state__in=sorted(AWAITED))
    for request in awaited.select_for_update(no_key=True, of=("self",)).select_related("unit").order_by("pk"):
        _end(request, CoordinationState.ENDED, by=actor.person_id if actor else None, now=now)
        told(EventName.COORDINATION_ENDED, request, actor=actor, now=now)


def _end(
    request: Coordination, state: CoordinationState, *, by: int | None, now: datetime, **values: Any
) -> None:
    today = local_date(now)
    ended = {"state": state.value, "ended_at": now, "ended_on": today, "ended_by_id": by}
    request.change(**ended, next_reminder_at=None, **values)
    left = request.time_requests.filter(state=RequestState.ASKED)
    left.update(state=RequestState.WITHDRAWN.value, decided_by_id=by, decided_at=now, decided_on=today)


def hold_request(request: Coordination, step: CoordinationStep, now: datetime) -> None:
    """Lock the row until the transaction ends; refused when it is not what was read, or the step does not
    start from there. StaleCoordination, MoveNotAllowed."""
    same = Coordination.objects.filter(pk=request.pk, state=request.state, version=request.version)
    if not same.select_for_update(no_key=True, of=("self",)).exists():
        raise StaleCoordination(request.pk)
    situation = request.situation()
    if step in open_steps(situation, today=local_date(now)):
        return
    if step is CoordinationStep.REPORT_DELAY:
        raise MoveNotAllowed("delay_none" if situation.delay is None else "delay_again")
    if step in _OF_REPORT:
        if situation.delay is None:
            raise MoveNotAllowed("delay_not_reported")
        raise MoveNotAllowed("delay_settled", state=situation.delay)
    if not situation.is_awaited:
        raise MoveNotAllowed("coordination_over", state=situation.state)
    if step is CoordinationStep.TAKE_BACK:
        raise MoveNotAllowed("not_handed")
    raise MoveNotAllowed(
        "coordination_time_open" if step is CoordinationStep.ASK_TIME else "coordination_no_time"
    )


def told(
    name: EventName,
    request: Coordination,
    *,
    actor: Actor | None,
    now: datetime,
    happened_at: datetime | None = None,
    reason: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """One line of history, on the lead's duty; `person` is who asked."""
    record(
        name,
        actor=actor,
        now=now,
        happened_at=happened_at,
        assignment=request.assignment,
        unit=request.unit,
        person=request.asked_by,
        reason=reason,
        before=before,
        after={"coordination": request.pk, "asked_unit": request.unit_id, **(after or {})},
    )
