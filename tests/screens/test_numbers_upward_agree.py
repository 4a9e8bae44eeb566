"""Tasks from above and submissions upward: the page of numbers, its rows, Excel and the API say the same of
the same rows."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from lxml import html

from nhacviec.actions import upward as deeds
from nhacviec.actions.standings import follow
from nhacviec.records.models import Assignment, Submission
from nhacviec.rules.lifecycle import State
from nhacviec.rules.upward import UpwardNumber
from nhacviec.rules.words_superiors import NUMBERS
from tests.api.asking import rows as api
from tests.cast import Cast
from tests.exports.reading import body, sheets_of
from tests.from_above import from_above, superior
from tests.submitting import at, day
from tests.upward import sent_upward

TODAY = day(60)
NOW = at(TODAY, 10)
PAST = day(40)
GIVEN = day(2)
LISTED, UPWARD = reverse("superiors.index"), reverse("upward.index")
OUTCOMES = (("early", -3), ("on_time", 0), ("late", 4), ("done_no_deadline", None))


@pytest.fixture
def rng() -> Iterator[Random]:
    with time_machine.travel(NOW, tick=False):
        yield Random(20180831)


def tasks_from_above(cast: Cast, rng: Random) -> list[Assignment]:
    """Of four sources, two of them under one; given on one day, some moved on after PAST."""
    government = superior("Chính phủ")
    sources = [
        government,
        superior("Thủ tướng Chính phủ", parent=government),
        superior("Tỉnh ủy"),
        superior("Hội đồng nhân dân tỉnh"),
    ]
    made = []
    for number in range(26):
        due = rng.choice([None, *(day(n) for n in (30, 45, 59, 60, 61, 63, 90))])
        more: dict[str, Any] = {
            "is_starred": number % 3 == 0,
            "specialist": rng.choice([cast.specialist, cast.other_specialist]),
        }
        duty = from_above(cast, source=rng.choice(sources), due_on=due, **more)
        follow([duty.pk], day=GIVEN)
        state = rng.choice(
            [State.IN_PROGRESS, State.IN_PROGRESS, State.ANSWERED, State.COMPLETED, State.CANCELLED]
        )
        moved = rng.choice([day(35), day(50)])
        if state != State.IN_PROGRESS:
            end(duty, state, moved, rng)
            follow([duty.pk], day=moved)
        made.append(duty)
    return made


def end(duty: Assignment, state: State, on: date, rng: Random) -> None:
    values: dict[str, Any] = {"state": state}
    if state == State.CANCELLED:
        values |= {"cancelled_at": at(on), "closing": "recalled"}
    else:
        outcome, days = rng.choice(OUTCOMES[:3]) if duty.due_on else OUTCOMES[3]
        values |= {"answered_at": at(on), "outcome": outcome, "outcome_original": outcome, "days_late": days}
        values |= {"completed_at": at(on)} if state == State.COMPLETED else {}
    Assignment.objects.filter(pk=duty.pk).update(**values)


def sent(cast: Cast, rng: Random) -> list[Submission]:
    """To three addressees; asked about again, answered, given back, some of it after PAST."""
    addressees = [
        superior("Thường trực Tỉnh ủy"),
        superior("Ban Thường vụ Tỉnh ủy"),
        superior("Văn phòng Chính phủ"),
    ]
    clerk, made = cast.acting("clerk"), []
    for _ in range(24):
        on = day(rng.randrange(0, 58))
        row = sent_upward(
            cast,
            on=on,
            addressee=rng.choice(addressees),
            officer=rng.choice([cast.specialist, cast.other_specialist]),
        )
        made.append(row)
        for deed in rng.choice(
            [[], [], ["again"], ["opinion"], ["again", "opinion"], ["decision"], ["back"]]
        ):
            on = min(on + timedelta(days=rng.randrange(1, 25)), TODAY)
            told: dict[str, Any] = {
                "actor": clerk,
                "submission": Submission.objects.get(pk=row.pk),
                "now": at(on),
            }
            if deed == "again":
                deeds.ask_again(asked_on=on, **told)
            elif deed == "opinion":
                deeds.give_opinion(opinion="Đồng ý", opinion_on=on, **told)
            elif deed == "decision":
                deeds.decide(symbol="5-TB/TU", dated_on=on, received_on=on, **told)
            else:
                deeds.give_back(reason="Bổ sung số liệu", returned_on=on, **told)
    return made


def table(client: Client, address: str) -> dict[str, list[tuple[int, str]]]:
    """Line → its numbers and where they lead."""
    page: Any = html.fromstring(client.get(address).content)
    lines = page.xpath("//table[.//td//a or .//td/span]//tr[th[@scope='row']]")
    return {
        line.xpath("string(th)").strip(): [
            (int(cell.xpath("string(.)").strip() or 0), (cell.xpath("a/@href") or [""])[0])
            for cell in line.xpath("td[@class='num'][a or span]")
        ]
        for line in lines
    }


def linked(client: Client, address: str, name: str) -> list[str]:
    """What the rows of a list are called: the text, or the last part, of the link in each."""
    page: Any = html.fromstring(client.get(address).content)
    links = page.xpath("//div[@id='rows']//tbody/tr//a[1]/@href")
    return sorted(link.rstrip("/").rpartition("/")[2] for link in links if name in link)


def listed_in_excel(client: Client, kind: str, query: str, sheet: str) -> list[str]:
    answer = client.post(reverse("exports.ask", args=[kind]), {"dieu-kien": query.removeprefix("?")})
    rows = sheets_of(body(answer))[sheet]
    return [row[0] for row in rows if row[0]]


@pytest.mark.parametrize("query", ["", f"?tinh-den={PAST}", "?ky=2018-07", f"?han=original&tinh-den={PAST}"])
def test_numbers_of_tasks_from_above(client: Client, cast: Cast, rng: Random, query: str) -> None:
    codes = {duty.code for duty in tasks_from_above(cast, rng)}
    client.force_login(cast.chair)
    lines = table(client, LISTED + query)
    whole = lines.pop("Cộng")
    assert len(lines) == 3 and [number for number, _url in whole] == [
        sum(numbers) for numbers in zip(*([n for n, _url in line] for line in lines.values()), strict=True)
    ]
    answer = client.post(
        reverse("exports.ask", args=["cap-tren-giao"]), {"dieu-kien": query.removeprefix("?")}
    )
    sheet = {
        row[0]: row[1 : len(NUMBERS) + 1] for row in sheets_of(body(answer))["Theo cơ quan giao"] if row[0]
    }
    for name, line in {**lines, "Cộng": whole}.items():
        assert sheet[name] == [number for number, _url in line], name
    for number, (count, url) in zip(NUMBERS, whole, strict=True):
        shown = linked(client, LISTED + url, "/dau-viec/")
        assert len(shown) == count and set(shown) <= codes, number
        found = listed_in_excel(client, "cap-tren-giao", url, "Danh mục") if count else []
        assert sorted(code for code in found if code in codes) == shown, number
        if not query:
            told = api(cast.chair, "/assignments", so=number.value, **{"vai-tro": "committee", "limit": 100})
            assert sorted(row["code"] for row in told["items"]) == shown, number
    assert sum(count > 0 for count, _url in whole) >= 5


@pytest.mark.parametrize("query", ["", f"&tinh-den={PAST}", "&ky=2018-07"])
def test_numbers_of_submissions_upward(client: Client, cast: Cast, rng: Random, query: str) -> None:
    by_symbol = {row.symbol: str(row.pk) for row in sent(cast, rng)}
    client.force_login(cast.chair)
    address = reverse("upward.statistics") + "?theo="
    totals = set()
    for cut in ("noi-nhan", "co-quan", "chuyen-vien"):
        lines = table(client, address + cut + query)
        whole = lines.pop("Tất cả")
        totals.add(tuple(whole))
        summed = [sum(n) for n in zip(*([n for n, _url in line] for line in lines.values()), strict=True)]
        assert summed == [number for number, _url in whole]
        rows = sheets_of(body(client.post(address + cut + query)))["Số liệu"]
        sheet = {row[0]: row[1 : len(UpwardNumber) + 1] for row in rows if row[0]}
        for name, line in {**lines, "Tất cả": whole}.items():
            assert sheet[name] == [number for number, _url in line], (cut, name)
    assert len(totals) == 1
    for number, (count, url) in zip(UpwardNumber, whole, strict=True):
        shown = linked(client, url, "/trinh-cap-tren/")
        assert len(shown) == count, number
        found = (
            listed_in_excel(client, "trinh-cap-tren", url.partition("?")[2], "Trình cấp trên")
            if count
            else []
        )
        assert sorted(by_symbol[symbol] for symbol in found if symbol in by_symbol) == shown, number
        if not query:
            told = api(cast.chair, "/upward", so=number.value, limit=100)
            assert sorted(str(row["id"]) for row in told["items"]) == shown, number
    if not query:
        late = api(cast.chair, "/upward", **{"qua-han": "true"})["items"]
        assert len(late) == whole[list(UpwardNumber).index(UpwardNumber.OVERDUE)][0]
    assert sum(count > 0 for count, _url in whole) >= 5
