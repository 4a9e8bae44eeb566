"""The notice centre in a real browser: news comes by itself, is read, and leads to the duty."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from nhacviec.actions.answers import answer
from nhacviec.actions.attention import remind
from nhacviec.notify.announce import announce
from nhacviec.records.models import Assignment, NoticeSetting
from nhacviec.rules.lifecycle import State
from tests.cast import Cast
from tests.stories.browser import sign_in
from tests.stories.duties import given_out, look


def remind_of(cast: Cast, duty: Assignment) -> None:
    remind(
        actor=cast.acting("clerk"),
        assignment=Assignment.objects.get(pk=duty.pk),
        note="Đề nghị báo cáo trước 16 giờ",
        now=timezone.now(),
    )
    announce(now=timezone.now())


def test_news_comes_without_reloading_and_leads_to_the_duty(cast: Cast, page: Page) -> None:
    duty = given_out(cast, state=State.IN_PROGRESS)
    sign_in(page, cast.focal)
    page.goto("/thong-bao/")
    expect(page.get_by_text("Chưa có thông báo nào")).to_be_visible()
    remind_of(cast, duty)
    bell = page.locator("#notice-bell")
    expect(bell).to_have_attribute("aria-label", "Thông báo: 1 chờ tôi xử lý")
    news = page.get_by_role("link", name="Văn phòng nhắc Sở Xây dựng")
    expect(news).to_be_visible()
    page.get_by_text("Vì sao tôi nhận thư này?").click()
    expect(page.get_by_text("là đầu mối tiếp nhận của đơn vị thực hiện")).to_be_visible()
    look(page)
    news.click()
    expect(page.get_by_role("heading", name="Đã nhắc 1 lần")).to_be_visible()
    expect(bell.locator(".badge")).to_have_count(0)


def test_what_is_done_stops_asking_without_reloading(cast: Cast, page: Page) -> None:
    duty = given_out(cast, state=State.IN_PROGRESS)
    remind_of(cast, duty)
    sign_in(page, cast.director)
    page.goto("/")
    expect(page.locator("#notice-bell .notice-dot")).to_be_visible()  # he is told; the focal officer is asked
    page.context.clear_cookies()
    sign_in(page, cast.focal)
    page.goto("/")
    expect(page.locator("#notice-bell .badge")).to_have_text("1")
    answer(
        actor=cast.acting("director"),
        assignment=Assignment.objects.get(pk=duty.pk),
        text="Đã báo cáo",
        now=timezone.now(),
    )
    announce(now=timezone.now())
    expect(page.locator("#notice-bell .badge")).to_have_count(0)


def test_on_the_phone_all_is_marked_read_and_choices_are_made(cast: Cast, phone: Page) -> None:
    for _ in range(2):
        remind_of(cast, given_out(cast, state=State.IN_PROGRESS))
    sign_in(phone, cast.focal)
    phone.goto("/thong-bao/")
    look(phone)
    phone.get_by_role("button", name="Đánh dấu đã đọc tất cả").click()
    expect(phone.get_by_text("Đã đánh dấu đã đọc 2 thông báo.")).to_be_visible()
    phone.get_by_role("link", name="Thiết lập").click()
    expect(phone.get_by_role("checkbox", name="Giao việc, phân công: Thư điện tử")).to_be_disabled()
    phone.get_by_role("checkbox", name="Ý kiến chỉ đạo: Thư điện tử").uncheck()
    look(phone)
    phone.get_by_role("button", name="Lưu").click()
    expect(phone.get_by_text("Đã lưu thiết lập thông báo.")).to_be_visible()
    made = NoticeSetting.objects.get(person=cast.focal)
    assert (made.kind, made.channel, made.is_on) == ("instruction", "email", False)
