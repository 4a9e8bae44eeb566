"""The clock over submissions, in both directions: the next moment stands on the row, is claimed once, and is
told as an Event.

A deed reckons the next moment anew (`next_reminder`). `remind_submissions` takes what is due: after an
outage a file is told of once, by its newest step. Nothing outside the hours of sending, nothing of a module
that is off."""

from datetime import datetime
from functools import partial

from django.db import transaction

from nhacviec.actions.ladder_steps import step_told, steps_due, with_today
from nhacviec.actions.recording import record
from nhacviec.queries.ladders import (
    ladders_on,
    open_submissions,
    situation_of_submission,
    submission_ladder,
    timing_on,
)
from nhacviec.queries.modules import modules_on
from nhacviec.records.models import Event, Submission
from nhacviec.rules.events import EventName
from nhacviec.rules.ladders import Ladders, goes_up
from nhacviec.rules.reminders import Planner, Timing
from nhacviec.rules.submissions import MODULE_OF, Direction, Stop
from nhacviec.rules.timeliness import days_overdue, local_date

AT_ONCE = 200
_STEPS = (
    EventName.SUBMISSION_REMINDED,
    EventName.SUPPLEMENT_REMINDED,
    EventName.SUBMISSION_ESCALATED,
    EventName.UPWARD_REMINDED,
    EventName.UPWARD_ESCALATED,
)


def next_reminder(
    submission: Submission, *, now: datetime, timing: Timing | None = None, ladders: Ladders | None = None
) -> datetime | None:
    """The first moment later than now at which anybody is reminded of it; None when nobody will be."""
    timing, ladders = timing or timing_on(local_date(now)), ladders or ladders_on(local_date(now))
    steps = submission_ladder(submission, ladders).steps
    found = Planner(timing, after=now).next_firing(steps, situation_of_submission(submission))
    return found.moment if found else None


def following_reminder(submission: Submission, *, now: datetime) -> datetime | None:
    """For a row just changed: what was due and nobody has looked at stays due."""
    waits = submission.next_reminder_at is not None and submission.next_reminder_at <= now
    if waits and not situation_of_submission(submission).is_silent:
        return submission.next_reminder_at
    return next_reminder(submission, now=now)


def replan_submissions(*, now: datetime) -> int:
    """When the day, ladders, holidays or hours have changed. How many moved; what is due stays due."""
    timing, ladders, moved = timing_on(local_date(now)), ladders_on(local_date(now)), 0
    rows = open_submissions().exclude(next_reminder_at__lte=now)
    for row in rows.select_related("unit").order_by("pk").iterator(chunk_size=2000):
        find = partial(_find, row, timing, ladders)
        steps = Event.objects.filter(submission=row, name__in=_STEPS)
        moment = with_today(find, steps, now=now)
        if moment != row.next_reminder_at:
            same = Submission.objects.filter(
                pk=row.pk, version=row.version, next_reminder_at=row.next_reminder_at
            )
            moved += same.update(next_reminder_at=moment)
    return moved


def _find(row: Submission, timing: Timing, ladders: Ladders, after: datetime) -> datetime | None:
    return next_reminder(row, now=after, timing=timing, ladders=ladders)


def remind_submissions(*, now: datetime) -> int:
    """Take every step that is due; how many submissions were told of."""
    timing, on = timing_on(local_date(now)), modules_on(local_date(now))
    directions = sorted(direction for direction, module in MODULE_OF.items() if module in on)
    if not directions or not timing.window.is_open(now, timing.calendar):
        return 0
    told, ladders = 0, ladders_on(local_date(now))
    while (found := _portion(directions, timing, ladders, now)) is not None:
        told += found
    return told


def event_name(row: Submission, *, goes_up: bool) -> EventName:
    """As what a step is told."""
    if row.direction == Direction.UPWARD:
        return EventName.UPWARD_ESCALATED if goes_up else EventName.UPWARD_REMINDED
    if goes_up:
        return EventName.SUBMISSION_ESCALATED
    return EventName.SUPPLEMENT_REMINDED if row.stop == Stop.SUPPLEMENT else EventName.SUBMISSION_REMINDED


@transaction.atomic
def _portion(directions: list[Direction], timing: Timing, ladders: Ladders, now: datetime) -> int | None:
    due = Submission.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
    rows = list(
        due.select_related("unit")
        .filter(next_reminder_at__lte=now, direction__in=directions)
        .order_by("next_reminder_at", "id")[:AT_ONCE]
    )
    if not rows:
        return None
    for row in rows:
        _tell(row, timing, ladders, now)
        moment = next_reminder(row, now=now, timing=timing, ladders=ladders)
        Submission.objects.filter(pk=row.pk).update(next_reminder_at=moment)
    return len(rows)


def _tell(row: Submission, timing: Timing, ladders: Ladders, now: datetime) -> None:
    """Everybody once, by the newest step that names him."""
    assert row.next_reminder_at is not None
    ladder, days = submission_ladder(row, ladders), days_overdue(due_on=row.due_on, today=local_date(now))
    situation = situation_of_submission(row)
    for step in steps_due(ladder, situation, since=row.next_reminder_at, now=now, timing=timing):
        name = event_name(row, goes_up=goes_up(step.firing.step))
        after = step_told(step, ladder) | {"due_on": row.due_on, "days": days}
        record(name, actor=None, now=now, submission=row, after=after)
