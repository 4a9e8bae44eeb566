"""The ladder of reminders against a plain day-by-day model, and the sentences of the rules one by one."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.deadlines import add_months
from nhacviec.rules.default_ladder import DEFAULT_LADDER
from nhacviec.rules.lifecycle import State
from nhacviec.rules.reminders import (
    SILENT,
    Addressee,
    Cause,
    Days,
    Firing,
    Situation,
    Step,
    Timing,
    firings,
    next_firing,
    situation,
)
from nhacviec.rules.send_window import DayOff, SendWindow
from nhacviec.rules.timeliness import LOCAL_ZONE
from nhacviec.rules.working_days import Calendar
from tests.rules.calendars import TET_2026, calendars, small_span_days

NINE = time(9, 0)


def at(day: date, hour: time = NINE) -> datetime:
    return datetime.combine(day, hour, tzinfo=LOCAL_ZONE)


def timing(calendar: Calendar = TET_2026, off: DayOff = DayOff.BEFORE) -> Timing:
    return Timing(calendar=calendar, off=off)


def due(day: date) -> Situation:
    return situation(state=State.IN_PROGRESS, due_on=day, assigned_on=None)


def days_and_keys(found: list[Firing]) -> list[tuple[date, str]]:
    return [(firing.moment.date(), firing.step.key) for firing in found]


def plain_model(ladder: list[Step], now_so: Situation, after: datetime, until: datetime, at_: Timing) -> set:
    """Every repetition counted up from the first, each moved by stepping day by day."""
    found = set()
    for step in ladder:
        begun = now_so.since.get(step.cause)
        if begun is None:
            continue
        for cycle in range(2000 if step.every else 1):
            offset = step.after + cycle * step.every
            if step.days is Days.CALENDAR:
                day = begun + timedelta(days=offset)
            elif step.days is Days.MONTHS:
                day = add_months(begun, offset)
            else:
                day, left = begun, abs(offset)
                while left:
                    day += timedelta(days=1 if offset > 0 else -1)
                    left -= at_.calendar.is_working(day)
            back = (
                step.cause in (Cause.DEADLINE, Cause.PERIOD) and step.after <= 0 and at_.off is DayOff.BEFORE
            )
            while not at_.calendar.is_working(day):
                day += timedelta(days=-1 if back else 1)
            moment = at(day, at_.window.opens)
            if moment > until + timedelta(days=40):
                break
            if after < moment <= until:
                found.add((moment, f"{step.key}:{begun:%Y%m%d}:{cycle}"))
    return found


steps = st.builds(
    lambda number, cause, after, days, every: Step(
        key=f"s{number}",
        cause=cause,
        after=after if cause in (Cause.DEADLINE, Cause.PERIOD) and not every else abs(after),
        days=days,
        every=every,
    ),
    st.integers(0, 10**6),
    st.sampled_from(list(Cause)),
    st.integers(-12, 12),
    st.sampled_from(list(Days)),
    st.sampled_from([0, 0, 1, 2, 5, 30]),
)
situations = st.dictionaries(st.sampled_from(list(Cause)), small_span_days, min_size=1).map(Situation)


@given(
    st.lists(steps, min_size=1, max_size=5, unique_by=lambda step: step.key),
    situations,
    small_span_days,
    st.integers(0, 120),
    calendars,
    st.sampled_from(list(DayOff)),
)
def test_firings_agree_with_a_plain_count(
    ladder: list[Step], now_so: Situation, day: date, days: int, calendar: Calendar, off: DayOff
) -> None:
    after, until = at(day), at(day + timedelta(days=days))
    at_ = timing(calendar, off)
    found = firings(ladder, now_so, after=after, until=until, timing=at_)
    assert {(f.moment, f.key) for f in found} == plain_model(ladder, now_so, after, until, at_)
    assert found == sorted(found)
    assert len({f.key for f in found}) == len(found)
    assert all(at_.window.is_open(f.moment, calendar) for f in found)
    nearest = next_firing(ladder, now_so, after=after, timing=at_)
    if found:
        assert nearest == found[0]
    else:
        assert nearest is None or nearest.moment > until


@given(situations, small_span_days, st.integers(1, 60), st.integers(1, 60))
def test_two_spans_hold_what_one_holds(now_so: Situation, day: date, first: int, second: int) -> None:
    """A worker that sleeps in between loses nothing and finds nothing twice."""
    begin, middle = at(day), at(day + timedelta(days=first))
    end = at(day + timedelta(days=first + second))
    halves = [
        *firings(DEFAULT_LADDER, now_so, after=begin, until=middle, timing=timing()),
        *firings(DEFAULT_LADDER, now_so, after=middle, until=end, timing=timing()),
    ]
    assert halves == firings(DEFAULT_LADDER, now_so, after=begin, until=end, timing=timing())


def test_the_default_ladder_of_a_deadline() -> None:
    found = firings(
        DEFAULT_LADDER,
        due(date(2026, 3, 16)),
        after=at(date(2026, 3, 1)),
        until=at(date(2026, 3, 31)),
        timing=timing(),
    )
    assert [pair for pair in days_and_keys(found) if pair[1] != "progress"] == [
        (date(2026, 3, 9), "due-7"),
        (date(2026, 3, 13), "due-1"),  # the 15th is a Sunday
        (date(2026, 3, 13), "due-3"),
        (date(2026, 3, 16), "due-0"),
        (date(2026, 3, 17), "due+1"),
        (date(2026, 3, 23), "late"),
        (date(2026, 3, 30), "late-office"),
        (date(2026, 3, 30), "late"),
    ]


def test_a_reminder_that_falls_on_tet_comes_before_it_or_after_it_as_decided() -> None:
    ladder = [Step(key="one", cause=Cause.DEADLINE, after=-1)]
    for off, day in ((DayOff.BEFORE, date(2026, 2, 13)), (DayOff.AFTER, date(2026, 2, 23))):
        found = next_firing(
            ladder, due(date(2026, 2, 19)), after=at(date(2026, 1, 1)), timing=timing(off=off)
        )
        assert found is not None and found.moment == at(day, time(7, 30))


def test_what_says_overdue_never_comes_before_the_deadline_has_passed() -> None:
    ladder = [Step(key="late", cause=Cause.DEADLINE, after=1)]
    found = next_firing(ladder, due(date(2026, 2, 16)), after=at(date(2026, 1, 1)), timing=timing())
    assert found is not None and found.moment.date() == date(2026, 2, 23)


def test_a_deadline_of_years_ago_is_still_reminded_of_in_step() -> None:
    old = due(date(2019, 1, 4))
    found = next_firing(DEFAULT_LADDER, old, after=at(date(2026, 3, 1)), timing=timing())
    assert found is not None and found.moment - at(date(2026, 3, 1)) < timedelta(days=8)
    assert found.cycle > 90


def test_what_repeats_ends_with_time_itself() -> None:
    step = Step(key="x", cause=Cause.NO_DEADLINE, after=1, days=Days.MONTHS, every=12)
    late = situation(state=State.ASSIGNED, due_on=None, assigned_on=date(9999, 1, 1))
    assert next_firing([step], late, after=at(date(9999, 6, 1)), timing=timing()) is None
    assert next_firing([], late, after=at(date(2026, 6, 1)), timing=timing()) is None


@pytest.mark.parametrize(
    "state", [State.DRAFT, State.RETURNED, State.SUSPENDED, State.COMPLETED, State.CANCELLED]
)
def test_nobody_is_reminded_of_what_does_not_wait_for_him(state: State) -> None:
    day = date(2026, 3, 2)
    quiet = situation(
        state=state,
        due_on=day,
        assigned_on=day,
        accepted_on=day,
        noted_on=day,
        answered_on=day,
        extension_asked_on=day,
        period_ends_on=day,
    )
    assert quiet == SILENT and quiet.is_silent


def test_what_each_state_reminds_of() -> None:
    one, two, three = (date(2026, 3, day) for day in (2, 3, 4))
    new = situation(state=State.ASSIGNED, due_on=three, assigned_on=one, extension_asked_on=two)
    assert new.since == {Cause.DEADLINE: three, Cause.NOT_ACCEPTED: one, Cause.EXTENSION: two}
    doing = situation(state=State.IN_PROGRESS, due_on=None, assigned_on=one, accepted_on=two, noted_on=three)
    assert doing.since == {Cause.NO_DEADLINE: one, Cause.NO_PROGRESS: three}
    silent = situation(state=State.IN_PROGRESS, due_on=three, assigned_on=one)
    assert silent.since == {Cause.DEADLINE: three, Cause.NO_PROGRESS: one}
    noted = situation(state=State.IN_PROGRESS, due_on=three, assigned_on=None, noted_on=two)
    assert noted.since == {Cause.DEADLINE: three, Cause.NO_PROGRESS: two}
    answered = situation(state=State.ANSWERED, due_on=one, assigned_on=one, answered_on=two)
    assert answered.since == {Cause.UNCONFIRMED: two}
    assert not answered.is_silent


def test_the_end_of_a_period_is_told_beforehand_where_the_deadline_comes_after_it() -> None:
    """A quarter's report due on the 5th of the month after it: the quarter itself ends on a Tuesday."""
    ends = date(2026, 3, 31)

    def of(due_on: date | None, state: State = State.IN_PROGRESS) -> Situation:
        return situation(state=state, due_on=due_on, assigned_on=None, period_ends_on=ends)

    assert of(date(2026, 4, 5)).since[Cause.PERIOD] == ends
    assert of(None, State.ASSIGNED).since[Cause.PERIOD] == ends
    for speaks_for_itself in (ends, date(2026, 3, 25)):
        assert Cause.PERIOD not in of(speaks_for_itself).since
    assert Cause.PERIOD not in of(date(2026, 4, 5), State.ANSWERED).since
    found = firings(
        DEFAULT_LADDER, of(date(2026, 4, 5)), after=at(date(2026, 3, 1)), until=at(ends), timing=timing()
    )
    assert (date(2026, 3, 26), "period") in days_and_keys(found)
    saturday = situation(
        state=State.IN_PROGRESS, due_on=None, assigned_on=None, period_ends_on=date(2026, 2, 28)
    )
    end_of_tet = next_firing(DEFAULT_LADDER, saturday, after=at(date(2026, 2, 2)), timing=timing())
    assert end_of_tet is not None and end_of_tet.moment == at(date(2026, 2, 23), time(7, 30))


def test_a_step_that_cannot_be_is_refused() -> None:
    for wrong in (
        {"cause": Cause.DEADLINE, "after": 1, "every": -1},
        {"cause": Cause.DEADLINE, "after": -3, "every": 2},
        {"cause": Cause.NOT_ACCEPTED, "after": -1},
    ):
        with pytest.raises(ValueError):
            Step(key="x", **wrong)  # type: ignore[arg-type]


def test_the_chain_of_escalation_ends_with_the_chair() -> None:
    told = {step.key: step.to for step in DEFAULT_LADDER}
    assert Addressee.OFFICER in told["due-7"]
    assert Addressee.AGENCY_LEADER in told["due-1"]
    assert told["late-office"] == {Addressee.OFFICE_LEADER}
    assert told["late-chair"] == {Addressee.COMMITTEE_LEADER}
    assert not any(step.may_mute for step in DEFAULT_LADDER if step.key.startswith("late"))
    assert len({step.key for step in DEFAULT_LADDER}) == len(DEFAULT_LADDER)


def test_the_window_opens_in_working_hours_only() -> None:
    window, calendar = SendWindow(), TET_2026
    saturday, monday, friday = date(2026, 3, 14), date(2026, 3, 16), date(2026, 3, 13)
    assert not window.is_open(at(saturday), calendar)
    assert window.is_open(at(date(2026, 1, 10)), calendar)  # a Saturday worked instead
    assert window.next_open(at(friday, time(3)), calendar) == at(friday, time(7, 30))
    assert window.next_open(at(friday, time(17)), calendar) == at(monday, time(7, 30))
    assert window.next_open(at(saturday), calendar) == at(monday, time(7, 30))
    assert window.next_open(at(monday), calendar) == at(monday)
    with pytest.raises(ValueError):
        SendWindow(opens=time(9), closes=time(9))


@given(small_span_days, st.times(), calendars)
def test_the_next_opening_is_open_and_not_earlier(day: date, hour: time, calendar: Calendar) -> None:
    moment = at(day, hour)
    opening = SendWindow().next_open(moment, calendar)
    assert opening >= moment and SendWindow().is_open(opening, calendar)
