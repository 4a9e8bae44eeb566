from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.deadlines import (
    Point,
    Rule,
    Run,
    TermUnit,
    add_months,
    due_at_point,
    due_from_days,
    due_on_date,
    no_deadline,
    point_day,
)
from nhacviec.rules.working_days import Calendar
from tests.rules.calendars import PLAIN, TET_2026, calendars, days, due_day, naive_is_working, small_span_days

units = st.sampled_from(list(TermUnit))


def test_first_day_is_not_counted() -> None:
    assert due_from_days(start=date(2018, 6, 29), days=3, calendar=PLAIN).due_on == date(2018, 7, 2)


def test_a_term_that_ends_on_a_day_off_ends_on_the_next_working_day() -> None:
    found = due_from_days(start=date(2026, 2, 10), days=7, calendar=TET_2026)
    assert found.due_on == date(2026, 2, 23)
    assert found.reckoning.rolled_from == date(2026, 2, 17)
    assert found.reckoning.counted == 7
    assert [step.day.day for step in found.reckoning.skipped] == [17, 18, 19, 20, 21, 22]
    assert found.reckoning.skipped[0].why == "Tết Nguyên đán 2"
    assert found.reckoning.rules == (Rule.FIRST_DAY_NOT_COUNTED, Rule.COUNT_CALENDAR_DAYS, Rule.ROLLED)


def test_rolling_is_a_policy() -> None:
    found = due_from_days(start=date(2018, 6, 29), days=2, calendar=PLAIN, roll=False)
    assert found.due_on == date(2018, 7, 1)
    assert found.reckoning.rolled_from is None
    assert found.reckoning.rules[-1] == Rule.ENDS_ON_DAY_OFF


def test_twenty_working_days_over_tet() -> None:
    found = due_from_days(start=date(2026, 2, 10), days=20, unit=TermUnit.WORKING, calendar=TET_2026)
    assert found.due_on == date(2026, 3, 17)
    assert [step.day for step in found.reckoning.skipped][:4] == [date(2026, 2, d) for d in (14, 15, 16, 17)]
    assert found.reckoning.runs[:3] == (
        Run(date(2026, 2, 11), date(2026, 2, 13), True, None),
        Run(date(2026, 2, 14), date(2026, 2, 15), False, "weekend"),
        Run(date(2026, 2, 16), date(2026, 2, 16), False, "Tết Nguyên đán 1"),
    )
    assert found.reckoning.runs[1].days == 2


def test_a_makeup_saturday_counts_and_is_named() -> None:
    found = due_from_days(start=date(2026, 1, 9), days=1, unit=TermUnit.WORKING, calendar=TET_2026)
    assert found.due_on == date(2026, 1, 10)
    assert found.reckoning.steps[0].why == "Làm bù"


def test_weeks_end_on_the_corresponding_day() -> None:
    found = due_from_days(start=date(2018, 7, 4), days=2, unit=TermUnit.WEEKS, calendar=PLAIN)
    assert found.due_on == date(2018, 7, 18)


@pytest.mark.parametrize(
    ("start", "months", "due", "short"),
    [
        (date(2018, 6, 29), 1, date(2018, 7, 30), False),  # 29/7/2018 is a Sunday
        (date(2018, 1, 31), 1, date(2018, 2, 28), True),
        (date(2020, 1, 31), 1, date(2020, 3, 2), True),  # 29/2/2020 is a Saturday
        (date(2018, 12, 3), 13, date(2020, 1, 3), False),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last(
    start: date, months: int, due: date, short: bool
) -> None:
    found = due_from_days(start=start, days=months, unit=TermUnit.MONTHS, calendar=PLAIN)
    assert found.due_on == due
    assert (Rule.NO_CORRESPONDING_DAY in found.reckoning.rules) == short


def test_a_term_without_days_is_refused() -> None:
    with pytest.raises(ValueError):
        due_from_days(start=date(2018, 1, 1), days=0, calendar=PLAIN)


def test_an_explicit_date_stays_as_given() -> None:
    sunday = date(2018, 7, 15)
    found = due_on_date(day=sunday, calendar=PLAIN)
    assert found.due_on == sunday
    assert found.reckoning.rules == (Rule.EXPLICIT_DATE, Rule.ENDS_ON_DAY_OFF)


def test_an_explicit_date_rolls_when_the_policy_says_so() -> None:
    found = due_on_date(day=date(2018, 7, 15), calendar=PLAIN, roll_explicit=True)
    assert found.due_on == date(2018, 7, 16)
    assert [step.day.day for step in found.reckoning.skipped] == [15]


def test_before_a_day_takes_the_day_in_or_not_by_policy() -> None:
    day = date(2018, 11, 20)
    assert due_on_date(day=day, before=True, calendar=PLAIN).due_on == day
    strict = due_on_date(day=day, before=True, before_inclusive=False, calendar=PLAIN)
    assert strict.due_on == date(2018, 11, 19)
    assert strict.reckoning.rules == (Rule.BEFORE_STRICT,)


def test_before_an_hour_is_limited_by_the_hour_only() -> None:
    found = due_on_date(
        day=date(2017, 12, 5), hour=time(14), before=True, before_inclusive=False, calendar=PLAIN
    )
    assert (found.due_on, found.due_hour) == (date(2017, 12, 5), time(14))


def test_no_deadline_says_why() -> None:
    assert no_deadline().due_on is None
    assert no_deadline().reckoning.rules == (Rule.NO_DEADLINE,)
    assert no_deadline(continuous=True).reckoning.rules == (Rule.CONTINUOUS,)


@pytest.mark.parametrize(
    ("point", "number", "day"),
    [
        (Point.START_OF_MONTH, 2, date(2020, 2, 1)),
        (Point.MID_MONTH, 2, date(2020, 2, 15)),
        (Point.END_OF_MONTH, 2, date(2020, 2, 29)),
        (Point.END_OF_QUARTER, 3, date(2020, 9, 30)),
        (Point.START_OF_YEAR, 1, date(2020, 1, 1)),
        (Point.MID_YEAR, 1, date(2020, 6, 30)),
        (Point.END_OF_YEAR, 1, date(2020, 12, 31)),
    ],
)
def test_named_days_are_those_of_the_civil_code(point: Point, number: int, day: date) -> None:
    assert point_day(point, 2020, number) == day
    found = due_at_point(point=point, year=2020, number=number, calendar=PLAIN)
    assert found.due_on == day
    assert found.reckoning.rules[0] == point.value


def test_every_point_has_its_rule() -> None:
    assert {point.value for point in Point} <= {rule.value for rule in Rule}


@given(calendars, small_span_days, st.integers(1, 80), units)
def test_a_rolled_term_ends_on_a_working_day_after_its_start(
    calendar: Calendar, start: date, n: int, unit: TermUnit
) -> None:
    found = due_from_days(start=start, days=n, unit=unit, calendar=calendar)
    assert naive_is_working(calendar, due_day(found))
    assert due_day(found) > start


@given(calendars, small_span_days, st.integers(1, 80))
def test_the_days_an_explanation_counts_are_the_days_of_the_term(
    calendar: Calendar, start: date, n: int
) -> None:
    for unit in (TermUnit.CALENDAR, TermUnit.WORKING):
        found = due_from_days(start=start, days=n, unit=unit, calendar=calendar)
        assert found.reckoning.counted == n
        assert sum(run.days for run in found.reckoning.runs if run.counted) == n


@given(calendars, small_span_days, st.integers(1, 80), units)
def test_an_explanation_leaves_no_day_out(calendar: Calendar, start: date, n: int, unit: TermUnit) -> None:
    found = due_from_days(start=start, days=n, unit=unit, calendar=calendar)
    told = [step.day for step in found.reckoning.steps]
    told += [step.day for step in found.reckoning.rolled_over if step.day != told[-1]]
    if found.reckoning.rolled_from:
        told.append(due_day(found))
    assert told == [start + timedelta(days=i) for i in range(1, (due_day(found) - start).days + 1)]
    assert all(step.why for step in found.reckoning.skipped)


@given(calendars, small_span_days, st.integers(1, 80), units)
def test_a_longer_or_later_term_never_ends_earlier(
    calendar: Calendar, start: date, n: int, unit: TermUnit
) -> None:
    found = due_day(due_from_days(start=start, days=n, unit=unit, calendar=calendar))
    assert found <= due_day(due_from_days(start=start, days=n + 1, unit=unit, calendar=calendar))
    next_day = start + timedelta(days=1)
    assert found <= due_day(due_from_days(start=next_day, days=n, unit=unit, calendar=calendar))


@given(days, st.integers(-40, 40))
def test_adding_months_lands_in_the_right_month_on_the_nearest_day(day: date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)
