"""A real-looking list of the Government Office: five kinds of difference, each decided on."""

from pathlib import Path

import time_machine
from playwright.sync_api import Page, expect

from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import State
from tests.cast import Cast
from tests.reconciling import Scene, listed
from tests.stories.browser import sign_in
from tests.stories.duties import in_the_dark, look, send
from tests.submitting import at, day


def test_five_kinds_of_difference(cast: Cast, page: Page, tmp_path: Path) -> None:
    scene = Scene(cast)
    file = tmp_path / "Danh sách VPCP tháng 7.xlsx"
    file.write_bytes(listed(*scene.rows()))
    with time_machine.travel(at(day(11)), tick=True):
        sign_in(page, cast.head)
        page.goto("/doi-chieu/")
        look(page)
        page.get_by_role("link", name="Đối chiếu danh sách mới").click()
        page.get_by_label("Tệp Excel (.xlsx)").set_input_files(file)
        page.get_by_label("Chính phủ", exact=True).check()
        look(page)
        send(page.locator("main form"), "Đối chiếu")
        expect(page.get_by_text("Đã đối chiếu 6 dòng. Chưa thay đổi gì.")).to_be_visible()

        page.get_by_role("link", name="Chỉ có trong danh sách").click()
        expect(page.get_by_text("77/NQ-CP").first).to_be_visible()
        page.get_by_label("Chuyên viên theo dõi").select_option(index=1)
        look(page)
        send(page.locator("main form").last, "Theo danh sách 77/NQ-CP")
        expect(page.get_by_text("Đã theo danh sách 1 khác biệt.")).to_be_visible()

        page.get_by_role("link", name="Khác thời hạn").click()
        expect(page.get_by_text("31/08/2018")).to_be_visible()
        look(page)
        page.locator("input[name=chon]").check()
        send(page.locator("main form").last, "Theo danh sách")
        expect(page.get_by_text("Đã theo danh sách 1 khác biệt.")).to_be_visible()

        page.get_by_role("link", name="Khác trạng thái").click()
        page.locator("input[name=chon]").check()
        send(page.locator("main form").last, "Theo danh sách")
        expect(page.get_by_text("Đã theo danh sách 1 khác biệt.")).to_be_visible()

        page.get_by_role("link", name="Khác nội dung").click()
        look(page)
        page.locator("input[name=chon]").check()
        page.get_by_label("Lý do").fill("Theo bản chính của nghị quyết")
        send(page.locator("main form").last, "Giữ như phần mềm")
        expect(page.get_by_text("Theo bản chính của nghị quyết")).to_be_visible()

        page.get_by_role("link", name="Chỉ có trong phần mềm").click()
        page.locator("input[name=chon]").check()
        page.get_by_label("Lý do").fill("Văn phòng Chính phủ báo không giao")
        send(page.locator("main form").last, "Theo danh sách")
        expect(page.get_by_text("Văn phòng Chính phủ báo không giao")).to_be_visible()

        page.get_by_role("link", name="Dòng lỗi").click()
        expect(page.get_by_text("“31/02/2018” không phải là ngày")).to_be_visible()
        look(page)
        page.goto("/doi-chieu/")
        expect(page.get_by_role("link", name="Danh sách VPCP tháng 7.xlsx")).to_be_visible()
    state = dict(Assignment.objects.values_list("pk", "state"))
    assert state[scene.done.pk] == State.COMPLETED and state[scene.unlisted.pk] == State.CANCELLED
    assert len(state) == 6


def test_the_pages_on_a_phone_in_the_dark(cast: Cast, phone: Page) -> None:
    run = Scene(cast).brought()
    in_the_dark(phone)
    sign_in(phone, cast.head)
    for tab in ("thoi-han", "chi-co-trong-danh-sach", "dong-loi"):
        phone.goto(f"/doi-chieu/{run.pk}/?loai={tab}")
        look(phone)
