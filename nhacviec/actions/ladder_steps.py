"""What the clocks over submissions and requests to coordinate share: steps that are due, and what is kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from nhacviec.actions.reminder_plan import JUST_BEFORE
from nhacviec.rules.ladders import Ladder
from nhacviec.rules.notices import Channel
from nhacviec.rules.reminders import Addressee, Firing, Planner, Situation, Timing, newest_for_each


def firings_due(
    ladder: Ladder, situation: Situation, *, since: datetime, now: datetime, timing: Timing
) -> list[tuple[Firing, list[Addressee]]]:
    """From the moment on the row until now: each step that is to be told, and whom."""
    planner = Planner(timing, after=since - JUST_BEFORE, until=now)
    several = planner.by_step(ladder.steps, situation)
    return newest_for_each(firing for of_step in several for firing in of_step)


def step_told(firing: Firing, who: Sequence[Addressee], ladder: Ladder) -> dict[str, Any]:
    """Part of the event: whom the step names, by which channels, and by which version of the ladder."""
    step = firing.step
    return {
        "step": step.key,
        "firing": firing.key,
        "cause": step.cause.value,
        "to": [one.value for one in who],
        "channels": [channel.value for channel in Channel if channel in step.channels],
        "may_mute": step.may_mute,
        "ladder": ladder.version,
    }
