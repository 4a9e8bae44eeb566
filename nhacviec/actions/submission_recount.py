"""The due days of submissions follow a change of the working calendar: with it where they are few, else in
portions right after it, by the worker (actions/calendar_moves.catch_up).

Each portion is one short transaction that notes how far it came: a pass that was cut off goes on there, and a
row that has its day already is passed over, so that nothing is told twice."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from nhacviec.actions.recording import record
from nhacviec.actions.submission_reminders import following_reminder
from nhacviec.actions.submission_standings import follow
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.submission_clock import clock_of
from nhacviec.records.models import Submission, SubmissionRecount
from nhacviec.rules.events import EventName
from nhacviec.rules.submissions import Direction
from nhacviec.rules.timeliness import local_date

AT_ONCE = 500


@transaction.atomic
def recount(*, now: datetime) -> int:
    """The working calendar has just changed, in this transaction: read the clocks of all that run anew. How
    many due days moved; 0 where there are so many that the worker does it."""
    if len(_running()[: AT_ONCE + 1]) > AT_ONCE:
        SubmissionRecount.objects.create(started_at=now)
        return 0
    return _moved(_running(), now)


def carry_on_recounting(*, now: datetime) -> int:
    """Finish what has been begun; how many due days moved."""
    moved = 0
    for run in SubmissionRecount.objects.filter(done_at=None):
        while (found := _portion(run.pk, now)) is not None:
            moved += found
    return moved


@transaction.atomic
def _portion(run_id: int, now: datetime) -> int | None:
    """None when nothing is left, or another worker has finished it."""
    run = SubmissionRecount.objects.select_for_update(no_key=True).get(pk=run_id)
    if run.done_at is not None:
        return None
    last = list(_running().filter(pk__gt=run.reached).values_list("pk", flat=True)[:AT_ONCE])
    if not last:
        run.done_at = now
        run.save(update_fields=["done_at"])
        return None
    moved = _moved(_running().filter(pk__gt=run.reached, pk__lte=last[-1]), now)
    run.reached, run.moved = last[-1], run.moved + moved
    run.save(update_fields=["reached", "moved"])
    return moved


def _running() -> QuerySet[Submission]:
    return Submission.objects.filter(due_on__isnull=False, direction=Direction.TO_COMMITTEE).order_by("pk")


def _moved(rows: QuerySet[Submission], now: datetime) -> int:
    """Each is locked before its clock is read: a deed that came first has changed what is read here."""
    today, calendar, moved = local_date(now), load_calendar(), 0
    held = rows.select_for_update(no_key=True, of=("self",)).select_related("unit")
    for submission in held.prefetch_related("stops"):
        was = submission.due_on
        due_on = clock_of(submission, submission.stops.all(), on=today, calendar=calendar).due_on
        if due_on == was:
            continue
        submission.change(due_on=due_on)
        submission.next_reminder_at = following_reminder(submission, now=now)
        Submission.objects.filter(pk=submission.pk).update(next_reminder_at=submission.next_reminder_at)
        follow(submission, day=today)
        record(
            EventName.SUBMISSION_RECOUNTED,
            actor=None,
            now=now,
            submission=submission,
            before={"due_on": was},
            after={"due_on": due_on},
        )
        moved += 1
    return moved
