"""The list of assignments in a browser: a view that is saved and shared, keys alone, a phone."""

from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.stories.browser import axe_violations, scrolls_sideways, sign_in
from tests.stories.duties import given_out


def test_a_specialist_saves_a_view_and_shares_it_with_his_colleagues(page: Page, cast: Cast) -> None:
    late = given_out(cast, due_in=-3)
    later = given_out(cast, document=cast.document(symbol="77/UBND-TH"))
    theirs = given_out(
        cast, due_in=-5, task=cast.task(specialist=cast.other_specialist), document=cast.document()
    )
    sign_in(page, cast.specialist)
    page.goto("/nhiem-vu/")
    page.get_by_text("Tất cả", exact=True).first.click()
    page.get_by_label("Quá hạn", exact=True).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Lọc", exact=True).click()
    page.locator("[data-unfold]").click()
    expect(page.get_by_label("Số ngày quá hạn")).to_be_visible()
    page.locator("#loc-chuyen-vien + details > summary").click()
    page.locator("#loc-chuyen-vien + details").get_by_label("Tôi", exact=True).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Lọc", exact=True).click()
    assert "chuyen-vien=toi" in page.url
    expect(page.locator(f"#row-{late.pk}")).to_be_visible()
    expect(page.locator(f"#row-{later.pk}")).to_have_count(0)
    assert axe_violations(page) == []
    page.get_by_role("link", name="Lưu bộ lọc").click()
    page.get_by_label("Tên bộ lọc").fill("Tôi theo dõi, quá hạn")
    page.get_by_label("Dùng chung cho").select_option(label="Chuyên viên Văn phòng")
    assert axe_violations(page) == []
    with page.expect_navigation():
        page.locator("#list-panel").get_by_role("button", name="Lưu bộ lọc").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tôi theo dõi, quá hạn")

    sign_in(page, cast.other_specialist)
    page.goto("/nhiem-vu/")
    with page.expect_navigation():
        page.get_by_role("link", name="Tôi theo dõi, quá hạn").click()
    expect(page.locator(f"#row-{theirs.pk}")).to_be_visible()
    expect(page.locator(f"#row-{late.pk}")).to_have_count(0)
    assert axe_violations(page) == []


def test_the_list_is_worked_with_the_keyboard_alone(page: Page, cast: Cast) -> None:
    duties = [given_out(cast, due_in=day, document=cast.document()) for day in (1, 2, 3, 4)]
    sign_in(page, cast.specialist)
    page.goto("/nhiem-vu/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    for key in ("j", "x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    expect(page.get_by_text("Đã chọn 3 đầu việc")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Đã chọn 3 đầu việc")).to_be_hidden()
    page.keyboard.press("k")
    expect(page.locator(f"#row-{duties[1].pk} .what a")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(f"/dau-viec/{duties[1].code}/")
    page.go_back()
    page.keyboard.press("/")
    expect(page.locator(":focus")).to_have_attribute("type", "search")


def test_columns_are_moved_and_kept(page: Page, cast: Cast) -> None:
    given_out(cast)
    sign_in(page, cast.focal)
    page.goto("/nhiem-vu/")
    page.get_by_role("link", name="Cột").click()
    page.get_by_label("Lĩnh vực", exact=True).check()
    page.get_by_role("button", name="Đơn vị: lên trước").click()
    assert axe_violations(page) == []
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu").click()
    heads = [" ".join(text.split()) for text in page.locator("thead th").all_inner_texts()]
    assert [head.lower() for head in heads][:3] == ["văn bản", "đơn vị", "nội dung"]
    assert "lĩnh vực" in [head.lower() for head in heads]


def test_the_list_on_a_phone(phone: Page, cast: Cast) -> None:
    duty = given_out(cast)
    sign_in(phone, cast.focal)
    phone.goto("/nhiem-vu/?han-tu=abc")
    expect(phone.get_by_text("“abc” không phải là ngày").first).to_be_visible()
    phone.goto("/nhiem-vu/")
    expect(phone.locator(f"#row-{duty.pk}")).to_be_visible()
    assert not scrolls_sideways(phone)
    assert axe_violations(phone) == []
