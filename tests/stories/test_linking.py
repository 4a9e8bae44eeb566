"""What agencies have already is declared to carry out a task from above, warned of when too late, undone."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from nhacviec.records.models import Assignment, Task
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.from_above import from_above
from tests.stories.browser import follow, sign_in
from tests.stories.duties import given_out, look, send


def test_a_later_document_is_linked_to_a_task_from_above_and_taken_off(cast: Cast, page: Page) -> None:
    due = local_date(timezone.now()) + timedelta(days=30)
    above = from_above(cast, due_on=due, content="Báo cáo kết quả giải ngân")
    in_time = given_out(cast, due_in=20)
    late = given_out(cast, due_in=40, task=cast.task(document=in_time.task.document, content="Lập danh mục"))
    sign_in(page, cast.clerk)
    page.goto(f"/van-ban/{in_time.task.document_id}/")
    follow(page.get_by_role("link", name="Gắn với nhiệm vụ cấp trên giao"))
    form = page.locator("form.narrow-form")
    form.get_by_label("Nhiệm vụ cấp trên giao").fill(above.task.code)
    send(form, "Gắn")
    expect(form).to_contain_text("Báo cáo kết quả giải ngân")
    expect(form.locator("label", has_text=late.task.code)).to_contain_text("muộn hơn hạn của UBND tỉnh")
    expect(form.locator("label", has_text=in_time.task.code)).not_to_contain_text("sau hạn")
    expect(form.get_by_label("Vẫn gắn")).to_be_focused()
    look(page)
    form.get_by_label("Vẫn gắn").check()
    send(form, "Gắn")

    expect(page.locator("#flash")).to_contain_text("Đã gắn 2 nhiệm vụ")
    children = page.locator("section", has=page.locator("#giao-xuong")).locator("li")
    expect(children).to_have_count(2)
    expect(children.filter(has_text="Lập danh mục")).to_contain_text("muộn hơn hạn của UBND tỉnh")
    assert set(Assignment.objects.filter(task__parent=above.task)) == {in_time, late}

    page.goto(f"/nhiem-vu/{late.task.code}/")
    follow(page.get_by_role("link", name="Bỏ gắn"))
    form.get_by_label("Lý do").fill("Thuộc nhiệm vụ khác")
    send(form, "Bỏ gắn")
    expect(page.locator("#flash")).to_contain_text("Đã bỏ gắn")
    follow(page.get_by_role("link", name="Gắn với nhiệm vụ cấp trên giao"))  # of the one task only
    expect(form.get_by_role("checkbox")).to_have_count(1)
    assert list(Task.objects.filter(parent=above.task)) == [in_time.task]


def test_a_deadline_too_late_on_a_phone(cast: Cast, phone: Page) -> None:
    above = from_above(cast, due_on=local_date(timezone.now()) + timedelta(days=3))
    late = given_out(cast, due_in=40)
    sign_in(phone, cast.clerk)
    phone.goto(f"/nhiem-vu/{late.task.code}/thuc-hien-cap-tren/")
    form = phone.locator("form.narrow-form")
    form.get_by_label("Nhiệm vụ cấp trên giao").fill(above.task.code)
    send(form, "Gắn")
    expect(form.get_by_label("Vẫn gắn")).to_be_in_viewport()
    look(phone)
