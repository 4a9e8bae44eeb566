"""When a request to a coordinating unit is reminded of next: the moment stands on its row."""

from datetime import datetime

from nhacviec.queries.ladders import ladders_on, request_ladder, situation_of_request, timing_on
from nhacviec.records.models import Coordination
from nhacviec.rules.ladders import Ladders
from nhacviec.rules.reminders import Planner, Timing
from nhacviec.rules.timeliness import local_date


def next_reminder(
    request: Coordination, *, now: datetime, timing: Timing | None = None, ladders: Ladders | None = None
) -> datetime | None:
    """The first moment later than now at which anybody is reminded of it; None when nobody will be."""
    timing, ladders = timing or timing_on(local_date(now)), ladders or ladders_on(local_date(now))
    steps = request_ladder(request, ladders).steps
    found = Planner(timing, after=now).next_firing(steps, situation_of_request(request))
    return found.moment if found else None


def plan(request: Coordination, *, now: datetime) -> None:
    """After a deed, in its transaction. What was due and nobody has looked at stays due."""
    waits = request.next_reminder_at is not None and request.next_reminder_at <= now
    if waits and not situation_of_request(request).is_silent:
        return
    request.next_reminder_at = next_reminder(request, now=now)
    Coordination.objects.filter(pk=request.pk).update(next_reminder_at=request.next_reminder_at)
