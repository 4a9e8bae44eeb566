from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.periods import (
    Period,
    PeriodKind,
    PeriodScheme,
    Window,
    earliest_report_due,
    period_from_key,
    period_of,
    period_reported,
    report_window,
)
from tests.rules.calendars import TET_2026, days

kinds = st.sampled_from(list(PeriodKind))
schemes = st.sampled_from(list(PeriodScheme))


@pytest.mark.parametrize(
    ("kind", "key", "first", "last"),
    [
        (PeriodKind.WEEK, "2018-W30", date(2018, 7, 23), date(2018, 7, 29)),
        (PeriodKind.MONTH, "2018-07", date(2018, 7, 1), date(2018, 7, 31)),
        (PeriodKind.QUARTER, "2018-Q3", date(2018, 7, 1), date(2018, 9, 30)),
        (PeriodKind.HALF_YEAR, "2018-H2", date(2018, 7, 1), date(2018, 12, 31)),
        (PeriodKind.YEAR, "2018", date(2018, 1, 1), date(2018, 12, 31)),
    ],
)
def test_a_day_lies_in_one_period_of_each_kind(kind: PeriodKind, key: str, first: date, last: date) -> None:
    period = period_of(date(2018, 7, 25), kind)
    assert (period.key, period.first, period.last) == (key, first, last)


@pytest.mark.parametrize("key", ["0001-W01", "0001", "1899-12", "2200-Q1", "9999-H2"])
def test_years_that_no_day_may_lie_in_have_no_periods(key: str) -> None:
    with pytest.raises(ValueError, match="year_out_of_range"):
        period_from_key(key)


def test_weeks_turn_the_year_by_the_iso_calendar() -> None:
    assert period_of(date(2018, 12, 31), PeriodKind.WEEK).key == "2019-W01"


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2018-07", date(2018, 6, 15), date(2018, 7, 14)),
        ("2018-01", date(2017, 12, 15), date(2018, 1, 14)),
        ("2018-Q1", date(2017, 12, 15), date(2018, 3, 14)),
        ("2018-Q3", date(2018, 6, 15), date(2018, 9, 14)),
        ("2018-H1", date(2017, 12, 15), date(2018, 6, 14)),
        ("2018-H2", date(2018, 6, 15), date(2018, 12, 14)),
        ("2018", date(2017, 12, 15), date(2018, 12, 14)),
    ],
)
def test_report_windows_are_those_of_decree_09_2019(key: str, first: date, last: date) -> None:
    assert report_window(period_from_key(key)) == Window(first, last)


def test_a_province_may_report_by_calendar_periods() -> None:
    window = report_window(period_from_key("2018-Q3"), PeriodScheme.CALENDAR)
    assert window == Window(date(2018, 7, 1), date(2018, 9, 30))


def test_a_week_is_reported_as_it_is() -> None:
    week = period_from_key("2018-W30")
    assert report_window(week) == Window(week.first, week.last)


def test_a_report_may_be_due_one_working_day_after_its_data_close() -> None:
    assert earliest_report_due(Window(date(2026, 1, 15), date(2026, 2, 14)), TET_2026) == date(2026, 2, 23)


@pytest.mark.parametrize(
    "key", ["", "18", "2018-13", "2018-00", "2018-Q5", "2018-H3", "2018-W54", "2018-07x"]
)
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError):
        period_from_key(key)


def test_week_53_exists_only_in_long_years() -> None:
    assert period_from_key("2020-W53").first == date(2020, 12, 28)
    with pytest.raises(ValueError):
        period_from_key("2018-W53")


@given(days, kinds)
def test_periods_follow_one_another_without_a_gap(day: date, kind: PeriodKind) -> None:
    period = period_of(day, kind)
    assert period.first <= day <= period.last
    assert period.next().first == period.last + timedelta(days=1)
    assert period.next().previous() == period
    assert period_from_key(period.key) == period
    assert period < period.next() and period.key < period.next().key


@given(days, kinds, schemes)
def test_every_day_is_reported_in_exactly_one_period(
    day: date, kind: PeriodKind, scheme: PeriodScheme
) -> None:
    found = period_reported(day, kind, scheme)
    assert report_window(found, scheme).holds(day)
    others: list[Period] = [found.previous(), found.next()]
    assert not any(report_window(other, scheme).holds(day) for other in others)
    following = report_window(found.next(), scheme)
    assert following.first == report_window(found, scheme).last + timedelta(days=1)
