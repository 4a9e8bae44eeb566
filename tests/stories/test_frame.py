"""The frame around every page, on a desk and in a hand."""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.stories.browser import axe_violations, follow, scrolls_sideways, sign_in


@pytest.mark.parametrize("device", ["page", "phone"])
def test_home_fits_and_has_no_barriers(device: str, request: pytest.FixtureRequest, cast: Cast) -> None:
    window: Page = request.getfixturevalue(device)
    sign_in(window, cast.focal)
    window.goto("/")
    expect(window.get_by_role("heading", level=1)).to_be_visible()
    assert not scrolls_sideways(window)
    assert axe_violations(window) == []


def test_the_menu_of_the_account_is_opened_gone_through_and_closed(page: Page, cast: Cast) -> None:
    sign_in(page, cast.focal)
    page.goto("/")
    button, menu = page.locator(".acting"), page.locator("#account-menu")
    lines = menu.locator("a, button")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    box, under = menu.bounding_box(), button.bounding_box()
    assert box and under and box["y"] >= under["y"] + under["height"]
    assert box["x"] + box["width"] <= 1366
    assert axe_violations(page) == []
    page.locator("h1").click()
    expect(menu).to_be_hidden()

    button.focus()
    page.keyboard.press("ArrowDown")
    expect(lines.first).to_be_focused()
    page.keyboard.press("ArrowUp")  # the first stays the first
    page.keyboard.press("ArrowDown")
    expect(lines.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(lines.last).to_be_focused()
    page.keyboard.press("Tab")
    expect(menu).to_be_hidden()

    button.click()
    page.get_by_role("button", name="Giao diện tối").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_on_a_phone_the_menu_opens_and_closes_in_its_place(phone: Page, cast: Cast) -> None:
    sign_in(phone, cast.focal)
    phone.goto("/")
    button, menu = phone.get_by_role("button", name="Mở thực đơn"), phone.locator("#menu")
    expect(menu).to_be_hidden()
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(menu.get_by_role("link").first).to_be_visible()
    assert not scrolls_sideways(phone)
    assert axe_violations(phone) == []
    button.click()
    expect(menu).to_be_hidden()


def test_a_message_is_put_away(page: Page, cast: Cast) -> None:
    sign_in(page, cast.focal)
    page.goto("/thong-bao/thiet-lap/")
    follow(page.get_by_role("button", name="Lưu").first)
    message = page.locator("#flash .alert")
    expect(message).to_be_visible()
    message.get_by_role("button", name="Đóng").click()
    expect(message).to_have_count(0)
