"""The lead asks for an opinion, the other is late, replies, and the lateness is put to its account."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from nhacviec.actions import coordination
from nhacviec.queries.actors import actor_in
from nhacviec.records.models import Coordination
from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.stories.browser import sign_in
from tests.stories.duties import given_out, in_the_dark, look, send


def ago(request: Coordination, days: int) -> None:
    """Days pass."""
    back = timedelta(days=days)
    Coordination.objects.filter(pk=request.pk).update(
        asked_at=request.asked_at - back,
        asked_on=request.asked_on - back,
        original_due_on=request.original_due_on - back,
        due_on=request.due_on - back,
    )


def test_an_opinion_that_comes_late_is_put_to_the_account_of_whoever_was_late(cast: Cast, page: Page) -> None:
    document = cast.document(issued_on=local_date(timezone.now()) - timedelta(days=40))
    duty = given_out(cast, state=State.IN_PROGRESS, due_in=-9, document=document)
    sign_in(page, cast.focal)
    page.goto(f"/dau-viec/{duty.code}/")
    page.get_by_role("link", name="Lấy ý kiến phối hợp").click()
    page.get_by_label("Hỏi cơ quan, đơn vị").fill("stc;")
    page.get_by_label("Nội dung đề nghị phối hợp").fill("Cho ý kiến về phương án bố trí vốn")
    tomorrow = local_date(timezone.now()) + timedelta(days=1)
    page.get_by_label("Trả lời trước khi hết ngày").fill(f"{tomorrow:%d/%m/%Y}")
    look(page)
    send(page.locator("main form"), "Gửi yêu cầu phối hợp")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sở Xây dựng đề nghị Sở Tài chính phối hợp")
    look(page)
    request = Coordination.objects.get()
    ago(request, 7)  # due six days ago

    page.goto(f"/phoi-hop/{request.pk}/")
    page.get_by_role("link", name="Phản ánh chậm phối hợp").click()
    form = page.locator("#step-panel form")
    form.get_by_label("Ảnh hưởng đến nhiệm vụ").fill("Chưa trình được UBND tỉnh")
    look(page)
    send(form, "Phản ánh chậm phối hợp")
    expect(page.get_by_text("Đã gửi phản ánh chậm phối hợp.")).to_be_visible()

    sign_in(page, cast.finance_focal)
    page.goto("/phoi-hop/")
    look(page)
    page.get_by_role("link", name="Cho ý kiến về phương án bố trí vốn").click()
    page.get_by_role("link", name="Trả lời", exact=True).click()
    form = page.locator("#step-panel form")
    form.get_by_label("Ý kiến").select_option(label="Đồng ý, có ý kiến")
    form.get_by_label("Nội dung trả lời").fill("Bổ sung nguồn vốn")
    send(form, "Trả lời")
    expect(page.get_by_text("Trả lời trễ hạn")).to_be_visible()
    page.get_by_role("link", name="Thừa nhận chậm").click()
    send(page.locator("#step-panel form"), "Thừa nhận chậm")
    expect(page.get_by_text("trong đó 6 ngày chờ Sở Tài chính")).to_be_visible()
    look(page)

    sign_in(page, cast.specialist)
    page.goto("/nhiem-vu/")
    expect(page.get_by_text("trong đó 6 ngày chờ Sở Tài chính")).to_be_visible()
    look(page)
    page.goto("/phoi-hop/so-lieu/")
    expect(page.get_by_role("row", name="Sở Tài chính")).to_be_visible()
    look(page)


def test_the_pages_of_coordination_on_a_phone_in_the_dark(cast: Cast, phone: Page) -> None:
    duty = given_out(cast, state=State.IN_PROGRESS)
    actor = actor_in(cast.focal.posts.select_related("unit", "person").get())
    units = [cast.finance, cast.bien_hoa]
    coordination.ask(
        actor=actor,
        assignment=duty,
        units=units,
        content="Cho ý kiến " * 30,
        is_tacit=True,
        now=timezone.now(),
    )
    in_the_dark(phone)
    request = Coordination.objects.get(unit=cast.finance)
    for who, pages in (
        ("finance_focal", ("/phoi-hop/", f"/phoi-hop/{request.pk}/", f"/phoi-hop/{request.pk}/tra-loi/")),
        ("focal", (f"/dau-viec/{duty.code}/lay-y-kien/", f"/dau-viec/{duty.code}/")),
        ("clerk", ("/phoi-hop/so-lieu/", "/phoi-hop/")),
    ):
        sign_in(phone, getattr(cast, who))
        for address in pages:
            phone.goto(address)
            look(phone)
