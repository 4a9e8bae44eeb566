"""How a submission ends: answered by a document, returned, withdrawn, merged; and opened again."""

from datetime import date, datetime

from django.db import transaction

from nhacviec.actions.moving import need
from nhacviec.actions.submission_moving import Handling, go
from nhacviec.records.models import Submission
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.submissions import Stop, SubmissionMove, back_to
from nhacviec.rules.timeliness import local_date


@transaction.atomic
def answer(
    *,
    actor: Actor,
    submission: Submission,
    symbol: str,
    dated_on: date,
    answered_on: date | None = None,
    told: str = "",
    note: str = "",
    now: datetime,
) -> None:
    """A document answers it; the clock stops on `answered_on` (today if not told), which may be earlier than
    the day it is recorded. Its files hang on the submission."""
    if not symbol.strip():
        raise MoveNotAllowed("submission_answer_incomplete")
    if dated_on < submission.arrived_on:
        raise MoveNotAllowed("submission_answer_before", arrived=f"{submission.arrived_on:%d/%m/%Y}")
    if dated_on > local_date(now):
        raise MoveNotAllowed("submission_dated_ahead")
    values = {"answer_symbol": symbol, "answer_dated_on": dated_on}
    go(
        SubmissionMove.ANSWER,
        actor=actor,
        submission=submission,
        to=Stop.ANSWERED,
        whose=Handling(note=note, told=told, values=values),
        on=answered_on,
        now=now,
    )


@transaction.atomic
def return_file(*, actor: Actor, submission: Submission, reason: str, note: str = "", now: datetime) -> None:
    """Given back for good: not the Committee's to decide, or not to be decided like this."""
    _end(SubmissionMove.RETURN, Stop.RETURNED, actor, submission, reason, note, now)


@transaction.atomic
def withdraw(*, actor: Actor, submission: Submission, reason: str, now: datetime) -> None:
    """The agency takes it back (the clerk records it for one that wrote a letter)."""
    _end(SubmissionMove.WITHDRAW, Stop.WITHDRAWN, actor, submission, reason, "", now)


def _end(
    move: SubmissionMove,
    to: Stop,
    actor: Actor,
    submission: Submission,
    reason: str,
    note: str,
    now: datetime,
) -> None:
    need(reason)
    go(move, actor=actor, submission=submission, to=to, whose=Handling(note=note, told=reason), now=now)


@transaction.atomic
def merge(
    *, actor: Actor, submission: Submission, into: Submission, reason: str, note: str = "", now: datetime
) -> None:
    """Decided together with another one that is still open."""
    need(reason)
    if into.pk == submission.pk:
        raise MoveNotAllowed("submission_merge_into_itself")
    # In the order of ids, so that two merged into each other at once do not wait for each other.
    first, second = sorted((submission.pk, into.pk))
    for pk in (first, second):
        Submission.objects.select_for_update(no_key=True, of=("self",)).get(pk=pk)
    into.refresh_from_db()
    if not into.is_open:
        raise MoveNotAllowed("submission_merge_not_open")
    go(
        SubmissionMove.MERGE,
        actor=actor,
        submission=submission,
        to=Stop.MERGED,
        whose=Handling(note=note, told=reason, values={"merged_into": into}),
        now=now,
    )


@transaction.atomic
def reopen(*, actor: Actor, submission: Submission, reason: str, now: datetime) -> None:
    """It was ended by mistake: the clock goes on as if it had never stopped. Nothing is missing any more, for
    a file that never was complete the agency is asked again."""
    need(reason)
    if submission.complete_on is None:
        last = submission.stops.filter(stop=Stop.SUPPLEMENT).order_by("-id").first()
        to, whose = Stop.SUPPLEMENT, Handling(note=reason, told=last.told if last else reason)
    else:
        to = back_to(handled=submission.division_id is not None)
        whose = Handling(division=submission.division, officer=submission.officer, note=reason)
    go(SubmissionMove.REOPEN, actor=actor, submission=submission, to=to, whose=whose, now=now)
