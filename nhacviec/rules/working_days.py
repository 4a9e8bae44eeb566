"""Which days are working days, and how to count them.

A week has five working days, Monday to Friday (QĐ 188/1999/QĐ-TTg); a table of named exceptions says which
of them are off and which Saturdays or Sundays are worked instead. Counting follows BLDS 2015 Đ.147 (the first
day is not counted) and Đ.148 (a term that ends on a day off ends on the next working day).

Pure: the table comes from the caller. Every question costs a few binary searches, however many years it
spans.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

WEEKEND = "weekend"
_LAST_ORDINAL = date.max.toordinal()


class DayKind(StrEnum):
    HOLIDAY = "holiday"
    COMPENSATORY_OFF = "compensatory_off"
    MAKEUP_WORKDAY = "makeup_workday"


def _is_weekend(day: date) -> bool:
    return day.isoweekday() > 5


@dataclass(frozen=True)
class Calendar:
    """The exceptions to the five-day week: day -> (kind, name as shown to people)."""

    days: Mapping[date, tuple[DayKind, str]] = field(default_factory=dict, hash=False)
    _off: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _on: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        exceptions = dict(self.days)
        object.__setattr__(self, "days", exceptions)
        worked = {day for day, (kind, _) in exceptions.items() if kind is DayKind.MAKEUP_WORKDAY}
        off = sorted(day.toordinal() for day in exceptions if day not in worked and not _is_weekend(day))
        on = sorted(day.toordinal() for day in worked if _is_weekend(day))
        object.__setattr__(self, "_off", tuple(off))
        object.__setattr__(self, "_on", tuple(on))

    def is_working(self, day: date) -> bool:
        kind = self._kind(day)
        return kind is DayKind.MAKEUP_WORKDAY or (kind is None and not _is_weekend(day))

    def why_off(self, day: date) -> str | None:
        """The name of the day off, `WEEKEND` for a plain Saturday or Sunday, None for a working day."""
        if self.is_working(day):
            return None
        kind, name = self.days.get(day, (WEEKEND, ""))
        return name or str(kind)

    def why_worked(self, day: date) -> str | None:
        """The name of a weekend day that is worked instead of another; None for every other day."""
        kind, name = self.days.get(day, (None, ""))
        worked_instead = kind is DayKind.MAKEUP_WORKDAY and _is_weekend(day)
        return (name or str(kind)) if worked_instead else None

    def next_working(self, day: date) -> date:
        """The day itself if it is a working day, else the first one after it (BLDS 2015 Đ.148 khoản 5)."""
        return self._nth(self._working_until(day.toordinal() - 1) + 1)

    def add_working(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which itself is not counted (BLDS 2015 Đ.147 khoản 2).

        0 gives `next_working(day)` ("the same day"); -n gives the n-th working day before `day`.
        OverflowError when the answer lies outside the years 1 to 9999.
        """
        if n > 0:
            return self._nth(self._working_until(day.toordinal()) + n)
        return self._nth(self._working_until(day.toordinal() - 1) + 1 + n)

    def working_days_between(self, a: date, b: date) -> int:
        """How many working days lie after `a` up to and with `b`; negative when `b` is before `a`."""
        return self._working_until(b.toordinal()) - self._working_until(a.toordinal())

    def days_off_from(self, day: date) -> tuple[date, ...]:
        """The unbroken run of days off that starts with `day`; empty when `day` is a working day."""
        length = (self.next_working(day) - day).days
        return tuple(day + timedelta(days=i) for i in range(length))

    def _kind(self, day: date) -> DayKind | None:
        found = self.days.get(day)
        return found[0] if found else None

    def _working_until(self, ordinal: int) -> int:
        """Working days from 0001-01-01, a Monday, up to and with the day of this ordinal."""
        weeks, rest = divmod(ordinal, 7)
        return weeks * 5 + min(rest, 5) - bisect_right(self._off, ordinal) + bisect_right(self._on, ordinal)

    def _nth(self, count: int) -> date:
        """The day on which the number of working days since 0001-01-01 reaches `count`."""
        found = bisect_left(range(_LAST_ORDINAL + 1), count, key=self._working_until)
        if not 1 <= found <= _LAST_ORDINAL:
            raise OverflowError("working day outside the years 1 to 9999")
        return date.fromordinal(found)
