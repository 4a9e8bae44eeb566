"""The page of the Chair and the Vice-chairs: every part of the system, what became late, what waits for him,
three taps to any document; the first view in one request."""

import gzip
import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from nhacviec.actions import submissions as deeds
from nhacviec.actions import upward
from nhacviec.actions.standings import follow
from nhacviec.records.models import PolicyValue
from nhacviec.rules.lifecycle import State
from nhacviec.rules.modules import Module
from tests.cast import Cast
from tests.coordination import asked, on
from tests.from_above import from_above
from tests.make import NOW, make_unit
from tests.queries_count import more_queries, queries_of
from tests.screens.statistics.province import COUNT, given
from tests.submitting import at, day, forwarded, submitted
from tests.upward import sent_upward

MONDAY = on(date(2018, 7, 30))  # what was due from Friday on became late since


@pytest.fixture
def busy(cast: Cast) -> None:
    """Late since long ago, since Friday and not at all, of each kind."""
    for due in (date(2018, 7, 10), date(2018, 7, 27), date(2018, 7, 29), date(2018, 8, 9)):
        given(cast, due_on=due)
    for start in (0, 4, 7, 20):  # 20 days: due on 23, 26 and 30 July, 10 August
        forwarded(cast, submitted(cast, on=day(start)), on=day(start))
    before_him = forwarded(cast, submitted(cast, on=day(10)), on=day(11))
    deeds.ask_decision(
        actor=cast.acting("specialist"), submission=before_him, leader=cast.chair, note="", now=at(day(12))
    )
    for due in (date(2018, 7, 17), date(2018, 7, 27), date(2018, 8, 10)):
        asked(cast, cast.duty(due_on=date(2018, 12, 1)), due_on=due)
    cast.duty(unit=cast.general, state=State.ANSWERED)
    given(cast, due_on=date(2018, 8, 20), has_open_extension=True)
    again, *_others = [sent_upward(cast, on=day(start)) for start in (0, 4, 20)]  # as submissions
    upward.ask_again(actor=cast.acting("clerk"), submission=again, asked_on=day(24), now=at(day(24)))
    follow([from_above(cast, due_on=date(2018, 7, 12)).pk], day=date(2018, 7, 2))


def view_of(client: Client) -> Any:
    return client.get("/").context


def test_every_number_leads_to_exactly_its_rows(busy: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    with time_machine.travel(MONDAY, tick=False):
        province = view_of(client)["province"]
        numbers = [number for line in province.modules for number in line.numbers]
        assert [n.count for n in numbers] == [1, 0, 2, 3, 1, 2, 5, 2, 3]
        assert [line.note for line in province.modules][1] == "quá hạn lâu nhất 7 ngày"
        assert [(n.words, n.count) for n in province.newly] == [("yêu cầu phối hợp", 1)]
        assert province.to_confirm.count == 1
        for number in [*numbers, *province.newly, province.to_confirm]:
            assert _rows_behind(client, number.url) == number.count, number.url
    with time_machine.travel(on(date(2018, 7, 27)), tick=False):
        newly = view_of(client)["province"].newly
        assert [(n.words, n.count) for n in newly] == [("văn bản trình cấp trên", 1), ("hồ sơ trình", 1)]
        assert [_rows_behind(client, number.url) for number in newly] == [1, 1]


def test_newly_late_and_what_waits_for_him_stand_first(busy: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    with time_machine.travel(MONDAY, tick=False):
        response = client.get("/")
    shown = response.context
    assert [(g.key, g.count) for g in shown["newly_late"]] == [("theo-doi-moi-tre", 2)]
    assert [(g.key, g.count) for g in shown["to_decide"]] == [("xin-gia-han", 1)]
    assert [row.submission.symbol for row in shown["submissions"]]
    page = response.content.decode()
    heads = ["Toàn tỉnh hôm nay", "Mới quá hạn", "Chờ tôi quyết định", "Cơ quan có nhiều việc quá hạn"]
    assert [page.index(head) for head in heads] == sorted(page.index(head) for head in heads)
    assert page.count('id="row-') == len(set(re.findall(r'id="row-\d+"', page)))  # nothing stands twice


@pytest.mark.parametrize(
    ("off", "left"),
    [
        ([Module.SUBMISSIONS], ["Cấp trên giao", "Trình cấp trên", "Phối hợp"]),
        ([Module.COORDINATION], ["Cấp trên giao", "Trình cấp trên", "Hồ sơ trình"]),
        ([Module.SUPERIORS], ["Hồ sơ trình", "Phối hợp"]),
        (list(Module), []),
    ],
)
def test_a_part_that_is_off_is_not_there(
    off: list[Module], left: list[str], busy: None, cast: Cast, client: Client
) -> None:
    for module in off:
        PolicyValue.objects.create(key=module.value, value="no", effective_from=date(2018, 1, 1), set_at=NOW)
    client.force_login(cast.chair)
    with time_machine.travel(MONDAY, tick=False):
        lines = view_of(client)["province"].modules
    assert [line.name for line in lines] == left


def test_three_taps_to_a_document(busy: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    with time_machine.travel(MONDAY, tick=False):
        agency = view_of(client)["province"].agencies[0]
        assert f'href="{agency.late_url}"' in client.get("/").content.decode()  # first tap: what is late
        rows = client.get(agency.late_url)
        said = COUNT.search(rows.content.decode())
        assert said and said[1] == agency.overdue
        document = rows.context["rows"][0].assignment.task.document
        url = reverse("documents.show", args=[document.pk])
        assert f'href="{url}"' in rows.content.decode()  # second tap: the document
        assert client.get(url).status_code == 200
        # from any other number: its agency, the number, the document
        page = client.get(agency.url).content.decode()
        assert f"/thong-ke/don-vi/{cast.construction.pk}/dau-viec/?so=duoc-giao" in page


def test_an_agency_reader_opens_only_documents_he_may_read(busy: None, cast: Cast, client: Client) -> None:
    given(cast, due_on=date(2018, 7, 9), task=cast.task(document=cast.document(symbol="77/UBND-TH")))
    client.force_login(cast.focal)
    with time_machine.travel(MONDAY, tick=False):
        rows = client.get(f"/thong-ke/don-vi/{cast.construction.pk}/dau-viec/?so=duoc-giao")
        found = re.findall(r'href="(/van-ban/\d+/)"', rows.content.decode())
        assert found and all(client.get(url).status_code == 200 for url in set(found))


def test_the_first_view_is_one_request_of_less_than_100_kb(busy: None, cast: Cast, client: Client) -> None:
    """With sixty overdue duties of fifteen agencies; style, scripts and fonts are kept by the phone."""
    for number in range(15):
        unit = make_unit(f"Sở Tài nguyên, Môi trường và Phát triển {number}", parent=cast.committee)
        for back in range(4):
            duty = cast.duty(unit=unit, due_on=date(2018, 7, 27) - timedelta(days=back))
            follow([duty.pk], day=date(2018, 7, 2))
    client.force_login(cast.chair)
    with time_machine.travel(MONDAY, tick=False):
        response = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip" and len(response.content) < 100_000
    page = gzip.decompress(response.content).decode()
    assert "Cơ quan có nhiều việc quá hạn" in page
    assert 'hx-trigger="load"' not in page and "<img" not in page and "<style" not in page
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        kept = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert "immutable" in kept["Cache-Control"], address


def test_more_of_everything_costs_no_more_queries(busy: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    with time_machine.travel(MONDAY, tick=False):
        short = queries_of(client, "/")
        for number in range(4):
            forwarded(cast, submitted(cast, on=day(number)), on=day(number))
            sent_upward(cast, on=day(number))
            asked(cast, cast.duty(due_on=date(2018, 12, 1)), due_on=date(2018, 7, 27))
            given(cast, due_on=date(2018, 7, 27))
        assert more_queries(short, queries_of(client, "/")) == []


def _rows_behind(client: Client, url: str) -> int:
    context = client.get(url).context
    return len(context["page"].object_list) if "page" in context else len(context["rows"])
