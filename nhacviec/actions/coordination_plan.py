"""When a request to a coordinating unit is reminded of next: the moment stands on its row."""

from datetime import datetime

from nhacviec.queries.ladders import timing_on
from nhacviec.records.models import Coordination
from nhacviec.rules.coordination import CoordinationState
from nhacviec.rules.coordination_reminders import COORDINATION_LADDER, coordination_situation
from nhacviec.rules.reminders import Planner, Situation, Timing
from nhacviec.rules.timeliness import local_date


def situation_of(request: Coordination) -> Situation:
    return coordination_situation(
        state=CoordinationState(request.state), asked_on=request.asked_on, due_on=request.due_on
    )


def next_reminder(request: Coordination, *, now: datetime, timing: Timing | None = None) -> datetime | None:
    """The first moment later than now at which anybody is reminded of it; None when nobody will be."""
    timing = timing or timing_on(local_date(now))
    found = Planner(timing, after=now).next_firing(COORDINATION_LADDER, situation_of(request))
    return found.moment if found else None


def plan(request: Coordination, *, now: datetime) -> None:
    """After a deed, in its transaction. What was due and nobody has looked at stays due."""
    waits = request.next_reminder_at is not None and request.next_reminder_at <= now
    if waits and not situation_of(request).is_silent:
        return
    request.next_reminder_at = next_reminder(request, now=now)
    Coordination.objects.filter(pk=request.pk).update(next_reminder_at=request.next_reminder_at)
