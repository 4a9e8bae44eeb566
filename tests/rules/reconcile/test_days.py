"""No day is ever read the other way round in silence."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.reconcile.days import (
    DayOrder,
    is_doubtful,
    may_be_swapped,
    order_of,
    read_day,
    readings,
)

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def day_first(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def month_first(day: date) -> str:
    return f"{day:%m/%d/%Y}"


@given(st.lists(DAYS, max_size=8))
def test_days_written_as_offices_do_are_read_right_or_asked_about(days: list[date]) -> None:
    texts = [day_first(day) for day in days]
    order = order_of(texts)
    if order is not None:
        assert [read_day(text, order) for text in texts] == days
    else:
        assert any(is_doubtful(text) for text in texts)


@given(st.lists(DAYS, max_size=8))
def test_days_with_the_month_first_are_never_read_wrong(days: list[date]) -> None:
    texts = [month_first(day) for day in days]
    order = order_of(texts)
    if order is not None:  # only where it makes no difference
        assert [read_day(text, order) for text in texts] == days


@given(DAYS, st.sampled_from(DayOrder))
def test_what_is_asked_is_read_as_answered(day: date, order: DayOrder) -> None:
    text = day_first(day) if order is DayOrder.DAY_FIRST else month_first(day)
    assert read_day(text, order) == day
    assert read_day(f"{day:%Y-%m-%d}", order) == day
    assert read_day(f"ngày {day.day} tháng {day.month} năm {day.year}", order) == day


def test_one_day_past_the_twelfth_proves_the_order_of_its_column() -> None:
    assert order_of(["05/07/2018", "13/07/2018"]) is DayOrder.DAY_FIRST
    assert order_of(["05/07/2018"]) is None
    assert order_of(["07/13/2018"]) is None
    assert order_of(["05/05/2018", "2018-07-05", "không có"]) is DayOrder.DAY_FIRST


def test_a_column_that_contradicts_itself_leaves_errors_whatever_is_answered() -> None:
    texts = ["13/07/2018", "07/13/2018"]
    assert order_of(texts) is None
    for order in DayOrder:
        read = [order in readings(text) for text in texts]
        assert sorted(read) == [False, True]


@pytest.mark.parametrize(
    "text", ["", "30/02/2018", "5/7/18", "05/07-2018", "31.13.2018", "01/01/1800", "43286", "٣/٤/2018x"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    for order in DayOrder:
        with pytest.raises(ValueError, match="not_a_day"):
            read_day(text, order)


def test_real_days_that_excel_may_have_turned_round_are_pointed_out() -> None:
    turned = [date(2018, 5, 7), date(2018, 6, 7), date(2018, 7, 7)]
    assert may_be_swapped(turned, ["13/07/2018"])
    assert not may_be_swapped([*turned, date(2018, 7, 20)], ["13/07/2018"])
    assert not may_be_swapped(turned, [])
    assert not may_be_swapped([turned[0] + timedelta(days=30)], ["13/07/2018"])
