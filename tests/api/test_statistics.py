"""Numbers over the API: those of queries/statistics, with how they were counted."""

from datetime import date, timedelta
from typing import Any

import time_machine
from django.test import Client

from nhacviec.actions import answers, tallying
from nhacviec.actions.standings import follow
from nhacviec.queries import statistics
from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.office_day import OfficeDay
from nhacviec.records.models import Assignment, PolicyValue
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.statistics import Counts, Number
from nhacviec.rules.timeliness import local_date
from tests.api.asking import ask, queries_of, rows
from tests.cast import Cast
from tests.make import NOW
from tests.queries_count import more_queries

UNITS = "/statistics/units"


def given(cast: Cast, *, due_on: date | None = date(2018, 7, 20), **fields: Any) -> Assignment:
    """Given ten days before NOW."""
    days: dict[str, Any] = {
        "due_on": due_on,
        "original_due_on": due_on,
        "assigned_at": NOW - timedelta(days=10),
    }
    duty = cast.duty(**days, **fields)
    follow([duty.pk], day=local_date(NOW) - timedelta(days=10))
    return Assignment.objects.select_related("task__document").get(pk=duty.pk)


def a_province(cast: Cast) -> None:
    given(cast)
    given(cast, due_on=date(2018, 7, 2))
    given(cast, due_on=date(2018, 7, 2))
    given(cast, unit=cast.infrastructure, due_on=date(2018, 7, 9))
    given(cast, unit=cast.finance, due_on=None)
    given(cast, unit=cast.finance, duty=Duty.COORDINATE)
    answered = given(cast, unit=cast.bien_hoa)
    with time_machine.travel(NOW, tick=False):
        answers.answer(actor=cast.acting("bien_hoa_focal"), assignment=answered, text="Xong", now=NOW)
    tallying.fold(now=NOW)


def expected(counts: Counts) -> dict[str, int]:
    rules = statistics.counting_rules(local_date(NOW))
    return {number.name.lower(): counts.number(number, rules) for number in Number}


@time_machine.travel(NOW, tick=False)
def test_a_unit_has_the_numbers_of_its_page(cast: Cast) -> None:
    a_province(cast)

    told = rows(cast.specialist, f"{UNITS}/{cast.construction.pk}")

    rules = statistics.counting_rules(local_date(NOW))
    scope = statistics.scope_of(cast.acting("specialist"), "unit", cast.construction.pk)
    assert told["numbers"] == expected(statistics.counts(scope, AsOf.now(OfficeDay(NOW).moment), rules))
    assert told["numbers"]["assigned"] == 4
    assert told["overdue_by_days"] == [{"days": 3, "count": 1}, {"days": 10, "count": 2}]
    assert told["url"] == f"http://testserver/thong-ke/don-vi/{cast.construction.pk}/"


@time_machine.travel(NOW, tick=False)
def test_units_add_up_to_the_province(cast: Cast) -> None:
    a_province(cast)

    told = rows(cast.chair, UNITS)

    rules = statistics.counting_rules(local_date(NOW))
    province = statistics.counts(Scope(), AsOf.now(OfficeDay(NOW).moment), rules)
    assert told["total"]["numbers"] == expected(province)
    for name, number in told["total"]["numbers"].items():
        assert number == sum(item["numbers"][name] for item in told["items"]), name
    assert told["total"]["numbers"]["assigned"] == 6


@time_machine.travel(NOW, tick=False)
def test_every_rate_comes_with_what_it_is_a_share_of_and_its_rule(cast: Cast) -> None:
    a_province(cast)

    told = rows(cast.chair, UNITS)["total"]["rates"]

    overdue = {rate["rule"]: rate for rate in told}["R3"]
    assert overdue == {
        "rule": "R3",
        "name": "Quá hạn trên số được giao",
        "numerator": 3,
        "denominator": 6,
        "percent": 50.0,
    }
    assert [rate["rule"] for rate in told] == ["R1", "R2", "R3", "R4", "R5"]


@time_machine.travel(NOW, tick=False)
def test_an_answer_says_how_it_was_counted(cast: Cast) -> None:
    PolicyValue.objects.create(key="stat_basis", value="original", effective_from="2018-07-12", set_at=NOW)

    now = rows(cast.chair, UNITS)["how"]
    before = rows(cast.chair, UNITS, **{"tinh-den": "2018-07-11", "cach": "happened", "vai": "phoi-hop"})

    assert (now["day"], now["is_now"], now["reading"], now["basis"]) == (
        "2018-07-12",
        True,
        "recorded",
        "original",
    )
    assert (now["period"], now["window_first"], now["duty"]) == ("", None, "lead")
    how = before["how"]
    assert (how["day"], how["is_now"], how["reading"], how["basis"]) == (
        "2018-07-11",
        False,
        "happened",
        "current",
    )
    assert how["duty"] == "coordinate"


@time_machine.travel(NOW, tick=False)
def test_a_past_day_is_told_as_it_was(cast: Cast) -> None:
    a_province(cast)

    then = rows(cast.chair, UNITS, **{"tinh-den": "2018-07-05"})["total"]["numbers"]
    later = rows(cast.chair, UNITS)["total"]["numbers"]

    assert (then["overdue"], then["answered"]) == (2, 0)
    assert (later["overdue"], later["answered"]) == (3, 1)


@time_machine.travel(NOW, tick=False)
def test_a_period_takes_what_was_given_in_its_window(cast: Cast) -> None:
    a_province(cast)

    told = rows(cast.chair, UNITS, ky="2018-07")
    other = rows(cast.chair, UNITS, ky="2018-01")

    assert (told["how"]["window_first"], told["how"]["window_last"]) == ("2018-06-15", "2018-07-14")
    assert told["total"]["numbers"]["assigned"] == 6
    assert other["total"]["numbers"]["assigned"] == 0


@time_machine.travel(NOW, tick=False)
def test_an_agency_sees_its_own_units_and_an_officer_none(cast: Cast) -> None:
    a_province(cast)

    seen = {item["unit"]["name"] for item in rows(cast.focal, UNITS)["items"]}

    assert seen == {"Sở Xây dựng", "Phòng Hạ tầng"}
    assert rows(cast.officer, UNITS)["items"] == []
    assert ask(cast.officer, f"{UNITS}/{cast.construction.pk}").status_code == 404


@time_machine.travel(NOW, tick=False)
def test_a_wrong_parameter_is_named(cast: Cast) -> None:
    for name, value in (
        ("tinh-den", "2018-07-13"),  # tomorrow
        ("tinh-den", "31-9"),
        ("ky", "2018-13"),
        ("ky", "quý một"),
        ("vai", "ai"),
        ("cach", "x"),
        ("han", "x"),
        ("pham-vi", "rieng"),  # each unit alone is what this is anyway
    ):
        response = ask(cast.chair, UNITS, **{name: value})
        assert response.status_code == 422, (name, value)
        assert f"“{name}”" in response.json()["detail"]


@time_machine.travel(NOW, tick=False)
def test_more_units_cost_no_more_queries(cast: Cast) -> None:
    given(cast)
    short = queries_of(cast.chair, UNITS)
    for unit in (cast.finance, cast.bien_hoa, cast.infrastructure, cast.planning):
        given(cast, unit=unit)
    assert more_queries(short, queries_of(cast.chair, UNITS)) == []


@time_machine.travel(NOW, tick=False)
def test_the_page_a_unit_leads_to_shows_the_same_numbers(cast: Cast) -> None:
    a_province(cast)
    client = Client()
    client.force_login(cast.chair)
    for asked in ({}, {"tinh-den": "2018-07-05"}, {"ky": "2018-07", "han": "original"}):
        told = rows(cast.chair, UNITS, **asked)["items"]
        assert len(told) > 3
        for item in told:
            page = client.get(item["url"])
            if page.status_code == 302:  # a division: what was handed on to it is another number
                continue
            figures = page.context["figures"]
            for number in ("assigned", "overdue", "late", "waiting"):
                shown = figures.of(Number[number.upper()]).value
                assert shown == str(item["numbers"][number]), (asked, item)
