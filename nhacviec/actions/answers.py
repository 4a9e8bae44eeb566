"""The agency answers; the Office confirms the answer or sends it back."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from nhacviec.actions.coordination import end_requests
from nhacviec.actions.moving import hold, need, state_after
from nhacviec.actions.open_requests import close_extension, close_objection
from nhacviec.actions.outcomes import NO_OUTCOME, done_moment, frozen, outcome_at
from nhacviec.actions.recording import record
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.cascade import needed_open
from nhacviec.queries.choices import coordinators_open
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Answer, Assignment, DelayCause, Verdict
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Duty, Move, MoveNotAllowed, State, confirming_needs_reason
from nhacviec.rules.permissions import CONFIRMERS, Actor
from nhacviec.rules.timeliness import LOCAL_ZONE, due_after_suspension, local_date

END_OF_DAY = time(23, 59, 59)  # a day was named, no hour: it was given by the end of it


@transaction.atomic
def answer(
    *,
    actor: Actor,
    assignment: Assignment,
    text: str,
    document_symbol: str = "",
    document_date: date | None = None,
    delay_cause: str = "",
    delay_note: str = "",
    answered_on: date | None = None,
    children_reason: str = "",
    now: datetime,
) -> Answer:
    """Report the result. The clock stops; what was true against both deadlines is frozen on the row.

    A duty that was still new is accepted by it. `delay_cause` is a DelayCause or "". `answered_on`: the day
    on which the result was really given, where it is recorded only now; the line of history keeps both days,
    and such an answer names its document, by which the Office can check the day.

    What the Committee reports upward is an outgoing document; while an agency that was given a part of it
    is not done, it says why it is reported all the same (`children_reason`)."""
    was = State(assignment.state)
    state = state_after(assignment, Move.ANSWER)
    need(text, "text_required")
    if document_date and document_date > local_date(now):
        raise MoveNotAllowed("answer_date_ahead")
    waiting = _check_report(assignment, document_symbol, document_date, children_reason)
    given_on = _given_before(assignment, answered_on, document_symbol, document_date, now)
    given = Answer(
        assignment=assignment,
        round=assignment.answers.count() + 1,
        text=text,
        document_symbol=document_symbol,
        document_date=document_date,
        delay_cause=DelayCause(delay_cause) if delay_cause else "",
        delay_note=delay_note,
        answered_by_id=actor.person_id,
        answered_at=now,
        answered_on=given_on,
    )
    done = done_moment(given, now)
    outcome = outcome_at(assignment, done, due_on=assignment.due_on, due_hour=assignment.due_hour)
    accepted = {"accepted_at": now} if was is State.ASSIGNED else {}
    assignment.change(state=state, answered_at=now, **outcome, **accepted)
    given.save()
    record(
        EventName.ANSWERED,
        actor=actor,
        now=now,
        happened_at=datetime.combine(given_on, END_OF_DAY, tzinfo=LOCAL_ZONE) if given_on else now,
        assignment=assignment,
        reason=children_reason if waiting else "",
        before={"state": was},
        after={
            "state": state,
            **outcome,
            "answer": given.pk,
            "round": given.round,
            "accepted": bool(accepted),
            **({"children_open": waiting} if waiting else {}),
        },
    )
    return given


@transaction.atomic
def confirm(*, actor: Actor, assignment: Assignment, reason: str = "", now: datetime) -> None:
    """Take the answer as the end of the duty. A lead whose required coordinators are still open is
    confirmed only with a reason; a request for more time that still waits has lost its object."""
    state_after(assignment, Move.CONFIRM)
    ours = assignment.duty == Duty.COMMITTEE  # what a superior said of it is only written down here
    if not ours and actor.role not in CONFIRMERS[policy_on(local_date(now)).confirm_role]:
        raise MoveNotAllowed("confirmed_by_leader")
    waiting = coordinators_open(assignment) if assignment.duty == Duty.LEAD else 0
    if confirming_needs_reason(waiting) and not reason.strip():
        raise MoveNotAllowed("coordinators_open", count=waiting)
    if ours:
        need(reason)  # how the superior took it, or why the Office counts it as done
    standing = assignment.answers.filter(verdict=Verdict.WAITING).first()
    if standing and not ours and standing.answered_by_id == actor.person_id:
        raise MoveNotAllowed("own_answer")  # he holds a post in the agency and one in the Office
    complete(assignment, standing, actor=actor, reason=reason, waiting=waiting, now=now)
    close_extension(actor=actor, assignment=assignment, move=Move.CONFIRM, now=now)


def complete(
    assignment: Assignment,
    standing: Answer | None,
    *,
    actor: Actor | None,
    reason: str,
    waiting: int = 0,
    now: datetime,
) -> None:
    """The standing answer ends the duty. `actor=None`: the office's own rules did it. `waiting`: required
    coordinators that are still open. Inside the transaction of the caller, who has checked that it may be."""
    state = state_after(assignment, Move.CONFIRM)
    before: dict[str, Any] = {"state": assignment.state, **frozen(assignment)}
    outcome = frozen(assignment)
    if standing and policy_on(local_date(now)).done_basis == "confirmed":
        done = done_moment(standing, now, confirmed=True)
        outcome = outcome_at(assignment, done, due_on=assignment.due_on, due_hour=assignment.due_hour)
    assignment.change(state=state, completed_at=now, has_open_extension=False, **outcome)
    _decide(standing, Verdict.CONFIRMED, actor, reason, now)
    record(
        EventName.CONFIRMED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        before=before,
        after={
            "state": state,
            **outcome,
            "answer": standing,
            "coordinators_open": waiting,
        },
    )
    end_requests(actor=actor, assignment=assignment, now=now)


@transaction.atomic
def send_back(*, actor: Actor, assignment: Assignment, reason: str, now: datetime) -> None:
    """Ask for the work to be done again. The clock goes on as if it had never stopped, unless policy 16
    (review_days_count off) leaves out the days for which the Office held the answer."""
    state = state_after(assignment, Move.SEND_BACK)
    need(reason)
    before: dict[str, Any] = {
        "state": assignment.state,
        "due_on": assignment.due_on,
        **frozen(assignment),
        "excused_at": assignment.excused_at,
    }
    due_on = assignment.due_on
    if assignment.answered_at and not policy_on(local_date(now)).review_days_count:
        held_from = local_date(assignment.answered_at)
        due_on = due_after_suspension(due_on, held_from, local_date(now), load_calendar())
    standing = assignment.answers.filter(verdict=Verdict.WAITING).first()
    rounds = assignment.send_back_count + 1
    assignment.change(
        state=state, due_on=due_on, send_back_count=rounds, has_open_objection=False, **NO_OUTCOME
    )
    _decide(standing, Verdict.SENT_BACK, actor, reason, now)
    record(
        EventName.SENT_BACK,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        before=before,
        after={"state": state, "due_on": due_on, "round": rounds, "answer": standing},
    )
    close_objection(actor=actor, assignment=assignment, move=Move.SEND_BACK, now=now)


def _check_report(assignment: Assignment, symbol: str, dated: date | None, reason: str) -> int:
    """What only a report to a superior must have. How many agencies are not done with their part of it."""
    if assignment.duty != Duty.COMMITTEE:
        return 0
    if not symbol.strip() or dated is None:
        raise MoveNotAllowed("report_needs_document")
    hold(assignment)  # nothing is declared to be a part of it meanwhile
    waiting = needed_open(assignment.task).count()
    if waiting and not reason.strip():
        raise MoveNotAllowed("children_open", count=waiting)
    return waiting


def _given_before(
    assignment: Assignment, day: date | None, symbol: str, dated: date | None, now: datetime
) -> date | None:
    """The earlier day on which the answer was given; None when that is today."""
    if day is None or day == local_date(now):
        return None
    if day > local_date(now):
        raise MoveNotAllowed("answered_on_ahead")
    assert assignment.assigned_at is not None
    earliest = local_date(assignment.assigned_at)
    if returned := assignment.answers.filter(verdict=Verdict.SENT_BACK).first():
        assert returned.decided_at is not None
        earliest = max(earliest, local_date(returned.decided_at))
    if reopened := assignment.events.filter(name=EventName.REOPENED).order_by("-id").first():
        earliest = max(earliest, local_date(reopened.recorded_at))
    if day < earliest:
        raise MoveNotAllowed("answered_on_too_early", earliest=f"{earliest:%d/%m/%Y}")
    if not symbol.strip() or dated is None:
        raise MoveNotAllowed("answered_on_needs_document")
    if day < dated:
        raise MoveNotAllowed("answered_on_before_document", dated=f"{dated:%d/%m/%Y}")
    return day


def _decide(answer: Answer | None, verdict: Verdict, actor: Actor | None, reason: str, now: datetime) -> None:
    if answer is None:
        return
    answer.verdict = verdict.value
    answer.decided_by_id = actor.person_id if actor else None
    answer.decided_at, answer.reason = now, reason
    answer.save()
