"""A submission to those above goes past its limit, is asked about again, gets an opinion and a decision."""

import time_machine
from playwright.sync_api import Page, expect

from nhacviec.records.models import Submission
from tests.cast import Cast
from tests.stories.browser import sign_in
from tests.stories.duties import in_the_dark, look, send
from tests.submitting import at, day
from tests.upward import party_committee, sent_upward

LIST = "/trinh-cap-tren/"


def test_a_submission_is_followed_until_the_decision(cast: Cast, page: Page) -> None:
    party_committee()
    with time_machine.travel(at(day(0)), tick=True):
        sign_in(page, cast.specialist)
        page.goto(LIST)
        page.get_by_role("link", name="Vào sổ văn bản trình").click()
        page.get_by_label("Trình cơ quan").select_option(label="Thường trực Tỉnh ủy")
        page.get_by_label("Số, ký hiệu").fill("88/TTr-UBND")
        page.get_by_label("Trích yếu").fill("Chủ trương đầu tư đường liên huyện")
        page.get_by_label("Nội dung xin ý kiến, quyết định").fill("Cho ý kiến về chủ trương đầu tư")
        look(page)
        send(page.locator("main form"), "Vào sổ")
        expect(page.get_by_text("Đã vào sổ văn bản trình 88/TTr-UBND.")).to_be_visible()
        look(page)
    row = Submission.objects.get()
    with time_machine.travel(at(day(22)), tick=True):
        sign_in(page, cast.specialist)
        page.goto(f"{LIST}?so=qua-han")
        expect(page.get_by_text("quá hạn 1 ngày")).to_be_visible()
        look(page)
        page.get_by_role("link", name="88/TTr-UBND").click()
        page.get_by_role("link", name="Hỏi lại").click()
        page.get_by_label("Hỏi bằng cách nào").fill("Công văn 2105/UBND-TH")
        look(page)
        send(page.locator("main form"), "Hỏi lại")
        expect(page.get_by_text("Công văn 2105/UBND-TH")).to_be_visible()
        page.goto(LIST)
        expect(page.get_by_text("đã hỏi lại 1 lần")).to_be_visible()
    with time_machine.travel(at(day(25)), tick=True):
        sign_in(page, cast.specialist)
        page.goto(f"{LIST}{row.pk}/")
        page.get_by_role("link", name="Ghi ý kiến").click()
        page.get_by_label("Ý kiến của cấp trên").fill("Thống nhất chủ trương")
        look(page)
        send(page.locator("main form"), "Ghi ý kiến")
        expect(page.get_by_text("chờ văn bản", exact=True)).to_be_visible()
        page.get_by_role("link", name="Ghi văn bản quyết định").click()
        page.get_by_label("Số, ký hiệu văn bản quyết định").fill("15-NQ/TU")
        send(page.locator("main form"), "Ghi văn bản quyết định")
        expect(page.get_by_text("có ý kiến quá hạn 4 ngày")).to_be_visible()
        look(page)
        page.goto(f"{LIST}thong-ke/?tinh-den=24/07/2018")
        expect(page.get_by_role("link", name="1", exact=True).first).to_be_visible()
        look(page)


def test_the_pages_on_a_phone_in_the_dark(cast: Cast, phone: Page) -> None:
    row = sent_upward(cast)
    in_the_dark(phone)
    sign_in(phone, cast.chair)
    for address in (LIST, f"{LIST}{row.pk}/", f"{LIST}thong-ke/"):
        phone.goto(address)
        look(phone)
