"""A clerk types the whole plan 1130/KH-VP, as the text has it, and issues it: all with the keyboard."""

from pathlib import Path

from django.conf import LazySettings
from playwright.sync_api import Page, expect

from nhacviec.integrations.demo.plan_table import PLAN, PLAN_DATE, PlanItem
from nhacviec.records.models import Document, Task
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.units import UnitKind
from tests.cast import Cast
from tests.make import make_unit
from tests.stories.browser import sign_in

# The units of the plan that the cast has not got.
DIVISIONS = {
    "KTN": "Phòng Kinh tế ngành",
    "KGVX": "Phòng Khoa giáo - Văn xã",
    "NC": "Phòng Nội chính",
    "QTTV": "Phòng Quản trị Tài vụ",
    "HCTC": "Phòng Hành chính Tổ chức",
    "BTCD": "Ban Tiếp công dân",
}


def typed_deadline(item: PlanItem) -> str:
    """The window as the plan words it; "Năm 2019" and month windows as the day they end."""
    if item.due_on is None or item.window.startswith("Từ ngày"):
        return item.window
    return f"{item.due_on:%d/%m/%Y}"


def type_task(page: Page, number: int, item: PlanItem) -> None:
    keys = page.keyboard
    expect(page.locator(f"[name=t{number}-content]")).to_be_focused()
    keys.insert_text(item.content)
    keys.press("Tab")
    keys.insert_text(typed_deadline(item))
    keys.press("Tab")
    keys.insert_text(item.deliverable)
    keys.press("Tab")
    keys.insert_text(", ".join(item.leads))
    keys.press("Tab")
    keys.insert_text(", ".join(item.coordinators))


def units_of(task: Task, duty: Duty) -> set[str]:
    return {a.unit.abbreviation.lower() for a in task.assignments.filter(duty=duty).select_related("unit")}


def test_the_whole_plan_is_typed_and_issued(
    page: Page, cast: Cast, settings: LazySettings, tmp_path: Path
) -> None:
    settings.FILES_DIRECTORY = tmp_path
    for abbreviation, name in DIVISIONS.items():
        make_unit(name, kind=UnitKind.OFFICE_DIVISION, parent=cast.office, abbreviation=abbreviation)
    make_unit("Sở Nội vụ", parent=cast.committee, abbreviation="SNV")
    plan: Document = cast.document(
        symbol="1130/KH-VP", issued_on=PLAN_DATE, entry_state="to_enter", entered_on=None
    )
    sign_in(page, cast.clerk)
    page.goto(f"/van-ban/{plan.pk}/nhiem-vu/")
    for number, item in enumerate(PLAN):
        if number:
            page.keyboard.press("Control+Enter")
        type_task(page, number, item)
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.get_by_role("status").first).to_contain_text(f"Đã lưu nháp {len(PLAN)} nhiệm vụ")
    page.locator("[name=do][value=issue]").focus()
    with page.expect_navigation():  # the button on this page begins with the same words
        page.keyboard.press("Enter")
    page.get_by_role("button", name=f"Ban hành {len(PLAN)} nhiệm vụ").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text(f"Đã ban hành {len(PLAN)} nhiệm vụ")

    tasks = list(Task.objects.filter(document=plan).order_by("position"))
    assert len(tasks) == len(PLAN)
    for task, item in zip(tasks, PLAN, strict=True):
        assert task.content == item.content
        assert task.due_on == item.due_on
        assert units_of(task, Duty.LEAD) == set(item.leads)
        assert units_of(task, Duty.COORDINATE) == set(item.coordinators)
        assert task.assignments.exclude(state="assigned").count() == 0
