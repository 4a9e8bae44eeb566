"""The files of the statistics hold what the pages show."""

from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine
from django.test import Client

from nhacviec.rules.statistics import Number
from nhacviec.rules.words_statistics import NUMBERS
from tests.cast import Cast
from tests.exports.reading import sheets_of
from tests.screens.statistics.province import LATER, Duties, build, given

DAY = "tinh-den=2018-07-15"


@pytest.fixture
def duties(cast: Cast) -> object:
    built = build(cast)
    with time_machine.travel(LATER, tick=False):
        yield built


def workbook(client: Client, address: str, data: dict[str, str] | None = None) -> dict[str, list[list[Any]]]:
    response: Any = client.post(address, data)
    assert response.status_code == 200, response.status_code
    return sheets_of(b"".join(response.streaming_content))


def test_the_numbers_of_the_file_are_those_of_the_page(cast: Cast, client: Client, duties: Duties) -> None:
    client.force_login(cast.director)
    address = f"/thong-ke/don-vi/{cast.construction.pk}/?{DAY}"
    counts = client.get(address).context["figures"].counts
    rules = client.get(address).context["bar"]["asked"].rules
    sheets = workbook(client, address)
    head, lead = sheets["Số liệu"][:2]
    for number in Number:
        assert lead[head.index(NUMBERS[number])] == counts.number(number, rules), number
    days = sheets["Quá hạn theo ngày"][1:]
    assert sum(row[1] for row in days if isinstance(row[0], float | int)) == counts.overdue
    about = " ".join(str(cell) for row in sheets["Thông tin"] for cell in row)
    assert ["Tính đến hết ngày", date(2018, 7, 15)] in [row[:2] for row in sheets["Thông tin"]]
    assert "theo ngày ghi vào phần mềm" in about


def test_the_table_of_the_file_is_that_of_the_page(cast: Cast, client: Client, duties: Duties) -> None:
    client.force_login(cast.chair)
    page = client.get(f"/thong-ke/?{DAY}")
    sheets = workbook(client, f"/thong-ke/?{DAY}")
    head, *rows = sheets["Số liệu"]
    lines = [row for row in rows if row and row[0] and not str(row[0]).startswith("Tổng")]
    assert len(lines) == page.context["line_count"]
    assert ["Số dòng", len(lines)] in [row[:2] for row in sheets["Thông tin"]]
    at = head.index(NUMBERS[Number.OVERDUE])
    overdue = [row[at] for row in lines]
    assert overdue == sorted(overdue, reverse=True)
    assert sum(overdue) == page.context["figures"].counts.overdue


def test_the_rows_of_the_file_are_those_of_the_page(cast: Cast, client: Client, duties: Duties) -> None:
    client.force_login(cast.director)
    address = f"/thong-ke/don-vi/{cast.construction.pk}/dau-viec/?so=qua-han&{DAY}"
    page = client.get(address)
    sheet = workbook(client, "/xuat-excel/dau-viec/", {"dieu-kien": page.context["export_query"]})["Đầu việc"]
    codes = [row.assignment.code for row in page.context["rows"]]
    assert [row[0] for row in sheet[1 : len(codes) + 1]] == codes
    assert [row[10] for row in sheet[1 : len(codes) + 1]] == [
        row.words[:1].upper() + row.words[1:] for row in page.context["rows"]
    ]


@pytest.mark.usefixtures("duties")
def test_a_deadline_with_an_hour_keeps_it_in_the_file(cast: Cast, client: Client) -> None:
    duty = given(cast, due_on=date(2018, 7, 13), due_hour=time(16, 30))
    client.force_login(cast.director)
    page = client.get(f"/thong-ke/don-vi/{cast.construction.pk}/dau-viec/?so=qua-han&{DAY}")
    sheet = workbook(client, "/xuat-excel/dau-viec/", {"dieu-kien": page.context["export_query"]})["Đầu việc"]
    at = {row[0]: row[9] for row in sheet}
    assert at[duty.code] == datetime(2018, 7, 13, 16, 30)
    assert any(type(due) is date for due in at.values())


@pytest.mark.parametrize("query", ["tinh-den=31/9", "ky=zzz", "ky=0001-W01", "ky=tuy-chon&tu=1/7/2018&den=x"])
def test_of_a_wrong_day_or_period_there_is_no_file(
    query: str, cast: Cast, client: Client, duties: Duties
) -> None:
    client.force_login(cast.chair)
    for place in ("", f"don-vi/{cast.construction.pk}/", "theo/linh-vuc/"):
        response = client.post(f"/thong-ke/{place}?{query}", follow=True)
        assert response.redirect_chain and "chưa xuất tệp" in response.content.decode()


@pytest.mark.parametrize("whose", ["don-vi/{finance}", "toan-tinh", "x", "", "don-vi/" + "9" * 40])
def test_what_one_may_not_know_is_not_written(whose: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.director)
    query = f"so=qua-han&cua={whose.format(finance=cast.finance.pk)}"
    response = client.post("/xuat-excel/dau-viec/", {"dieu-kien": query})
    assert response.status_code == 302
