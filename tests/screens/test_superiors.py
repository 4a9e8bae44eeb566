"""Tasks from above on the pages: entering one, giving it down, reporting it, warnings of the deadline."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhacviec.records.models import Assignment, PolicyValue, Task
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.from_above import from_above, superior
from tests.make import NOW, make_assignment, make_document
from tests.queries_count import more_queries, queries_of

TODAY = local_date(timezone.now())
DUE = TODAY + timedelta(days=30)


def off(cast: Cast) -> None:
    PolicyValue.objects.create(
        key="module_2", value="no", effective_from=date(2018, 1, 1), set_by=cast.admin, set_at=NOW
    )


def page(client: Client, duty: Assignment) -> str:
    return client.get(reverse("assignments.show", args=[duty.code])).content.decode()


def entered(client: Client, document_id: int, leads: str) -> None:
    card = {"t0-content": "Báo cáo giải ngân", "t0-leads": leads, "t0-deadline": "", "count": "1"}
    client.post(reverse("entry.edit", args=[document_id]), card | {"do": "save"})


def test_a_document_from_above_may_name_the_committee(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    document = make_document(issuer=superior(), by=cast.clerk)
    entered(client, document.pk, "UBND tỉnh Đồng Nai")
    duty = Assignment.objects.get()
    assert (duty.duty, duty.unit) == (Duty.COMMITTEE, cast.committee)
    found = client.get(reverse("units.suggest") + "?cap-tren=1&q=UBND tinh").json()["units"]
    assert cast.committee.name in {unit["label"] for unit in found}


def test_no_other_document_names_it_and_none_where_the_module_is_off(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    entered(client, cast.document().pk, "UBND tỉnh Đồng Nai")
    off(cast)
    entered(client, make_document(issuer=superior(), by=cast.clerk).pk, "UBND tỉnh Đồng Nai")
    assert not Task.objects.exists()


def spoken(client: Client, superior_id: int | str, leads: str = "UBND tỉnh Đồng Nai", code: str = "") -> Any:
    """Saved as a draft; of an existing one with its `code`."""
    said = {"spoken_by": "Thủ tướng", "spoken_on": "10/07/2018", "spoken_at": "Họp trực tuyến tháng 7"}
    card = {"t0-code": code, "t0-content": "Báo cáo giải ngân", "t0-leads": leads, "count": "1"}
    address = reverse("entry.spoken_edit", args=[code]) if code else reverse("entry.spoken")
    return client.post(address, said | card | {"superior": superior_id, "do": "save"})


def test_what_those_above_said_is_given_to_the_committee_and_down_to_agencies(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.clerk)
    government = superior()
    assert spoken(client, government.pk).status_code == 302
    duty = Assignment.objects.select_related("task").get()
    assert (duty.duty, duty.unit, duty.task.assigner) == (Duty.COMMITTEE, cast.committee, government)
    form = client.get(reverse("entry.spoken_edit", args=[duty.task.code])).context["spoken"]
    assert form["superior"].value() == str(government.pk)
    issuing = reverse("entry.issue_spoken", args=[duty.task.code])
    client.post(issuing, {"seen": client.get(issuing).context["seen"]})
    shown = page(client, duty)
    assert "Thủ tướng, 10/07/2018 · Họp trực tuyến tháng 7" in shown and "Chính phủ" in shown
    assert f"{cast.clerk.full_name} ghi lại ngày" in shown
    assert duty.code in client.get(reverse("superiors.index")).content.decode()
    client.post(reverse("superiors.give_down", args=[duty.code]))
    child = Task.objects.get(parent=duty.task)
    assert (child.assigner, child.spoken_by) == (cast.committee, "Thủ tướng")
    assert child.spoken_on == date(2018, 7, 10)
    of_child = client.get(reverse("entry.spoken_edit", args=[child.code])).context
    assert [card.task for card in of_child["cards"]] == [child]
    assert of_child["spoken"].initial["superior"] is None


def test_a_direction_of_the_committee_itself_gives_it_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    superior()
    refused = spoken(client, "")
    assert refused.status_code == 422 and not Task.objects.exists()
    assert "chọn cơ quan cấp trên" in str(refused.context["cards"][0].errors["leads"])
    refused = spoken(client, cast.finance.pk)
    assert refused.status_code == 422 and "superior" in refused.context["spoken"].errors
    assert spoken(client, "", leads="Sở Xây dựng").status_code == 302
    assert Task.objects.get().assigner == cast.committee


def test_a_draft_may_turn_out_to_be_the_committees_own(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    spoken(client, superior().pk, leads="Sở Xây dựng")
    task = Task.objects.get()
    assert task.assigner == superior()
    assert spoken(client, "", leads="Sở Xây dựng", code=task.code).status_code == 302
    task.refresh_from_db()
    assert task.assigner == cast.committee


def test_while_the_module_is_off_nobody_above_is_offered_and_who_spoke_stays(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.clerk)
    spoken(client, superior().pk, leads="Sở Xây dựng")
    task = Task.objects.get()
    off(cast)
    assert "superior" not in client.get(reverse("entry.spoken")).context["spoken"].fields
    assert spoken(client, "", leads="Sở Xây dựng", code=task.code).status_code == 302
    task.refresh_from_db()
    assert task.assigner == superior()


def test_one_click_leads_to_the_draft_that_serves_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.specialist)
    above = from_above(cast, due_on=DUE)
    assert "Giao xuống cơ quan" in page(client, above)
    answer = client.post(reverse("superiors.give_down", args=[above.code]), follow=True)
    child = Task.objects.get(parent=above.task)
    assert answer.redirect_chain[-1][0] == reverse("entry.edit", args=[above.task.document_id])
    assert child.code in answer.content.decode()
    assert child.due_on is not None and TODAY < child.due_on < DUE
    assert f"{child.due_on:%d/%m/%Y}" in answer.content.decode()


def test_the_page_shows_children_and_the_child_its_parent(cast: Cast, client: Client) -> None:
    above = from_above(cast, due_on=DUE)
    child = make_assignment(cast.task(parent=above.task), cast.construction, due_on=DUE + timedelta(days=1))
    client.force_login(cast.specialist)
    assert "muộn hơn hạn của UBND tỉnh" in page(client, above)
    assert above.code in page(client, child)
    client.force_login(cast.focal)
    assert above.code not in page(client, child)
    assert client.get(reverse("assignments.show", args=[above.code])).status_code == 404


def test_ten_more_children_cost_no_more_queries(cast: Cast, client: Client) -> None:
    above = from_above(cast)
    client.force_login(cast.specialist)
    make_assignment(cast.task(parent=above.task), cast.construction)
    url = reverse("assignments.show", args=[above.code])
    few = queries_of(client, url)
    for _ in range(10):
        make_assignment(cast.task(parent=above.task), cast.finance)
    assert more_queries(few, queries_of(client, url)) == []


def test_a_report_while_an_agency_is_not_done_asks_beside_the_field_why(cast: Cast, client: Client) -> None:
    above = from_above(cast)
    make_assignment(cast.task(parent=above.task), cast.construction)
    client.force_login(cast.specialist)
    url = reverse("assignments.answer", args=[above.code])
    sent = {"text": "Đã báo cáo", "document_symbol": "88/BC-UBND", "document_date": f"{TODAY:%d/%m/%Y}"}
    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert refused.context["form"].errors["children_reason"] == [
        "Còn 1 cơ quan chưa hoàn thành phần việc được giao; cần nêu lý do báo cáo trước."
    ]
    assert client.post(url, sent | {"children_reason": "Cấp trên yêu cầu"}).status_code == 302
    assert Assignment.objects.get(pk=above.pk).state == State.ANSWERED
    without = client.post(url, {"text": "Đã báo cáo"})
    assert {"document_symbol", "document_date"} <= set(without.context["form"].errors)


@pytest.mark.parametrize(
    ("who", "move", "field"),
    [("focal", "ask_extension", "asked_due_on"), ("specialist", "change_deadline", "due_on")],
)
def test_a_day_after_the_committees_own_is_warned_of(
    cast: Cast, client: Client, who: str, move: str, field: str
) -> None:
    above = from_above(cast, due_on=DUE)
    task = cast.task(parent=above.task, document=above.task.document)
    child = make_assignment(task, cast.construction, due_on=DUE - timedelta(days=9))
    client.force_login(getattr(cast, who))
    url = reverse(f"assignments.{move}", args=[child.code])
    sent = {field: f"{DUE + timedelta(days=3):%d/%m/%Y}", "reason": "Chờ số liệu"}
    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert f"{DUE:%d/%m/%Y}" in refused.context["form"].errors[field][0]
    assert client.post(url, sent | {"past_above": "on"}).status_code == 302


def test_while_the_module_is_off_nothing_of_it_is_there_and_nothing_is_lost(
    cast: Cast, client: Client
) -> None:
    above = from_above(cast, due_on=TODAY - timedelta(days=3))
    child = make_assignment(cast.task(parent=above.task), cast.construction)
    client.force_login(cast.specialist)
    pages = [reverse("assignments.show", args=[above.code]), reverse("tasks.show", args=[above.task.code])]
    lists = [reverse("home"), reverse("assignments.index"), reverse("search.index") + "?q=giai ngân"]
    assert [client.get(url).status_code for url in pages] == [200, 200]
    assert all(above.task.code in client.get(url).content.decode() for url in lists)
    off(cast)
    assert [client.get(url).status_code for url in pages] == [404, 404]
    assert not any(above.task.code in client.get(url).content.decode() for url in lists)
    assert client.post(reverse("superiors.give_down", args=[above.code])).status_code == 404
    assert above.code not in page(client, child)
    PolicyValue.objects.all().delete()
    assert above.code in page(client, child)


def test_issuing_what_ends_after_the_committee_must_report_is_warned_of(cast: Cast, client: Client) -> None:
    above = from_above(cast, due_on=DUE)
    document = above.task.document
    task = cast.task(document=document, parent=above.task, issued_at=None, due_on=DUE + timedelta(days=2))
    make_assignment(task, cast.construction, state=State.DRAFT, due_on=task.due_on)
    client.force_login(cast.clerk)
    assert document is not None
    assert "để chủ trì là UBND tỉnh" in client.get(reverse("entry.edit", args=[document.pk])).content.decode()
    url = reverse("entry.issue", args=[document.pk])
    warned = f"muộn hơn hạn UBND tỉnh báo cáo cấp trên ({DUE:%d/%m/%Y})"
    assert warned in client.get(url).content.decode()
    Task.objects.filter(pk=task.pk).update(due_on=DUE)
    assert warned not in client.get(url).content.decode()
