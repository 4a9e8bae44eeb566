"""The clock over what was submitted upward: the next moment stands on the row, is claimed once, and is told
as an Event. The ladder is the software's own (rules/upward)."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from nhacviec.actions.recording import record
from nhacviec.actions.reminder_plan import JUST_BEFORE
from nhacviec.queries.ladders import timing_on
from nhacviec.queries.modules import modules_on
from nhacviec.records.models import Submission
from nhacviec.rules.events import EventName
from nhacviec.rules.modules import Module
from nhacviec.rules.reminders import Planner, Situation, Timing, reach
from nhacviec.rules.submissions import Direction
from nhacviec.rules.timeliness import days_overdue, local_date
from nhacviec.rules.upward import UPWARD_ESCALATES, UPWARD_LADDER, UPWARD_OPEN, UpwardStop, upward_situation

AT_ONCE = 200


def next_upward_reminder(row: Submission, *, now: datetime, timing: Timing | None = None) -> datetime | None:
    """The first moment later than now at which anybody is reminded of it; None when nobody will be."""
    timing = timing or timing_on(local_date(now))
    found = Planner(timing, after=now).next_firing(UPWARD_LADDER, _situation(row))
    return found.moment if found else None


def following_upward_reminder(row: Submission, *, now: datetime) -> datetime | None:
    """For a row just changed: what was due and nobody has looked at stays due."""
    waits = row.next_reminder_at is not None and row.next_reminder_at <= now
    if waits and not _situation(row).is_silent:
        return row.next_reminder_at
    return next_upward_reminder(row, now=now)


def replan_upward(*, now: datetime) -> int:
    """Once a night: holidays and hours may have changed. How many moved; what is due stays due."""
    timing, moved = timing_on(local_date(now)), 0
    rows = _upward().filter(stop__in=sorted(UPWARD_OPEN)).exclude(next_reminder_at__lte=now)
    for row in rows.order_by("pk").iterator(chunk_size=2000):
        moment = next_upward_reminder(row, now=now, timing=timing)
        if moment != row.next_reminder_at:
            same = Submission.objects.filter(pk=row.pk, version=row.version)
            moved += same.update(next_reminder_at=moment)
    return moved


def remind_upward(*, now: datetime) -> int:
    """Take every step that is due; how many were told of. Nothing outside the hours of sending."""
    timing = timing_on(local_date(now))
    if Module.SUPERIORS not in modules_on(local_date(now)) or not timing.window.is_open(now, timing.calendar):
        return 0
    told = 0
    while (found := _portion(timing, now)) is not None:
        told += found
    return told


@transaction.atomic
def _portion(timing: Timing, now: datetime) -> int | None:
    due = _upward().select_for_update(skip_locked=True, no_key=True, of=("self",))
    rows = list(due.filter(next_reminder_at__lte=now).order_by("next_reminder_at", "id")[:AT_ONCE])
    if not rows:
        return None
    for row in rows:
        _tell(row, timing, now)
        moment = next_upward_reminder(row, now=now, timing=timing)
        Submission.objects.filter(pk=row.pk).update(next_reminder_at=moment)
    return len(rows)


def _tell(row: Submission, timing: Timing, now: datetime) -> None:
    """By the newest step for who follows it, and by the newest for the leaders, if one is due."""
    assert row.next_reminder_at is not None
    steps = Planner(timing, after=row.next_reminder_at - JUST_BEFORE, until=now).by_step(
        UPWARD_LADDER, _situation(row)
    )
    due = sorted((f for of_step in steps for f in of_step), key=lambda f: (f.moment, reach(f)))
    days = days_overdue(due_on=row.due_on, today=local_date(now))
    for goes_up, name in ((False, EventName.UPWARD_REMINDED), (True, EventName.UPWARD_ESCALATED)):
        of_kind = [firing for firing in due if (firing.step.key in UPWARD_ESCALATES) == goes_up]
        for firing in of_kind[-1:]:
            after = {"step": firing.step.key, "firing": firing.key, "due_on": row.due_on, "days": days}
            record(name, actor=None, now=now, submission=row, after=after)


def _upward() -> QuerySet[Submission]:
    return Submission.objects.filter(direction=Direction.UPWARD)


def _situation(row: Submission) -> Situation:
    return upward_situation(stop=UpwardStop(row.stop), since=row.stop_since, due_on=row.due_on)
