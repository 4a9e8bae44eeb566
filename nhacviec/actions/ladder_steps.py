"""What the clocks over submissions and requests to coordinate share: steps that are due, and what is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from nhacviec.actions.reminder_plan import JUST_BEFORE, begin_of_day
from nhacviec.records.models import Event
from nhacviec.rules.ladders import Ladder
from nhacviec.rules.notices import Channel
from nhacviec.rules.reminders import Addressee, Firing, Planner, Situation, Timing, newest_for_each
from nhacviec.rules.timeliness import local_date


@dataclass(frozen=True)
class StepDue:
    """To tell `who`; `late`: those of them for whom a step was missed on an earlier day."""

    firing: Firing
    who: Sequence[Addressee]
    late: Sequence[Addressee]


def with_today(
    find: Callable[[datetime], datetime | None], told: QuerySet[Event], *, now: datetime
) -> datetime | None:
    """The next moment by new rules; what falls on this morning only by them is due now, unless something was
    told of today already. `find`: the first moment later than another; `told`: the row's steps so far."""
    today = begin_of_day(now)
    found = find(today - JUST_BEFORE)
    if found is None or found > now or not told.filter(recorded_at__gte=today).exists():
        return found
    return find(now)


def steps_due(
    ladder: Ladder, situation: Situation, *, since: datetime, now: datetime, timing: Timing
) -> list[StepDue]:
    """From the moment on the row until now: each step that is to be told, and whom."""
    planner = Planner(timing, after=since - JUST_BEFORE, until=now)
    due = [firing for of_step in planner.by_step(ladder.steps, situation) for firing in of_step]
    missed = {who for firing in due if local_date(firing.moment) < local_date(now) for who in firing.step.to}
    return [
        StepDue(firing, who, [one for one in who if one in missed]) for firing, who in newest_for_each(due)
    ]


def step_told(due: StepDue, ladder: Ladder) -> dict[str, Any]:
    """Part of the event: whom the step names, by which channels, and by which version of the ladder."""
    firing, step = due.firing, due.firing.step
    return {
        "step": step.key,
        "firing": firing.key,
        "cycle": firing.cycle,
        "planned_at": firing.moment,
        "cause": step.cause.value,
        "to": [one.value for one in due.who],
        "late": [one.value for one in due.late],
        "channels": [channel.value for channel in Channel if channel in step.channels],
        "may_mute": step.may_mute,
        "alone": step.alone,
        "ladder": ladder.version,
    }
