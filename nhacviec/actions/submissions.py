"""Submissions to the Committee: registered, and on the way from one who holds them to the next.

Every move is one transaction: the row is claimed, the open stop ends, the next one begins, the clock is read
anew, how it stands is kept for its day, and one Event is written (submission_moving). How it ends:
submission_ends."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from nhacviec.actions.moving import need
from nhacviec.actions.recording import record
from nhacviec.actions.submission_moving import Handling, begin, go
from nhacviec.actions.submission_reminders import following_reminder
from nhacviec.actions.submission_standings import follow
from nhacviec.queries.submission_choices import is_leader, office_division, works_in
from nhacviec.queries.submission_clock import clock_of, terms_on
from nhacviec.records.models import Person, Submission, Unit
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.search_terms import search_text, symbol_words
from nhacviec.rules.submissions import Stop, SubmissionKind, SubmissionMove, back_to
from nhacviec.rules.symbols import parse_symbol
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.units import AGENCY_KINDS


@transaction.atomic
def register(
    *,
    actor: Actor,
    now: datetime,
    unit: Unit,
    symbol: str,
    dated_on: date,
    abstract: str,
    asked: str,
    kind: SubmissionKind,
    urgency: str = "normal",
    arrived_on: date,
    missing: str = "",
    secrecy: str = "none",
) -> Submission:
    """Enter it; its clock starts on the day it arrived, unless it says what is `missing`: then when that has
    come. Raises MoveNotAllowed: classified, submission_…"""
    today = local_date(now)
    check_head(unit, dated_on, arrived_on, today, secrecy)
    complete_on = None if missing.strip() else arrived_on
    terms = terms_on(kind, arrived_on)
    stop = Stop.SUPPLEMENT if complete_on is None else Stop.ARRIVED
    submission = Submission(
        unit=unit, symbol=symbol, symbol_key=parse_symbol(symbol).folded_key, dated_on=dated_on,
        year=dated_on.year, abstract=abstract, asked=asked, kind=kind.value, urgency=urgency,
        search_text=searchable(symbol, abstract, asked, unit),
        registered_by_id=actor.person_id, registered_at=now, arrived_on=arrived_on, complete_on=complete_on,
        limit_days=terms.days, count_mode=terms.mode.value, pauses=terms.pauses,
        stop=stop.value, stop_since=arrived_on,
    )  # fmt: skip
    try:
        with transaction.atomic():
            submission.save(force_insert=True)
    except IntegrityError as taken:
        raise MoveNotAllowed("submission_number_taken", symbol=symbol) from taken
    first = begin(actor, submission, stop, Handling(told=missing), on=arrived_on, now=now)
    submission.due_on = clock_of(submission, [first], on=today).due_on
    submission.next_reminder_at = following_reminder(submission, now=now)
    submission.save(update_fields=["due_on", "next_reminder_at"])
    follow(submission, day=today)
    head = ("symbol", "dated_on", "abstract", "kind", "urgency", "arrived_on", "due_on")
    after = {name: getattr(submission, name) for name in head} | {"stop": stop.value}
    record(
        EventName.SUBMISSION_REGISTERED,
        actor=actor,
        now=now,
        submission=submission,
        reason=missing,
        after=after,
    )
    return submission


def searchable(symbol: str, abstract: str, asked: str, unit: Unit) -> str:
    return search_text(symbol, abstract, asked, unit.name, more=symbol_words(symbol))


def check_head(unit: Unit, dated_on: date, arrived_on: date, today: date, secrecy: str = "none") -> None:
    if secrecy != "none":
        raise MoveNotAllowed("classified")
    if unit.kind not in AGENCY_KINDS or not unit.is_active_on(arrived_on):
        raise MoveNotAllowed("submission_unit_not_fit", unit=unit.name)
    if dated_on > today:
        raise MoveNotAllowed("submission_dated_ahead")
    if arrived_on > today:
        raise MoveNotAllowed("submission_arrived_ahead")
    if arrived_on < dated_on:
        raise MoveNotAllowed("submission_arrived_before", dated=f"{dated_on:%d/%m/%Y}")


@transaction.atomic
def forward(
    *,
    actor: Actor,
    submission: Submission,
    division: Unit,
    officer: Person | None = None,
    note: str = "",
    now: datetime,
) -> None:
    """To a division of the Office, and one of its officers if it is known who."""
    today = local_date(now)
    if not office_division(division, today):
        raise MoveNotAllowed("submission_division_not_fit")
    if officer is not None and not works_in(division, officer, today):
        raise MoveNotAllowed("submission_officer_not_fit")
    whose = Handling(
        division=division, officer=officer, note=note, values={"division": division, "officer": officer}
    )
    go(SubmissionMove.FORWARD, actor=actor, submission=submission, to=Stop.APPRAISAL, whose=whose, now=now)


@transaction.atomic
def consult(
    *, actor: Actor, submission: Submission, units: Iterable[Unit], note: str = "", now: datetime
) -> None:
    """Units are asked for their opinion; who handles it goes on handling it."""
    ids = tuple(dict.fromkeys(unit.pk for unit in units))
    if not ids:
        raise MoveNotAllowed("submission_nobody_asked")
    whose = Handling(division=submission.division, officer=submission.officer, consulted=ids, note=note)
    go(SubmissionMove.CONSULT, actor=actor, submission=submission, to=Stop.CONSULTATION, whose=whose, now=now)


@transaction.atomic
def ask_decision(
    *, actor: Actor, submission: Submission, leader: Person, note: str = "", now: datetime
) -> None:
    if not is_leader(leader, local_date(now)):
        raise MoveNotAllowed("submission_leader_not_fit")
    whose = Handling(leader=leader, note=note, values={"leader": leader})
    go(
        SubmissionMove.ASK_DECISION,
        actor=actor,
        submission=submission,
        to=Stop.DECISION,
        whose=whose,
        now=now,
    )


@transaction.atomic
def ask_supplement(
    *, actor: Actor, submission: Submission, missing: str, note: str = "", now: datetime
) -> None:
    """Back to the agency with what is missing, for it to read; the clock stands still from tonight."""
    need(missing, "submission_missing_required")
    go(
        SubmissionMove.ASK_SUPPLEMENT,
        actor=actor,
        submission=submission,
        to=Stop.SUPPLEMENT,
        whose=Handling(note=note, told=missing),
        now=now,
    )


@transaction.atomic
def supplement(
    *, actor: Actor, submission: Submission, text: str = "", handed_in_on: date | None = None, now: datetime
) -> None:
    """What was missing has come, on that day (paper entered later) or today: it goes back to who had it, and
    the clock goes on; if it was never complete it starts."""
    today = local_date(now)
    day = handed_in_on or today
    values: dict[str, Any] = {}
    if submission.complete_on is None:
        terms = terms_on(SubmissionKind(submission.kind), day)
        values = {
            "complete_on": day,
            "limit_days": terms.days,
            "count_mode": terms.mode.value,
            "pauses": terms.pauses,
        }
    whose = Handling(division=submission.division, officer=submission.officer, told=text, values=values)
    go(
        SubmissionMove.SUPPLEMENT,
        actor=actor,
        submission=submission,
        to=back_to(handled=submission.division_id is not None),
        whose=whose,
        on=day,
        now=now,
    )


@transaction.atomic
def note(*, actor: Actor, submission: Submission, text: str, now: datetime) -> None:
    """A word of the Office to itself; nothing moves."""
    need(text, "text_required")
    record(
        EventName.SUBMISSION_NOTED,
        actor=actor,
        now=now,
        submission=submission,
        reason=text,
    )
