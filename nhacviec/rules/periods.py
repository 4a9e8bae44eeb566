"""Weeks, months, quarters, half-years and years, and the windows in which their report data are taken.

NĐ 09/2019/NĐ-CP Đ.12: the data of a report run from the 15th of the month before the period to the 14th of
its last month (month, quarter, first and second half, year). A province may count by plain calendar periods
instead.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nhacviec.rules.deadlines import add_months, last_of_month
from nhacviec.rules.typed_dates import EARLIEST, LATEST
from nhacviec.rules.working_days import Calendar


class PeriodKind(StrEnum):
    WEEK = "weekly"
    MONTH = "monthly"
    QUARTER = "quarterly"
    HALF_YEAR = "half_yearly"
    YEAR = "yearly"


class PeriodScheme(StrEnum):
    """Policy rule 23: how the days of a report period are cut."""

    CALENDAR = "calendar"
    ND09 = "nd09"


MONTHS_IN = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}
_SIGN = {PeriodKind.MONTH: "", PeriodKind.QUARTER: "Q", PeriodKind.HALF_YEAR: "H"}
_KEY = re.compile(r"([0-9]{4})(?:-(W[0-9]{2}|[0-9]{2}|Q[1-4]|H[12]))?")


@dataclass(frozen=True, order=True)
class Window:
    """Days from `first` to `last`, both taken in."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, order=True)
class Period:
    """One calendar period. `number` counts within the year and is 1 for a year; weeks are ISO weeks."""

    kind: PeriodKind
    year: int
    number: int

    @property
    def key(self) -> str:
        """ "2018-07", "2018-Q3", "2018-H1", "2018", "2018-W30": sorts by time within one kind."""
        if self.kind is PeriodKind.YEAR:
            return f"{self.year:04}"
        if self.kind is PeriodKind.WEEK:
            return f"{self.year:04}-W{self.number:02}"
        width = 2 if self.kind is PeriodKind.MONTH else 1
        return f"{self.year:04}-{_SIGN[self.kind]}{self.number:0{width}}"

    @property
    def first(self) -> date:
        if self.kind is PeriodKind.WEEK:
            return date.fromisocalendar(self.year, self.number, 1)
        return date(self.year, (self.number - 1) * MONTHS_IN[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        if self.kind is PeriodKind.WEEK:
            return date.fromisocalendar(self.year, self.number, 7)
        return last_of_month(self.year, self.number * MONTHS_IN[self.kind])

    def next(self) -> "Period":
        return period_of(self.last + timedelta(days=1), self.kind)

    def previous(self) -> "Period":
        return period_of(self.first - timedelta(days=1), self.kind)


def period_of(day: date, kind: PeriodKind) -> Period:
    """The calendar period that holds the day."""
    if kind is PeriodKind.WEEK:
        year, week, _ = day.isocalendar()
        return Period(kind, year, week)
    return Period(kind, day.year, (day.month - 1) // MONTHS_IN[kind] + 1)


def period_from_key(key: str) -> Period:
    """The period with this key. ValueError for what is not a key, and for years no day may be typed in."""
    match = _KEY.fullmatch(key)
    if match is None:
        raise ValueError("not the key of a period")
    year, part = int(match[1]), match[2]
    if not EARLIEST <= year <= LATEST:
        raise ValueError("year_out_of_range")
    if part is None:
        found = Period(PeriodKind.YEAR, year, 1)
    elif part[0] == "W":
        found = Period(PeriodKind.WEEK, year, int(part[1:]))
    elif part[0] == "Q":
        found = Period(PeriodKind.QUARTER, year, int(part[1:]))
    elif part[0] == "H":
        found = Period(PeriodKind.HALF_YEAR, year, int(part[1:]))
    else:
        found = Period(PeriodKind.MONTH, year, int(part))
    # Asking for its first day refuses month 13 and week 53 of a short year.
    return period_of(found.first, found.kind)


def report_window(period: Period, scheme: PeriodScheme = PeriodScheme.ND09) -> Window:
    """The days whose data a report on this period takes (NĐ 09/2019/NĐ-CP Đ.12, which knows no weeks)."""
    if scheme is PeriodScheme.CALENDAR or period.kind is PeriodKind.WEEK:
        return Window(period.first, period.last)
    return Window(add_months(period.first, -1).replace(day=15), period.last.replace(day=14))


def period_reported(day: date, kind: PeriodKind, scheme: PeriodScheme = PeriodScheme.ND09) -> Period:
    """The period in whose report the day is counted."""
    period = period_of(day, kind)
    return period if report_window(period, scheme).holds(day) else period.next()


def earliest_report_due(window: Window, calendar: Calendar) -> date:
    """No report is demanded sooner: one working day after the data close (NĐ 09/2019/NĐ-CP Đ.8.5.b)."""
    return calendar.add_working(window.last, 1)
