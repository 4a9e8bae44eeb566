"""A unit's own hours of sending: whose hold, and that nothing is told outside them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.actions.reminder_plan import plan, replan
from nhacviec.actions.reminding import remind
from nhacviec.actions.send_hours import set_hours
from nhacviec.queries.rehearsal import rehearse
from nhacviec.queries.send_hours import giver_of_hours, hours_on
from nhacviec.records.models import Event, Reminder, Unit
from nhacviec.rules.default_ladder import DEFAULT_LADDER
from nhacviec.rules.lifecycle import State
from nhacviec.rules.reminders import Timing, firings, situation
from nhacviec.rules.send_window import SendHours, SendWindow, window_between
from nhacviec.rules.timeliness import LOCAL_ZONE
from nhacviec.rules.working_days import Calendar
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.moments import look_at, next_of
from tests.rules.calendars import calendars, small_span_days

EARLY, LATE = (360, 420), (1140, 1260)  # 06:00–07:00, 19:00–21:00


def on(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=LOCAL_ZONE)


def give(cast: Cast, unit: Unit, hours: tuple[int, int] | None) -> bool:
    return set_hours(actor=cast.acting("admin"), unit=unit, hours=hours, now=NOW)


windows = st.tuples(st.integers(300, 1319), st.integers(301, 1320)).filter(lambda span: span[0] < span[1])


@given(calendars, small_span_days, windows, st.times())
def test_no_step_falls_outside_the_hours_of_the_unit(
    calendar: Calendar, day: date, span: tuple[int, int], hour: time
) -> None:
    window = window_between(*span)
    timing = Timing(calendar=calendar, window=window)
    for state in (State.ASSIGNED, State.IN_PROGRESS, State.ANSWERED):
        now_so = situation(state=state, due_on=day, assigned_on=day, answered_on=day)
        after = on(day, hour) - timedelta(days=10)
        found = firings(DEFAULT_LADDER, now_so, after=after, until=after + timedelta(days=40), timing=timing)
        assert all(window.is_open(firing.moment, timing.calendar) for firing in found)


@given(st.dictionaries(st.integers(1, 5), windows), st.none() | st.integers(1, 9))
def test_a_unit_without_own_hours_has_those_of_the_province(
    own: dict[int, tuple[int, int]], unit: int | None
) -> None:
    hours = SendHours(SendWindow(), {pk: window_between(*span) for pk, span in own.items()})
    wanted = window_between(*own[unit]) if unit in own else SendWindow()
    assert hours.of(unit) == wanted
    assert hours.of(unit) in hours.windows


@pytest.mark.django_db
def test_the_nearest_unit_above_with_hours_of_its_own_gives_them(cast: Cast) -> None:
    assert hours_on(TODAY).own == {}
    give(cast, cast.committee, (480, 960))
    give(cast, cast.construction, EARLY)
    hours = hours_on(TODAY)
    assert hours.of(cast.finance.pk) == hours.of(cast.general.pk) == window_between(480, 960)
    assert hours.of(cast.construction.pk) == hours.of(cast.planning.pk) == window_between(*EARLY)
    assert giver_of_hours(cast.planning) == cast.construction
    give(cast, cast.construction, None)
    assert hours_on(TODAY).of(cast.planning.pk) == window_between(480, 960)
    assert giver_of_hours(cast.planning) == cast.committee


@pytest.mark.django_db
def test_changing_hours_is_written_down_once(cast: Cast) -> None:
    assert give(cast, cast.finance, EARLY)
    assert not give(cast, cast.finance, EARLY)
    event = Event.objects.get(unit=cast.finance)
    assert (event.before, event.after) == ({"send_hours": ""}, {"send_hours": "06:00–07:00"})


@pytest.mark.django_db
def test_duties_are_planned_in_the_hours_of_their_unit(cast: Cast) -> None:
    ours, theirs = cast.duty(), cast.duty(unit=cast.finance)
    replan(now=NOW)
    friday = date(2018, 7, 13)
    assert next_of(ours) == next_of(theirs) == on(friday, time(7, 30))
    give(cast, cast.finance, LATE)
    assert replan(now=NOW) == 2
    assert next_of(ours) == on(friday, time(7, 30))
    assert next_of(theirs) == on(friday, time(19, 0))
    plan([theirs.pk], now=NOW)  # in the transaction of a deed too
    assert next_of(theirs) == on(friday, time(19, 0))


@pytest.mark.django_db
@pytest.mark.parametrize("province_only", [True, False])
def test_nobody_is_reminded_outside_his_hours_and_everybody_inside_them(
    cast: Cast, province_only: bool
) -> None:
    """Every half hour of three days, with steps that waited since the week before."""
    duties = [cast.duty(unit=unit) for unit in (cast.construction, cast.finance, cast.bien_hoa)]
    if not province_only:
        give(cast, cast.finance, EARLY)
        give(cast, cast.bien_hoa, LATE)
    for duty in duties:
        look_at(duty, NOW - timedelta(days=5))
    for half in range(2 * 24 * 3):
        remind(now=on(date(2018, 7, 14), time(0, 5)) + timedelta(minutes=30 * half))  # from Saturday on
    hours = hours_on(TODAY)
    made = Reminder.objects.select_related("assignment")
    assert {reminder.assignment_id for reminder in made} == {duty.pk for duty in duties}
    for reminder in made:
        moment = reminder.made_at.astimezone(LOCAL_ZONE)
        assert reminder.assignment is not None
        window = hours.of(reminder.assignment.unit_id)
        assert window.opens <= moment.time() < window.closes
        assert moment.date() == date(2018, 7, 16)  # Monday


@pytest.mark.django_db
def test_a_rehearsal_says_the_same_days_whatever_the_hours(cast: Cast) -> None:
    cast.duty()
    cast.duty(unit=cast.finance)
    before = rehearse(TODAY, TODAY + timedelta(days=60))
    give(cast, cast.finance, LATE)
    after = rehearse(TODAY, TODAY + timedelta(days=60))
    assert after.messages_by_day() == before.messages_by_day()
    assert after.outside_window == 0 and after.reminders > 0
