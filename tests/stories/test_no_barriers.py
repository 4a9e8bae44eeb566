"""Pages of assignments by day and by night, on a desk and in a hand: no barrier, no sideways scroll."""

import pytest
from playwright.sync_api import Page, expect

from nhacviec.actions.answers import answer
from nhacviec.actions.attention import instruct
from nhacviec.rules.lifecycle import Duty, State
from tests.cast import Cast
from tests.make import NOW, make_assignment
from tests.stories.browser import follow, sign_in
from tests.stories.duties import given_out, in_the_dark, look


@pytest.mark.parametrize("device", ["page", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_of_the_day_fits_and_has_no_barriers(
    device: str, theme: str, request: pytest.FixtureRequest, cast: Cast
) -> None:
    window: Page = request.getfixturevalue(device)
    duty = given_out(cast, state=State.IN_PROGRESS, due_in=-3)
    make_assignment(duty.task, cast.finance, duty=Duty.COORDINATE)
    answer(actor=cast.acting("focal"), assignment=duty, text="Đã báo cáo " * 40, now=NOW)
    instruct(actor=cast.acting("chair"), task=duty.task, text="Làm ngay", now=NOW)
    for state in (State.ASSIGNED, State.RETURNED, State.SUSPENDED, State.COMPLETED):
        given_out(cast, state=state, unit=cast.finance)
    if theme == "dark":
        in_the_dark(window)
    code = duty.code
    visits = (
        ("focal", ["/", f"/dau-viec/{code}/", f"/dau-viec/{code}/tra-loi/"]),
        ("specialist", ["/", "/nhiem-vu/", f"/nhiem-vu/{duty.task.code}/", f"/dau-viec/{code}/xac-nhan/"]),
        ("chair", ["/", f"/nhiem-vu/{duty.task.code}/phieu/", "/nhiem-vu/KHONG-CO/"]),
    )
    for who, addresses in visits:
        sign_in(window, getattr(cast, who))
        for address in addresses:
            window.goto(address)
            expect(window.locator("html")).to_have_attribute("data-bs-theme", theme)
            look(window)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_many_rows_are_chosen_looked_at_and_done_at_once(page: Page, theme: str, cast: Cast) -> None:
    duties = [given_out(cast, state=State.IN_PROGRESS) for _ in range(3)]
    if theme == "dark":
        in_the_dark(page)
    sign_in(page, cast.specialist)
    page.goto("/nhiem-vu/")
    for duty in duties[:2]:
        page.get_by_label(f"Chọn {duty.code}").check()
    expect(page.locator("[data-bulk-count]")).to_have_text("Đã chọn 2 đầu việc")
    look(page)
    follow(page.get_by_role("button", name="Nhắc", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 đầu việc")
    look(page)
    follow(page.get_by_role("button", name="Nhắc các đầu việc đã chọn"))
    expect(page.locator("#flash")).to_contain_text("2 đầu việc")
    for duty in duties:
        duty.refresh_from_db()
    counts = [duty.reminder_count for duty in duties]
    assert counts == [1, 1, 0]
