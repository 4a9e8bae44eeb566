"""Gắn với nhiệm vụ cấp trên giao: from a document or a task; what is wrong beside its field; undone."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhacviec.records.models import Assignment, PolicyValue, Task
from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.from_above import from_above
from tests.make import NOW, make_assignment
from tests.queries_count import more_queries, queries_of

TODAY = local_date(timezone.now())
DUE = TODAY + timedelta(days=30)


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.clerk)
    return client


def given(cast: Cast, *, due_on: date = DUE, **fields: object) -> Task:
    task = cast.task(**fields)
    make_assignment(task, cast.construction, due_on=due_on, state=State.IN_PROGRESS)
    return task


def of_document(task: Task) -> str:
    return reverse("superiors.link_document", args=[task.document_id])


def of_task(task: Task) -> str:
    return reverse("superiors.link_task", args=[task.code])


def test_tasks_of_a_document_are_chosen_and_become_children(office: Client, cast: Cast) -> None:
    above, first = from_above(cast, due_on=DUE), given(cast)
    second, other = given(cast, document=first.document), given(cast, document=first.document)
    document = reverse("documents.show", args=[first.document_id])
    assert of_document(first) in office.get(document).content.decode()
    shown = office.get(of_document(first))
    assert shown.context["form"]["tasks"].value() == [first.code, second.code, other.code]
    assert f'<option value="{above.task.code}">Chính phủ: ' in shown.content.decode()
    sent = {"above": above.task.code.lower(), "tasks": [first.code, second.code]}
    answer = office.post(of_document(first), sent, follow=True)
    assert answer.redirect_chain == [(reverse("assignments.show", args=[above.code]), 302)]
    assert "Đã gắn 2 nhiệm vụ" in answer.content.decode()
    assert set(Task.objects.filter(parent=above.task)) == {first, second}
    assert len(answer.context["children"]) == 2
    assert "Gắn nhiệm vụ đã giao cơ quan" in answer.content.decode()
    office.post(of_document(first), {"above": above.code, "tasks": [other.code]})  # by the number of the duty
    assert Task.objects.filter(parent=above.task).count() == 3
    assert of_document(first) not in office.get(document).content.decode()
    assert office.get(of_document(first)).status_code == 302  # nothing is left


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(office: Client, cast: Cast) -> None:
    above, task = from_above(cast, due_on=DUE), given(cast, due_on=DUE + timedelta(days=1))
    foreign = given(cast)
    for code in ("NV-2018-999999", cast.duty().task.code, from_above(cast, state=State.ANSWERED).task.code):
        wrong = office.post(of_task(task), {"above": code, "tasks": [task.code]})
        assert wrong.status_code == 422 and list(wrong.context["form"].errors) == ["above"]
    wrong = office.post(of_task(task), {"above": above.task.code})
    assert list(wrong.context["form"].errors) == ["tasks"]
    wrong = office.post(of_task(task), {"above": above.task.code, "tasks": [foreign.code]})
    assert wrong.status_code == 422
    late = office.post(of_task(task), {"above": above.task.code, "tasks": [task.code]})
    assert late.status_code == 422 and list(late.context["form"].errors) == ["past_above"]
    marked = re.findall(r"muộn hơn hạn của UBND tỉnh, ngày ([^<]*)<", late.content.decode())
    assert [words.strip() for words in marked] == [f"{DUE + timedelta(days=1):%d/%m/%Y}: Sở Xây dựng"]
    assert above.task.content in late.content.decode()
    assert not Task.objects.filter(parent__isnull=False).exists()
    sent = {"above": above.task.code, "tasks": [task.code], "past_above": "on"}
    assert office.post(of_task(task), sent).status_code == 302
    assert Task.objects.get(parent=above.task) == task


def test_it_is_undone_with_a_reason(office: Client, cast: Cast) -> None:
    above, task = from_above(cast, due_on=DUE), given(cast)
    office.post(of_task(task), {"above": above.task.code, "tasks": [task.code]})
    undo = reverse("superiors.unlink", args=[task.code])
    duty = Assignment.objects.get(task=task)
    pages = (reverse("tasks.show", args=[task.code]), reverse("assignments.show", args=[duty.code]))
    for page in pages:
        said = office.get(page).content.decode()
        assert undo in said and reverse("assignments.show", args=[above.code]) in said
    refused = office.post(undo, {"reason": ""})
    assert refused.status_code == 422 and "reason" in refused.context["form"].errors
    done = office.post(undo, {"reason": "Nhầm văn bản"}, follow=True)
    assert "Đã bỏ gắn" in done.content.decode() and of_task(task) in done.content.decode()
    task.refresh_from_db()
    assert task.parent_id is None
    story = office.get(reverse("assignments.show", args=[above.code])).content.decode()
    assert "Bỏ gắn nhiệm vụ đã giao cơ quan" in story and "Nhầm văn bản" in story
    assert office.get(undo).status_code == 302  # nothing to undo


def test_an_agency_learns_nothing_of_it(office: Client, cast: Cast, client: Client) -> None:
    above, task = from_above(cast, due_on=DUE), given(cast)
    office.post(of_task(task), {"above": above.task.code, "tasks": [task.code]})
    client.force_login(cast.focal)
    said = client.get(
        reverse("assignments.show", args=[Assignment.objects.get(task=task).code])
    ).content.decode()
    for words in (above.code, above.task.code, "cấp trên giao", of_task(task)):
        assert words not in said
    assert client.get(of_task(task)).status_code == client.get(of_document(task)).status_code == 403


def test_asking_for_more_time_tells_an_agency_nothing_of_what_its_task_was_linked_to(
    office: Client, cast: Cast, client: Client
) -> None:
    above, task = from_above(cast, due_on=DUE), given(cast)
    office.post(of_task(task), {"above": above.task.code, "tasks": [task.code]})
    url = reverse("assignments.ask_extension", args=[Assignment.objects.get(task=task).code])
    client.force_login(cast.focal)
    assert "báo cáo cấp trên" not in client.get(url).content.decode()
    later = f"{DUE + timedelta(days=30):%d/%m/%Y}"
    assert client.post(url, {"asked_due_on": later, "reason": "Chờ số liệu"}).status_code == 302
    client.force_login(cast.clerk)
    shown = client.get(reverse("assignments.show", args=[above.code])).content.decode()
    assert "muộn hơn hạn của UBND tỉnh" in shown  # the Office is warned, which decides


def test_while_the_module_is_off_there_is_nothing_of_it(office: Client, cast: Cast) -> None:
    task = given(cast)
    PolicyValue.objects.create(key="module_2", value="no", effective_from="2018-01-01", set_at=NOW)
    assert (
        "Gắn với nhiệm vụ cấp trên giao"
        not in office.get(reverse("documents.show", args=[task.document_id])).content.decode()
    )
    for address in (of_task(task), of_document(task), reverse("superiors.unlink", args=[task.code])):
        assert office.get(address).status_code == 404


def test_more_tasks_cost_no_more_queries(office: Client, cast: Cast) -> None:
    from_above(cast, due_on=DUE)
    task = given(cast)
    short = queries_of(office, of_document(task))
    for _ in range(6):
        given(cast, document=task.document)
        from_above(cast, due_on=DUE)
    assert more_queries(short, queries_of(office, of_document(task))) == []
