"""The clock over submissions: the next moment stands on the row, is claimed once, and is told as an Event.

A deed reckons the next moment anew (`next_reminder`). `remind_submissions` takes what is due: after an
outage a file is told of once, by its newest step. Nothing outside the hours of sending."""

from datetime import datetime

from django.db import transaction

from nhacviec.actions.recording import record
from nhacviec.actions.reminder_plan import JUST_BEFORE
from nhacviec.queries.ladders import timing_on
from nhacviec.queries.modules import modules_on
from nhacviec.records.models import Submission
from nhacviec.rules.events import EventName
from nhacviec.rules.modules import Module
from nhacviec.rules.reminders import Firing, Planner, Situation, Timing, reach
from nhacviec.rules.submission_reminders import ESCALATES, SUBMISSION_LADDER, submission_situation
from nhacviec.rules.submissions import OPEN_STOPS, Stop
from nhacviec.rules.timeliness import days_overdue, local_date

AT_ONCE = 200


def situation_of(submission: Submission) -> Situation:
    return submission_situation(
        stop=Stop(submission.stop), since=submission.stop_since, due_on=submission.due_on
    )


def next_reminder(submission: Submission, *, now: datetime, timing: Timing | None = None) -> datetime | None:
    """The first moment later than now at which anybody is reminded of it; None when nobody will be."""
    timing = timing or timing_on(local_date(now))
    found = Planner(timing, after=now).next_firing(SUBMISSION_LADDER, situation_of(submission))
    return found.moment if found else None


def following_reminder(submission: Submission, *, now: datetime) -> datetime | None:
    """For a row just changed: what was due and nobody has looked at stays due."""
    waits = submission.next_reminder_at is not None and submission.next_reminder_at <= now
    if waits and not situation_of(submission).is_silent:
        return submission.next_reminder_at
    return next_reminder(submission, now=now)


def replan_submissions(*, now: datetime) -> int:
    """Once a night: ladders, holidays and hours may have changed. How many moved; what is due stays due."""
    timing, moved = timing_on(local_date(now)), 0
    rows = Submission.objects.filter(stop__in=sorted(OPEN_STOPS)).exclude(next_reminder_at__lte=now)
    for row in rows.order_by("pk").iterator(chunk_size=2000):
        moment = next_reminder(row, now=now, timing=timing)
        if moment != row.next_reminder_at:
            same = Submission.objects.filter(pk=row.pk, version=row.version)
            moved += same.update(next_reminder_at=moment)
    return moved


def remind_submissions(*, now: datetime) -> int:
    """Take every step that is due; how many submissions were told of."""
    timing = timing_on(local_date(now))
    if Module.SUBMISSIONS not in modules_on(local_date(now)) or not timing.window.is_open(
        now, timing.calendar
    ):
        return 0
    told = 0
    while (found := _portion(timing, now)) is not None:
        told += found
    return told


@transaction.atomic
def _portion(timing: Timing, now: datetime) -> int | None:
    due = Submission.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
    rows = list(
        due.select_related("unit")
        .filter(next_reminder_at__lte=now)
        .order_by("next_reminder_at", "id")[:AT_ONCE]
    )
    if not rows:
        return None
    for row in rows:
        _tell(row, timing, now)
        Submission.objects.filter(pk=row.pk).update(
            next_reminder_at=next_reminder(row, now=now, timing=timing)
        )
    return len(rows)


def _tell(row: Submission, timing: Timing, now: datetime) -> None:
    """By the newest step for who has it, and by the newest for the leaders, if one is due."""
    assert row.next_reminder_at is not None
    steps = Planner(timing, after=row.next_reminder_at - JUST_BEFORE, until=now).by_step(
        SUBMISSION_LADDER, situation_of(row)
    )
    due = sorted((f for of_step in steps for f in of_step), key=lambda f: (f.moment, reach(f)))
    of_agency = row.stop == Stop.SUPPLEMENT
    down = EventName.SUPPLEMENT_REMINDED if of_agency else EventName.SUBMISSION_REMINDED
    for goes_up, name in ((False, down), (True, EventName.SUBMISSION_ESCALATED)):
        of_kind = [firing for firing in due if (firing.step.key in ESCALATES) == goes_up]
        if of_kind:
            _record(row, name, of_kind[-1], now)


def _record(row: Submission, name: EventName, firing: Firing, now: datetime) -> None:
    days = days_overdue(due_on=row.due_on, today=local_date(now))
    after = {"step": firing.step.key, "firing": firing.key, "due_on": row.due_on, "days": days}
    record(name, actor=None, now=now, submission=row, after=after)
