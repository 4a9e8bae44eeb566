"""When a message may reach people: in working hours of working days, never at midnight. Pure.

Our defaults, not law; a province (policy send_hours), and a unit for itself and those below it, sets other
hours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from nhacviec.rules.timeliness import LOCAL_ZONE, local_moment
from nhacviec.rules.working_days import Calendar


class DayOff(StrEnum):
    """What becomes of a reminder that falls on a day off."""

    BEFORE = "before"  # sent on the working day before
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class SendWindow:
    """Hours of Việt Nam, `opens` taken in and `closes` not. ValueError when it never opens."""

    opens: time = time(7, 30)
    closes: time = time(17, 0)

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError("a window opens before it closes")

    def is_open(self, moment: datetime, calendar: Calendar) -> bool:
        local = local_moment(moment)
        return calendar.is_working(local.date()) and self.opens <= local.time() < self.closes

    def opening(self, day: date) -> datetime:
        return datetime.combine(day, self.opens, tzinfo=LOCAL_ZONE)

    def next_open(self, moment: datetime, calendar: Calendar) -> datetime:
        """This moment if the window is open, else when it opens next."""
        local = local_moment(moment)
        if self.is_open(local, calendar):
            return local
        today = local.date()
        if calendar.is_working(today) and local.time() < self.opens:
            return self.opening(today)
        return self.opening(calendar.add_working(today, 1))

    def last_closing(self, moment: datetime, calendar: Calendar) -> datetime:
        """When it was open last, asked of a moment at which it is not."""
        local = local_moment(moment)
        today = local.date()
        if not (calendar.is_working(today) and local.time() >= self.closes):
            today = calendar.add_working(today, -1)
        return datetime.combine(today, self.closes, tzinfo=LOCAL_ZONE)


@dataclass(frozen=True, slots=True)
class SendHours:
    """The windows of all units. `own`: of those that have hours of their own or inherit them from the nearest
    unit above that has; everybody else keeps those of the province."""

    province: SendWindow = field(default_factory=SendWindow)
    own: Mapping[int, SendWindow] = field(default_factory=dict)

    def of(self, unit_id: int | None) -> SendWindow:
        return self.own.get(unit_id, self.province) if unit_id is not None else self.province

    def open_at(self, moment: datetime, calendar: Calendar) -> tuple[bool, list[int]]:
        """Whether the hours of the province are open, and the units for which it is the other way round."""
        usual = self.province.is_open(moment, calendar)
        return usual, sorted(unit for unit, own in self.own.items() if own.is_open(moment, calendar) != usual)

    @property
    def windows(self) -> frozenset[SendWindow]:
        """All that differ."""
        return frozenset({self.province, *self.own.values()})


def window_between(opens: int, closes: int) -> SendWindow:
    """From minutes after midnight."""
    return SendWindow(_clock(opens), _clock(closes))


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def working_day_for(day: date, calendar: Calendar, off: DayOff) -> date:
    """The day itself if it is a working day, else the working day before or after it."""
    if calendar.is_working(day):
        return day
    return calendar.add_working(day, -1) if off is DayOff.BEFORE else calendar.next_working(day)
