"""A small year of duties with everything that can happen to one, and how a page says its numbers."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape

from django.test import Client

from nhacviec.actions import answers, extensions, stopping
from nhacviec.actions.receiving import return_duty
from nhacviec.actions.standings import follow
from nhacviec.records.models import Assignment, Field
from nhacviec.rules.lifecycle import Closing, Duty, ReturnReason, State
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.make import NOW, make_assignment

GIVEN = NOW - timedelta(days=30)  # 12/06/2018
LATER = NOW + timedelta(days=80)  # Sunday 30/09/2018, when the pages are opened


def given(cast: Cast, unit: object = None, *, due_on: date | None, **fields: object) -> Assignment:
    duty = cast.duty(
        unit=unit or cast.construction,
        due_on=due_on,
        original_due_on=due_on,
        assigned_at=GIVEN,
        state=fields.pop("state", State.IN_PROGRESS),  # type: ignore[arg-type]
        **fields,
    )
    follow([duty.pk], day=local_date(GIVEN))
    return Assignment.objects.select_related("task__document").get(pk=duty.pk)


@dataclass
class Duties:
    late_answer: Assignment
    field: Field


def build(cast: Cast) -> Duties:
    """In every class at least one duty, of three agencies, and an answer that was recorded late."""
    land = Field.objects.create(name="Đất đai")
    july = [date(2018, 7, day) for day in (2, 5, 5, 9, 20)]
    for due in july:
        given(
            cast, due_on=due, task=cast.task(field=land), division=cast.infrastructure, officer=cast.officer
        )
    given(cast, cast.finance, due_on=date(2018, 7, 9))
    given(cast, cast.bien_hoa, due_on=None)
    given(cast, cast.general, due_on=date(2018, 10, 2))
    given(cast, due_on=date(2018, 12, 1))
    chief = cast.acting("specialist")
    for answered_due in (date(2018, 7, 1), date(2018, 7, 12), date(2018, 7, 30), None):
        duty = given(cast, due_on=answered_due, division=cast.infrastructure, officer=cast.officer)
        answers.answer(actor=cast.acting("focal"), assignment=duty, text="Xong", now=NOW)
        if answered_due:
            answers.confirm(actor=chief, assignment=duty, now=NOW + timedelta(days=1))
    late = given(cast, due_on=date(2018, 7, 10))
    answers.answer(
        actor=cast.acting("focal"), assignment=late, text="Xong", document_symbol="12/SXD-HT",
        document_date=date(2018, 7, 9), answered_on=date(2018, 7, 9), now=NOW + timedelta(days=8),
    )  # fmt: skip
    moved = given(cast, due_on=date(2018, 7, 20))
    extensions.ask_extension(
        actor=cast.acting("focal"), assignment=moved, asked_due_on=date(2018, 12, 20), reason="Mưa", now=NOW
    )
    extensions.grant_extension(
        actor=cast.acting("chair"), assignment=moved, granted_due_on=date(2018, 12, 20), now=NOW
    )
    back = given(cast, due_on=date(2018, 7, 25), state=State.ASSIGNED)
    return_duty(
        actor=cast.acting("focal"), assignment=back, return_reason=ReturnReason.WRONG_UNIT, reason="Không",
        now=GIVEN,
    )  # fmt: skip
    stopping.suspend(actor=chief, assignment=given(cast, due_on=date(2018, 7, 8)), decision_symbol="5/QĐ",
                     reason="Chờ", now=NOW)  # fmt: skip
    stopping.cancel(
        actor=chief, assignment=given(cast, due_on=date(2018, 7, 8)), closing=Closing.RECALLED,
        reason="Thu hồi", now=NOW,
    )  # fmt: skip
    task = cast.task()
    other = make_assignment(task, cast.finance, assigned_at=GIVEN, due_on=date(2018, 7, 5))
    helper = make_assignment(
        task, cast.construction, duty=Duty.COORDINATE, assigned_at=GIVEN, due_on=date(2018, 7, 5)
    )
    follow([other.pk, helper.pk], day=local_date(GIVEN))
    return Duties(late, land)


LINK = re.compile(r'<a[^>]*href="([^"]*dau-viec/\?[^"]*so=[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
COUNT = re.compile(r"<strong>([\d.]+)</strong>\s*đầu việc")


def linked_numbers(page: str, base: str = "") -> list[tuple[str, int]]:
    """Every link to rows with the number that it shows."""
    found = []
    for address, inside in LINK.findall(page):
        shown = re.sub(r"<[^>]+>", " ", re.sub(r"<(svg|small).*?</\1>", " ", inside, flags=re.DOTALL))
        number = re.findall(r"[\d.]+", shown)[-1]
        found.append((base + unescape(address), int(number.replace(".", ""))))
    return found


def rows_behind(client: Client, address: str) -> tuple[int, int]:
    """What the page of the rows says it has, and how many rows all its pages really have."""
    response = client.get(address)
    assert response.status_code == 200, address
    text = response.content.decode()
    said = COUNT.search(text)
    assert said, address
    real = len(response.context["rows"])
    while following := response.context["page"].next:
        response = client.get(address.split("?")[0] + following)
        real += len(response.context["rows"])
    return int(said[1].replace(".", "")), real
