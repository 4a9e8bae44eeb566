"""Lists over the API: the rows and the count of the page with the same filter, page by page, nothing more."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from nhacviec.records.models import Document, Field, Person
from nhacviec.rules.lifecycle import Duty, State
from tests.api.asking import ask, queries_of, rows
from tests.cast import Cast
from tests.make import NOW, make_assignment, make_unit
from tests.queries_count import more_queries


@pytest.fixture
def duties(cast: Cast) -> None:
    """Twelve duties of every state, some late, of three agencies."""
    land = Field.objects.create(name="Đất đai")
    states = (
        State.IN_PROGRESS,
        State.ASSIGNED,
        State.ANSWERED,
        State.COMPLETED,
        State.RETURNED,
        State.CANCELLED,
    )
    for number in range(12):
        cast.duty(
            state=states[number % len(states)],
            unit=(cast.construction, cast.finance, cast.bien_hoa)[number % 3],
            due_on=date(2018, 7, 5) + timedelta(days=number) if number % 5 else None,
            task=cast.task(field=land if number % 2 else None, is_starred=number % 4 == 0),
        )
    _task, _lead, coordinator = cast.shared_task()
    assert coordinator.duty == Duty.COORDINATE


FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"trang-thai": "tat-ca"},
    {"trang-thai": "open", "thoi-han": "overdue"},
    {"trang-thai": "answered,completed"},
    {"khong-trang-thai": "cancelled", "sao": "co"},
    {"han-tu": "2018-07-06", "han-den": "2018-07-10"},
    {"han": "khong-co"},
    {"so": "qua-han"},
    {"so": "duoc-giao"},
    {"vai-tro": "phoi-hop", "trang-thai": "tat-ca"},
    {"q": "rà soát các dự án"},
    {"don-vi": "Sở Xây dựng"},
    {"nhom": "overdue"},
)


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("who", ["specialist", "chair", "focal", "officer"])
def test_the_api_finds_what_the_page_finds(cast: Cast, duties: None, who: str) -> None:
    person: Person = getattr(cast, who)
    client = Client()
    client.force_login(person)
    for asked in FILTERS:
        listing = client.get("/nhiem-vu/", asked).context["listing"]

        answer = ask(person, "/assignments", **asked)

        if listing.asked.problems:
            assert answer.status_code == 422, asked
            continue
        told = answer.json()
        assert (told["count"], told["count_is_exact"]) == (listing.count.number, listing.count.is_exact), (
            asked
        )
        assert [row["code"] for row in told["items"]] == [row.code for row in listing.rows], asked


def all_pages(who: Person, path: str, **asked: Any) -> list[dict[str, Any]]:
    found, cursor = [], ""
    for _ in range(50):
        told = rows(who, path, cursor=cursor, **asked)
        found += told["items"]
        cursor = told["next_cursor"]
        if cursor is None:
            return found
    raise AssertionError("pages without end")


@time_machine.travel(NOW, tick=False)
def test_pages_put_together_are_the_list(cast: Cast, duties: None) -> None:
    for sort in ("han", "-han", "giao", "-giao", "ma", "-ma"):
        asked = {"trang-thai": "tat-ca", "sap-xep": sort}
        whole = rows(cast.specialist, "/assignments", limit=200, **asked)
        codes = [row["code"] for row in whole["items"]]

        assert [r["code"] for r in all_pages(cast.specialist, "/assignments", limit=3, **asked)] == codes, (
            sort
        )
        assert len(codes) == len(set(codes)) == whole["count"] == 14


WRONG = (
    ("/assignments", "limit", "0"),
    ("/assignments", "limit", "201"),
    ("/assignments", "limit", "nhiều"),
    ("/assignments", "cursor", "abc"),
    ("/assignments", "cursor", "x" * 501),
    ("/assignments", "sap-xep", "noi-dung"),
    ("/assignments", "trang-thai", "xong"),
    ("/assignments", "don-vi", "999999999"),
    ("/assignments", "han-tu", "31/02/2018"),
    ("/assignments", "nhom", "khong-co"),
    ("/assignments", "q", "x" * 201),
    ("/assignments", "q", "a\0b"),
    ("/assignments", "trang_thai", "open"),
    ("/assignments", "trang", "2"),
    ("/documents", "loai", "khong-co"),
    ("/documents", "nam", "12"),
    ("/documents", "nhap", "x"),
    ("/documents", "co-quan", "-1"),
    ("/documents", "q", "a\0b"),
    ("/units", "loc", "x"),
    ("/units", "tim", "a\0b"),
    ("/units", "don-vi", "9" * 30),
)


def test_a_wrong_parameter_is_refused_by_its_name(cast: Cast) -> None:
    for path, name, value in WRONG:
        response = ask(cast.specialist, path, **{name: value})

        assert response.status_code == 422, (path, name, value)
        assert response.json()["detail"].startswith(f"Tham số “{name}”"), (path, name, value)


def test_a_cursor_of_another_order_is_refused(cast: Cast, duties: None) -> None:
    cursor = rows(cast.specialist, "/assignments", limit=1)["next_cursor"]

    assert ask(cast.specialist, "/assignments", cursor=cursor, **{"sap-xep": "-han"}).status_code == 422


def test_a_parameter_without_a_value_does_not_filter(cast: Cast, duties: None) -> None:
    empty = rows(cast.specialist, "/assignments", q="", cursor="", limit="", **{"thoi-han": ""})

    assert empty["count"] == rows(cast.specialist, "/assignments")["count"]


def test_an_agency_finds_its_own_and_nobody_elses_officers(cast: Cast, duties: None) -> None:
    told = rows(cast.focal, "/assignments", **{"trang-thai": "tat-ca", "ca-don-vi-khac": "co"})["items"]

    assert {row["unit"]["name"] for row in told} == {"Sở Xây dựng", "Sở Tài chính"}
    for row in told:
        assert (row["has_open_extension"] is None) == (row["unit"]["name"] != "Sở Xây dựng")


def test_more_rows_cost_no_more_queries(cast: Cast) -> None:
    cast.duty()
    short = queries_of(cast.specialist, "/assignments")
    for unit in (cast.construction, cast.finance, cast.bien_hoa):
        cast.duty(unit=unit, officer=cast.officer, division=cast.planning)
    assert more_queries(short, queries_of(cast.specialist, "/assignments")) == []


# documents


def test_documents_are_those_of_the_page(cast: Cast) -> None:
    for number in range(5):
        cast.task(
            document=cast.document(
                symbol=f"{number}/QĐ-UBND", kind="quyet_dinh", issued_on=date(2018, 1 + number, 3)
            )
        )
    cast.task(document=cast.document(symbol="9/UBND-TH", kind="cong_van"))
    client = Client()
    client.force_login(cast.specialist)

    registers: tuple[dict[str, Any], ...] = (
        {},
        {"loai": "quyet_dinh"},
        {"q": "2/QĐ"},
        {"nam": "2018", "co-quan": cast.committee.pk},
        {"nam": "2017"},
    )
    for asked in registers:
        page = client.get("/van-ban/", asked).context["page"]
        told = rows(cast.specialist, "/documents", **asked)
        assert [row["id"] for row in told["items"]] == [document.pk for document in page.object_list]
        assert told["count"] == page.paginator.count
    assert [r["id"] for r in all_pages(cast.specialist, "/documents", limit=2)] == [
        document.pk for document in Document.objects.order_by("-issued_on", "-id")
    ]


def test_a_document_is_told_with_what_the_reader_may_see_of_its_tasks(cast: Cast) -> None:
    document = cast.document()
    for unit in (cast.construction, cast.finance):
        make_assignment(cast.task(document=document), unit)

    assert len(rows(cast.specialist, f"/documents/{document.pk}")["tasks"]) == 2
    [task] = rows(cast.focal, f"/documents/{document.pk}")["tasks"]
    assert [duty["unit"]["name"] for duty in task["assignments"]] == ["Sở Xây dựng"]
    assert rows(cast.focal, "/documents")["count"] == 1
    assert rows(cast.bien_hoa_focal, "/documents")["count"] == 0


def test_more_documents_and_tasks_cost_no_more_queries(cast: Cast) -> None:
    document = cast.document()
    make_assignment(cast.task(document=document), cast.construction)
    short = (
        queries_of(cast.specialist, "/documents"),
        queries_of(cast.specialist, f"/documents/{document.pk}"),
    )
    for unit in (cast.construction, cast.finance, cast.bien_hoa):
        make_assignment(cast.task(document=document), unit)
        cast.document(drafting_unit=cast.general)
    assert more_queries(short[0], queries_of(cast.specialist, "/documents")) == []
    assert more_queries(short[1], queries_of(cast.specialist, f"/documents/{document.pk}")) == []


# units


def test_units_are_found_by_name_openness_and_subtree(cast: Cast) -> None:
    make_unit("Sở Ngoại vụ", parent=cast.committee, valid_to=date(2018, 1, 1))

    def names(**asked: Any) -> set[str]:
        return {unit["name"] for unit in all_pages(cast.focal, "/units", limit=4, **asked)}

    assert names(tim="xay dung") == {"Sở Xây dựng"}
    assert names(loc="da-dong") == {"Sở Ngoại vụ"}
    assert names(**{"don-vi": cast.construction.pk}) == {"Sở Xây dựng", "Phòng Hạ tầng", "Phòng Kế hoạch"}
    assert names(loc="tat-ca") == names() | {"Sở Ngoại vụ"}
    assert len(names()) == 9


def test_a_unit_leads_each_reader_to_a_page_of_his(cast: Cast) -> None:
    for who in (cast.focal, cast.admin):
        client = Client()
        client.force_login(who)
        for unit in rows(who, "/units", tim="xay dung")["items"]:
            assert client.get(unit["url"]).status_code == 200
