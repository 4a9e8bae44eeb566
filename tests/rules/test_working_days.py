from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.working_days import WEEKEND, Calendar, DayKind
from tests.rules.calendars import (
    PLAIN,
    TET_2026,
    calendars,
    days,
    naive_add,
    naive_is_working,
    small_span_days,
)

counts = st.integers(1, 60)


def test_a_week_has_five_working_days() -> None:
    monday = date(2018, 7, 2)
    assert [PLAIN.is_working(monday + timedelta(days=i)) for i in range(7)] == [True] * 5 + [False] * 2


def test_a_makeup_saturday_is_a_working_day_and_says_so() -> None:
    assert TET_2026.is_working(date(2026, 1, 10))
    assert TET_2026.why_off(date(2026, 1, 10)) is None
    assert TET_2026.why_worked(date(2026, 1, 10)) == "Làm bù"


def test_a_day_off_names_its_reason() -> None:
    assert TET_2026.why_off(date(2026, 2, 17)) == "Tết Nguyên đán 2"
    assert TET_2026.why_off(date(2026, 4, 26)) == "Giỗ Tổ Hùng Vương"
    assert TET_2026.why_off(date(2026, 2, 21)) == WEEKEND
    assert TET_2026.why_off(date(2026, 2, 23)) is None


def test_a_nameless_exception_is_named_by_its_kind() -> None:
    nameless = Calendar(
        {date(2026, 3, 4): (DayKind.HOLIDAY, ""), date(2026, 3, 7): (DayKind.MAKEUP_WORKDAY, "")}
    )
    assert nameless.why_off(date(2026, 3, 4)) == "holiday"
    assert nameless.why_worked(date(2026, 3, 7)) == "makeup_workday"


def test_a_weekday_marked_as_worked_is_an_ordinary_working_day() -> None:
    marked = Calendar({date(2026, 3, 4): (DayKind.MAKEUP_WORKDAY, "Làm bù")})
    assert marked.is_working(date(2026, 3, 4))
    assert marked.why_worked(date(2026, 3, 4)) is None
    assert marked.working_days_between(date(2026, 3, 2), date(2026, 3, 6)) == 4


def test_first_day_is_not_counted() -> None:
    assert PLAIN.add_working(date(2018, 7, 2), 1) == date(2018, 7, 3)
    assert PLAIN.add_working(date(2018, 7, 6), 1) == date(2018, 7, 9)


def test_no_days_means_the_same_day_or_the_next_working_day() -> None:
    assert PLAIN.add_working(date(2018, 7, 6), 0) == date(2018, 7, 6)
    assert PLAIN.add_working(date(2018, 7, 7), 0) == date(2018, 7, 9)


def test_counting_back_gives_the_working_day_before() -> None:
    assert TET_2026.add_working(date(2026, 2, 23), -1) == date(2026, 2, 13)
    assert TET_2026.add_working(date(2026, 2, 18), -1) == date(2026, 2, 13)


def test_days_off_from_is_the_unbroken_run() -> None:
    assert TET_2026.days_off_from(date(2026, 2, 20)) == tuple(date(2026, 2, d) for d in (20, 21, 22))
    assert TET_2026.days_off_from(date(2026, 2, 23)) == ()


def test_the_end_of_time_is_refused() -> None:
    with pytest.raises(OverflowError):
        PLAIN.add_working(date(9999, 12, 30), 10)
    with pytest.raises(OverflowError):
        PLAIN.add_working(date(1, 1, 2), -10)


def test_a_calendar_does_not_change_with_the_table_it_was_made_from() -> None:
    table = {date(2026, 3, 4): (DayKind.HOLIDAY, "Ngày lễ")}
    calendar = Calendar(table)
    table.clear()
    assert not calendar.is_working(date(2026, 3, 4))


def test_equal_tables_are_equal_calendars() -> None:
    assert Calendar(dict(TET_2026.days)) == TET_2026
    assert len({Calendar(dict(TET_2026.days)), TET_2026}) == 1


@given(calendars, small_span_days)
def test_is_working_agrees_with_the_plain_definition(calendar: Calendar, day: date) -> None:
    assert calendar.is_working(day) == naive_is_working(calendar, day)
    assert (calendar.why_off(day) is None) == calendar.is_working(day)


@given(calendars, small_span_days, counts)
def test_adding_agrees_with_a_naive_loop(calendar: Calendar, day: date, n: int) -> None:
    assert calendar.add_working(day, n) == naive_add(calendar, day, n)


@given(calendars, small_span_days, counts)
def test_adding_then_counting_gives_the_same_number(calendar: Calendar, day: date, n: int) -> None:
    assert calendar.working_days_between(day, calendar.add_working(day, n)) == n


@given(calendars, small_span_days, st.integers(-60, 60))
def test_the_result_of_adding_is_a_working_day(calendar: Calendar, day: date, n: int) -> None:
    assert calendar.is_working(calendar.add_working(day, n))


@given(calendars, small_span_days, st.integers(-60, 60))
def test_adding_is_monotone_in_number_and_start(calendar: Calendar, day: date, n: int) -> None:
    assert calendar.add_working(day, n) <= calendar.add_working(day, n + 1)
    assert calendar.add_working(day, n) <= calendar.add_working(day + timedelta(days=1), n)


@given(calendars, small_span_days, counts)
def test_counting_back_undoes_counting_forward_between_working_days(
    calendar: Calendar, day: date, n: int
) -> None:
    start = calendar.next_working(day)
    assert calendar.add_working(calendar.add_working(start, n), -n) == start


@given(calendars, small_span_days)
def test_next_working_is_the_first_working_day_not_before(calendar: Calendar, day: date) -> None:
    found = calendar.next_working(day)
    assert calendar.is_working(found)
    off = calendar.days_off_from(day)
    assert not any(calendar.is_working(each) for each in off)
    assert day + timedelta(days=len(off)) == found


@given(calendars, days, days)
def test_counting_between_is_antisymmetric_and_agrees_with_a_naive_count(
    calendar: Calendar, a: date, b: date
) -> None:
    naive = sum(
        naive_is_working(calendar, date.fromordinal(o)) for o in range(a.toordinal() + 1, b.toordinal() + 1)
    )
    if a <= b:
        assert calendar.working_days_between(a, b) == naive
    assert calendar.working_days_between(a, b) == -calendar.working_days_between(b, a)
