"""When a message may reach people: in working hours of working days, never at midnight. Pure.

Our defaults, not law; a province, and a unit for itself, sets other hours (policies send_from, send_until).
"""

from dataclasses import dataclass
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


def working_day_for(day: date, calendar: Calendar, off: DayOff) -> date:
    """The day itself if it is a working day, else the working day before or after it."""
    if calendar.is_working(day):
        return day
    return calendar.add_working(day, -1) if off is DayOff.BEFORE else calendar.next_working(day)
