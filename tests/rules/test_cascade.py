"""The day proposed to agencies lies before the day on which the Committee must report."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.cascade import breaks, child_deadline
from nhacviec.rules.working_days import Calendar

CALENDAR = Calendar()
DAYS = st.dates(date(2018, 1, 1), date(2019, 12, 31))


@given(DAYS, DAYS, st.integers(0, 60))
def test_it_is_never_past_and_never_after_the_parent(due: date, today: date, before: int) -> None:
    day = child_deadline(due, working_days_before=before, today=today, calendar=CALENDAR)
    assert (day is None) == (due < today)
    assert day is None or (today <= day <= due and not breaks(due, day))


@given(DAYS, st.integers(1, 60))
def test_with_time_enough_so_many_working_days_are_left(due: date, before: int) -> None:
    day = child_deadline(due, working_days_before=before, today=date(2017, 1, 1), calendar=CALENDAR)
    assert day is not None
    assert CALENDAR.working_days_between(day, due) in (before, before - 1)  # the latter: due on a day off


def test_without_a_deadline_above_none_is_proposed() -> None:
    assert child_deadline(None, working_days_before=5, today=date(2018, 7, 12), calendar=CALENDAR) is None


def test_a_child_without_a_day_breaks_a_parent_that_has_one() -> None:
    assert breaks(date(2018, 7, 20), None)
    assert not breaks(None, None)
