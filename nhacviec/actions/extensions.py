"""A unit asks for more time; the Office grants or refuses. The original deadline is never lost."""

from datetime import date, datetime

from django.db import transaction

from nhacviec.actions.moving import check_deadline, need, state_after
from nhacviec.actions.open_requests import close_objection, decide
from nhacviec.actions.outcomes import done_moment, frozen, outcome_at
from nhacviec.actions.recording import record
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment, Extension, RequestState, Verdict
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Move, MoveNotAllowed, State
from nhacviec.rules.permissions import Actor
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.timeliness import Timeliness, local_date, timeliness, working_days_left


@transaction.atomic
def ask_extension(
    *,
    actor: Actor,
    assignment: Assignment,
    asked_due_on: date,
    reason: str,
    urged: bool = False,
    now: datetime,
) -> Extension:
    """Ask for a later day, early enough, not too often and not too far (policies 12 and 13).

    `urged`: in answer to a letter that asked for a new day, when it is too late to be early."""
    state = state_after(assignment, Move.ASK_EXTENSION)
    need(reason)
    if assignment.has_open_extension:
        raise MoveNotAllowed("extension_open")
    if assignment.due_on is None:
        raise MoveNotAllowed("extension_no_deadline")
    policy = policy_on(local_date(now))
    _check_count(assignment, policy.ext_max)
    if not urged:
        _check_lead(assignment, policy.ext_lead_wd, now)
    _check_day(assignment, asked_due_on, policy)
    assignment.change(state=state, has_open_extension=True)
    extension = Extension.objects.create(
        assignment=assignment,
        from_due_on=assignment.due_on,
        asked_due_on=asked_due_on,
        reason=reason,
        asked_by_id=actor.person_id,
        asked_at=now,
    )
    record(
        EventName.EXTENSION_ASKED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        before={"due_on": assignment.due_on},
        after={"asked_due_on": asked_due_on, "extension": extension.pk},
    )
    return extension


@transaction.atomic
def withdraw_extension(*, actor: Actor, assignment: Assignment, reason: str = "", now: datetime) -> None:
    state = state_after(assignment, Move.WITHDRAW_EXTENSION)
    extension = _open_extension(assignment)
    assignment.change(state=state, has_open_extension=False)
    decide(extension, RequestState.WITHDRAWN, actor=actor, decision=reason, now=now)
    record(
        EventName.EXTENSION_WITHDRAWN,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        after={"extension": extension.pk, "asked_due_on": extension.asked_due_on},
    )


@transaction.atomic
def grant_extension(
    *, actor: Actor, assignment: Assignment, granted_due_on: date, decision: str = "", now: datetime
) -> None:
    """Move the deadline that binds, to the day asked for or another later one, end of that day. An answer
    that is already in is measured again; a late mark that falls away takes its objection along."""
    state = state_after(assignment, Move.GRANT_EXTENSION)
    extension = _open_extension(assignment)
    _check_day(assignment, granted_due_on, policy_on(local_date(now)))
    count = assignment.extension_count + 1
    values = {"due_on": granted_due_on, "due_hour": None, "extension_count": count}
    before = {"due_on": assignment.due_on, "due_hour": assignment.due_hour}
    outcome = _measured_again(assignment, granted_due_on, now)
    before |= frozen(assignment) if outcome else {}
    still_late = outcome.get("outcome") == Timeliness.LATE
    keeps_objection = assignment.has_open_objection and still_late
    assignment.change(
        state=state, has_open_extension=False, has_open_objection=keeps_objection, **values, **outcome
    )
    extension.granted_due_on = granted_due_on
    decide(extension, RequestState.GRANTED, actor=actor, decision=decision, now=now)
    record(
        EventName.EXTENSION_GRANTED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=decision,
        before=before,
        after={**values, **outcome, "extension": extension.pk},
    )
    if not keeps_objection:
        close_objection(actor=actor, assignment=assignment, move=Move.GRANT_EXTENSION, now=now)


@transaction.atomic
def refuse_extension(*, actor: Actor, assignment: Assignment, decision: str, now: datetime) -> None:
    state = state_after(assignment, Move.REFUSE_EXTENSION)
    need(decision)
    extension = _open_extension(assignment)
    assignment.change(state=state, has_open_extension=False)
    decide(extension, RequestState.REFUSED, actor=actor, decision=decision, now=now)
    record(
        EventName.EXTENSION_REFUSED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=decision,
        after={"extension": extension.pk, "asked_due_on": extension.asked_due_on},
    )


def _check_count(assignment: Assignment, most: int | None) -> None:
    if most is None or assignment.extension_count < most:
        return
    if most == 0:
        raise MoveNotAllowed("extension_never")
    raise MoveNotAllowed("extension_too_many", count=assignment.extension_count)


def _check_lead(assignment: Assignment, lead: int, now: datetime) -> None:
    assert assignment.due_on is not None
    calendar = load_calendar()
    if timeliness(due_on=assignment.due_on, due_hour=assignment.due_hour, now=now) is Timeliness.OVERDUE:
        raise MoveNotAllowed("extension_overdue")
    if working_days_left(due_on=assignment.due_on, today=local_date(now), calendar=calendar) < lead:
        raise MoveNotAllowed("extension_too_late", days=lead)


def _check_day(assignment: Assignment, day: date, policy: PolicySet) -> None:
    """Later than the deadline that binds, and not further from the original one than policy 13 allows."""
    due_on = assignment.due_on
    if due_on is None:
        raise MoveNotAllowed("extension_no_deadline")
    if day <= due_on:
        raise MoveNotAllowed("extension_not_later", due=f"{due_on:%d/%m/%Y}")
    check_deadline(assignment.task, day)
    longest = policy.ext_max_days
    if longest is not None and (day - (assignment.original_due_on or due_on)).days > longest:
        raise MoveNotAllowed("extension_too_long", days=longest)


def _open_extension(assignment: Assignment) -> Extension:
    extension = assignment.extensions.filter(state=RequestState.ASKED).first()
    if extension is None:
        raise MoveNotAllowed("no_open_extension")
    return extension


def _measured_again(assignment: Assignment, due_on: date, now: datetime) -> dict[str, object]:
    answer = assignment.answers.filter(verdict=Verdict.WAITING).first()
    if assignment.state != State.ANSWERED or answer is None:
        return {}
    return outcome_at(assignment, done_moment(answer, now), due_on=due_on)
