"""Pick any agency, any day, and see exactly the rows behind a number: by keyboard, on a phone."""

from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nhacviec.actions import answers
from nhacviec.actions.standings import follow
from nhacviec.records.models import Assignment
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.stories.browser import axe_violations, scrolls_sideways, sign_in


def given(cast: Cast, *, days_ago: int, due_days_ago: int, unit: object = None) -> Assignment:
    """Assigned and due so many days before today."""
    now, today = timezone.now(), local_date(timezone.now())
    due = today - timedelta(days=due_days_ago)
    duty = cast.duty(
        unit=unit or cast.finance,
        due_on=due,
        original_due_on=due,
        assigned_at=now - timedelta(days=days_ago),
        accepted_at=now - timedelta(days=days_ago),
    )
    follow([duty.pk], day=today - timedelta(days=days_ago))
    return Assignment.objects.select_related("task__document").get(pk=duty.pk)


def some_duties(cast: Cast) -> tuple[Assignment, ...]:
    return (
        given(cast, days_ago=40, due_days_ago=20),
        given(cast, days_ago=40, due_days_ago=5),
        given(cast, days_ago=40, due_days_ago=-30),
        given(cast, days_ago=40, due_days_ago=20, unit=cast.construction),
    )


def codes_on(page: Page) -> list[str]:
    return page.locator(".stat-rows .what > small:first-of-type").all_inner_texts()


def test_a_specialist_picks_an_agency_with_the_keyboard_only(
    page: Page, live_server: LiveServer, cast: Cast
) -> None:
    first, second, *_rest = some_duties(cast)
    sign_in(page, cast.specialist)
    page.goto("/")
    page.get_by_role("link", name="Thống kê").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thống kê toàn tỉnh")
    assert axe_violations(page) == []
    box = page.get_by_role("combobox", name="Chọn cơ quan, đơn vị")
    box.focus()
    page.keyboard.type("stc")
    expect(page.locator(".stat-options li").first).to_contain_text("Sở Tài chính")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sở Tài chính")
    assert axe_violations(page) == []
    overdue = page.locator("a.stat-figure", has_text="Quá hạn").first
    expect(overdue).to_contain_text("2")
    overdue.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sở Tài chính: Quá hạn")
    assert codes_on(page) == [first.code, second.code]
    assert axe_violations(page) == []
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/dau-viec/{first.code}/")


def test_an_agency_is_picked_on_a_phone(phone: Page, live_server: LiveServer, cast: Cast) -> None:
    first, second, *_rest = some_duties(cast)
    sign_in(phone, cast.chair)
    phone.goto("/thong-ke/")
    assert not scrolls_sideways(phone)
    phone.get_by_role("combobox", name="Chọn cơ quan, đơn vị").fill("stc")
    phone.locator(".stat-options li").first.tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sở Tài chính")
    assert not scrolls_sideways(phone)
    phone.locator("a.stat-figure", has_text="Quá hạn").first.tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sở Tài chính: Quá hạn")
    assert codes_on(phone) == [first.code, second.code]
    assert not scrolls_sideways(phone)
    assert axe_violations(phone) == []


def shown_numbers(page: Page) -> list[str]:
    return page.locator(".stat-tiles .stat-figure").all_inner_texts()


def test_a_director_asks_for_a_day_twice_and_gets_the_same_numbers(
    page: Page, live_server: LiveServer, cast: Cast
) -> None:
    """In between somebody records an answer that was given before that day."""
    duty = given(cast, days_ago=40, due_days_ago=20, unit=cast.construction)
    day = local_date(timezone.now()) - timedelta(days=10)
    sign_in(page, cast.director)
    page.goto("/thong-ke/")

    def ask() -> list[str]:
        page.get_by_label("Tính đến hết ngày").fill(f"{day:%d/%m/%Y}")
        page.get_by_role("button", name="Xem", exact=True).click()
        expect(page.locator(".stat-about")).to_contain_text(f"Số liệu đến hết ngày {day:%d/%m/%Y}")
        return shown_numbers(page)

    before = ask()
    assert any("Quá hạn" in line and line.rstrip().endswith("1") for line in before)
    given_on: date = day - timedelta(days=12)
    answers.answer(
        actor=cast.acting("focal"), assignment=duty, text="Đã báo cáo", document_symbol="12/SXD-HT",
        document_date=given_on, answered_on=given_on, now=timezone.now(),
    )  # fmt: skip
    page.goto("/thong-ke/")
    assert ask() == before
    note = page.get_by_role("note")
    expect(note).to_contain_text("Nếu tính theo ngày việc xảy ra")
    expect(note).to_contain_text("Quá hạn 0 thay vì 1")
    assert axe_violations(page) == []
    with page.expect_download() as saving:
        page.get_by_role("button", name="Excel").click()
    assert saving.value.suggested_filename == f"so-lieu-{day:%Y-%m-%d}.xlsx"
    note.get_by_role("link", name="1 đầu việc").click()
    expect(page.locator(".stat-rows td.state")).to_contain_text("theo ngày việc xảy ra: sớm 2 ngày")
    assert codes_on(page) == [duty.code]
    assert axe_violations(page) == []
    page.go_back()
    note.get_by_role("link", name="xem trang theo cách tính đó").click()
    expect(page.locator(".stat-about")).to_contain_text("theo ngày việc xảy ra")
    assert shown_numbers(page) != before


def test_a_wrong_day_is_said_on_a_phone_too(phone: Page, live_server: LiveServer, cast: Cast) -> None:
    sign_in(phone, cast.chair)
    phone.goto("/thong-ke/?tinh-den=31/9")
    expect(phone.get_by_text("“31/9” không phải là một ngày")).to_be_visible()
    assert axe_violations(phone) == []
