"""A clerk finds a document by half a number: with the keyboard alone, and on the phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from nhacviec.records.models import Document
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.stories.browser import sign_in
from tests.stories.duties import given_out, in_the_dark, look


def plan(cast: Cast) -> Document:
    issued_on = local_date(timezone.now()) - timedelta(days=3)
    abstract = "Kế hoạch ứng dụng phần mềm nhắc việc"
    document = cast.document(symbol="1130/KH-VP", kind="ke_hoach", issued_on=issued_on, abstract=abstract)
    given_out(cast, task=cast.task(document=document, content="Cử cán bộ đầu mối tham gia tập huấn"))
    for number in range(3):
        cast.document(symbol=f"{700 + number}/UBND-TH", issued_on=issued_on)
    return document


def test_a_clerk_finds_a_document_by_half_a_number_with_the_keyboard(page: Page, cast: Cast) -> None:
    document = plan(cast)
    sign_in(page, cast.clerk)
    page.goto("/")
    keys = page.keyboard
    keys.press("/")
    box = page.get_by_role("combobox", name="Tìm văn bản, nhiệm vụ, đơn vị")
    expect(box).to_be_focused()
    keys.type("30 kh")
    option = page.get_by_role("option", name="1130/KH-VP")
    expect(option).to_be_visible()
    look(page)
    keys.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    keys.press("Escape")
    expect(option).to_be_hidden()
    keys.press("ArrowDown")
    keys.press("Enter")
    page.wait_for_url(f"**/van-ban/{document.pk}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1130/KH-VP")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_enter_shows_all_results_and_j_opens_the_first(page: Page, theme: str, cast: Cast) -> None:
    document = plan(cast)
    if theme == "dark":
        in_the_dark(page)
    sign_in(page, cast.clerk)
    page.goto("/nhiem-vu/")
    keys = page.keyboard
    keys.press("/")
    keys.type("30/kh-vp")
    keys.press("Enter")
    page.wait_for_url("**/tim-kiem/**")
    expect(page.get_by_role("heading", name="Văn bản")).to_be_visible()
    expect(page.locator("mark").first).to_have_text("1130/KH-VP")
    look(page)
    keys.press("j")
    keys.press("Enter")
    page.wait_for_url(f"**/van-ban/{document.pk}/")


def test_more_results_are_read_on_in_the_page(page: Page, cast: Cast) -> None:
    tasks = [cast.task(content=f"Kiểm kê rừng đợt {number}") for number in range(25)]
    for task in tasks:
        given_out(cast, task=task)
    sign_in(page, cast.clerk)
    page.goto("/tim-kiem/?q=kiem+ke")
    expect(page.locator("#count-nhiem-vu")).to_have_text("25")
    page.get_by_role("link", name="Xem thêm nhiệm vụ").click()
    expect(page.locator("#content .result")).to_have_count(25)
    expect(page.locator("#content .result .what a").nth(20)).to_be_focused()
    look(page)


def test_on_the_phone_the_document_is_two_taps_away(phone: Page, cast: Cast) -> None:
    document = plan(cast)
    sign_in(phone, cast.clerk)
    phone.goto("/")
    phone.get_by_role("combobox").tap()
    phone.keyboard.type("113")
    option = phone.get_by_role("option", name="1130/KH-VP")
    expect(option).to_be_visible()
    look(phone)
    option.tap()
    phone.wait_for_url(f"**/van-ban/{document.pk}/")
    phone.goto("/tim-kiem/?q=tap+huan")
    expect(phone.locator("mark").first).to_have_text("tập huấn")
    look(phone)
