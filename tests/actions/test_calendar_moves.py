"""A day off that moves very many deadlines: in portions, cut off anywhere, each moved once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time as clock
from datetime import date, timedelta

import pytest

from nhacviec.actions import calendar_moves
from nhacviec.actions.answers import answer
from nhacviec.actions.calendar_moves import carry_on
from nhacviec.actions.reminder_plan import plan, replan
from nhacviec.actions.standings import follow
from nhacviec.management.bench.scratch import database_url
from nhacviec.queries.calendar import special_days
from nhacviec.queries.calendar_changes import moving
from nhacviec.records.models import Assignment, CalendarMove, Event, NextReminder, Standing, Task
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed, State
from nhacviec.rules.statistics import FOREVER
from tests.actions.test_calendar import FRIDAY, HOLIDAY, MONDAY, MOVED, change, term
from tests.actions.test_reminder_plan import on
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.moments import next_of

pytestmark = pytest.mark.django_db
DAY = date(2018, 7, 5)
COUNT = 40
# The worker's part of it in a process of its own, two duties at a time, slowly.
_WORKER = """
import django, time
django.setup()
from datetime import datetime
from nhacviec.actions import calendar_moves
calendar_moves.AT_ONCE = 2
portion = calendar_moves._portion
def slowly(*given):
    time.sleep(0.02)
    return portion(*given)
calendar_moves._portion = slowly
calendar_moves.carry_on(now=datetime.fromisoformat({now!r}))
"""


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two duties are many."""
    monkeypatch.setattr(calendar_moves, "AT_ONCE", 2)


def begun(cast: Cast, count: int, text: str = "10 ngày làm việc") -> list[Assignment]:
    """So many duties that stand and are planned; the day off is entered, nothing has moved yet."""
    duties = [term(cast, text) for _ in range(count)]
    follow([duty.pk for duty in duties], day=TODAY)
    plan([duty.pk for duty in duties], now=NOW)
    assert change(cast, DAY, HOLIDAY) == count
    return duties


def due_of(duty: Assignment) -> date | None:
    duty.refresh_from_db()
    return duty.due_on


@pytest.mark.usefixtures("many")
def test_the_calendar_is_right_at_once_and_the_deadlines_follow(cast: Cast) -> None:
    duties = begun(cast, 5)
    assert special_days([DAY]) == {DAY: HOLIDAY}
    assert {due_of(duty) for duty in duties} == {FRIDAY}
    told = Event.objects.get(name=EventName.CALENDAR_CHANGED)
    assert told.after["moved"] == 5
    assert carry_on(now=NOW + timedelta(minutes=1)) == 5
    assert {due_of(duty) for duty in duties} == {MONDAY}
    assert {task.due_on for task in Task.objects.all()} == {MONDAY}
    event = Event.objects.filter(name=MOVED).first()
    assert event is not None
    assert (event.reason, event.actor_id, event.post_id) == (told.reason, told.actor_id, told.post_id)
    assert carry_on(now=NOW + timedelta(minutes=2)) == 0


@pytest.mark.usefixtures("many")
def test_until_they_have_followed_the_calendar_is_not_changed_again(cast: Cast) -> None:
    begun(cast, 3)
    with pytest.raises(MoveNotAllowed) as refused:
        change(cast, date(2018, 7, 6), HOLIDAY)
    assert refused.value.code == "calendar_moving"
    carry_on(now=NOW)
    assert moving() is None
    assert change(cast, date(2018, 7, 6), HOLIDAY) == 3


@pytest.mark.usefixtures("many")
def test_what_was_answered_or_decided_meanwhile_stays(cast: Cast) -> None:
    answered, decided, left = begun(cast, 3)
    answer(actor=cast.acting("focal"), assignment=answered, text="Đã xong", now=NOW)
    decided.change(due_on=date(2018, 8, 1), extension_count=1)
    assert carry_on(now=NOW) == 1
    assert (due_of(answered), due_of(decided), due_of(left)) == (FRIDAY, date(2018, 8, 1), MONDAY)
    assert not answered.events.filter(name=MOVED).exists()
    tasks = Task.objects.in_bulk([answered.task_id, decided.task_id, left.task_id])
    assert tasks[answered.task_id].due_on == tasks[decided.task_id].due_on == FRIDAY
    assert tasks[left.task_id].due_on == MONDAY
    done = CalendarMove.objects.get()
    assert (done.moved, done.count, done.done_at) == (1, 3, NOW)


@pytest.mark.usefixtures("many")
def test_standings_and_reminders_follow_in_the_same_transaction(cast: Cast) -> None:
    duties = begun(cast, 3, "15 ngày làm việc")
    assert {next_of(duty) for duty in duties} == {on(FRIDAY)}  # a week before 20/07
    carry_on(now=NOW)
    due_on = date(2018, 7, 23)
    standing = Standing.objects.filter(assignment__in=duties, recorded_to=FOREVER)
    assert set(standing.values_list("due_on", "original_due_on")) == {(due_on, due_on)}
    assert {next_of(duty) for duty in duties} == {on(MONDAY)}
    planned = dict(NextReminder.objects.values_list("assignment", "moment"))
    replan(now=NOW)
    assert dict(NextReminder.objects.values_list("assignment", "moment")) == planned


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_loses_and_doubles_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_moves, "AT_ONCE", 2)
    duties = begun(cast, COUNT)
    moved = Assignment.objects.filter(state=State.IN_PROGRESS, due_on=MONDAY)
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "nhacviec.config.settings",
    }
    worker = subprocess.Popen([sys.executable, "-c", _WORKER.format(now=NOW.isoformat())], env=environment)
    until = clock.monotonic() + 60
    while moved.count() < 6 and clock.monotonic() < until:
        clock.sleep(0.01)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert 6 <= moved.count() < COUNT
    assert moving() is not None

    carry_on(now=NOW + timedelta(minutes=1))  # the next minute

    assert {due_of(duty) for duty in duties} == {MONDAY}
    assert {duty.version for duty in duties} == {1}
    lines = list(Event.objects.filter(name=MOVED).values_list("assignment", flat=True))
    assert sorted(lines) == sorted(duty.pk for duty in duties)
    assert Standing.objects.filter(due_on=MONDAY, recorded_to=FOREVER).count() == COUNT
    assert set(Task.objects.values_list("due_on", "version")) == {(MONDAY, 1)}
    done = CalendarMove.objects.get()
    assert done.moved == COUNT and done.done_at is not None
