"""The clock of a submission against a day-by-day count that knows nothing of its arithmetic."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.submission_clock import ClockReading, CountMode, Pause, Terms, read_clock, start_of
from nhacviec.rules.working_days import Calendar, DayKind

ONE_DAY = timedelta(days=1)
MONDAY = date(2018, 7, 2)
NATIONAL_DAY = {
    date(2018, 9, 3): (DayKind.COMPENSATORY_OFF, "Nghỉ bù Quốc khánh"),
    date(2018, 7, 28): (DayKind.MAKEUP_WORKDAY, "Làm bù"),
    date(2018, 7, 25): (DayKind.HOLIDAY, "Nghỉ"),
    date(2018, 7, 26): (DayKind.HOLIDAY, "Nghỉ"),
    date(2018, 7, 27): (DayKind.HOLIDAY, "Nghỉ"),
}
CALENDAR = Calendar(NATIONAL_DAY)
TWENTY = Terms(20)


def read(terms: Terms, on: date, *pauses: Pause, start: date | None = MONDAY) -> ClockReading:
    return read_clock(terms, start, pauses, on=on, calendar=CALENDAR)


def by_counting(terms: Terms, start: date, pauses: list[Pause], on: date) -> tuple[bool, int, int, int]:
    """Day by day: (running, used, left, overdue). `grace`: the limit is used up, but every day since was a
    day off."""
    left, used, over, grace = terms.days, 0, 0, False
    running = True
    held = pauses if terms.pauses else []
    day = start
    while day < on:
        day += ONE_DAY
        back = [p for p in held if p.ended == day and p.ended != p.begun]
        if any(p.begun < day and (p.ended is None or day <= p.ended) for p in held):
            if back and left == 0 and over == 0:
                grace = not CALENDAR.is_working(day)
        elif left > 0:
            counts = terms.mode is CountMode.CALENDAR or CALENDAR.is_working(day)
            left, used = left - counts, used + counts
            grace = left == 0 and not CALENDAR.is_working(day)
        else:
            used += terms.mode is CountMode.CALENDAR or CALENDAR.is_working(day)
            if grace:
                grace = not CALENDAR.is_working(day)
            else:
                over += 1
    running = not any(p.begun <= on and (p.ended is None or p.ended > on) for p in held)
    return running, used, left, over


@st.composite
def histories(draw: st.DrawFn) -> tuple[Terms, date, list[Pause], date]:
    terms = Terms(
        draw(st.integers(1, 25)), draw(st.sampled_from(CountMode)), draw(st.sampled_from([True, True, False]))
    )
    start = MONDAY + draw(st.integers(0, 40)) * ONE_DAY
    pauses, day = [], start
    for _ in range(draw(st.integers(0, 5))):
        begun = day + draw(st.integers(0, 20)) * ONE_DAY
        ended = begun + draw(st.integers(0, 15)) * ONE_DAY
        pauses.append(Pause(begun, ended))
        day = ended
    is_open: bool = draw(st.booleans())
    if pauses and is_open:
        pauses[-1] = Pause(pauses[-1].begun)
    return terms, start, pauses, start + draw(st.integers(0, 120)) * ONE_DAY


@given(histories())
def test_the_clock_agrees_with_a_count_of_days(history: tuple[Terms, date, list[Pause], date]) -> None:
    terms, start, pauses, on = history
    found = read(terms, on, *pauses, start=start)
    assert (found.is_running, found.used, found.left, found.overdue) == by_counting(terms, start, pauses, on)


@given(histories())
def test_it_is_overdue_on_exactly_the_days_after_the_due_day(
    history: tuple[Terms, date, list[Pause], date],
) -> None:
    terms, start, pauses, on = history
    found = read(terms, on, *pauses, start=start)
    assert (found.due_on is not None) == found.is_running
    if found.due_on is not None:
        assert found.overdue == max(0, (on - found.due_on).days)


@given(histories(), st.integers(0, 60))
def test_what_comes_later_changes_no_day_before(
    history: tuple[Terms, date, list[Pause], date], ago: int
) -> None:
    """A report of a past day says the same for ever."""
    terms, start, pauses, on = history
    then = on - ago * ONE_DAY
    known = [
        Pause(p.begun, p.ended if p.ended and p.ended <= then else None) for p in pauses if p.begun <= then
    ]
    assert read(terms, then, *pauses, start=start) == read(terms, then, *known, start=start)


@given(histories())
def test_days_past_the_limit_never_shrink(history: tuple[Terms, date, list[Pause], date]) -> None:
    """Handing it back does not make what was late less late."""
    terms, start, pauses, on = history
    before, after = read(terms, on, *pauses, start=start), read(terms, on + ONE_DAY, *pauses, start=start)
    assert after.overdue >= before.overdue and after.used >= before.used
    assert after.overdue - before.overdue <= 1


@given(histories(), st.integers(0, 30))
def test_a_pause_of_no_days_changes_nothing(
    history: tuple[Terms, date, list[Pause], date], offset: int
) -> None:
    terms, start, _pauses, on = history
    day = start + offset * ONE_DAY
    assert read(terms, on, Pause(day, day), start=start) == read(terms, on, start=start)


def test_handed_back_in_and_back_again_on_one_day_it_stands_still() -> None:
    day = date(2018, 7, 10)
    again = read(TWENTY, date(2018, 7, 30), Pause(day), Pause(day, day))
    assert again == read(TWENTY, date(2018, 7, 30), Pause(day)) and not again.is_running


def test_the_first_day_is_not_counted_and_the_last_is() -> None:
    assert read(TWENTY, MONDAY).used == 0
    assert read(TWENTY, date(2018, 7, 3)).used == 1
    assert read(TWENTY, MONDAY).due_on == date(2018, 7, 23)  # the 22nd is a Sunday
    assert read(TWENTY, date(2018, 7, 23)).overdue == 0
    assert read(TWENTY, date(2018, 7, 24)).overdue == 1


def test_working_days_pass_over_holidays_and_take_in_saturdays_worked() -> None:
    terms = Terms(20, CountMode.WORKING)
    assert read(terms, MONDAY).due_on == date(2018, 8, 1)
    assert read(terms, date(2018, 7, 30)).used == 18


def test_twenty_three_days_with_one_pause_of_five_are_in_time() -> None:
    """Handed in on 2 July, handed back on the 10th, back on the 15th, answered on the 25th."""
    pause = Pause(date(2018, 7, 10), date(2018, 7, 15))
    assert read(TWENTY, date(2018, 7, 10), pause).is_running is False
    assert read(TWENTY, date(2018, 7, 14), pause).used == 8
    again = read(TWENTY, date(2018, 7, 15), pause)
    assert (again.is_running, again.used, again.due_on) == (True, 8, date(2018, 7, 28))  # a Saturday worked
    assert read(TWENTY, date(2018, 7, 25), pause).overdue == 0


def test_where_pauses_do_not_stop_the_clock_it_goes_on() -> None:
    terms = Terms(20, pauses=False)
    found = read(terms, date(2018, 7, 24), Pause(date(2018, 7, 10)))
    assert (found.is_running, found.used, found.overdue) == (True, 22, 1)


def test_what_was_late_when_it_was_handed_back_is_as_late_when_it_returns() -> None:
    pause = Pause(date(2018, 7, 27), date(2018, 8, 20))  # four days past the 23rd
    assert read(TWENTY, date(2018, 8, 1), pause) == ClockReading(MONDAY, False, 25, 0, None, 4)
    assert read(TWENTY, date(2018, 8, 20), pause).overdue == 4
    assert read(TWENTY, date(2018, 8, 21), pause).overdue == 5


def test_handed_back_on_the_last_day_it_is_due_on_the_day_it_returns() -> None:
    returns = Pause(date(2018, 7, 23), date(2018, 8, 4))  # a Saturday
    assert read(TWENTY, date(2018, 8, 4), returns).due_on == date(2018, 8, 6)


def test_a_file_that_was_never_complete_has_no_clock() -> None:
    assert start_of(MONDAY, None) is None
    assert read(TWENTY, date(2018, 9, 1), start=None) == ClockReading(None, False, 0, 20, None, 0)


@pytest.mark.parametrize(("arrived", "complete"), [(2, 5), (5, 2)])
def test_it_starts_on_the_later_of_arrival_and_complete_file(arrived: int, complete: int) -> None:
    assert start_of(date(2018, 7, arrived), date(2018, 7, complete)) == date(2018, 7, 5)


def test_before_its_start_nothing_has_passed() -> None:
    assert read(TWENTY, date(2018, 6, 1)) == ClockReading(MONDAY, False, 0, 20, None, 0)


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError):
        Terms(0)
    with pytest.raises(ValueError):
        Pause(date(2018, 7, 2), date(2018, 7, 1))
