"""The administrator's pages about units and people, at a desk and in a hand, in light and dark."""

import os
from io import BytesIO

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from nhacviec.records.models import Field
from nhacviec.rules.permissions import Role
from tests.cast import Cast
from tests.make import make_post
from tests.stories.browser import axe_violations, follow, scrolls_sideways, sign_in


def _pages(cast: Cast) -> list[str]:
    unit, person = f"/don-vi/{cast.construction.pk}/", f"/can-bo/{cast.focal.pk}/"
    post = cast.focal.posts.get(stands_in_for=None).pk
    return [
        "/don-vi/", "/don-vi/?tim=so", "/don-vi/?tim=zzz", "/don-vi/them/", unit, f"{unit}sua/",
        f"{unit}ket-thuc/", "/can-bo/", "/can-bo/?tim=zzz", "/can-bo/them/", person, f"{person}sua/",
        f"{person}khoa/", f"{person}mat-khau/", f"{person}chuc-vu/", f"/chuc-vu/{post}/thoi-giu/",
        f"/lam-thay/{post}/cu/", "/lam-thay/", "/phan-quyen/", "/linh-vuc/", "/linh-vuc/them/",
        "/nhap-excel/don-vi/", "/nhap-excel/can-bo/",
    ]  # fmt: skip


def _wrong_list() -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Tên đầy đủ", "Loại", "Trực thuộc"])
        sheet.write_row(1, 0, ["Sở Y tế", "Sở, ban, ngành", "UBND tỉnh Đồng Nai"])
        sheet.write_row(2, 0, ["Sở Lạ", "Sở, ban, ngành", "Tỉnh khác"])
    return out.getvalue()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("device", ["page", "phone"])
def test_no_page_has_barriers(device: str, theme: str, request: pytest.FixtureRequest, cast: Cast) -> None:
    window: Page = request.getfixturevalue(device)
    make_post(cast.officer, cast.construction, Role.AGENCY_LEADER, title="Phó Giám đốc phụ trách")
    Field.objects.create(name="Xây dựng", specialist=cast.specialist, office_leader=cast.office_leader)
    sign_in(window, cast.admin)
    window.context.add_cookies([{"name": "theme", "value": theme, "domain": "localhost", "path": "/"}])
    wrong: dict[str, list[str]] = {}

    def look(path: str) -> None:
        found = axe_violations(window)
        if scrolls_sideways(window):
            found.append("scrolls sideways")
        if found:
            wrong[path] = found
        if folder := os.environ.get("LOOK"):
            name = path.replace("/", "_").replace("?", "_")
            window.screenshot(path=f"{folder}/{device}-{theme}-{name}.png", full_page=device == "phone")

    for path in _pages(cast):
        window.goto(path)
        look(path)
    window.goto("/don-vi/them/")
    follow(window.get_by_role("button", name="Thêm đơn vị"))
    expect(window.get_by_text("Hãy nhập mục này.").first).to_be_visible()
    look("/don-vi/them/ refused")
    window.goto("/nhap-excel/don-vi/")
    window.get_by_label("Tệp Excel").set_input_files(
        {"name": "ds.xlsx", "mimeType": "application/octet-stream", "buffer": _wrong_list()}
    )
    follow(window.get_by_role("button", name="Kiểm tra thử"))
    expect(window.get_by_text("1 dòng có lỗi")).to_be_visible()
    look("preview")
    assert wrong == {}


def test_the_tree_opens_and_is_searched_while_typing(page: Page, cast: Cast) -> None:
    sign_in(page, cast.admin)
    page.goto("/don-vi/")
    expect(page.get_by_role("link", name="Phòng Hạ tầng")).to_be_hidden()
    page.get_by_role("button", name="Đơn vị trực thuộc Sở Xây dựng").click()
    expect(page.get_by_role("link", name="Phòng Hạ tầng")).to_be_visible()
    page.get_by_label("Tìm đơn vị").fill("ke hoach")
    expect(page.get_by_role("link", name="Phòng Kế hoạch")).to_be_visible()
    expect(page.get_by_role("link", name="Sở Tài chính")).to_be_hidden()


def test_somebody_stands_in_and_acts_as_the_other(page: Page, cast: Cast) -> None:
    sign_in(page, cast.focal)
    page.goto("/lam-thay/")
    follow(page.get_by_role("link", name="Cử người làm thay"))
    page.get_by_label("Người làm thay").select_option(label="Chuyên viên Hạ tầng")
    today = page.evaluate("new Date().toLocaleDateString('en-GB', {timeZone: 'Asia/Ho_Chi_Minh'})")
    page.get_by_label("Từ ngày").fill(today)
    page.get_by_label("Đến hết ngày").fill(today)
    page.get_by_label("Lý do").fill("Nghỉ phép")
    follow(page.get_by_role("button", name="Cử người làm thay"))
    expect(page.get_by_text("làm thay bạn")).to_be_visible()
    sign_in(page, cast.officer)
    page.goto("/")
    page.get_by_role("button", name="Chuyên viên Hạ tầng").click()
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=f"{folder}/switch.png")
    follow(page.get_by_role("button", name="thay mặt Đầu mối Sở Xây dựng"))
    expect(page.locator(".acting")).to_contain_text("thay mặt Đầu mối Sở Xây dựng")
