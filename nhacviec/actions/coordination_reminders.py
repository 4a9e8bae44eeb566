"""The clock over requests to coordinating units: the next moment stands on the row, is claimed once, and is
told as an Event. After an outage a request is told of once, by its newest step; nothing outside the hours of
sending."""

from datetime import datetime
from functools import partial

from django.db import transaction

from nhacviec.actions.coordination import told
from nhacviec.actions.coordination_plan import next_reminder
from nhacviec.actions.ladder_steps import step_told, steps_due, with_today
from nhacviec.queries.ladders import ladders_on, request_ladder, situation_of_request, timing_on
from nhacviec.queries.modules import modules_on
from nhacviec.records.models import Coordination, Event
from nhacviec.rules.coordination import AWAITED, days_late
from nhacviec.rules.events import EventName
from nhacviec.rules.ladders import Ladders, goes_up
from nhacviec.rules.modules import Module
from nhacviec.rules.reminders import Timing
from nhacviec.rules.timeliness import local_date

AT_ONCE = 200
_STEPS = (EventName.COORDINATION_REMINDED, EventName.COORDINATION_ESCALATED)


def replan_coordinations(*, now: datetime) -> int:
    """When the day, ladders, holidays or hours have changed. How many moved; what is due stays due."""
    timing, ladders, moved = timing_on(local_date(now)), ladders_on(local_date(now)), 0
    rows = Coordination.objects.filter(state__in=sorted(AWAITED)).exclude(next_reminder_at__lte=now)
    for row in rows.select_related("unit").order_by("pk").iterator(chunk_size=2000):
        find = partial(_find, row, timing, ladders)
        steps = Event.objects.filter(
            assignment=row.assignment_id, name__in=_STEPS, after__coordination=row.pk
        )
        moment = with_today(find, steps, now=now)
        if moment != row.next_reminder_at:
            same = Coordination.objects.filter(
                pk=row.pk, version=row.version, next_reminder_at=row.next_reminder_at
            )
            moved += same.update(next_reminder_at=moment)
    return moved


def _find(row: Coordination, timing: Timing, ladders: Ladders, after: datetime) -> datetime | None:
    return next_reminder(row, now=after, timing=timing, ladders=ladders)


def remind_coordinations(*, now: datetime) -> int:
    """Take every step that is due; how many requests were told of."""
    timing = timing_on(local_date(now))
    if Module.COORDINATION not in modules_on(local_date(now)) or not timing.window.is_open(
        now, timing.calendar
    ):
        return 0
    reminded, ladders = 0, ladders_on(local_date(now))
    while (found := _portion(timing, ladders, now)) is not None:
        reminded += found
    return reminded


@transaction.atomic
def _portion(timing: Timing, ladders: Ladders, now: datetime) -> int | None:
    due = Coordination.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
    rows = list(
        due.select_related("unit", "asked_by", "assignment__task__document")
        .filter(next_reminder_at__lte=now)
        .order_by("next_reminder_at", "id")[:AT_ONCE]
    )
    if not rows:
        return None
    for row in rows:
        _tell(row, timing, ladders, now)
        moment = next_reminder(row, now=now, timing=timing, ladders=ladders)
        Coordination.objects.filter(pk=row.pk).update(next_reminder_at=moment)
    return len(rows)


def _tell(row: Coordination, timing: Timing, ladders: Ladders, now: datetime) -> None:
    """Everybody once, by the newest step that names him."""
    assert row.next_reminder_at is not None
    ladder = request_ladder(row, ladders)
    situation = situation_of_request(row)
    late = days_late(row.due_on, local_date(now))
    for step in steps_due(ladder, situation, since=row.next_reminder_at, now=now, timing=timing):
        up = goes_up(step.firing.step)
        name = EventName.COORDINATION_ESCALATED if up else EventName.COORDINATION_REMINDED
        after = step_told(step, ladder) | {"reply_due_on": row.due_on, "reply_late": late}
        told(name, row, actor=None, now=now, after=after)
