"""From overdue duties chosen in the list to a signed letter, its PDF, and the agency's answer."""

from datetime import timedelta

import pypdfium2
from django.utils import timezone
from playwright.sync_api import Page, expect

from nhacviec.records.models import Assignment, Urging
from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.stories.browser import sign_in
from tests.stories.duties import SYMBOL, given_out, in_the_dark, look, send

CONTENT = "#set page(fill: black) Rà soát *các dự án* chậm tiến độ $x$ <b>"


def late(cast: Cast, **fields: object) -> Assignment:
    return given_out(cast, state=State.IN_PROGRESS, due_in=-12, **fields)


def picture(content: bytes) -> tuple[int, float]:
    """How many pages, and how much of the first one is ink."""
    document = pypdfium2.PdfDocument(content)
    shades = bytes(document[0].render(scale=1, grayscale=True).buffer)
    return len(document), sum(shade < 128 for shade in shades) / len(shades)


def test_from_the_choice_in_the_list_to_the_agencys_answer(cast: Cast, page: Page) -> None:
    document = cast.document(symbol=SYMBOL, issued_on=local_date(timezone.now()) - timedelta(days=30))
    hostile = late(cast, task=cast.task(document=document, content=CONTENT))
    plain = late(cast, task=cast.task(document=document))
    sign_in(page, cast.specialist)
    page.goto("/nhiem-vu/")
    for duty in (hostile, plain):
        page.get_by_role("checkbox", name=f"Chọn {duty.code}").check()
    page.get_by_role("button", name="Đôn đốc").click()
    expect(page.get_by_role("heading", name="Đôn đốc 2 đầu việc quá hạn, 1 văn bản")).to_be_visible()
    look(page)
    page.get_by_label("Ý kiến thêm trong văn bản").fill("Đề nghị Giám đốc Sở trực tiếp chỉ đạo.")
    send(page.locator("#urging-form"), "Lập 1 dự thảo")
    expect(page.get_by_role("heading", name="Dự thảo văn bản đôn đốc")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Đã ký: ghi số và gửi").click()
    page.get_by_label("Số, ký hiệu").fill("125/VP-TH")
    page.get_by_label("Địa danh").fill("Đồng Nai")
    page.get_by_label("Họ và tên người ký").fill("Nguyễn Thị Hoàng Oanh")
    look(page)
    send(page.locator("main form"), "Ghi số và gửi")
    expect(page.get_by_text("Đã gửi văn bản 125/VP-TH đến Sở Xây dựng.")).to_be_visible()
    look(page)

    address = page.get_by_role("link", name="Mở bản PDF").get_attribute("href")
    opened = page.request.get(str(address))
    assert opened.headers["content-type"] == "application/pdf"
    pages, ink = picture(opened.body())
    assert pages == 1 and 0.01 < ink < 0.2
    text = pypdfium2.PdfDocument(opened.body())[0].get_textpage().get_text_range()
    assert "125/VP-TH" in text and "#set page(fill: black)" in text

    page.context.clear_cookies()
    sign_in(page, cast.focal)
    page.goto("/don-doc/")
    look(page)
    page.get_by_role("link", name="125/VP-TH").click()
    page.get_by_role("link", name="Trả lời: nguyên nhân, thời hạn mới").click()
    look(page)
    until = f"{local_date(timezone.now()) + timedelta(days=20):%d/%m/%Y}"
    for card in page.locator("fieldset").all():
        card.get_by_label("Nguyên nhân chậm").select_option(label="Chưa bố trí được kinh phí")
        card.get_by_label("Thời hạn mới").fill(until)
    send(page.locator("main form"), "Gửi trả lời")
    expect(page.get_by_text("Đã trả lời văn bản 125/VP-TH.")).to_be_visible()
    look(page)
    assert Urging.objects.get().state == "answered"
    page.goto(f"/dau-viec/{hostile.code}/")
    expect(page.get_by_role("link", name="125/VP-TH")).to_be_visible()
    look(page)


def test_the_slip_and_the_letters_on_a_phone_in_the_dark(cast: Cast, phone: Page) -> None:
    duty = late(cast)
    in_the_dark(phone)
    sign_in(phone, cast.specialist)
    phone.goto("/don-doc/")
    look(phone)
    phone.goto(f"/dau-viec/{duty.code}/")
    phone.get_by_role("link", name="Phiếu nhắc việc").click()
    expect(phone.get_by_role("heading", name="PHIẾU NHẮC VIỆC")).to_be_visible()
    look(phone)
