"""A task of the Government goes down to three agencies; one asks another for an opinion, is late, is answered
and answers; the Committee reports upward."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from nhacviec.actions import answers, coordination
from nhacviec.actions.standings import follow as keep
from nhacviec.queries.actors import actor_in
from nhacviec.records.models import Assignment, Coordination, Person
from nhacviec.rules.coordination import ReplyKind
from nhacviec.rules.lifecycle import State
from nhacviec.rules.permissions import Actor
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.from_above import from_above, superior
from tests.stories.browser import follow, sign_in
from tests.stories.duties import in_the_dark, look, send


def acting(person: Person) -> Actor:
    return actor_in(person.posts.select_related("unit", "person").get())


def days_pass(*, child: Assignment, request: Coordination) -> None:
    """Sở Xây dựng asked Sở Tài chính nine days ago and was due three days ago; the opinion is late too."""
    today = local_date(timezone.now())
    Coordination.objects.filter(pk=request.pk).update(
        asked_on=today - timedelta(days=9),
        asked_at=timezone.now() - timedelta(days=9),
        original_due_on=today - timedelta(days=5),
        due_on=today - timedelta(days=5),
    )
    late = {"due_on": today - timedelta(days=3), "original_due_on": today - timedelta(days=3)}
    Assignment.objects.filter(pk=child.pk).update(assigned_at=timezone.now() - timedelta(days=12), **late)


def done(cast: Cast, duty: Assignment, focal: Person) -> None:
    """An agency answers and the Office confirms."""
    now = timezone.now()
    answers.answer(actor=acting(focal), assignment=duty, text="Đã gửi số liệu", now=now)
    answers.confirm(actor=acting(cast.specialist), assignment=duty, now=now)


def test_a_task_of_the_government_cascades_and_is_reported(cast: Cast, page: Page) -> None:
    today = local_date(timezone.now())
    above = from_above(cast, source=superior("Chính phủ"), due_on=today + timedelta(days=30))

    sign_in(page, cast.specialist)
    page.goto(f"/dau-viec/{above.code}/")
    follow(page.get_by_role("button", name="Giao xuống cơ quan"))
    expect(page.get_by_text("Đã lập nháp nhiệm vụ giao xuống")).to_be_visible()
    page.get_by_label("Chủ trì", exact=True).first.fill("sxd; stc; bh;")
    follow(page.get_by_role("button", name=re.compile("^Ban hành")))
    follow(page.get_by_role("button", name="Ban hành 1 nhiệm vụ cho 3 đơn vị"))
    children = {duty.unit_id: duty for duty in Assignment.objects.filter(task__parent=above.task)}
    assert len(children) == 3

    lead = children[cast.construction.pk]
    Assignment.objects.filter(pk=lead.pk).update(state=State.IN_PROGRESS, accepted_at=timezone.now())
    lead = Assignment.objects.select_related("task__document", "unit").get(pk=lead.pk)
    (request,) = coordination.ask(
        actor=acting(cast.focal),
        assignment=lead,
        units=[cast.finance],
        content="Cho ý kiến về số liệu giải ngân",
        due_on=today + timedelta(days=5),
        now=timezone.now(),
    )
    days_pass(child=lead, request=request)
    page.goto(f"/dau-viec/{above.code}/")
    expect(page.locator("section", has=page.locator("#giao-xuong"))).to_contain_text("quá hạn 3 ngày")
    look(page)

    request.refresh_from_db()
    coordination.reply(
        actor=acting(cast.finance_focal),
        request=request,
        reply_kind=ReplyKind.AGREE,
        text="Thống nhất",
        now=timezone.now(),
    )
    sign_in(page, cast.focal)
    page.goto(f"/dau-viec/{lead.code}/tra-loi/")
    page.get_by_label("Kết quả thực hiện").fill("Đã tổng hợp số liệu")
    page.get_by_label("Nguyên nhân chậm").select_option(index=1)
    send(page.locator("form.move-form"), "Trả lời")

    for unit, focal in ((cast.finance, cast.finance_focal), (cast.bien_hoa, cast.bien_hoa_focal)):
        done(cast, Assignment.objects.select_related("task").get(pk=children[unit.pk].pk), focal)
    sign_in(page, cast.specialist)
    page.goto(f"/dau-viec/{above.code}/tra-loi/")
    expect(page.get_by_text("Còn 1 cơ quan chưa hoàn thành")).to_be_visible()
    answers.confirm(
        actor=acting(cast.specialist), assignment=Assignment.objects.get(pk=lead.pk), now=timezone.now()
    )
    page.goto(f"/dau-viec/{above.code}/tra-loi/")
    page.get_by_label("Nội dung báo cáo cấp trên").fill("UBND tỉnh đã báo cáo Chính phủ")
    page.get_by_label("Số, ký hiệu văn bản gửi cấp trên").fill("310/BC-UBND")
    page.get_by_label("Ngày văn bản").fill(f"{today:%d/%m/%Y}")
    send(page.locator("form.move-form"), "Báo cáo cấp trên")
    page.goto(f"/dau-viec/{above.code}/xac-nhan/")
    page.get_by_label("Nội dung cấp trên ghi nhận").fill("VPCP ghi nhận tại Công văn 5678/VPCP-TH")
    send(page.locator("form.move-form"), "Cấp trên đã ghi nhận")
    expect(page.locator("main .badge", has_text="Hoàn thành").first).to_be_visible()
    look(page)


def test_the_list_on_a_phone_in_the_dark(cast: Cast, phone: Page) -> None:
    today = local_date(timezone.now())
    above = from_above(cast, due_on=today - timedelta(days=4), content="Báo cáo Thủ tướng Chính phủ " * 12)
    keep([above.pk], day=today - timedelta(days=30))
    in_the_dark(phone)
    sign_in(phone, cast.chair)
    for address in ("/cap-tren-giao/", "/cap-tren-giao/?so=qua-han", f"/dau-viec/{above.code}/"):
        phone.goto(address)
        look(phone)
