"""What is told outside: one's calendar, gateways, webhooks, hours of a unit; at a desk and in a hand."""

from django.conf import LazySettings
from playwright.sync_api import Page, expect

from nhacviec.records.models import CalendarFeed, Gateway, Unit, Webhook
from tests.cast import Cast
from tests.stories.browser import follow, sign_in
from tests.stories.duties import look

PASSWORD = "mat-khau-rieng-2018"


def test_a_person_gets_his_deadlines_in_his_calendar_and_a_gateway(
    phone: Page, cast: Cast, settings: LazySettings
) -> None:
    settings.APPRISE_SCHEMAS = ["tgram", "zalo"]
    cast.focal.set_password(PASSWORD)
    cast.focal.save()
    sign_in(phone, cast.focal)
    phone.goto("/thong-bao/thiet-lap/")
    look(phone)
    follow(phone.get_by_role("link", name="Tạo đường dẫn lịch"))
    phone.get_by_role("textbox", name="Mật khẩu").fill(PASSWORD)
    follow(phone.get_by_role("button", name="Xác nhận"))
    follow(phone.get_by_role("button", name="Tạo đường dẫn"))
    expect(phone.locator("code.text-break")).to_contain_text("/lich-thoi-han/")
    look(phone)
    follow(phone.get_by_role("link", name="Đã thêm xong"))
    assert CalendarFeed.objects.get().person == cast.focal
    follow(phone.get_by_role("link", name="Nhập cổng tin nhắn"))
    phone.get_by_label("Địa chỉ cổng").fill("tgram://123456789:ABCdefghijklmnopqrstuvwxyz012345678/12345")
    follow(phone.get_by_role("button", name="Lưu"))
    follow(phone.get_by_role("button", name="Gửi thử"))
    expect(phone.locator("main")).to_contain_text("Chờ gửi")
    look(phone)
    assert Gateway.objects.get().person == cast.focal


def test_an_administrator_connects_a_system_and_gives_a_unit_its_hours(
    page: Page, cast: Cast, settings: LazySettings
) -> None:
    settings.APPRISE_SCHEMAS = ["zalo"]
    sign_in(page, cast.admin)
    page.goto("/thong-bao/thu-da-gui/")
    follow(page.get_by_role("link", name="Webhook"))
    follow(page.get_by_role("link", name="Thêm webhook"))
    page.get_by_label("Tên hệ thống nhận").fill("Trục liên thông của tỉnh")
    page.get_by_label("Địa chỉ nhận").fill("http://app.dongnai.gov.vn/nhan")
    page.get_by_label("Tiếp nhận", exact=True).uncheck()
    follow(page.get_by_role("button", name="Lưu"))
    expect(page.locator("main")).to_contain_text("phải bắt đầu bằng https://")
    look(page)
    page.get_by_label("Địa chỉ nhận").fill("https://app.dongnai.gov.vn/nhan")
    follow(page.get_by_role("button", name="Lưu"))
    expect(page.locator("code.text-break")).to_contain_text("whsec_")
    follow(page.get_by_role("link", name="Đã chép xong"))
    follow(page.get_by_role("button", name="Gửi thử"))
    expect(page.locator("main")).to_contain_text("tin thử")
    look(page)
    assert "accepted" not in Webhook.objects.get().topics
    page.goto(f"/don-vi/{cast.construction.pk}/")
    look(page)
    page.goto(f"/don-vi/{cast.construction.pk}/gio-gui/")
    page.get_by_label("Giờ gửi riêng").fill("7h-16h30")
    look(page)
    follow(page.get_by_role("button", name="Lưu"))
    expect(page.locator("main")).to_contain_text("07:00–16:30 (giờ riêng)")
    assert Unit.objects.get(pk=cast.construction.pk).sends_until == 990
    page.goto(f"/don-vi/{cast.construction.pk}/cong-tin-nhan/")
    expect(page.locator("main")).to_contain_text("Loại được phép: zalo")
