"""Nhiệm vụ cấp trên giao: the list, the numbers by source as of any day, Excel, who may see it."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from nhacviec.actions.searching import searchable
from nhacviec.actions.standings import follow
from nhacviec.records.models import Assignment, PolicyValue, Unit
from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.units import UnitKind
from tests.cast import Cast
from tests.exports.reading import body, sheets_of
from tests.from_above import from_above, superior
from tests.make import NOW, make_assignment, make_unit
from tests.queries_count import more_queries, queries_of

INDEX = reverse("superiors.index")
TODAY = local_date(timezone.now())
GIVEN = TODAY - timedelta(days=40)


def counted(cast: Cast, source: Unit, *, due_in: int, unit: Unit | None = None, **more: object) -> Assignment:
    """Given 40 days ago; how it stands is kept since then."""
    duty = from_above(cast, source=source, unit=unit, due_on=TODAY + timedelta(days=due_in), **more)  # type: ignore[arg-type]
    follow([duty.pk], day=GIVEN)
    return duty


@pytest.fixture
def government(cast: Cast) -> Unit:
    return superior("Chính phủ")


@pytest.fixture
def three(cast: Cast, government: Unit) -> list[Assignment]:
    """Of the Government one in time, of the Prime Minister one overdue, of the Party one in time."""
    minister = superior("Thủ tướng Chính phủ", parent=government)
    party = make_unit("Ban cán sự đảng UBND tỉnh", kind=UnitKind.PARTY_COMMITTEE)
    return [
        counted(cast, government, due_in=60),
        counted(cast, minister, due_in=-5, content="Báo cáo Thủ tướng về đê điều"),
        counted(cast, superior("Tỉnh ủy"), due_in=60, unit=party),
    ]


def numbers(client: Client, query: str = "") -> dict[str, list[str]]:
    page: Any = html.fromstring(client.get(INDEX + query).content)
    lines = page.xpath("//table[contains(@class, 'coord-numbers')]//tr[position() >= 1][th[@scope='row']]")
    return {
        line.xpath("string(th)").strip(): [cell.xpath("string(a)") for cell in line.xpath("td[a]")]
        for line in lines
    }


def contents(client: Client, query: str = "") -> list[str]:
    page: Any = html.fromstring(client.get(INDEX + query).content)
    return [one.xpath("string(.)") for one in page.xpath("//div[@id='rows']//a[@class='clip-2']")]


def test_each_highest_superior_has_a_line_and_its_numbers_lead_to_their_rows(
    cast: Cast, client: Client, three: list[Assignment]
) -> None:
    client.force_login(cast.specialist)
    found = numbers(client)
    assert list(found) == ["Chính phủ", "Tỉnh ủy", "Cộng"]
    assert (found["Chính phủ"][0], found["Chính phủ"][7]) == ("2", "1")  # given, overdue
    assert found["Cộng"][0] == "3"
    page: Any = html.fromstring(client.get(INDEX).content)
    for link in page.xpath("//table[contains(@class, 'coord-numbers')]//td/a"):
        assert len(contents(client, link.get("href"))) == int(link.text), link.get("href")


def test_the_list_is_narrowed_by_source_unit_and_words(
    cast: Cast, client: Client, government: Unit, three: list[Assignment]
) -> None:
    client.force_login(cast.chair)
    assert len(contents(client)) == 3
    dykes = three[1].task
    dykes.search_text = searchable(dykes)
    dykes.save()
    assert dykes.document is not None
    for typed in ("đê điều", "DE DIEU", "đê", dykes.code, dykes.document.symbol, "“thủ tướng về đê điều”"):
        assert contents(client, f"?q={quote(typed)}") == ["Báo cáo Thủ tướng về đê điều"], typed
    assert contents(client, "?q=" + quote("đê ngăn mặn")) == []
    assert len(contents(client, f"?nguon={government.pk}")) == 2
    assert len(contents(client, f"?don-vi={cast.committee.pk}")) == 2
    assert len(contents(client, f"?chuyen-vien={cast.other_specialist.pk}")) == 0
    for nonsense in ("?so=khac&nguon=x&don-vi=²&chuyen-vien=" + "9" * 30, "?ky=abc", "?tinh-den=31/02/2018"):
        assert client.get(INDEX + nonsense).status_code == 200


def test_a_past_day_is_told_as_it_was(cast: Cast, client: Client, three: list[Assignment]) -> None:
    client.force_login(cast.inspector)
    before_due = TODAY - timedelta(days=6)
    assert numbers(client, f"?tinh-den={before_due.isoformat()}")["Chính phủ"][7] == "0"
    assert numbers(client, f"?tinh-den={(GIVEN - timedelta(days=1)).isoformat()}") == {}


def test_how_far_agencies_are_stands_beside_it(cast: Cast, client: Client, three: list[Assignment]) -> None:
    task = cast.task(parent=three[1].task)
    make_assignment(task, cast.construction, state=State.COMPLETED)
    make_assignment(task, cast.finance)
    client.force_login(cast.clerk)
    assert "1/2 cơ quan xong" in client.get(INDEX).content.decode()


def test_more_rows_cost_no_more_queries(cast: Cast, client: Client, three: list[Assignment]) -> None:
    client.force_login(cast.specialist)
    few = queries_of(client, INDEX)
    for _ in range(5):
        make_assignment(cast.task(parent=counted(cast, superior("Tỉnh ủy"), due_in=9).task), cast.finance)
    assert more_queries(few, queries_of(client, INDEX)) == []


def test_the_file_holds_the_rows_and_the_numbers(cast: Cast, client: Client, three: list[Assignment]) -> None:
    client.force_login(cast.office_leader)
    answer = client.post(reverse("exports.ask", args=["cap-tren-giao"]), {"dieu-kien": "so=qua-han"})
    sheets = sheets_of(body(answer))
    assert [row[4] for row in sheets["Danh mục"] if "Quá hạn 5 ngày" in row] == [
        "Báo cáo Thủ tướng về đê điều"
    ]
    assert any(row[0] == "Chính phủ" for row in sheets["Theo cơ quan giao"])


def test_agencies_have_no_such_page_and_where_the_module_is_off_nobody_has(
    cast: Cast, client: Client, three: list[Assignment]
) -> None:
    client.force_login(cast.focal)
    assert client.get(INDEX).status_code == 403
    client.force_login(cast.clerk)
    assert INDEX in client.get(reverse("home")).content.decode()
    PolicyValue.objects.create(key="module_2", value="no", effective_from=date(2018, 1, 1), set_at=NOW)
    assert client.get(INDEX).status_code == 404
    assert INDEX not in client.get(reverse("home")).content.decode()
