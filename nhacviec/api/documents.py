"""The register of documents, and one document with its tasks and files."""

from datetime import date
from typing import Any

from django.db.models import F
from ninja import Field, Query, Router, Schema

from nhacviec.api.door import ApiRequest
from nhacviec.api.operations import read
from nhacviec.api.pages import Page, PageParameters, page
from nhacviec.api.problems import BadParameter
from nhacviec.api.shapes import RowId, UnitRef, line, page_url, unit_ref
from nhacviec.queries.access import (
    document_by_id,
    documents_to_list,
    visible_assignments,
    visible_tasks,
)
from nhacviec.queries.documents import matching
from nhacviec.queries.keyset import Order
from nhacviec.records.models import Document, EntryState
from nhacviec.rules.document_kinds import kind_of
from nhacviec.rules.permissions import Right

router = Router(tags=["documents"])
NEWEST = Order("van-ban", (F("issued_on"),), (date,), descending=True)


class DocumentParameters(PageParameters):
    text: str = Field("", alias="q", max_length=200, description="Số, ký hiệu, trích yếu, người ký.")
    kind: str = Field("", alias="loai", max_length=20, description="Mã loại văn bản, ví dụ cong_van.")
    issuer: RowId | None = Field(None, alias="co-quan", description="id của cơ quan ban hành.")
    year: int | None = Field(None, alias="nam", ge=1945, le=2100, description="Năm ban hành.")
    entry_state: EntryState | None = Field(None, alias="nhap", description="Đã nhập nhiệm vụ hay chưa.")


class DocumentRow(Schema):
    """`task_count`: issued tasks."""

    id: int
    url: str
    symbol: str
    kind: str
    kind_name: str
    abstract: str
    issued_on: date
    issuer: UnitRef
    drafting_unit: UnitRef | None
    signer_name: str
    signer_title: str
    urgency: str
    entry_state: str


class ListedDocument(DocumentRow):
    task_count: int


class Documents(Page):
    items: list[ListedDocument]


class TaskDuty(Schema):
    code: str
    unit: UnitRef
    duty: str
    state: str


class DocumentTask(Schema):
    code: str
    url: str
    content: str
    due_on: date | None
    is_starred: bool
    is_draft: bool
    assignments: list[TaskDuty]


class DocumentFile(Schema):
    id: int
    name: str
    size: int
    url: str


class DocumentOut(DocumentRow):
    tasks: list[DocumentTask]
    files: list[DocumentFile]


@read(
    router,
    "/documents",
    name="api.documents",
    right=Right.READ_TASKS,
    response=Documents,
    summary="Văn bản được xem, mới nhất trước",
)
def documents(request: ApiRequest, asked: Query[DocumentParameters]) -> Documents:
    if asked.kind and not kind_of(asked.kind):
        raise BadParameter("loai", "wrong")
    visible = documents_to_list(request.actor)
    rows = matching(
        visible,
        actor=request.actor,
        text=line("q", asked.text),
        kind=asked.kind,
        issuer_id=asked.issuer,
        year=asked.year,
        entry_state=asked.entry_state or "",
    )
    found = page(rows, NEWEST, asked, shown=lambda ids: rows.filter(pk__in=ids))
    items = [ListedDocument(**_row(request, row), task_count=row.task_count) for row in found["items"]]
    return Documents(**found | {"items": items})


@read(
    router,
    "/documents/{document_id}",
    name="api.documents.show",
    right=Right.READ_TASKS,
    response=DocumentOut,
    summary="Một văn bản cùng nhiệm vụ và tệp",
)
def document(request: ApiRequest, document_id: RowId) -> DocumentOut:
    found = document_by_id(request.actor, document_id)
    return DocumentOut(**_row(request, found), tasks=_tasks(request, found), files=_files(request, found))


def _row(request: ApiRequest, row: Document) -> dict[str, Any]:
    kind = kind_of(row.kind)
    same = (
        "symbol",
        "kind",
        "abstract",
        "issued_on",
        "signer_name",
        "signer_title",
        "urgency",
        "entry_state",
    )
    return {name: getattr(row, name) for name in same} | {
        "id": row.pk,
        "url": page_url(request, "documents.show", row.pk),
        "kind_name": kind.name if kind else row.kind,
        "issuer": unit_ref(row.issuer),
        "drafting_unit": unit_ref(row.drafting_unit),
    }


def _tasks(request: ApiRequest, document: Document) -> list[DocumentTask]:
    tasks = list(visible_tasks(request.actor).filter(document=document).order_by("position", "id"))
    duties: dict[int, list[TaskDuty]] = {task.pk: [] for task in tasks}
    for duty in (
        visible_assignments(request.actor).filter(task__in=tasks).select_related("unit").order_by("id")
    ):
        told = TaskDuty(code=duty.code, unit=unit_ref(duty.unit), duty=duty.duty, state=duty.state)
        duties[duty.task_id].append(told)
    return [
        DocumentTask(
            code=task.code,
            url=page_url(request, "tasks.show", task.code),
            content=task.content,
            due_on=task.due_on,
            is_starred=task.is_starred,
            is_draft=task.issued_at is None,
            assignments=duties[task.pk],
        )
        for task in tasks
    ]


def _files(request: ApiRequest, document: Document) -> list[DocumentFile]:
    return [
        DocumentFile(id=file.pk, name=file.name, size=file.size, url=page_url(request, "files.show", file.pk))
        for file in document.files.filter(removed_at=None)
    ]
