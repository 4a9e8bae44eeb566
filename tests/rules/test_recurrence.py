from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.periods import PeriodKind, period_from_key, period_of
from nhacviec.rules.recurrence import Recurrence
from tests.rules.calendars import PLAIN, days

MONTH, QUARTER, WEEK, YEAR = PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.WEEK, PeriodKind.YEAR
monthlike = st.builds(
    Recurrence,
    every=st.sampled_from([MONTH, QUARTER, PeriodKind.HALF_YEAR, YEAR]),
    day=st.none() | st.integers(1, 31),
    month_offset=st.integers(-12, 12),
)
weekly = st.builds(Recurrence, every=st.just(WEEK), day=st.none() | st.integers(1, 7))
recurrences = monthlike | weekly


@pytest.mark.parametrize(
    ("recurrence", "key", "day"),
    [
        (Recurrence(MONTH, 25), "2018-07", date(2018, 7, 25)),
        (Recurrence(MONTH, 31), "2018-02", date(2018, 2, 28)),
        (Recurrence(MONTH), "2020-02", date(2020, 2, 29)),
        (Recurrence(MONTH, 5, 1), "2018-12", date(2019, 1, 5)),
        (Recurrence(QUARTER, 15), "2018-Q3", date(2018, 9, 15)),
        (Recurrence(PeriodKind.HALF_YEAR), "2018-H1", date(2018, 6, 30)),
        (Recurrence(YEAR, 15, -6), "2018", date(2018, 6, 15)),
        (Recurrence(WEEK, 3), "2018-W30", date(2018, 7, 25)),
        (Recurrence(WEEK), "2018-W30", date(2018, 7, 27)),
    ],
)
def test_a_period_is_due_on_the_day_the_rule_names(recurrence: Recurrence, key: str, day: date) -> None:
    assert recurrence.stated_day(period_from_key(key)) == day


def test_rolling_a_periodic_date_is_a_policy() -> None:
    sunday_25 = period_from_key("2018-11")
    assert Recurrence(MONTH, 25).due_on(sunday_25, PLAIN) == date(2018, 11, 25)
    assert Recurrence(MONTH, 25).due_on(sunday_25, PLAIN, roll=True) == date(2018, 11, 26)


def test_the_first_period_is_not_due_before_the_document() -> None:
    assert Recurrence(MONTH, 25).first_period(date(2018, 6, 29)).key == "2018-07"
    assert Recurrence(MONTH, 25).first_period(date(2018, 6, 25)).key == "2018-06"
    assert Recurrence(MONTH, 5, 1).first_period(date(2018, 6, 5)).key == "2018-05"


def test_periods_of_half_a_year() -> None:
    found = Recurrence(MONTH, 25).periods_from(date(2018, 6, 29), date(2018, 10, 25))
    assert [period.key for period in found] == ["2018-07", "2018-08", "2018-09", "2018-10"]
    assert Recurrence(MONTH, 25).periods_from(date(2018, 6, 29), date(2018, 7, 24)) == ()


@pytest.mark.parametrize(
    ("every", "day", "offset"), [(MONTH, 0, 0), (MONTH, 32, 0), (WEEK, 8, 0), (WEEK, 1, 1), (MONTH, 1, 13)]
)
def test_an_impossible_rule_is_refused(every: PeriodKind, day: int, offset: int) -> None:
    with pytest.raises(ValueError):
        Recurrence(every, day, offset)


@given(recurrences, days, st.integers(0, 800))
def test_periods_are_complete_in_order_and_without_doubles(
    recurrence: Recurrence, start: date, span: int
) -> None:
    until = start + timedelta(days=span)
    naive = []
    period = period_of(start - timedelta(days=800), recurrence.every)
    while period.first <= until + timedelta(days=800):
        if start <= recurrence.stated_day(period) <= until:
            naive.append(period)
        period = period.next()
    assert list(recurrence.periods_from(start, until)) == naive
