"""R6 beside the other rates: loaded after the page, or a page of its own."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from nhacviec.actions.progress import note_progress
from nhacviec.records.models import PolicyValue
from tests.cast import Cast
from tests.make import NOW
from tests.queries_count import more_queries, queries_of
from tests.screens.statistics.province import LATER, build, given


@pytest.fixture(autouse=True)
def noted(cast: Cast) -> Iterator[None]:
    build(cast)
    note_progress(
        actor=cast.acting("focal"), assignment=given(cast, due_on=date(2018, 12, 1)), text="x", percent=1,
        now=NOW,
    )  # fmt: skip
    with time_machine.travel(LATER, tick=False):
        yield


def test_the_page_of_an_agency_asks_for_it_and_works_without(cast: Cast, client: Client) -> None:
    client.force_login(cast.director)
    page = f"/thong-ke/don-vi/{cast.construction.pk}/"
    part = f"{page}cap-nhat/?ky=2018-07"
    html = client.get(f"{page}?ky=2018-07").content.decode()
    assert f'hx-get="{part}"' in html and f'<a href="{part}"' in html
    rates = html[html.index('<dl class="stat-rates">') :]
    assert part in rates[: rates.index("</dl>")]  # it loads into the grid of the others
    whole = client.get(part)
    alone = client.get(part, headers={"HX-Request": "true"})
    for response in (whole, alone):
        text = response.content.decode()
        assert "R6" in text and "Cập nhật trong kỳ trên số phải cập nhật" in text
        assert f"{whole.context['updated']}/{whole.context['to_update']}" in text
        assert "15/06/2018" in text and "14/07/2018" in text
    assert int(whole.context["to_update"]) > int(whole.context["updated"]) >= 5
    assert "<html" in whole.content.decode() and "<html" not in alone.content.decode()


def test_without_a_period_it_is_that_of_the_report_month(cast: Cast, client: Client) -> None:
    client.force_login(cast.specialist)
    text = client.get("/thong-ke/toan-tinh/cap-nhat/?tinh-den=2018-07-20").content.decode()
    assert "Từ ngày 15/07/2018 đến ngày 20/07/2018" in text
    text = client.get("/thong-ke/toan-tinh/cap-nhat/?tinh-den=2018-07-01&ky=2018-09").content.decode()
    assert "Kỳ bắt đầu từ ngày 15/08/2018" in text


def test_it_costs_the_same_with_more_in_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.specialist)
    page = "/thong-ke/toan-tinh/cap-nhat/?ky=2018-07"
    before = queries_of(client, page)
    for day in range(1, 9):
        given(cast, due_on=date(2018, 7, day))
    assert more_queries(before, queries_of(client, page)) == []


def test_the_table_says_that_it_has_other_rates(cast: Cast, client: Client) -> None:
    client.force_login(cast.specialist)
    sentence = "bảng này ghi R1 và R5"
    assert sentence not in client.get("/thong-ke/").content.decode()
    PolicyValue.objects.create(key="rate_rule", value="r6", effective_from=date(2018, 1, 1), set_at=NOW)
    assert sentence in client.get("/thong-ke/").content.decode()
    text = client.get("/thong-ke/toan-tinh/cap-nhat/").content.decode()
    assert "tỷ lệ của tỉnh" in text
