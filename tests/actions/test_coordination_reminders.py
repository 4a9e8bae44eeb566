"""The clock reminds of replies that are owed: before the day, on it, after it, and up; once, and never when
over."""

from datetime import date, datetime, timedelta

import pytest

from nhacviec.actions import coordination
from nhacviec.actions.coordination_reminders import remind_coordinations, replan_coordinations
from nhacviec.actions.coordination_time import ask_time, grant_time
from nhacviec.records.models import CalendarDay, Coordination, Event
from nhacviec.rules.coordination import CoordinationState
from nhacviec.rules.coordination_reminders import COORDINATION_LADDER, coordination_situation
from nhacviec.rules.events import EventName
from nhacviec.rules.modules import Module
from nhacviec.rules.timeliness import local_date
from tests.actions.deeds import decide
from tests.cast import Cast
from tests.coordination import DUE, asked, fresh, on, reply
from tests.make import NOW, TODAY


def seen(cast: Cast, request: Coordination) -> Coordination:
    coordination.see(actor=cast.acting("finance_focal"), request=fresh(request), now=NOW)
    return fresh(request)


def days_told(name: EventName = EventName.COORDINATION_REMINDED) -> list[date]:
    return [local_date(e.recorded_at) for e in Event.objects.filter(name=name).order_by("id")]


def through(last: date, first: date = TODAY) -> None:
    """The clock looks every day at nine."""
    for number in range((last - first).days + 1):
        remind_coordinations(now=on(first + timedelta(days=number)))


def test_it_reminds_a_day_before_on_the_day_after_it_and_weekly(cast: Cast) -> None:
    seen(cast, asked(cast))
    through(date(2018, 8, 6))
    wanted = [date(2018, 7, 18), DUE, date(2018, 7, 20), date(2018, 7, 26), date(2018, 8, 2)]
    assert days_told() == wanted
    assert days_told(EventName.COORDINATION_ESCALATED) == [date(2018, 7, 24), date(2018, 8, 2)]


def test_what_nobody_opens_reminds_too(cast: Cast) -> None:
    asked(cast)
    through(date(2018, 7, 17))
    assert days_told() == [date(2018, 7, 16)]


def test_it_is_said_once_however_often_the_clock_looks_and_never_at_night(cast: Cast) -> None:
    seen(cast, asked(cast))
    assert remind_coordinations(now=on(date(2018, 7, 18)) - timedelta(hours=5)) == 0
    for _ in range(3):
        remind_coordinations(now=on(date(2018, 7, 18)))
    assert days_told() == [date(2018, 7, 18)]


def test_after_an_outage_it_is_said_once_by_its_newest_step(cast: Cast) -> None:
    seen(cast, asked(cast))
    assert remind_coordinations(now=on(date(2018, 7, 25))) == 1
    [event] = Event.objects.filter(name=EventName.COORDINATION_ESCALATED)  # which names the desk too
    assert (event.after["step"], event.after["reply_late"]) == ("coordination-up", 6)
    assert days_told() == []


@pytest.mark.parametrize("how", ["replied", "withdrawn", "switched off"])
def test_what_is_over_is_silent(cast: Cast, how: str) -> None:
    request = seen(cast, asked(cast))
    if how == "replied":
        reply(cast, request)
    elif how == "withdrawn":
        coordination.withdraw(actor=cast.acting("focal"), request=request, reason="x", now=NOW)
    else:
        decide(Module.COORDINATION.value, "no")
    through(date(2018, 7, 30))
    assert days_told() == []


def test_granted_time_moves_the_reminders(cast: Cast) -> None:
    request = seen(cast, asked(cast))
    later = DUE + timedelta(days=7)
    ask_time(actor=cast.acting("finance_focal"), request=request, asked_due_on=later, reason="x", now=NOW)
    grant_time(actor=cast.acting("focal"), request=fresh(request), granted_due_on=later, now=NOW)
    through(later)
    assert days_told() == [later - timedelta(days=1), later]


def test_a_new_day_off_moves_what_is_planned(cast: Cast) -> None:
    request = seen(cast, asked(cast))
    before = request.next_reminder_at
    CalendarDay.objects.create(date=date(2018, 7, 18), kind="holiday", name="Nghỉ")
    assert replan_coordinations(now=NOW) == 1
    after = fresh(request).next_reminder_at
    assert isinstance(before, datetime) and isinstance(after, datetime) and after < before
    assert replan_coordinations(now=NOW) == 0


def test_every_step_has_its_own_name_and_nothing_over_has_a_cause() -> None:
    keys = [step.key for step in COORDINATION_LADDER]
    assert len(keys) == len(set(keys))
    for state in CoordinationState:
        told = coordination_situation(state=state, asked_on=TODAY, due_on=DUE)
        assert told.is_silent is (state not in ("asked", "seen"))
