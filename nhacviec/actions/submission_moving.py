"""What every move of a submission shares: claim the row, end a stop, begin the next, read the clock, tell."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from nhacviec.actions.recording import record
from nhacviec.actions.submission_reminders import following_reminder
from nhacviec.actions.submission_standings import follow
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.submission_clock import clock_of
from nhacviec.records.models import Person, Submission, SubmissionStop, Unit
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.submissions import ENDS, SUBMISSION_STEPS, Stop, SubmissionMove
from nhacviec.rules.timeliness import local_date

EVENTS: dict[SubmissionMove, EventName] = {
    SubmissionMove.FORWARD: EventName.SUBMISSION_FORWARDED,
    SubmissionMove.CONSULT: EventName.SUBMISSION_CONSULTED,
    SubmissionMove.ASK_DECISION: EventName.SUBMISSION_FOR_DECISION,
    SubmissionMove.ASK_SUPPLEMENT: EventName.SUPPLEMENT_ASKED,
    SubmissionMove.SUPPLEMENT: EventName.SUPPLEMENTED,
    SubmissionMove.ANSWER: EventName.SUBMISSION_ANSWERED,
    SubmissionMove.RETURN: EventName.SUBMISSION_RETURNED,
    SubmissionMove.WITHDRAW: EventName.SUBMISSION_WITHDRAWN,
    SubmissionMove.MERGE: EventName.SUBMISSION_MERGED,
    SubmissionMove.REOPEN: EventName.SUBMISSION_REOPENED,
    SubmissionMove.NOTE: EventName.SUBMISSION_NOTED,
    SubmissionMove.CORRECT: EventName.SUBMISSION_CORRECTED,
}
_OPENED_AGAIN: dict[str, Any] = {
    "closed_on": None,
    "closed_at": None,
    "days_used": None,
    "days_late": None,
    "answer_symbol": "",
    "answer_dated_on": None,
    "merged_into": None,
}


@dataclass(frozen=True)
class Handling:
    """Who has it from now on. `told` is also the agency's to read, `note` is the Office's own."""

    division: Unit | None = None
    officer: Person | None = None
    leader: Person | None = None
    consulted: tuple[int, ...] = ()
    note: str = ""
    told: str = ""
    values: dict[str, Any] = field(default_factory=dict)  # other columns that change


def go(
    move: SubmissionMove,
    *,
    actor: Actor,
    submission: Submission,
    to: Stop,
    whose: Handling,
    on: date | None = None,
    now: datetime,
) -> None:
    """Inside a transaction: leave the stop it stands at for `to`. `on`: the day of it if not today, not
    before that stop began. MoveNotAllowed: submission_stale, submission_day_outside."""
    today = local_date(now)
    day = on or today
    was, was_due = submission.stop, submission.due_on
    hold(move, submission)
    if submission.is_open and not submission.stop_since <= day <= today:
        raise MoveNotAllowed("submission_day_outside", first=f"{submission.stop_since:%d/%m/%Y}")
    stops = _turn(actor, submission, to, whose, on=day, now=now)
    _change(submission, stops, to, whose.values, on=day, now=now)
    follow(submission, day=today)
    _tell(move, actor, submission, whose, was=was, was_due=was_due, on=day, now=now)


def begin(
    actor: Actor, submission: Submission, stop: Stop, whose: Handling, *, on: date, now: datetime
) -> SubmissionStop:
    """Put down a stop; an end is over as soon as it has begun."""
    over = {"ended_on": on, "working_days": 0, "ended_at": now} if stop in ENDS else {}
    return SubmissionStop.objects.create(
        submission=submission,
        stop=stop.value,
        began_on=on,
        division=whose.division,
        officer=whose.officer,
        leader=whose.leader,
        consulted=list(whose.consulted),
        note=whose.note,
        told=whose.told,
        moved_by_id=actor.person_id,
        moved_at=now,
        **over,
    )


def hold(move: SubmissionMove, submission: Submission) -> None:
    """Lock the row until the transaction ends; refused when it is no longer what was read."""
    same = Submission.objects.filter(pk=submission.pk, stop=submission.stop, version=submission.version)
    held = same.select_for_update(no_key=True, of=("self",)).exists()
    if not held or submission.stop not in SUBMISSION_STEPS[move].sources:
        raise MoveNotAllowed("submission_stale")


def _holds(stop: SubmissionStop, whose: Handling) -> bool:
    """Whether it lies with the same people for the same reason: nobody begins to count his days anew by
    handing it to himself."""
    people = tuple(one.pk if one else None for one in (whose.division, whose.officer, whose.leader))
    same = people == (stop.division_id, stop.officer_id, stop.leader_id)
    return same and (whose.consulted, whose.told) == (tuple(stop.consulted), stop.told)


def _turn(
    actor: Actor, submission: Submission, to: Stop, whose: Handling, *, on: date, now: datetime
) -> list[SubmissionStop]:
    """The whole way, with the open stop ended and the next one begun."""
    stops = list(submission.stops.order_by("id"))
    calendar = load_calendar()
    for stop in stops:
        if stop.ended_on is None:
            if stop.stop == to and _holds(stop, whose):
                raise MoveNotAllowed("submission_there_already")
            stop.ended_on, stop.ended_at = on, now
            stop.working_days = calendar.working_days_between(stop.began_on, on)
            stop.save(update_fields=["ended_on", "ended_at", "working_days"])
    return [*stops, begin(actor, submission, to, whose, on=on, now=now)]


def _change(
    submission: Submission,
    stops: list[SubmissionStop],
    to: Stop,
    values: dict[str, Any],
    *,
    on: date,
    now: datetime,
) -> None:
    opened_again = submission.is_closed
    values = {**(_OPENED_AGAIN if opened_again else {}), **values}
    for name, value in values.items():
        setattr(submission, name, value)  # the clock reads them; `change` writes them
    said = clock_of(submission, stops, on=on if to in ENDS else local_date(now))
    values |= {"stop": to.value, "stop_since": on, "due_on": said.due_on}
    if to in ENDS:
        values |= {"closed_on": on, "closed_at": now, "days_used": said.used, "days_late": said.overdue}
        values |= {"due_on": None, "next_reminder_at": None}
    try:
        with transaction.atomic():
            submission.change(**values)
    except IntegrityError as taken:  # opened again while another bears its number
        raise MoveNotAllowed("submission_number_taken", symbol=submission.symbol) from taken
    if to not in ENDS:
        plan_reminder(submission, now)


def plan_reminder(submission: Submission, now: datetime) -> None:
    submission.next_reminder_at = following_reminder(submission, now=now)
    Submission.objects.filter(pk=submission.pk).update(next_reminder_at=submission.next_reminder_at)


def _tell(
    move: SubmissionMove,
    actor: Actor,
    submission: Submission,
    whose: Handling,
    *,
    was: str,
    was_due: date | None,
    on: date,
    now: datetime,
) -> None:
    """The reason of the event is what everybody who is told of it may read."""
    after: dict[str, Any] = {
        "stop": submission.stop,
        "due_on": submission.due_on,
        "day": on,
        "consulted": list(whose.consulted),
    }
    after |= {
        "division": whose.division.pk if whose.division else None,
        "officer": whose.officer.pk if whose.officer else None,
        "leader": whose.leader.pk if whose.leader else None,
    }
    if move in (SubmissionMove.ANSWER, SubmissionMove.MERGE):
        after |= {"symbol": submission.answer_symbol, "merged_into": submission.merged_into_id}
    record(
        EVENTS[move],
        actor=actor,
        now=now,
        submission=submission,
        reason=whose.told,
        before={"stop": was, "due_on": was_due},
        after=after,
    )
