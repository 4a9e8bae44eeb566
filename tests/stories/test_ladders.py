"""Who decides when people are reminded, and of whom: on a desk and in a hand."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from nhacviec.records.models import Ladder
from nhacviec.rules.ladders import DEFAULT, step_as_told
from tests.cast import Cast
from tests.make import NOW
from tests.stories.browser import axe_violations, follow, scrolls_sideways, sign_in

INDEX = "/quy-che/thang-nhac/"
REHEARSAL = f"{INDEX}dien-tap/?tu=01/12/2018&den=31/12/2018"


@pytest.mark.parametrize("device", ["page", "phone"])
def test_pages_fit_and_have_no_barriers(device: str, request: pytest.FixtureRequest, cast: Cast) -> None:
    window: Page = request.getfixturevalue(device)
    ladder = Ladder.objects.create(
        is_starred=True,
        steps=[step_as_told(step) for step in DEFAULT.steps[:3]],
        effective_from="2018-07-01",
        decision="45/QĐ-UBND",
        set_at=NOW,
    )
    cast.duty()
    sign_in(window, cast.office_leader)
    for number, address in enumerate(
        (INDEX, f"{INDEX}{ladder.pk}/", f"{INDEX}dat/?tu={ladder.pk}", REHEARSAL)
    ):
        window.goto(address)
        if folder := os.environ.get("NHACVIEC_SHOTS"):
            window.screenshot(path=Path(folder) / f"ladders-{number}-{device}.png", full_page=True)
        assert not scrolls_sideways(window), address
        assert axe_violations(window) == [], address


def test_starred_duties_get_steps_of_their_own_and_lose_them(page: Page, cast: Cast) -> None:
    sign_in(page, cast.admin)
    page.goto("/quy-che/")
    follow(page.get_by_role("link", name="Thang nhắc việc: nhắc khi nào, nhắc ai"))
    follow(page.get_by_role("link", name="Đặt thang cho một nhóm nhiệm vụ"))
    page.get_by_label("Trọng tâm").select_option(label="Gắn sao")
    first = page.get_by_role("group", name="Mốc 1", exact=True)
    first.get_by_label("Số", exact=True).fill("10")
    first.get_by_label("Nhắc lại sau mỗi").fill("5")
    first.get_by_label("Lãnh đạo cơ quan").check()
    follow(page.get_by_role("button", name="Lưu"))
    expect(first.get_by_text("Mốc trước hạn chỉ nhắc một lần")).to_be_visible()
    first.get_by_label("Nhắc lại sau mỗi").fill("")
    follow(page.get_by_role("button", name="Lưu"))
    expect(page.get_by_role("status")).to_contain_text("Đã lưu thang nhắc việc")
    expect(page.get_by_role("heading", name="Gắn sao")).to_be_visible()
    expect(page.get_by_role("cell", name="Trước hạn 10 ngày")).to_be_visible()
    follow(page.get_by_role("button", name="Bãi bỏ từ hôm nay"))
    expect(page.get_by_role("status")).to_contain_text("Đã bãi bỏ")
    expect(page.get_by_text("Hiện không có thang riêng")).to_be_visible()
