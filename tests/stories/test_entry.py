"""A clerk enters the tasks of a plan with the keyboard alone."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from django.conf import LazySettings
from django.utils import timezone
from playwright.sync_api import Page, expect

from nhacviec.actions.documents import register_document
from nhacviec.actions.files import add_files
from nhacviec.records.models import Assignment, Document, Task
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.stories.browser import axe_violations, scrolls_sideways, sign_in


def one_page() -> BytesIO:
    """A PDF that a browser can show."""
    paper, content = pypdfium2.PdfDocument.new(), BytesIO()
    paper.new_page(595, 842)
    paper.save(content)
    return content


@pytest.fixture
def plan(cast: Cast, settings: LazySettings, tmp_path: Path) -> Document:
    """A plan of yesterday with its PDF, drafted by Phòng Tổng hợp."""
    settings.FILES_DIRECTORY = tmp_path
    now, actor = timezone.now(), cast.acting("specialist")
    document = register_document(
        actor=actor,
        now=now,
        symbol="1130/KH-VP",
        kind="ke_hoach",
        abstract="Tổ chức triển khai thực hiện ứng dụng công nghệ thông tin theo dõi nhiệm vụ",
        issued_on=local_date(now) - timedelta(days=1),
        issuer=cast.office,
        drafting_unit=cast.general,
    )
    add_files(actor=actor, now=now, files=[("Kế hoạch 1130.pdf", one_page())], document=document)
    return document


def pick(page: Page, typed: str, option: str) -> None:
    """Type into the focused box of units until the option is offered, and take it with Enter."""
    page.keyboard.type(typed)
    expect(page.locator(".unit-options li").filter(has_text=option).first).to_be_visible()
    page.keyboard.press("Enter")


def test_a_clerk_enters_and_issues_tasks_without_touching_the_mouse(
    page: Page, cast: Cast, plan: Document
) -> None:
    sign_in(page, cast.specialist)
    page.goto(f"/van-ban/{plan.pk}/nhiem-vu/")
    keys = page.keyboard
    expect(page.locator("[name=t0-content]")).to_be_focused()
    keys.type("Tổ chức hội nghị triển khai, tập huấn sử dụng phần mềm")
    keys.press("Tab")
    keys.type("20 ngày làm việc")
    expect(page.locator("#t0-reckoning")).to_contain_text("vì sao?")
    keys.press("Tab")
    keys.type("Hội nghị")
    keys.press("Tab")
    pick(page, "tong hop", "Phòng Tổng hợp")
    keys.press("Tab")
    pick(page, "tin hoc", "Trung tâm Tin học")
    pick(page, "các s", "Tất cả các sở (2)")
    expect(page.locator("[data-issue]")).to_have_text("Ban hành 1 nhiệm vụ cho 4 đơn vị…")
    keys.press("Control+Enter")
    expect(page.locator("[name=t1-content]")).to_be_focused()
    keys.type("Cập nhật dữ liệu văn bản chỉ đạo")
    assert not scrolls_sideways(page)
    assert axe_violations(page) == []

    with page.expect_navigation():  # the boxes of units wait for the page's script
        keys.press("Control+s")
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu nháp 2 nhiệm vụ")
    assert Task.objects.filter(document=plan, issued_at=None).count() == 2
    page.locator("[id='id_t1-leads']").focus()
    pick(page, "stc", "Sở Tài chính")
    page.locator("[name=do][value=issue]").focus()
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ban hành 2 nhiệm vụ cho 4 đơn vị")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Ban hành 2 nhiệm vụ").focus()
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Đã ban hành 2 nhiệm vụ cho 4 đơn vị")
    assert Assignment.objects.filter(task__document=plan, state="assigned").count() == 5
    assert axe_violations(page) == []


def test_a_wrong_unit_is_said_beside_its_box_and_the_chips_stay(
    page: Page, cast: Cast, plan: Document
) -> None:
    sign_in(page, cast.specialist)
    page.goto(f"/van-ban/{plan.pk}/nhiem-vu/")
    expect(page.locator("[name=t0-content]")).to_be_focused()
    page.keyboard.type("Việc")
    page.locator("[id='id_t0-leads']").focus()
    pick(page, "sxd", "Sở Xây dựng")
    page.keyboard.type("khong co don vi nay")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.get_by_text("Không tìm thấy đơn vị “khong co don vi nay”")).to_be_visible()
    expect(page.locator(".unit-chip")).to_have_text(["Sở Xây dựng×"])
    expect(page.locator("[id='id_t0-leads']")).to_have_value("khong co don vi nay")
    assert axe_violations(page) == []


@pytest.mark.parametrize(
    "address", ["/nhap-nhiem-vu/", "/van-ban/", "/van-ban/moi/", "/nhap-nhiem-vu/chi-dao/", "plan", "desk"]
)
def test_on_a_phone_nothing_is_wider_than_the_screen(
    phone: Page, cast: Cast, plan: Document, address: str
) -> None:
    sign_in(phone, cast.specialist)
    addresses = {"plan": f"/van-ban/{plan.pk}/", "desk": f"/van-ban/{plan.pk}/nhiem-vu/"}
    phone.goto(addresses.get(address, address))
    assert not scrolls_sideways(phone)
    assert axe_violations(phone) == []
