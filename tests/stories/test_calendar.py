"""Who keeps the calendar and the province's numbers: on a desk, in a hand, light and dark."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from nhacviec.records.models import CalendarDay, PolicyValue
from tests.cast import Cast
from tests.make import NOW, make_assignment
from tests.stories.browser import axe_violations, follow, scrolls_sideways, sign_in

PAGES = (
    "/lich-lam-viec/?nam=2026&tu=10/02/2026&han=20+ngày+làm+việc",
    "/lich-lam-viec/them/",
    "/lich-lam-viec/them/?xem=1&day=&kind=makeup_workday",
    "/lich-lam-viec/2018-09-03/",
    "/lich-lam-viec/them/?xem=1&day=05/07/2018&kind=holiday&name=Ngày+lễ+của+tỉnh&decision=12/TB",
    "/lich-lam-viec/nap/2030/",
    "/quy-che/",
    "/quy-che/return_wd/",
    "/quy-che/before_inclusive/",
    "/quy-che/send_hours/",
)


@pytest.fixture
def office(cast: Cast) -> Cast:
    call_command("calendar_seed", stdout=StringIO())
    CalendarDay.objects.filter(date__year=2027).delete()
    for value, day in (("3", "2018-07-01"), ("4", "2099-01-01")):
        PolicyValue.objects.create(
            key="return_wd", value=value, effective_from=day, decision="45/QĐ-UBND", set_at=NOW
        )
    for unit in (cast.construction, cast.finance):
        task = cast.task(
            deadline_kind="working_days", deadline_text="10 ngày làm việc", deadline_start="2018-06-29",
            due_on="2018-07-13",
        )  # fmt: skip
        make_assignment(task, unit, due_on="2018-07-13")  # type: ignore[arg-type]
    return cast


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("device", ["page", "phone"])
def test_pages_fit_and_have_no_barriers(
    device: str, theme: str, request: pytest.FixtureRequest, office: Cast
) -> None:
    window: Page = request.getfixturevalue(device)
    sign_in(window, office.office_leader)
    window.goto("/")
    window.context.add_cookies([{"name": "theme", "value": theme, "url": window.url}])
    for number, address in enumerate(PAGES):
        window.goto(address)
        if folder := os.environ.get("NHACVIEC_SHOTS"):
            window.screenshot(path=Path(folder) / f"{number}-{device}-{theme}.png", full_page=True)
        assert not scrolls_sideways(window), address
        assert axe_violations(window) == [], address


def test_a_holiday_is_entered_and_the_deadlines_follow(page: Page, office: Cast) -> None:
    sign_in(page, office.office_leader)
    page.goto("/lich-lam-viec/?nam=2018")
    follow(page.get_by_role("link", name="Thêm ngày"))
    page.get_by_label("Ngày", exact=True).fill("05/07/2018")
    page.get_by_label("Tên ngày").fill("Ngày lễ của tỉnh")
    page.get_by_label("Căn cứ").fill("12/TB")
    follow(page.get_by_role("button", name="Xem thời hạn nào thay đổi"))
    expect(page.get_by_text("13/07/2018 → 16/07/2018: 2 đầu việc")).to_be_visible()
    follow(page.get_by_role("button", name="Lưu và đổi 2 thời hạn"))
    expect(page.get_by_role("status")).to_contain_text("2 thời hạn đã được tính lại")
    expect(page.get_by_role("link", name="05/07/2018 – Nghỉ lễ, tết: Ngày lễ của tỉnh")).to_be_visible()


def test_a_number_of_the_province_is_decided_and_withdrawn(page: Page, office: Cast) -> None:
    sign_in(page, office.admin)
    page.goto("/quy-che/")
    follow(page.get_by_role("link", name="Số lần gia hạn tối đa"))
    page.get_by_label("Giá trị mới").fill("2")
    page.get_by_label("Áp dụng từ ngày").fill("01/01/2098")
    follow(page.get_by_role("button", name="Lưu"))
    expect(page.get_by_role("status")).to_contain_text("2 lần, áp dụng từ 01/01/2098")
    follow(page.get_by_role("button", name="Rút"))
    expect(page.get_by_role("status")).to_contain_text("Đã rút giá trị")
    expect(page.get_by_text("Tỉnh chưa đặt giá trị nào")).to_be_visible()
