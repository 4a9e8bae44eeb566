"""Periodic duties: which periods there are, and when each is due.

The day is counted in a month, given as an offset from the period's last month: "ngày 25 hằng quý" is day 25
of the third month (offset 0), "ngày 05 tháng sau quý" day 5 of offset 1. Where a month has no such day, its
last day (BLDS 2015 Đ.148 khoản 3, by analogy).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from nhacviec.rules.deadlines import Deadline, Rule, add_months, due_on_date, last_of_month
from nhacviec.rules.periods import Period, PeriodKind, period_of
from nhacviec.rules.working_days import Calendar


@dataclass(frozen=True)
class Recurrence:
    """`day`: 1-31 in the month, 1-7 (Monday = 1) in the week; None is the last day (of a week: Friday).

    `month_offset`: -12 to 12, from the last month of the period; 0 and unused for weeks. ValueError outside.
    """

    every: PeriodKind
    day: int | None = None
    month_offset: int = 0

    def __post_init__(self) -> None:
        weekly = self.every is PeriodKind.WEEK
        if self.day is not None and not 1 <= self.day <= (7 if weekly else 31):
            raise ValueError("no such day")
        if (self.month_offset and weekly) or not -12 <= self.month_offset <= 12:
            raise ValueError("no such month")

    def stated_day(self, period: Period) -> date:
        """The day the rule names for this period, as given."""
        if self.every is PeriodKind.WEEK:
            return period.first + timedelta(days=(self.day or 5) - 1)
        month = add_months(period.last.replace(day=1), self.month_offset)
        last = last_of_month(month.year, month.month)
        return last if self.day is None else last.replace(day=min(self.day, last.day))

    def due_on(self, period: Period, calendar: Calendar, *, roll: bool = False) -> date:
        """The due date of the period; `roll` moves a day off to the next working day (policy)."""
        stated = self.stated_day(period)
        return calendar.next_working(stated) if roll else stated

    def first_period(self, start: date) -> Period:
        """The earliest period whose stated day is not before `start` (the date of the document)."""
        period = period_of(start, self.every)
        while self.stated_day(period) < start:
            period = period.next()
        while self.stated_day(before := period.previous()) >= start:
            period = before
        return period

    def periods_from(self, start: date, until: date) -> tuple[Period, ...]:
        """Every period whose stated day lies from `start` to `until`, both taken in, in order."""
        found = []
        period = self.first_period(start)
        while self.stated_day(period) <= until:
            found.append(period)
            period = period.next()
        return tuple(found)


def first_due(recurrence: Recurrence, start: date, calendar: Calendar, *, roll: bool = False) -> Deadline:
    """The deadline of the first period whose stated day is not before `start`, with its reckoning."""
    stated = recurrence.stated_day(recurrence.first_period(start))
    found = due_on_date(day=stated, calendar=calendar, roll_explicit=roll)
    rules = (Rule.PERIODIC, *found.reckoning.rules[1:])
    return replace(found, reckoning=replace(found.reckoning, rules=rules))
