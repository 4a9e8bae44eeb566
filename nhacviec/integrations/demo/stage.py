"""Plays the stories of the demo in the order in which they happened, up to the morning of the load.

A story is a generator: it yields the moment of its next deed, and does the deed when it is resumed. What
lies after `until` does not happen: that is how duties come to be open today.
"""

import heapq
from collections.abc import Generator
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from nhacviec.rules.timeliness import LOCAL_ZONE, local_date, local_moment
from nhacviec.rules.working_days import Calendar

Story = Generator[datetime, None, None]
Passage = Generator[datetime, None, datetime]  # part of a story; returns the moment it ended
_OPENS, _CLOSES = 7 * 60 + 40, 16 * 60 + 40  # minutes of an office day


class Stage:
    def __init__(self, *, until: datetime) -> None:
        self._until = until
        self._waiting: list[tuple[datetime, int, Story]] = []
        self._order = count()

    def start(self, story: Story) -> None:
        moment = next(story, None)
        if moment is None:
            return
        if moment >= self._until:
            story.close()
            return
        heapq.heappush(self._waiting, (moment, next(self._order), story))

    def play(self) -> None:
        """Until every story has ended or has reached `until`. Stories may start others."""
        while self._waiting:
            _, _, story = heapq.heappop(self._waiting)
            self.start(story)


class OfficeClock:
    """Moments in office hours of working days."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar

    def on(self, day: date, rng: Random) -> datetime:
        """Some moment of this day (the day itself is the caller's business)."""
        return _moment(day, rng.randint(_OPENS, _CLOSES))

    def later(self, after: datetime, working_days: int, rng: Random) -> datetime:
        """So many working days later; with 0 later on the same day, or the next morning when it is late."""
        here = local_moment(after)
        minute = here.hour * 60 + here.minute
        if working_days == 0 and minute + 5 < _CLOSES and self.calendar.is_working(here.date()):
            return _moment(here.date(), rng.randint(minute + 5, min(_CLOSES, minute + 120)))
        return self.on(self.calendar.add_working(here.date(), max(1, working_days)), rng)

    def on_or_before(self, day: date) -> date:
        return day if self.calendar.is_working(day) else self.calendar.add_working(day, -1)

    def on_or_after(self, day: date) -> date:
        return self.calendar.next_working(day)


def _moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(), tzinfo=LOCAL_ZONE) + timedelta(minutes=minute)


def midnight(day: date) -> datetime:
    return _moment(day, 0)


def day_of(moment: datetime) -> date:
    return local_date(moment)
