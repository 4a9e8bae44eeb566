"""The clock over requests to coordinating units: the next moment stands on the row, is claimed once, and is
told as an Event. After an outage a request is told of once, by its newest step; nothing outside the hours of
sending."""

from datetime import datetime

from django.db import transaction

from nhacviec.actions.coordination import told
from nhacviec.actions.coordination_plan import next_reminder, situation_of
from nhacviec.actions.reminder_plan import JUST_BEFORE
from nhacviec.queries.ladders import timing_on
from nhacviec.queries.modules import modules_on
from nhacviec.records.models import Coordination
from nhacviec.rules.coordination import AWAITED, days_late
from nhacviec.rules.coordination_reminders import COORDINATION_LADDER, ESCALATES
from nhacviec.rules.events import EventName
from nhacviec.rules.modules import Module
from nhacviec.rules.reminders import Firing, Planner, Timing, reach
from nhacviec.rules.timeliness import local_date

AT_ONCE = 200


def replan_coordinations(*, now: datetime) -> int:
    """Once a night: holidays and hours may have changed. How many moved; what is due stays due."""
    timing, moved = timing_on(local_date(now)), 0
    rows = Coordination.objects.filter(state__in=sorted(AWAITED)).exclude(next_reminder_at__lte=now)
    for row in rows.order_by("pk").iterator(chunk_size=2000):
        moment = next_reminder(row, now=now, timing=timing)
        if moment != row.next_reminder_at:
            same = Coordination.objects.filter(pk=row.pk, version=row.version)
            moved += same.update(next_reminder_at=moment)
    return moved


def remind_coordinations(*, now: datetime) -> int:
    """Take every step that is due; how many requests were told of."""
    timing = timing_on(local_date(now))
    if Module.COORDINATION not in modules_on(local_date(now)) or not timing.window.is_open(
        now, timing.calendar
    ):
        return 0
    reminded = 0
    while (found := _portion(timing, now)) is not None:
        reminded += found
    return reminded


@transaction.atomic
def _portion(timing: Timing, now: datetime) -> int | None:
    due = Coordination.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
    rows = list(
        due.select_related("unit", "asked_by", "assignment__task__document")
        .filter(next_reminder_at__lte=now)
        .order_by("next_reminder_at", "id")[:AT_ONCE]
    )
    if not rows:
        return None
    for row in rows:
        _tell(row, timing, now)
        moment = next_reminder(row, now=now, timing=timing)
        Coordination.objects.filter(pk=row.pk).update(next_reminder_at=moment)
    return len(rows)


def _tell(row: Coordination, timing: Timing, now: datetime) -> None:
    """By the newest step for the unit, and by the newest that goes up, if one is due."""
    assert row.next_reminder_at is not None
    steps = Planner(timing, after=row.next_reminder_at - JUST_BEFORE, until=now).by_step(
        COORDINATION_LADDER, situation_of(row)
    )
    due = sorted((f for of_step in steps for f in of_step), key=lambda f: (f.moment, reach(f)))
    for goes_up, name in (
        (False, EventName.COORDINATION_REMINDED),
        (True, EventName.COORDINATION_ESCALATED),
    ):
        of_kind = [firing for firing in due if (firing.step.key in ESCALATES) == goes_up]
        if of_kind:
            _record(row, name, of_kind[-1], now)


def _record(row: Coordination, name: EventName, firing: Firing, now: datetime) -> None:
    late = days_late(row.due_on, local_date(now))
    after = {"step": firing.step.key, "firing": firing.key, "reply_due_on": row.due_on, "reply_late": late}
    told(name, row, actor=None, now=now, after=after)
