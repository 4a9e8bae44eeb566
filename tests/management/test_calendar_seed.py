import json
from datetime import UTC, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from nhacviec.integrations.holiday_calendar import days_of_year
from nhacviec.records.models import CalendarDay, Event
from nhacviec.rules.events import EventName

pytestmark = pytest.mark.usefixtures("db")


def seed(*, if_empty: bool = False) -> str:
    out = StringIO()
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=False):
        call_command("calendar_seed", if_empty=if_empty, stdout=out)
    return out.getvalue()


def due(start: str, days: int) -> str:
    out, err = StringIO(), StringIO()
    call_command(
        "due", "--from", start, "--days", str(days), "--unit", "working", "--json", stdout=out, stderr=err
    )
    assert err.getvalue() == ""  # the office's own calendar answered, not the shipped one
    return str(json.loads(out.getvalue())["due"])


def test_a_new_installation_gets_every_year_up_to_the_next() -> None:
    assert "Đã nạp lịch năm 2018" in seed(if_empty=True)
    years = {day.year for day in CalendarDay.objects.values_list("date", flat=True)}
    assert years == set(range(2018, 2028))
    assert CalendarDay.objects.count() == sum(len(days_of_year(year)) for year in years)
    assert Event.objects.filter(name=EventName.CALENDAR_IMPORTED).count() == len(years)


def test_swapped_days_of_2026_count_as_they_were_decided() -> None:
    seed()
    assert due("2025-12-31", 1) == "2026-01-05"  # 1/1 and Friday 2/1 are off
    assert due("2026-01-09", 1) == "2026-01-10"  # Saturday 10/1 is worked instead
    assert due("2026-08-21", 1) == "2026-08-22"  # Saturday 22/8 is worked for 31/8
    assert due("2026-08-28", 1) == "2026-09-03"
    assert due("2026-02-10", 20) == "2026-03-17"  # Tết from 16/2 to 20/2


def test_seeding_again_changes_nothing() -> None:
    seed()
    count = CalendarDay.objects.count()
    assert seed() == ""
    assert CalendarDay.objects.count() == count


def test_a_year_that_the_office_keeps_is_left_alone() -> None:
    CalendarDay.objects.create(date="2026-01-02", kind="holiday", name="Ngày của tỉnh")
    assert "2026" not in seed()
    assert CalendarDay.objects.filter(date__year=2026).count() == 1
    assert CalendarDay.objects.filter(date__year=2025).exists()


def test_if_empty_leaves_a_calendar_in_use_alone() -> None:
    CalendarDay.objects.create(date="2026-01-02", kind="holiday", name="Ngày của tỉnh")
    assert seed(if_empty=True) == ""
    assert CalendarDay.objects.count() == 1
