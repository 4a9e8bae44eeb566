import random
import unicodedata
from datetime import date, timedelta

import pytest

from nhacviec.integrations.holiday_calendar import days_of_year
from nhacviec.rules.calendar_seed import SeedDay
from nhacviec.rules.working_days import Calendar, DayKind
from tests.rules.calendars import naive_add

YEARS = range(2018, 2028)
OFF, MAKEUP = DayKind.COMPENSATORY_OFF, DayKind.MAKEUP_WORKDAY


def days(*years: int) -> dict[date, SeedDay]:
    return {day.date: day for year in years for day in days_of_year(year)}


def calendar(*years: int) -> Calendar:
    return Calendar({day.date: (day.kind, day.name) for day in days(*years).values()})


def off_between(first: date, last: date) -> list[date]:
    known = calendar(first.year)
    span = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    return [day for day in span if not known.is_working(day)]


def test_the_swap_of_new_year_2026_is_known() -> None:
    known = days(2026)
    assert known[date(2026, 1, 2)].kind is OFF
    assert known[date(2026, 1, 10)].kind is MAKEUP
    assert known[date(2026, 1, 2)].source == known[date(2026, 1, 10)].source
    assert "12729/VPCP-KGVX" in known[date(2026, 1, 2)].source
    assert calendar(2026).is_working(date(2026, 1, 10))


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        (date(2018, 12, 31), date(2019, 1, 5)),
        (date(2019, 4, 29), date(2019, 5, 4)),
        (date(2024, 4, 29), date(2024, 5, 4)),
        (date(2025, 5, 2), date(2025, 4, 26)),
        (date(2026, 8, 31), date(2026, 8, 22)),
    ],
)
def test_a_swapped_saturday_is_worked(off: date, worked: date) -> None:
    known = calendar(off.year, worked.year)
    assert not known.is_working(off)
    assert known.is_working(worked)


def test_every_day_the_package_calls_swapped_has_its_saturday() -> None:
    for day in days(*YEARS).values():
        assert not day.name.startswith("Ngày nghỉ"), day


def test_tet_2026_is_16_to_20_february() -> None:
    assert off_between(date(2026, 2, 13), date(2026, 2, 23)) == [date(2026, 2, d) for d in range(14, 23)]
    assert all(days(2026)[date(2026, 2, d)].confirmed for d in range(16, 21))


def test_spring_2026_is_compensated() -> None:
    known = days(2026)
    assert known[date(2026, 4, 27)].kind is OFF
    assert known[date(2026, 4, 27)].confirmed
    assert not calendar(2026).is_working(date(2026, 4, 30))
    assert not calendar(2026).is_working(date(2026, 5, 1))


def test_the_days_off_of_2018() -> None:
    weekdays_off = [day for day in days(2018) if day.isoweekday() <= 5]
    assert weekdays_off == [
        date(2018, 1, 1),
        *(date(2018, 2, d) for d in (14, 15, 16, 19, 20)),
        date(2018, 4, 25),
        date(2018, 4, 30),
        date(2018, 5, 1),
        date(2018, 9, 3),
        date(2018, 12, 31),
    ]
    assert days(2018)[date(2018, 9, 3)].kind is OFF


def test_what_is_not_decided_is_flagged() -> None:
    open_2026 = [day.date for day in days_of_year(2026) if not day.confirmed]
    assert open_2026 == [date(2026, 11, 24)]
    assert "chưa xác minh" in days(2026)[date(2026, 11, 24)].source
    open_2027 = {day.date for day in days_of_year(2027) if not day.confirmed}
    assert open_2027 == {
        *(date(2027, 2, d) for d in range(4, 11)),
        date(2027, 9, 3),
        date(2027, 11, 24),
    }


@pytest.mark.parametrize("year", YEARS)
def test_each_year_is_ordered_named_and_sourced(year: int) -> None:
    found = days_of_year(year)
    assert [day.date for day in found] == sorted({day.date for day in found})
    for day in found:
        assert day.date.year == year
        assert day.source and unicodedata.is_normalized("NFC", day.name + day.source)
        assert "holiday" not in day.name.lower()


@pytest.mark.parametrize("year", [2017, 2100])
def test_a_year_without_facts_is_refused(year: int) -> None:
    with pytest.raises(ValueError):
        days_of_year(year)


def test_adding_agrees_with_a_naive_loop_over_twenty_years() -> None:
    known = calendar(*range(2018, 2038))
    pick = random.Random(1130)
    day = date(2018, 1, 1)
    while day.year < 2037:
        n = pick.randint(1, 40)
        found = known.add_working(day, n)
        assert found == naive_add(known, day, n)
        assert known.working_days_between(day, found) == n
        day += timedelta(days=pick.randint(1, 3))
