"""Submissions both ways and requests to coordinate over the API: by gate and filter, page by page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import Model

from nhacviec.actions import upward
from nhacviec.records.models import PolicyValue
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.modules import Module
from nhacviec.rules.units import UnitKind
from tests.api.asking import BASE, ask, queries_of, rows
from tests.cast import Cast
from tests.coordination import DUE, asked, on, reply
from tests.from_above import from_above
from tests.make import NOW, make_assignment, make_unit
from tests.queries_count import more_queries
from tests.submitting import answered, at, day, forwarded, handed_back, submitted
from tests.upward import sent_upward

THEN = at(day(30))
MADE: dict[str, Callable[[Cast], Model]] = {
    "/upward": lambda cast: sent_upward(cast, task=from_above(cast).task),
    "/submissions": lambda cast: forwarded(cast, submitted(cast), on=day(1)),
    "/coordinations": asked,
}


@time_machine.travel(THEN, tick=False)
def test_a_submission_is_told_with_its_way_and_without_the_notes_of_the_office(cast: Cast) -> None:
    row = handed_back(cast, forwarded(cast, submitted(cast), on=day(1)), on=day(2))
    told = rows(cast.specialist, f"/submissions/{row.pk}")
    assert (told["symbol"], told["stop"], told["unit"]["id"]) == (row.symbol, "supplement", row.unit_id)
    assert [stop["stop"] for stop in told["stops"]] == ["arrived", "appraisal", "supplement"]
    assert told["stops"][2]["note"] == "Hồ sơ sơ sài"
    for_agency = rows(cast.focal, f"/submissions/{row.pk}")
    assert for_agency["stops"][2]["told"] == "Thiếu ý kiến của Sở Tài chính"
    assert {stop["note"] for stop in for_agency["stops"]} == {None}
    assert "Hồ sơ sơ sài" not in str(for_agency)


@time_machine.travel(THEN, tick=False)
def test_submissions_are_filtered_and_only_ones_own_are_there(cast: Cast) -> None:
    late = forwarded(cast, submitted(cast), on=day(1))
    fresh = submitted(cast, on=day(29), abstract="Quy hoạch chợ đầu mối")
    over = answered(cast, submitted(cast), on=day(3))
    foreign = submitted(cast, who="clerk", unit=cast.finance, on=day(5))

    def found(who: Any, **wanted: Any) -> list[int]:
        return [one["id"] for one in rows(who, "/submissions", **wanted)["items"]]

    assert set(found(cast.specialist)) == {late.pk, fresh.pk, over.pk, foreign.pk}
    assert found(cast.specialist)[0] == fresh.pk
    assert set(found(cast.focal)) == {late.pk, fresh.pk, over.pk}
    assert found(cast.focal, **{"qua-han": "true"}) == [late.pk]
    assert found(cast.focal, **{"dang-xu-ly": "false"}) == [over.pk]
    assert found(cast.focal, q="cho dau moi") == [fresh.pk]
    assert found(cast.focal, chang="appraisal") == [late.pk]
    assert found(cast.focal, **{"co-quan": cast.finance.pk}) == []
    assert rows(cast.specialist, f"/submissions/{late.pk}")["days_overdue"] == 9
    assert ask(cast.focal, f"/submissions/{foreign.pk}").status_code == 404
    assert ask(cast.officer, "/submissions").status_code == 403
    pages = [one["id"] for one in _all_pages(cast.specialist, "/submissions")]
    assert pages == found(cast.specialist)


def _all_pages(who: Any, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = rows(who, path, limit=1, cursor=cursor)
        found += page["items"]
        if page["next_cursor"] is None:
            return found
        cursor = page["next_cursor"]


@time_machine.travel(THEN, tick=False)
def test_what_goes_upward_is_told_to_the_office_and_to_no_agency(cast: Cast) -> None:
    late, fresh = sent_upward(cast), sent_upward(cast, on=day(20), abstract="Đề án chợ đầu mối")
    fresh_to = make_unit("Văn phòng Chính phủ", kind=UnitKind.SUPERIOR)
    other = sent_upward(cast, on=day(21), addressee=fresh_to)
    upward.ask_again(actor=cast.acting("clerk"), submission=late, asked_on=day(25), now=at(day(25)))
    upward.give_opinion(
        actor=cast.acting("clerk"), submission=fresh, opinion="Đồng ý", opinion_on=day(26), now=at(day(26))
    )

    def found(**wanted: Any) -> list[int]:
        return [one["id"] for one in rows(cast.chair, "/upward", **wanted)["items"]]

    assert found() == [other.pk, fresh.pk, late.pk]
    assert found(so="qua-han") == found(**{"qua-han": "true"}) == [late.pk]
    assert found(so="cho-van-ban") == found(chang="opinion") == found(q="cho dau moi") == [fresh.pk]
    assert found(**{"noi-nhan": fresh_to.pk}) == [other.pk]
    assert found(**{"dang-xu-ly": "false"}) == found(**{"chuyen-vien": cast.chair.pk}) == []
    assert [one["id"] for one in _all_pages(cast.chair, "/upward")] == found()
    told = rows(cast.specialist, f"/upward/{late.pk}")
    assert (told["asked_again"], told["days_overdue"], told["stop_name"]) == (["2018-07-27"], 9, "Chờ ý kiến")
    assert told["url"].endswith(f"/trinh-cap-tren/{late.pk}/")
    assert rows(cast.specialist, f"/upward/{fresh.pk}")["opinion"] == "Đồng ý"
    for who in (cast.focal, cast.director, cast.officer):
        assert ask(who, "/upward").status_code == ask(who, f"/upward/{late.pk}").status_code == 403
    assert rows(cast.specialist, "/submissions")["items"] == []
    assert ask(cast.specialist, f"/submissions/{late.pk}").status_code == 404


def test_requests_are_told_to_both_sides_and_to_nobody_else(cast: Cast) -> None:
    request, other = asked(cast), asked(cast)
    late = on(DUE + timedelta(days=2))
    reply(cast, other, now=late, text="Đồng ý", symbol="12/STC-QLNS")
    with time_machine.travel(late, tick=False):
        for who in (cast.focal, cast.finance_focal, cast.specialist):
            listed = rows(who, "/coordinations")["items"]
            assert [one["id"] for one in listed] == [other.pk, request.pk]
            assert [(one["standing"], one["days_late"]) for one in listed] == [("late", 2), ("overdue", 2)]

        assert rows(cast.finance_focal, "/coordinations", phia="hoi")["items"] == []
        assert len(rows(cast.finance_focal, "/coordinations", phia="duoc-hoi")["items"]) == 2
        assert [one["id"] for one in rows(cast.chair, "/coordinations", q="12 stc-qlns")["items"]] == [
            other.pk
        ]
        told = rows(cast.focal, f"/coordinations/{other.pk}")
        assert (told["reply_symbol"], told["delay"]) == ("12/STC-QLNS", None)
        listed = rows(cast.chair, "/coordinations", **{"tinh-trang": "overdue"})["items"]
        assert [one["id"] for one in listed] == [request.pk]
        assert [one["id"] for one in _all_pages(cast.chair, "/coordinations")] == [other.pk, request.pk]


@time_machine.travel(NOW, tick=False)
def test_the_code_of_the_leads_duty_is_told_to_its_parties_alone(cast: Cast) -> None:
    apart, within = asked(cast), asked(cast)
    make_assignment(within.assignment.task, cast.finance, duty=Duty.COORDINATE)
    told = {one["id"]: one["assignment_code"] for one in rows(cast.finance_focal, "/coordinations")["items"]}
    assert told == {apart.pk: None, within.pk: within.assignment.code}
    path = f"/coordinations/{apart.pk}"
    assert rows(cast.finance_focal, path)["assignment_code"] is None
    assert rows(cast.focal, path)["assignment_code"] == apart.assignment.code


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("module", "path"),
    [
        (Module.SUPERIORS, "/upward"),
        (Module.SUBMISSIONS, "/submissions"),
        (Module.COORDINATION, "/coordinations"),
    ],
)
def test_while_a_module_is_off_there_is_nothing(cast: Cast, module: Module, path: str) -> None:
    row = MADE[path](cast)
    assert ask(cast.specialist, f"{path}/{row.pk}").status_code == 200
    PolicyValue.objects.create(key=module.value, value="no", effective_from="2018-07-01", set_at=NOW)
    for address in (path, f"{path}/{row.pk}"):
        assert ask(cast.specialist, address).status_code == 404


@time_machine.travel(THEN, tick=False)
@pytest.mark.parametrize("path", list(MADE))
def test_ten_rows_cost_the_queries_of_one(cast: Cast, path: str) -> None:
    def grow(count: int) -> None:
        for _ in range(count):
            MADE[path](cast)

    grow(1)
    short = queries_of(cast.specialist, path)
    grow(9)
    assert more_queries(short, queries_of(cast.specialist, path)) == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/submissions", "/openapi.json", "/nothing"])
def test_nothing_else_than_reading_is_allowed(client: Any, cast: Cast, method: str, path: str) -> None:
    client.force_login(cast.focal)
    answer = client.generic(method, BASE + path)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
