"""What was registered wrongly is put right, with a reason, as long as the submission is open. What was said
of past days stays as it was said then; the clock is read anew from the days as they should have been."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from nhacviec.actions.moving import need
from nhacviec.actions.recording import record
from nhacviec.actions.submission_moving import hold, plan_reminder
from nhacviec.actions.submission_standings import follow
from nhacviec.actions.submissions import check_head, searchable
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.submission_clock import clock_of, terms_on
from nhacviec.records.models import Submission, SubmissionStop
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.submissions import SubmissionKind, SubmissionMove
from nhacviec.rules.symbols import parse_symbol
from nhacviec.rules.timeliness import local_date


@transaction.atomic
def correct(
    *,
    actor: Actor,
    submission: Submission,
    symbol: str,
    dated_on: date,
    arrived_on: date,
    abstract: str,
    asked: str,
    kind: SubmissionKind,
    urgency: str,
    reason: str,
    now: datetime,
) -> None:
    """MoveNotAllowed: reason_required, nothing_changed, submission_stale, submission_number_taken,
    submission_arrived_after, and what registering refuses."""
    need(reason)
    hold(SubmissionMove.CORRECT, submission)
    today = local_date(now)
    wanted = {
        "symbol": symbol, "dated_on": dated_on, "arrived_on": arrived_on, "abstract": abstract,
        "asked": asked, "kind": kind.value, "urgency": urgency,
    }  # fmt: skip
    before = {name: getattr(submission, name) for name, value in wanted.items()}
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    if not changed:
        raise MoveNotAllowed("nothing_changed")
    check_head(submission.unit, dated_on, arrived_on, today)
    was_due = submission.due_on
    values: dict[str, Any] = changed | {
        "symbol_key": parse_symbol(symbol).folded_key,
        "year": dated_on.year,
        "search_text": searchable(symbol, abstract, asked, submission.unit),
    }
    stops = list(submission.stops.order_by("id"))
    if "arrived_on" in changed:
        values |= _arrived(submission, stops, arrived_on)
    if {"kind", "arrived_on"} & set(changed):
        terms = terms_on(kind, values.get("complete_on", submission.complete_on) or arrived_on)
        values |= {"limit_days": terms.days, "count_mode": terms.mode.value, "pauses": terms.pauses}
    for name, value in values.items():
        setattr(submission, name, value)  # the clock reads them
    values["due_on"] = clock_of(submission, stops, on=today).due_on
    _write(submission, values)
    plan_reminder(submission, now)
    follow(submission, day=today)
    if values["due_on"] != was_due:
        before["due_on"], changed["due_on"] = was_due, values["due_on"]
    record(
        EventName.SUBMISSION_CORRECTED,
        actor=actor,
        now=now,
        submission=submission,
        reason=reason,
        before={name: before[name] for name in changed},
        after=changed,
    )


def _arrived(submission: Submission, stops: list[SubmissionStop], arrived_on: date) -> dict[str, Any]:
    """Its first stop began on that day, too."""
    first = stops[0]
    if first.ended_on is not None and arrived_on > first.ended_on:
        raise MoveNotAllowed("submission_arrived_after", left=f"{first.ended_on:%d/%m/%Y}")
    values: dict[str, Any] = {}
    if submission.complete_on == submission.arrived_on:
        values["complete_on"] = arrived_on
    if first.ended_on is None:
        values["stop_since"] = arrived_on
    else:
        first.working_days = load_calendar().working_days_between(arrived_on, first.ended_on)
    first.began_on = arrived_on
    first.save(update_fields=["began_on", "working_days"])
    return values


def _write(submission: Submission, values: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            submission.change(**values)
    except IntegrityError as taken:
        raise MoveNotAllowed("submission_number_taken", symbol=submission.symbol) from taken
