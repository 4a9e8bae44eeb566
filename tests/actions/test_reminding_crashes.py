"""Workers cut off in the middle of it, as by kill -9: nothing is lost, nothing is told twice."""

import random
import time as clock
from datetime import date, datetime, timedelta

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection

from nhacviec.actions import reminding
from nhacviec.actions.reminder_plan import replan
from nhacviec.records.models import NextReminder, Reminder
from nhacviec.rules.timeliness import LOCAL_ZONE
from tests.cast import Cast
from tests.make import NOW
from tests.threads import at_once, errors_in

MORNING = datetime(2018, 7, 16, 7, 30, tzinfo=LOCAL_ZONE)
DEATHS, LONGEST_SECONDS = 6, 20
# A cursor on the server that is closed over a dead connection raises the driver's error, not Django's.
_CUT_OFF = (OperationalError, InterfaceError, psycopg.OperationalError)
_CUT = """
SELECT pg_terminate_backend(pid) FROM (
  SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
  ORDER BY random() LIMIT 1) AS busy
"""


@pytest.mark.django_db(transaction=True)
def test_workers_that_die_at_any_point_lose_and_double_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminding, "AT_ONCE", 3)  # many short transactions
    duties = [cast.duty(due_on=date(2018, 7, 17) + timedelta(days=number % 3)) for number in range(36)]
    replan(now=NOW)
    deaths: list[str] = []
    chance, until = random.Random(4), clock.monotonic() + LONGEST_SECONDS

    def goes_on() -> bool:
        return len(deaths) < DEATHS and clock.monotonic() < until

    def worker() -> None:
        while goes_on():
            try:
                reminding.remind(now=MORNING)
            except _CUT_OFF as error:
                deaths.append(str(error))
                connection.close()

    def reaper() -> None:
        while goes_on():
            clock.sleep(chance.random() / 30)
            with connection.cursor() as cursor:
                cursor.execute(_CUT)

    assert not errors_in(at_once(worker, worker, worker, reaper))
    assert len(deaths) >= DEATHS
    reminding.remind(now=MORNING)  # the next minute

    assert not NextReminder.objects.filter(moment__lte=MORNING).exists()
    told = list(Reminder.objects.values_list("assignment", "person"))
    assert len(told) == len(set(told))
    # due tomorrow: focal officer and leader; in two and in three days: seven days before, missed on Thursday
    by_duty = {duty.pk: sum(1 for pk, _ in told if pk == duty.pk) for duty in duties}
    due_tomorrow = [by_duty[duty.pk] for duty in duties if duty.due_on == date(2018, 7, 17)]
    others = [by_duty[duty.pk] for duty in duties if duty.due_on != date(2018, 7, 17)]
    assert set(due_tomorrow) == {2} and set(others) == {1}
