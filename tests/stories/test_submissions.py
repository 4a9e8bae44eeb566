"""A dossier goes 23 days with one pause: on the list of what is past its limit on exactly the right days."""

from datetime import date

import time_machine
from playwright.sync_api import Page, expect

from nhacviec.records.models import Submission
from tests.cast import Cast
from tests.stories.browser import sign_in
from tests.stories.duties import in_the_dark, look, send
from tests.submitting import at, day, forwarded, handed_back, submitted, supplemented

LATE = "/ho-so-trinh/?so=qua-han"


def on_the_list(page: Page, row: Submission) -> bool:
    page.goto(LATE)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Hồ sơ trình quá 20 ngày chưa có ý kiến chỉ đạo"
    )
    return page.get_by_role("link", name=row.symbol, exact=True).count() == 1


def test_a_dossier_of_23_days_with_one_pause(cast: Cast, page: Page) -> None:
    """Arrived 2 July, handed back on the 20th (18 days), back on the 26th, past its 20 days on the 31st
    (the 28th is a Saturday, so Monday the 30th was the last day), answered on the 31st: 23 days used."""
    with time_machine.travel(at(day(0)), tick=True):
        sign_in(page, cast.focal)
        page.goto("/ho-so-trinh/vao-so/")
        look(page)
        page.get_by_label("Số, ký hiệu").fill("88/TTr-SXD")
        page.get_by_label("Trích yếu").fill("Tờ trình phê duyệt nhiệm vụ quy hoạch")
        page.get_by_label("Nội dung đề nghị").fill("Phê duyệt nhiệm vụ quy hoạch chi tiết")
        send(page.locator("main form"), "Trình hồ sơ")
        expect(page.get_by_text("Đã vào sổ hồ sơ trình 88/TTr-SXD.")).to_be_visible()
        look(page)
    row = Submission.objects.get()
    with time_machine.travel(at(day(1)), tick=True):
        sign_in(page, cast.clerk)
        page.goto(f"/ho-so-trinh/{row.pk}/")
        page.get_by_role("link", name="Chuyển xử lý").click()
        page.get_by_label("Cán bộ xử lý").select_option(label="Chuyên viên Tổng hợp – Phòng Tổng hợp")
        look(page)
        send(page.locator("main form"), "Chuyển xử lý")
        expect(page.get_by_text("Chuyên viên Tổng hợp, Phòng Tổng hợp").first).to_be_visible()
    with time_machine.travel(at(day(18)), tick=True):
        sign_in(page, cast.specialist)
        assert not on_the_list(page, row)
        page.goto(f"/ho-so-trinh/{row.pk}/")
        page.get_by_role("link", name="Yêu cầu bổ sung").click()
        page.get_by_label("Hồ sơ còn thiếu").fill("Thiếu ý kiến của Sở Tài chính")
        send(page.locator("main form"), "Yêu cầu bổ sung")
        expect(page.get_by_text("dừng đếm, còn 2 ngày")).to_be_visible()
        look(page)
    with time_machine.travel(at(day(23)), tick=True):  # without the pause it would be late today
        sign_in(page, cast.specialist)
        assert not on_the_list(page, row)
    with time_machine.travel(at(day(24)), tick=True):
        sign_in(page, cast.focal)
        page.goto("/")
        page.get_by_role("link", name="88/TTr-SXD").click()
        page.get_by_role("link", name="Bổ sung hồ sơ").click()
        page.get_by_label("Nội dung bổ sung").fill("Đã có ý kiến của Sở Tài chính")
        look(page)
        send(page.locator("main form"), "Bổ sung hồ sơ")
        expect(page.get_by_text("Đang thẩm tra").first).to_be_visible()
    with time_machine.travel(at(day(28)), tick=True):
        sign_in(page, cast.specialist)
        assert not on_the_list(page, row)
    with time_machine.travel(at(day(29)), tick=True):
        sign_in(page, cast.specialist)
        assert on_the_list(page, row)
        expect(page.get_by_text("quá hạn 1 ngày")).to_be_visible()
        look(page)
        page.get_by_role("link", name="88/TTr-SXD").click()
        page.get_by_role("link", name="Trả lời bằng văn bản").click()
        page.get_by_label("Số, ký hiệu văn bản trả lời").fill("2100/QĐ-UBND")
        look(page)
        send(page.locator("main form"), "Trả lời bằng văn bản")
        expect(page.get_by_text("đã dùng 23 ngày, quá hạn 1 ngày")).to_be_visible()
        assert not on_the_list(page, row)
        page.goto(f"{LATE}&tinh-den=30/07/2018")
        assert page.get_by_role("link", name="88/TTr-SXD").count() == 0
    with time_machine.travel(at(date(2018, 8, 20)), tick=True):  # a report of that evening stays as it was
        sign_in(page, cast.specialist)
        page.goto("/ho-so-trinh/thong-ke/?theo=chuyen-vien")
        look(page)


def test_the_pages_on_a_phone_in_the_dark(cast: Cast, phone: Page) -> None:
    row = handed_back(cast, forwarded(cast, submitted(cast), on=day(1)), on=day(2))
    supplemented(cast, row, on=day(4))
    in_the_dark(phone)
    sign_in(phone, cast.chair)
    for address in ("/ho-so-trinh/", f"/ho-so-trinh/{row.pk}/", "/ho-so-trinh/thong-ke/"):
        phone.goto(address)
        look(phone)
