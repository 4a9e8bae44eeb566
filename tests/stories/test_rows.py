"""Steps taken in the rows of the home, with the keyboard."""

from playwright.sync_api import Page, expect

from nhacviec.rules.lifecycle import State
from tests.cast import Cast
from tests.stories.browser import axe_violations, follow, sign_in


def test_the_cursor_follows_a_step_in_a_row(page: Page, cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED, due_on=None)
    sign_in(page, cast.focal)
    page.goto("/")
    page.get_by_role("link", name=f"Tiếp nhận {duty.code}").press("Enter")
    expect(page.get_by_label("Số, ký hiệu trên bản của đơn vị")).to_be_focused()
    assert axe_violations(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Tiếp nhận").press("Enter")
    expect(page.get_by_role("link", name=f"Trả lời {duty.code}")).to_be_focused()
    expect(page.locator("#flash")).to_contain_text("Đã tiếp nhận")
    expect(page.locator("#menu-count")).to_be_hidden()


def test_one_box_chooses_all_rows_of_the_list(page: Page, cast: Cast) -> None:
    cast.duty()
    cast.duty()
    sign_in(page, cast.specialist)
    page.goto("/nhiem-vu/")
    page.get_by_label("Chọn tất cả đầu việc của trang").check()
    expect(page.get_by_text("Đã chọn 2 đầu việc")).to_be_visible()
    follow(page.get_by_role("button", name="Nhắc"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 đầu việc")


def test_on_a_phone_a_tap_anywhere_on_the_card_opens_it(phone: Page, cast: Cast) -> None:
    duty = cast.duty()
    sign_in(phone, cast.chair)
    phone.goto("/nhiem-vu/")
    unit = phone.locator(".row-body .who").bounding_box()
    assert unit is not None
    phone.touchscreen.tap(unit["x"] + 5, unit["y"] + 5)
    phone.wait_for_url(f"**/dau-viec/{duty.code}/")
