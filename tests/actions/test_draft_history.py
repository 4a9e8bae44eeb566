"""Edits of a draft stay readable in the history of its document."""

from dataclasses import replace

from django.test import Client
from django.urls import reverse

from nhacviec.actions.tasks import TaskDraft, save_draft
from nhacviec.records.models import Document, Event, Task
from tests.cast import Cast
from tests.make import NOW


def _save(cast: Cast, document: Document, draft: TaskDraft) -> Task:
    return save_draft(actor=cast.acting("clerk"), now=NOW, document=document, tasks=[draft])[0]


def test_what_differs_is_told_with_what_it_was(cast: Cast) -> None:
    document = cast.document()
    draft = TaskDraft(content="Báo cáo", leads=[cast.construction], specialist=cast.specialist)
    task = _save(cast, document, draft)
    changed = replace(
        draft, code=task.code, content="Báo cáo quý II", leads=[cast.finance],
        coordinators=[cast.construction], is_starred=True,
    )  # fmt: skip
    _save(cast, document, changed)
    event = Event.objects.get(name="draft_changed")
    assert (event.document, event.task, event.actor) == (document, None, cast.clerk)
    assert event.before == {
        "code": task.code, "content": "Báo cáo", "leads": "Sở Xây dựng", "coordinators": "",
        "is_starred": False,
    }  # fmt: skip
    assert event.after == {
        "code": task.code, "content": "Báo cáo quý II", "leads": "Sở Tài chính",
        "coordinators": "Sở Xây dựng", "is_starred": True,
    }  # fmt: skip


def test_saving_the_same_again_leaves_no_line(cast: Cast) -> None:
    document = cast.document()
    draft = TaskDraft(content="Báo cáo", leads=[cast.construction])
    task = _save(cast, document, draft)
    _save(cast, document, replace(draft, code=task.code))
    assert list(Event.objects.values_list("name", flat=True)) == ["drafted"]


def test_the_documents_page_tells_it_to_the_office_only(client: Client, cast: Cast) -> None:
    document = cast.document()
    draft = TaskDraft(content="Báo cáo", leads=[cast.construction])
    task = _save(cast, document, draft)
    _save(cast, document, replace(draft, code=task.code, content="Báo cáo quý II", is_starred=True))
    url = reverse("documents.show", args=[document.pk])
    client.force_login(cast.specialist)
    page = client.get(url).content.decode()
    assert "Sửa dự thảo" in page and "<del>Báo cáo</del>" in page and "Báo cáo quý II" in page
    assert "Trọng tâm:" in page and "<del>không</del>" in page
    client.force_login(cast.chair)
    assert "Sửa dự thảo" not in client.get(url).content.decode()
