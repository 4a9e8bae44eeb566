"""Screen, Excel and API answer a question with the same rows in the same order, and the same totals."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from nhacviec.screens.statistics import row_pages
from tests.api.asking import ask
from tests.cast import Cast
from tests.exports.reading import body, sheets_of
from tests.screens.statistics.province import LATER, Duties, build

PAST = ("", "tinh-den=2018-07-11", "tinh-den=2018-07-15&cach=happened", "tinh-den=2018-07-15&cach=recorded")
QUESTIONS = [
    *(f"so={so}&{day}" for so in ("duoc-giao", "qua-han", "da-tra-loi,qua-han") for day in PAST),
    "so=duoc-giao&ky=2018-06",
    "so=tre-han&han=original&tinh-den=2018-07-15",
    "so=qua-han&qua-ngay=2-6&tinh-den=2018-07-11",
    "so=duoc-giao,tra-lai,da-huy&ghi-muon=co&tinh-den=2018-07-15",
    "so=duoc-giao&vai=phoi-hop&tinh-den=2018-07-15",
    "so=sap-den-han&pham-vi=rieng",
    "so=da-huy&tinh-den=2018-06-01",
]
Row = tuple[str, str, str | None, str, int | None]


@pytest.fixture
def duties(cast: Cast) -> Iterator[Duties]:
    built = build(cast)
    with time_machine.travel(LATER, tick=False):
        yield built


def on_screen(client: Client, address: str, query: str) -> tuple[list[Row], int, str]:
    response = client.get(f"{address}?{query}")
    count, export = int(response.context["count"].replace(".", "")), response.context["export_query"]
    found = list(response.context["rows"])
    while following := response.context["page"].next:
        response = client.get(address + following)
        found += response.context["rows"]
    basis = response.context["bar"]["asked"].rules.basis
    return [
        (
            row.assignment.code,
            row.standing.unit.label,
            f"{row.due:%Y-%m-%d}" if row.due else None,
            row.words,
            _days(row.words) if basis == "current" or "quá hạn" in row.words else None,
        )
        for row in found
    ], count, export  # fmt: skip


def _days(words: str) -> int | None:
    late = words.startswith(("quá hạn", "trễ")) and words.endswith("ngày")
    return int(words.split()[-2].replace(".", "")) if late else None


def in_excel(client: Client, export: str, current: bool) -> tuple[list[Row], int]:
    response = client.post("/xuat-excel/dau-viec/", {"dieu-kien": export})
    assert response.status_code == 200
    _head, *lines = sheets_of(body(response))["Đầu việc"]
    *lines, total = [line for line in lines if any(cell not in ("", None) for cell in line)]
    due = 9 if current else 8
    rows = [
        (
            line[0],
            line[4],
            f"{line[due]:%Y-%m-%d}" if line[due] else None,
            line[10][:1].lower() + line[10][1:],
            int(line[11]) if line[11] not in ("", None) else None,
        )
        for line in lines
    ]
    return rows, int(total[1])


def over_api(who: Any, query: str, current: bool) -> tuple[list[Row], int]:
    given = dict(part.split("=") for part in query.split("&") if part)
    found: list[Row] = []
    while True:
        told = ask(who, "/statistics/rows", **given, limit=4).json()
        found += [
            (
                row["code"],
                row["unit"]["short_name"],
                row["due_on" if current else "original_due_on"],
                row["status"],
                row["days"],
            )
            for row in told["items"]
        ]
        if told["next_cursor"] is None:
            return found, told["count"]
        given["cursor"] = told["next_cursor"]


def test_what_was_recorded_late_is_told_with_both_values(cast: Cast, client: Client, duties: Duties) -> None:
    client.force_login(cast.director)
    query = "so=duoc-giao,tra-lai,da-huy&ghi-muon=co&tinh-den=2018-07-15"
    page = client.get(f"/thong-ke/don-vi/{cast.construction.pk}/dau-viec/?{query}")
    [row] = page.context["rows"]
    assert (row.words, row.otherwise) == ("quá hạn 5 ngày", "theo ngày việc xảy ra: sớm 1 ngày")
    sent = client.post("/xuat-excel/dau-viec/", {"dieu-kien": page.context["export_query"]})
    head, line, *_rest = sheets_of(body(sent))["Đầu việc"]
    assert (head[12], line[10], line[12]) == (
        "Tình trạng theo ngày việc xảy ra",
        "Quá hạn 5 ngày",
        "Sớm 1 ngày",
    )
    [told] = ask(
        cast.director, "/statistics/rows", **dict(part.split("=") for part in query.split("&"))
    ).json()["items"]
    assert (told["status"], told["otherwise"]) == ("quá hạn 5 ngày", "sớm 1 ngày")


@pytest.mark.parametrize("who", ["chair", "director"])
def test_the_three_tell_the_same(
    who: str, cast: Cast, client: Client, duties: Duties, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_pages, "ROWS", 5)
    person = getattr(cast, who)
    client.force_login(person)
    address, whose = ("/thong-ke/toan-tinh/dau-viec/", "toan-tinh")
    if who == "director":
        address = f"/thong-ke/don-vi/{cast.construction.pk}/dau-viec/"
        whose = f"don-vi/{cast.construction.pk}"
    longest = 0
    for query in QUESTIONS:
        current = "han=original" not in query
        screen, count, export = on_screen(client, address, query)
        assert len(screen) == count, query
        assert in_excel(client, export, current) == (screen, count), query
        assert over_api(person, f"{query}&cua={whose}", current) == (screen, count), query
        longest = max(longest, count)
    assert longest > 10


def test_without_saying_whose_everybody_gets_the_rows_of_his_own(cast: Cast, duties: Duties) -> None:
    for who, whose in (
        ("chair", "toan-tinh"),
        ("focal", f"don-vi/{cast.construction.pk}"),
        ("officer", f"can-bo/{cast.officer.pk}"),
    ):
        told = ask(getattr(cast, who), "/statistics/rows", so="qua-han").json()
        assert told["whose"] == whose and told["count"] == len(told["items"]) > 0


def test_what_one_may_not_know_or_what_makes_no_sense_is_refused(cast: Cast, duties: Duties) -> None:
    other = f"don-vi/{cast.finance.pk}"
    for parameters, status in (
        ({"cua": other}, 404),
        ({"cua": "toan-tinh"}, 404),
        ({"cua": "don-vi/999999"}, 404),
        ({"cua": "ca-nhan/1"}, 422),
        ({"so": "qua-han,x"}, 422),
        ({"so": "som-han", "qua-ngay": "3"}, 422),
        ({"ghi-muon": "x"}, 422),
        ({"cursor": "x"}, 422),
        ({"tinh-den": "2030-01-01"}, 422),
    ):
        response = ask(cast.director, "/statistics/rows", **parameters)
        assert response.status_code == status, (parameters, response.content)
    assert ask(cast.chair, "/statistics/rows", cua="van-ban/999999").status_code == 404


def test_any_page_is_reached_and_a_place_that_is_gone_leads_to_the_first(
    cast: Cast, client: Client, duties: Duties, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_pages, "ROWS", 4)
    monkeypatch.setattr(row_pages, "MOST_JUMPED", 2)
    client.force_login(cast.chair)
    address = "/thong-ke/toan-tinh/dau-viec/"
    first = client.get(address).context["page"]
    last = client.get(address + first.last).context["page"]
    assert (first.number, last.number, last.next, last.pages) == (1, first.pages, "", first.pages)
    back = client.get(address + last.previous).context["page"]
    assert client.get(address + back.next).context["page"].rows == last.rows
    assert client.get(f"{address}?trang=2").context["page"].rows == client.get(
        address + first.next
    ).context["page"].rows  # fmt: skip
    far = client.get(f"{address}?trang=3")
    assert far.context["page"].number == 1 and "Chỉ mở thẳng được đến trang 2" in far.content.decode()
    for wrong in ("sau=x", "truoc=x", "trang=x", "trang=" + "9" * 50, "sau=" + "A" * 5000):
        assert client.get(f"{address}?{wrong}").context["page"].rows == first.rows
