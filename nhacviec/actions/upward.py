"""What the Committee submits to those above it: sent, asked about again, an opinion, a decision, the end.

Each deed is one transaction: row claimed, clock read, standing of its day kept, one Event written."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from nhacviec.actions.moving import need
from nhacviec.actions.recording import record
from nhacviec.actions.submission_reminders import following_reminder
from nhacviec.actions.submission_standings import follow
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.queries.upward_choices import division_of
from nhacviec.records.models import Person, Submission, Task, Unit
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.search_terms import search_text, symbol_words
from nhacviec.rules.submission_clock import ClockReading, read_clock
from nhacviec.rules.submissions import Direction, SubmissionKind
from nhacviec.rules.symbols import parse_symbol
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.units import COMMITTEE_KINDS, UnitKind
from nhacviec.rules.upward import UPWARD_ENDS, UPWARD_STEPS, UpwardMove, UpwardStop, upward_terms

_OPENED_AGAIN: dict[str, Any] = {
    "closed_on": None,
    "closed_at": None,
    "days_used": None,
    "days_late": None,
    "answer_symbol": "",
    "answer_dated_on": None,
}


@transaction.atomic
def send(
    *,
    actor: Actor,
    now: datetime,
    unit: Unit,
    addressee: Unit,
    symbol: str,
    dated_on: date,
    abstract: str,
    asked: str,
    kind: SubmissionKind = SubmissionKind.GENERAL,
    urgency: str = "normal",
    sent_on: date,
    officer: Person,
    leader: Person | None = None,
    task: Task | None = None,
    secrecy: str = "none",
) -> Submission:
    """Enter what was sent; an opinion is awaited from that day on. Raises MoveNotAllowed: classified,
    upward_…"""
    today = local_date(now)
    _check_head(unit, addressee, dated_on, sent_on, today, secrecy)
    if task is not None and task.assigner.kind != UnitKind.SUPERIOR:
        raise MoveNotAllowed("upward_task_not_fit")
    terms = upward_terms(policy_on(sent_on))
    row = Submission(
        direction=Direction.UPWARD.value, unit=unit, addressee=addressee, task=task, symbol=symbol,
        symbol_key=parse_symbol(symbol).folded_key, dated_on=dated_on, year=dated_on.year, abstract=abstract,
        asked=asked, kind=kind.value, urgency=urgency,
        search_text=search_text(
            symbol, abstract, asked, unit.name, addressee.name, more=symbol_words(symbol)
        ),
        registered_by_id=actor.person_id, registered_at=now, arrived_on=sent_on, complete_on=sent_on,
        limit_days=terms.days, count_mode=terms.mode.value, pauses=terms.pauses,
        stop=UpwardStop.SENT.value, stop_since=sent_on, officer=officer,
        division=division_of(officer, today), leader=leader,
    )  # fmt: skip
    if row.division is None:
        raise MoveNotAllowed("upward_officer_not_fit")
    row.due_on = _clock(row, today).due_on
    row.next_reminder_at = following_reminder(row, now=now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        raise MoveNotAllowed("upward_number_taken", symbol=symbol) from taken
    follow(row, day=today)
    head = (
        "symbol",
        "dated_on",
        "abstract",
        "kind",
        "urgency",
        "arrived_on",
        "due_on",
        "addressee",
        "officer",
    )
    after = {name: getattr(row, name) for name in head} | {"task": task}
    record(EventName.UPWARD_SENT, actor=actor, now=now, submission=row, after=after)
    return row


@transaction.atomic
def ask_again(*, actor: Actor, submission: Submission, asked_on: date, note: str = "", now: datetime) -> None:
    """Those above were asked once more, on that day; the wait is not made shorter by it."""
    _hold(UpwardMove.ASK_AGAIN, submission)
    _check_day(submission, asked_on, now)
    if asked_on in submission.asked_again:
        raise MoveNotAllowed("upward_asked_already")
    days = sorted([*submission.asked_again, asked_on])
    _change(EventName.UPWARD_ASKED_AGAIN, actor, submission, now, reason=note, asked_again=days)


@transaction.atomic
def give_opinion(
    *,
    actor: Actor,
    submission: Submission,
    opinion: str,
    opinion_on: date,
    symbol: str = "",
    is_last: bool = False,
    now: datetime,
) -> None:
    """What those above said, and when: nobody waits for an opinion any more. `is_last`: no document is to
    follow it."""
    _hold(UpwardMove.OPINION, submission)
    need(opinion, "nothing_said")
    _check_day(submission, opinion_on, now)
    values: dict[str, Any] = {"opinion": opinion, "opinion_on": opinion_on, "opinion_symbol": symbol}
    for name, value in values.items():
        setattr(submission, name, value)
    to = UpwardStop.ANSWERED if is_last else UpwardStop.OPINION
    values |= _at(submission, to, opinion_on, now)
    _change(EventName.UPWARD_OPINION, actor, submission, now, reason=opinion, **values)


@transaction.atomic
def decide(
    *,
    actor: Actor,
    submission: Submission,
    symbol: str,
    dated_on: date,
    received_on: date,
    note: str = "",
    now: datetime,
) -> None:
    """Those above decided by a document, which came on `received_on`."""
    _hold(UpwardMove.DECISION, submission)
    if not symbol.strip():
        raise MoveNotAllowed("upward_document_incomplete")
    _check_day(submission, dated_on, now)
    _check_day(submission, received_on, now)
    values: dict[str, Any] = {"answer_symbol": symbol, "answer_dated_on": dated_on}
    values |= _at(submission, UpwardStop.ANSWERED, received_on, now)
    _change(EventName.UPWARD_DECIDED, actor, submission, now, reason=note, **values)


@transaction.atomic
def give_back(*, actor: Actor, submission: Submission, reason: str, returned_on: date, now: datetime) -> None:
    """Those above will not decide it, or not like this."""
    _hold(UpwardMove.RETURN, submission)
    need(reason)
    _check_day(submission, returned_on, now)
    values = _at(submission, UpwardStop.RETURNED, returned_on, now)
    _change(EventName.UPWARD_RETURNED, actor, submission, now, reason=reason, **values)


@transaction.atomic
def take_back(*, actor: Actor, submission: Submission, reason: str, now: datetime) -> None:
    _hold(UpwardMove.WITHDRAW, submission)
    need(reason)
    values = _at(submission, UpwardStop.WITHDRAWN, local_date(now), now)
    _change(EventName.UPWARD_WITHDRAWN, actor, submission, now, reason=reason, **values)


@transaction.atomic
def hand_on(*, actor: Actor, submission: Submission, officer: Person, now: datetime) -> None:
    """Somebody else follows it from now on."""
    _hold(UpwardMove.HAND_ON, submission)
    division = division_of(officer, local_date(now))
    if division is None:
        raise MoveNotAllowed("upward_officer_not_fit")
    if (officer.pk, division.pk) == (submission.officer_id, submission.division_id):
        raise MoveNotAllowed("nothing_changed")
    _change(EventName.UPWARD_HANDED_ON, actor, submission, now, officer=officer, division=division)


@transaction.atomic
def reopen(*, actor: Actor, submission: Submission, reason: str, now: datetime) -> None:
    """It was ended by mistake: it waits again for what was awaited before."""
    _hold(UpwardMove.REOPEN, submission)
    need(reason)
    to = UpwardStop.OPINION if submission.opinion_on else UpwardStop.SENT
    values = _OPENED_AGAIN | _at(submission, to, submission.opinion_on or submission.arrived_on, now)
    _change(EventName.UPWARD_REOPENED, actor, submission, now, reason=reason, **values)


@transaction.atomic
def note(*, actor: Actor, submission: Submission, text: str, now: datetime) -> None:
    need(text, "text_required")
    record(EventName.SUBMISSION_NOTED, actor=actor, now=now, submission=submission, reason=text)


def recount_upward(*, now: datetime) -> int:
    """The working calendar changed: a last day off moves to the next working day; how many moved."""
    today, moved = local_date(now), 0
    rows = Submission.objects.filter(direction=Direction.UPWARD, due_on__isnull=False)
    for row in rows.select_for_update(no_key=True, of=("self",)).order_by("pk"):
        was, due_on = row.due_on, _clock(row, today).due_on
        if due_on == was:
            continue
        row.due_on = due_on
        row.change(due_on=due_on, next_reminder_at=following_reminder(row, now=now))
        follow(row, day=today)
        record(
            EventName.UPWARD_RECOUNTED,
            actor=None,
            now=now,
            submission=row,
            before={"due_on": was},
            after={"due_on": due_on},
        )
        moved += 1
    return moved


def _check_head(
    unit: Unit, addressee: Unit, dated_on: date, sent_on: date, today: date, secrecy: str
) -> None:
    if secrecy != "none":
        raise MoveNotAllowed("classified")
    if unit.kind not in COMMITTEE_KINDS or not unit.is_active_on(sent_on):
        raise MoveNotAllowed("upward_unit_not_fit", unit=unit.name)
    if addressee.kind != UnitKind.SUPERIOR or not addressee.is_active_on(sent_on):
        raise MoveNotAllowed("upward_addressee_not_fit", unit=addressee.name)
    if dated_on > today:
        raise MoveNotAllowed("upward_dated_ahead")
    if sent_on > today:
        raise MoveNotAllowed("upward_sent_ahead")
    if sent_on < dated_on:
        raise MoveNotAllowed("upward_sent_before", dated=f"{dated_on:%d/%m/%Y}")


def _check_day(submission: Submission, day: date, now: datetime) -> None:
    if not submission.arrived_on <= day <= local_date(now):
        raise MoveNotAllowed("upward_day_outside", first=f"{submission.arrived_on:%d/%m/%Y}")


def _hold(move: UpwardMove, submission: Submission) -> None:
    """Lock the row until the transaction ends; refused when it is no longer what was read."""
    same = Submission.objects.filter(pk=submission.pk, stop=submission.stop, version=submission.version)
    held = same.filter(direction=Direction.UPWARD).select_for_update(no_key=True, of=("self",)).exists()
    if not held or submission.stop not in UPWARD_STEPS[move]:
        raise MoveNotAllowed("upward_stale")


def _clock(submission: Submission, day: date) -> ClockReading:
    """Nothing stops it before the opinion; what came after says nothing about the wait for it."""
    until = min(day, submission.opinion_on) if submission.opinion_on else day
    return read_clock(submission.terms, submission.arrived_on, (), on=until, calendar=load_calendar())


def _at(submission: Submission, to: UpwardStop, on: date, now: datetime) -> dict[str, Any]:
    """The columns of a row that is there from that day on."""
    said = _clock(submission, on if to in UPWARD_ENDS else local_date(now))
    due_on = said.due_on if to is UpwardStop.SENT else None
    values: dict[str, Any] = {"stop": to.value, "stop_since": on, "due_on": due_on}
    if to in UPWARD_ENDS:
        values |= {"closed_on": on, "closed_at": now, "days_used": said.used, "days_late": said.overdue}
    return values


def _change(
    name: EventName, actor: Actor, submission: Submission, now: datetime, *, reason: str = "", **values: Any
) -> None:
    before = {column: getattr(submission, column) for column in ("stop", "due_on", "officer")}
    for column, value in values.items():
        setattr(submission, column, value)  # the ladder reads them
    values["next_reminder_at"] = (
        None if submission.stop in UPWARD_ENDS else following_reminder(submission, now=now)
    )
    stop, submission.stop = submission.stop, str(before["stop"])  # `change` writes where it is what was read
    try:
        with transaction.atomic():
            submission.change(**{"stop": stop} | values)
    except IntegrityError as taken:  # opened again while another bears its number
        raise MoveNotAllowed("upward_number_taken", symbol=submission.symbol) from taken
    follow(submission, day=local_date(now))
    after = {column: value for column, value in values.items() if column not in _QUIET}
    days = (
        {"asked_again": [day.isoformat() for day in submission.asked_again]}
        if "asked_again" in values
        else {}
    )
    record(
        name, actor=actor, now=now, submission=submission, reason=reason, before=before, after=after | days
    )


_QUIET = ("next_reminder_at", "closed_at", "opinion")
