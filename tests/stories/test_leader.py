"""The Chair with a phone in one hand: the province, what is newly late, what waits for him, three taps to a
document; and the Office's own balance without barriers."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from nhacviec.actions import submissions as submission_deeds
from nhacviec.actions.extensions import ask_extension
from nhacviec.actions.files import add_files
from nhacviec.actions.standings import follow
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.coordination import asked
from tests.stories.browser import sign_in
from tests.stories.duties import SYMBOL, given_out, in_the_dark, look, open_step, send
from tests.stories.test_entry import one_page
from tests.submitting import at, forwarded, submitted

THUMB = 44  # CSS pixels


def _counted(cast: Cast, *, due_in: int, **fields: Any) -> Assignment:
    """Given out, and known to the statistics since long ago."""
    duty = given_out(cast, state=State.IN_PROGRESS, due_in=due_in, **fields)
    follow([duty.pk], day=local_date(timezone.now()) - timedelta(days=60))
    return duty


@pytest.fixture
def morning(cast: Cast) -> Assignment:
    """Late since yesterday and since long ago, a file before the Chair, a request to decide. The duty whose
    deadline is asked to be moved is returned."""
    today = local_date(timezone.now())
    document = cast.document(symbol=SYMBOL, issued_on=today - timedelta(days=3))
    _counted(cast, due_in=-30, document=document)
    _counted(cast, due_in=-1)
    _counted(cast, due_in=-9, unit=cast.finance)
    row = forwarded(cast, submitted(cast, on=today - timedelta(days=9)), on=today - timedelta(days=8))
    submission_deeds.ask_decision(
        actor=cast.acting("specialist"),
        submission=row,
        leader=cast.chair,
        note="",
        now=at(today - timedelta(days=5)),
    )
    asked(
        cast,
        cast.duty(due_on=today + timedelta(days=90)),
        due_on=today + timedelta(days=9),
        now=timezone.now(),
    )
    moved = _counted(cast, due_in=2)
    ask_extension(
        actor=cast.acting("focal"),
        assignment=moved,
        asked_due_on=today + timedelta(days=20),
        reason="Mưa lũ kéo dài",
        now=timezone.now(),
    )
    files = [("cong-van.pdf", one_page())]
    add_files(actor=cast.acting("clerk"), now=timezone.now(), files=files, document=document)
    return moved


def too_small(page: Page) -> list[str]:
    """What a thumb would miss: links and buttons of the page and its bar below 44 px, but those in a line of
    text and those that fill a card which is a link as a whole."""
    found: list[str] = page.evaluate(
        """(least) => [...document.querySelectorAll("#content a, #content button, .phone-bar a")]
          .filter(e => e.offsetParent !== null && !e.closest("tr[data-href], p:not(.leader-more), .row-body"))
          .filter(e => e.getBoundingClientRect().height < least - 0.5)
          .map(e => Math.round(e.getBoundingClientRect().height) + " px: " + e.outerHTML.slice(0, 120))""",
        THUMB,
    )
    return found


def test_the_chair_sees_the_province_and_is_at_a_document_in_three_taps(
    phone: Page, cast: Cast, morning: Assignment
) -> None:
    sign_in(phone, cast.chair)
    phone.goto("/")
    look(phone)
    assert too_small(phone) == []
    province = phone.get_by_role("region", name="Toàn tỉnh hôm nay việc chủ trì")
    box = province.bounding_box()
    assert box is not None and box["y"] + box["height"] < 844  # without scrolling
    expect(phone.get_by_role("heading", name="Mới quá hạn")).to_be_visible()
    expect(phone.locator(".phone-bar")).to_be_in_viewport()
    phone.locator(".agency-lines li", has_text="Sở Xây dựng").get_by_role("link", name="quá hạn").tap()
    phone.wait_for_url("**/dau-viec/?so=qua-han")
    phone.get_by_role("link", name=SYMBOL).first.tap()
    phone.wait_for_url("**/van-ban/*/")
    file = phone.get_by_role("link", name="cong-van.pdf").first
    expect(file).to_be_visible()  # the third tap opens it
    look(phone)


def test_what_waits_for_him_is_decided_with_a_thumb(phone: Page, cast: Cast, morning: Assignment) -> None:
    sign_in(phone, cast.chair)
    phone.goto("/")
    waiting = phone.locator("section", has=phone.get_by_role("heading", name="Chờ tôi quyết định"))
    expect(waiting.get_by_role("link", name="/TTr-SXD")).to_be_visible()
    form = open_step(phone, morning, "Đồng ý gia hạn")
    send(form, "Đồng ý gia hạn")
    morning.refresh_from_db()
    assert morning.due_on == local_date(timezone.now()) + timedelta(days=20)
    phone.goto("/")
    expect(phone.get_by_role("heading", name="Xin gia hạn")).to_have_count(0)


@pytest.mark.parametrize(("device", "theme"), [("page", "light"), ("phone", "dark")])
def test_the_balance_of_the_office_has_no_barriers(
    device: str, theme: str, request: pytest.FixtureRequest, cast: Cast, morning: Assignment
) -> None:
    window: Page = request.getfixturevalue(device)
    if theme == "dark":
        in_the_dark(window)
    sign_in(window, cast.office_leader)
    window.goto("/thong-ke/van-phong/")
    look(window)
    window.get_by_role("link", name="Phòng Tổng hợp").click()
    window.wait_for_url("**/van-phong/phong/*/")
    look(window)
    window.get_by_role("link", name="Chuyên viên Tổng hợp").click()
    window.wait_for_url("**/van-phong/can-bo/*/")
    look(window)
    for address in ("van-ban/?so=nhap-muon", "cho-xac-nhan/", f"phong/{cast.office.pk}/"):
        window.goto(f"/thong-ke/van-phong/{address}")
        look(window)
    window.goto(f"/thong-ke/don-vi/{cast.construction.pk}/")
    look(window)
