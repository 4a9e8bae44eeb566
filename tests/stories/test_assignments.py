"""The life of a duty, played by the people of the cast in a real browser."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.stories.browser import sign_in
from tests.stories.duties import SYMBOL, given_out, look, open_step, row, send


def test_an_agency_answers_in_the_row_the_office_sends_back_and_then_confirms(page: Page, cast: Cast) -> None:
    duty = given_out(cast)
    sign_in(page, cast.focal)
    page.goto("/")
    form = open_step(page, duty, "Tiếp nhận")
    form.get_by_label("Số, ký hiệu trên bản của đơn vị").fill("999/UBND-KT")
    send(form, "Tiếp nhận")
    expect(page.locator(f"#step-{duty.pk}")).to_contain_text("không khớp với văn bản")
    form.get_by_label("Số, ký hiệu trên bản của đơn vị").fill(SYMBOL.lower())
    send(form, "Tiếp nhận")
    expect(row(page, duty)).to_contain_text("Đang thực hiện")
    look(page)

    form = open_step(page, duty, "Phân công")
    form.get_by_label("Phòng, đơn vị").select_option(label="Phòng Hạ tầng")
    form.get_by_label("Cán bộ thực hiện").select_option(label=cast.officer.full_name)
    send(form, "Phân công")
    expect(row(page, duty)).to_contain_text(cast.officer.full_name)

    sign_in(page, cast.officer)
    page.goto("/")
    form = open_step(page, duty, "Trả lời")
    form.get_by_label("Kết quả thực hiện").fill("Đã rà soát 12 dự án")
    form.get_by_label("Số, ký hiệu văn bản trả lời").fill("345/SXD-HT")
    form.get_by_label("Ngày văn bản").fill(f"{local_date(timezone.now()):%d/%m/%Y}")
    send(form, "Trả lời")
    expect(row(page, duty)).to_contain_text("Chờ xác nhận")
    expect(page.locator("#flash")).to_contain_text(duty.code)

    sign_in(page, cast.specialist)
    page.goto("/")
    form = open_step(page, duty, "Yêu cầu làm lại")
    expect(form).to_contain_text("Đã rà soát 12 dự án")
    send(form, "Yêu cầu làm lại")
    expect(form).to_contain_text("Hãy nhập mục này.")
    form.get_by_label("Nội dung phải làm lại, bổ sung").fill("Bổ sung danh mục dự án")
    send(form, "Yêu cầu làm lại")
    expect(row(page, duty)).to_contain_text("Đang thực hiện")

    sign_in(page, cast.officer)
    page.goto(f"/dau-viec/{duty.code}/")
    expect(page.locator(".story")).to_contain_text("Bổ sung danh mục dự án")
    page.locator(".steps-bar").get_by_role("link", name="Trả lời", exact=True).click()
    panel = page.locator("#step-panel")
    panel.get_by_label("Kết quả thực hiện").fill("Đã bổ sung danh mục 12 dự án")
    send(panel, "Trả lời")
    expect(page.locator("#flash")).to_contain_text("Đã gửi trả lời")
    look(page)

    sign_in(page, cast.specialist)
    page.goto("/")
    send(open_step(page, duty, "Xác nhận hoàn thành"), "Xác nhận hoàn thành")
    expect(row(page, duty)).to_contain_text("Hoàn thành")
    assert Assignment.objects.get(pk=duty.pk).state == State.COMPLETED

    sign_in(page, cast.focal)
    page.goto(f"/dau-viec/{duty.code}/")
    expect(page.locator(".story")).to_contain_text("Xác nhận hoàn thành")
    expect(page.locator(".story > li")).to_have_count(7)


def test_more_time_is_asked_and_refused_asked_again_and_granted(page: Page, cast: Cast) -> None:
    duty = given_out(cast, state=State.IN_PROGRESS)
    assert duty.due_on is not None
    later = f"{duty.due_on + timedelta(days=10):%d/%m/%Y}"
    for answer, field, reason in (
        ("Không đồng ý gia hạn", "Lý do", "Đã đủ thời gian"),
        ("Đồng ý gia hạn", "Ý kiến", "Đồng ý vì mưa lũ"),
    ):
        sign_in(page, cast.focal)
        page.goto(f"/dau-viec/{duty.code}/")
        page.locator(".steps-bar").get_by_role("link", name="Xin gia hạn", exact=True).click()
        panel = page.locator("#step-panel")
        panel.get_by_label("Xin gia hạn đến ngày").fill(later)
        panel.get_by_label("Lý do").fill("Chờ kết quả đo đạc")
        send(panel, "Xin gia hạn")
        expect(page.locator(".story")).to_contain_text("Xin gia hạn")

        sign_in(page, cast.chair)
        page.goto("/")
        form = open_step(page, duty, answer)
        expect(form).to_contain_text("Chờ kết quả đo đạc")
        form.get_by_label(field, exact=True).fill(reason)
        send(form, answer)
        expect(page.locator("#flash")).to_contain_text(answer[0].lower() + answer[1:])

    sign_in(page, cast.focal)
    page.goto(f"/dau-viec/{duty.code}/")
    expect(page.locator("main")).to_contain_text(later)
    expect(page.locator("main")).to_contain_text("Thời hạn gốc")
    expect(page.locator("main")).to_contain_text("Đã đủ thời gian")
    look(page)


def test_what_one_unit_returns_the_office_gives_to_another(page: Page, cast: Cast) -> None:
    duty = given_out(cast)
    sign_in(page, cast.focal)
    page.goto("/")
    form = open_step(page, duty, "Trả lại")
    form.get_by_label("Trả lại vì").select_option(label="Sai đơn vị thực hiện")
    form.get_by_label("Nêu rõ lý do").fill("Thuộc chức năng của Sở Tài chính")
    send(form, "Trả lại")
    expect(row(page, duty)).to_contain_text("Bị trả lại")

    sign_in(page, cast.specialist)
    page.goto("/")
    form = open_step(page, duty, "Giao đơn vị khác")
    expect(form).to_contain_text("Sai đơn vị thực hiện")
    form.get_by_label("Giao cho").select_option(label="Sở Tài chính")
    send(form, "Giao đơn vị khác")
    expect(row(page, duty)).to_contain_text("Đã hủy")

    sign_in(page, cast.finance_focal)
    page.goto("/")
    new = Assignment.objects.get(unit=cast.finance)
    expect(row(page, new)).to_contain_text("Mới giao")
    page.goto(f"/nhiem-vu/{duty.task.code}/")
    expect(page.locator("main")).to_contain_text(new.code)


def test_a_leader_on_a_phone_looks_at_what_is_overdue_and_says_what_he_wants(phone: Page, cast: Cast) -> None:
    duty = given_out(cast, state=State.IN_PROGRESS, due_in=-5)
    sign_in(phone, cast.chair)
    phone.goto("/")
    look(phone)
    with phone.expect_navigation():  # the row stands on this page too
        phone.locator("#counts").get_by_role("link", name="Nhiệm vụ quá hạn").tap()
    expect(row(phone, duty)).to_contain_text("quá hạn 5 ngày")
    look(phone)
    with phone.expect_navigation():
        row(phone, duty).locator("td.what a").tap()
    phone.locator(".steps-bar").get_by_role("link", name="Ý kiến chỉ đạo").tap()
    panel = phone.locator("#step-panel")
    panel.get_by_label("Ý kiến chỉ đạo").fill("Báo cáo tôi trong tuần này")
    with phone.expect_navigation():
        panel.get_by_role("button", name="Ý kiến chỉ đạo").tap()
    expect(phone.locator(".instruction")).to_contain_text("Báo cáo tôi trong tuần này")
    look(phone)


def test_a_focal_officer_accepts_with_the_keyboard_alone(page: Page, cast: Cast) -> None:
    duties = [given_out(cast, due_in=days) for days in (20, 21, 22)]
    sign_in(page, cast.focal)
    page.goto("/nhiem-vu/")
    keys = page.keyboard
    for key in ("j", "j", "j", "j", "k"):
        keys.press(key)
    expect(row(page, duties[1])).to_have_class("row-body unseen at")
    keys.press("Enter")
    expect(page).to_have_url(f"{page.url.split('/nhiem-vu/')[0]}/dau-viec/{duties[1].code}/")
    step = page.locator(".steps-bar").get_by_role("link", name="Tiếp nhận", exact=True)
    for _ in range(40):
        keys.press("Tab")
        if step.evaluate("element => element === document.activeElement"):
            break
    expect(step).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#step-panel").get_by_label("Số, ký hiệu trên bản của đơn vị")).to_be_focused()
    keys.type(SYMBOL)
    keys.press("Enter")
    expect(page.locator("#flash")).to_contain_text("Đã tiếp nhận")
    assert Assignment.objects.get(pk=duties[1].pk).state == State.IN_PROGRESS
