from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.timeliness import (
    LOCAL_ZONE,
    Chip,
    ChipKind,
    Timeliness,
    chip,
    days_overdue,
    due_after_suspension,
    due_soon_from,
    due_soon_until,
    local_date,
    local_moment,
    timeliness,
    working_days_left,
)
from nhacviec.rules.working_days import Calendar
from tests.rules.calendars import PLAIN, TET_2026, calendars, naive_is_working, small_span_days

FRIDAY = date(2018, 7, 6)
NEAR = st.integers(-30, 30)
WINDOWS = st.integers(0, 10)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=LOCAL_ZONE)


def after(days: int) -> date:
    return FRIDAY + timedelta(days=days)


def test_a_day_is_the_day_in_viet_nam() -> None:
    assert local_date(datetime(2018, 7, 5, 17, 0, tzinfo=UTC)) == FRIDAY
    assert local_date(datetime(2018, 7, 5, 16, 59, tzinfo=UTC)) == date(2018, 7, 5)
    assert local_date(FRIDAY) == FRIDAY


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError):
        local_moment(datetime(2018, 7, 5, 17, 0))
    with pytest.raises(ValueError):
        timeliness(due_on=FRIDAY, now=datetime(2018, 7, 5, 17, 0))


def test_no_deadline_is_never_late() -> None:
    assert timeliness(due_on=None, now=FRIDAY) is Timeliness.NO_DEADLINE
    assert timeliness(due_on=None, now=FRIDAY, done_at=FRIDAY) is Timeliness.DONE_NO_DEADLINE


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(FRIDAY, 23, 59), Timeliness.DUE_SOON),
        (at(after(1), 0), Timeliness.OVERDUE),
        (at(after(-3), 9), Timeliness.DUE_SOON),
        (at(after(-4), 23, 59), Timeliness.ON_TRACK),
    ],
)
def test_an_open_duty_is_in_time_to_the_end_of_the_due_day(now: datetime, expected: Timeliness) -> None:
    assert timeliness(due_on=FRIDAY, now=now, calendar=PLAIN) is expected


def test_the_due_soon_window_counts_working_days() -> None:
    monday = date(2026, 2, 23)
    assert timeliness(due_on=monday, now=date(2026, 2, 11), calendar=TET_2026) is Timeliness.DUE_SOON
    assert timeliness(due_on=monday, now=date(2026, 2, 10), calendar=TET_2026) is Timeliness.ON_TRACK
    assert timeliness(due_on=monday, now=date(2026, 2, 11)) is Timeliness.ON_TRACK


def test_an_hour_ends_the_duty_on_its_day() -> None:
    assert timeliness(due_on=FRIDAY, due_hour=time(14), now=at(FRIDAY, 14)) is Timeliness.DUE_SOON
    assert timeliness(due_on=FRIDAY, due_hour=time(14), now=at(FRIDAY, 14, 1)) is Timeliness.OVERDUE
    assert timeliness(due_on=FRIDAY, due_hour=time(14), now=FRIDAY) is Timeliness.DUE_SOON


@pytest.mark.parametrize(
    ("done_at", "expected"),
    [
        (at(after(-1), 23, 59), Timeliness.EARLY),
        (at(FRIDAY, 0), Timeliness.ON_TIME),
        (at(FRIDAY, 14), Timeliness.ON_TIME),
        (at(FRIDAY, 14, 1), Timeliness.LATE),
        (at(after(1), 8), Timeliness.LATE),
        (FRIDAY, Timeliness.ON_TIME),
    ],
)
def test_a_done_duty_is_early_on_time_or_late(done_at: datetime | date, expected: Timeliness) -> None:
    found = timeliness(due_on=FRIDAY, due_hour=time(14), now=after(100), done_at=done_at)
    assert found is expected


def test_days_overdue_are_calendar_days() -> None:
    assert days_overdue(due_on=FRIDAY, today=after(3)) == 3
    assert days_overdue(due_on=FRIDAY, today=FRIDAY) == 0
    assert days_overdue(due_on=FRIDAY, today=after(-5)) == 0
    assert days_overdue(due_on=None, today=FRIDAY) == 0


def test_working_days_left_need_a_calendar() -> None:
    assert working_days_left(due_on=after(3), today=FRIDAY, calendar=PLAIN) == 1
    assert working_days_left(due_on=after(3), today=FRIDAY, calendar=None) == 3


CHIPS = [
    (None, None, FRIDAY, None, ChipKind.NO_DEADLINE, None),
    (None, None, FRIDAY, FRIDAY, ChipKind.DONE_NO_DEADLINE, None),
    (after(5), None, FRIDAY, None, ChipKind.DAYS_LEFT, 3),
    (after(1), None, FRIDAY, None, ChipKind.DAYS_LEFT_OFF, 1),
    (FRIDAY, None, at(FRIDAY, 23), None, ChipKind.DUE_TODAY, None),
    (FRIDAY, time(14), FRIDAY, None, ChipKind.DUE_TODAY, None),
    (FRIDAY, time(14), at(FRIDAY, 10, 30), None, ChipKind.HOURS_LEFT, 3),
    (FRIDAY, time(14), at(FRIDAY, 13, 30), None, ChipKind.HOURS_LEFT, 0),
    (FRIDAY, time(14), at(FRIDAY, 14), None, ChipKind.HOURS_LEFT, 0),
    (FRIDAY, time(14), at(FRIDAY, 14, 1), None, ChipKind.OVERDUE_HOURS, 0),
    (FRIDAY, time(14), at(FRIDAY, 16, 30), None, ChipKind.OVERDUE_HOURS, 2),
    (FRIDAY, time(14), at(after(1), 1), None, ChipKind.OVERDUE_DAYS, 1),
    (FRIDAY, None, at(after(12), 1), None, ChipKind.OVERDUE_DAYS, 12),
    (FRIDAY, None, FRIDAY, at(after(-2), 9), ChipKind.EARLY, 2),
    (FRIDAY, None, FRIDAY, at(FRIDAY, 9), ChipKind.ON_TIME, None),
    (FRIDAY, time(14), FRIDAY, at(FRIDAY, 9), ChipKind.ON_TIME, None),
    (FRIDAY, time(14), FRIDAY, FRIDAY, ChipKind.ON_TIME, None),
    (FRIDAY, time(14), FRIDAY, at(FRIDAY, 17), ChipKind.LATE_HOURS, 3),
    (FRIDAY, time(14), FRIDAY, at(after(4), 9), ChipKind.LATE_DAYS, 4),
]


@pytest.mark.parametrize(("due_on", "due_hour", "now", "done_at", "kind", "number"), CHIPS)
def test_a_chip_says_how_much_time_is_left_or_gone(
    due_on: date | None,
    due_hour: time | None,
    now: datetime | date,
    done_at: datetime | date | None,
    kind: ChipKind,
    number: int | None,
) -> None:
    found = chip(due_on=due_on, due_hour=due_hour, now=now, done_at=done_at, calendar=PLAIN)
    what = timeliness(due_on=due_on, due_hour=due_hour, now=now, done_at=done_at, calendar=PLAIN)
    assert found == Chip(kind, number, what)


def test_every_chip_is_shown_by_an_example() -> None:
    assert {kind for *_, kind, _ in CHIPS} == set(ChipKind)


def test_a_suspension_moves_the_due_date_by_its_days_and_on_to_a_working_day() -> None:
    suspended = date(2018, 7, 2)
    assert due_after_suspension(FRIDAY, suspended, date(2018, 7, 5), PLAIN) == date(2018, 7, 9)
    assert due_after_suspension(FRIDAY, suspended, date(2018, 7, 3), PLAIN) == date(2018, 7, 9)
    assert due_after_suspension(FRIDAY, suspended, date(2018, 7, 6), PLAIN) == date(2018, 7, 10)


def test_a_suspension_of_no_days_moves_nothing() -> None:
    saturday = date(2018, 7, 7)
    assert due_after_suspension(saturday, FRIDAY, FRIDAY, PLAIN) == saturday
    assert due_after_suspension(None, FRIDAY, after(9), PLAIN) is None


def test_resuming_before_suspending_is_refused() -> None:
    with pytest.raises(ValueError):
        due_after_suspension(FRIDAY, FRIDAY, after(-1), PLAIN)


@given(calendars, small_span_days, NEAR, WINDOWS)
def test_due_soon_boundaries_for_sql_agree_with_the_function(
    calendar: Calendar, today: date, distance: int, window: int
) -> None:
    due_on = today + timedelta(days=distance)
    found = timeliness(due_on=due_on, now=today, due_soon_days=window, calendar=calendar)
    is_soon = found is Timeliness.DUE_SOON
    assert is_soon == (today <= due_on <= due_soon_until(today, window, calendar))
    assert is_soon == (due_soon_from(due_on, window, calendar) <= today <= due_on)


@given(calendars, small_span_days, NEAR, WINDOWS)
def test_open_timeliness_agrees_with_a_naive_reading(
    calendar: Calendar, today: date, distance: int, window: int
) -> None:
    due_on = today + timedelta(days=distance)
    left = sum(naive_is_working(calendar, today + timedelta(days=i)) for i in range(1, distance + 1))
    naive = "overdue" if today > due_on else "due_soon" if left <= window else "on_track"
    assert timeliness(due_on=due_on, now=today, due_soon_days=window, calendar=calendar) == naive


@given(small_span_days, NEAR, st.times(), st.none() | st.times())
def test_an_outcome_is_exactly_one_of_three_and_never_depends_on_now(
    due_on: date, distance: int, done: time, due_hour: time | None
) -> None:
    done_at = datetime.combine(due_on + timedelta(days=distance), done, tzinfo=LOCAL_ZONE)
    found = {
        timeliness(due_on=due_on, due_hour=due_hour, now=now, done_at=done_at)
        for now in (date(2020, 1, 1), date(2030, 1, 1))
    }
    early = distance < 0
    late = distance > 0 or (distance == 0 and due_hour is not None and done > due_hour)
    expected = Timeliness.EARLY if early else Timeliness.LATE if late else Timeliness.ON_TIME
    assert found == {expected}


@given(calendars, small_span_days, st.integers(0, 60), st.integers(1, 60))
def test_a_longer_suspension_never_gives_an_earlier_due_date(
    calendar: Calendar, due_on: date, before: int, days: int
) -> None:
    suspended = due_on - timedelta(days=before)
    moved = due_after_suspension(due_on, suspended, suspended + timedelta(days=days), calendar)
    longer = due_after_suspension(due_on, suspended, suspended + timedelta(days=days + 1), calendar)
    assert moved is not None and longer is not None
    assert moved <= longer
    assert moved >= due_on + timedelta(days=days)
    assert naive_is_working(calendar, moved)
