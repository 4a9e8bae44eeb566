"""Duties: one with its answers and extensions, and the list with the filter of its page."""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Query, Router, Schema

from nhacviec.api.door import ApiRequest
from nhacviec.api.filter_parameters import OPENAPI, asked_of
from nhacviec.api.operations import read
from nhacviec.api.pages import Page, PageParameters, page
from nhacviec.api.rows import AssignmentRow, row_of
from nhacviec.api.shapes import Code, PersonRef, person_ref
from nhacviec.queries.access import assignment_by_code, may_read_inside
from nhacviec.queries.list_order import order_of
from nhacviec.queries.task_lists import assignments as asked_assignments
from nhacviec.queries.task_lists import for_rows
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import State
from nhacviec.rules.list_columns import Sort
from nhacviec.rules.permissions import Right

router = Router(tags=["assignments"])


class AnswerOut(Schema):
    """`answered_on`: the day it was really given, where it was recorded later."""

    round: int
    text: str
    document_symbol: str
    document_date: date | None
    answered_by: PersonRef
    answered_at: datetime
    answered_on: date | None
    verdict: str
    decided_at: datetime | None
    reason: str


class ExtensionOut(Schema):
    state: str
    from_due_on: date
    asked_due_on: date
    granted_due_on: date | None
    reason: str
    asked_at: datetime
    decided_at: datetime | None


class AssignmentOut(AssignmentRow):
    """What is null from `percent` on is another unit's own business."""

    reminder_count: int
    percent: int | None
    obstacle: str | None
    answers: list[AnswerOut] | None
    extensions: list[ExtensionOut] | None
    as_of: datetime


class AssignmentParameters(PageParameters):
    sort: Literal["han", "-han", "giao", "-giao", "ma", "-ma"] = Field(
        "han", alias="sap-xep", description="Xếp theo hạn, ngày giao hay mã; dấu - là xếp ngược."
    )


class Assignments(Page):
    items: list[AssignmentRow]
    as_of: datetime


@read(
    router,
    "/assignments",
    name="api.assignments",
    right=Right.READ_TASKS,
    response=Assignments,
    summary="Danh sách đầu việc, lọc như trang Nhiệm vụ; không lọc gì là việc chưa xong",
    read_by_view=OPENAPI,
)
def assignments(request: ApiRequest, asked: Query[AssignmentParameters]) -> Assignments:
    office = request.office
    rows = asked_assignments(request.actor, asked_of(request), office.moment, policy=office.policy)
    order = order_of(Sort(asked.sort.removeprefix("-"), asked.sort.startswith("-")))
    found = page(rows, order, asked, shown=lambda ids: for_rows(Assignment.objects.filter(pk__in=ids)))
    items = [row_of(request, row) for row in found["items"]]
    return Assignments(**found | {"items": items}, as_of=request.now)


@read(
    router,
    "/assignments/{code}",
    name="api.assignments.show",
    right=Right.READ_TASKS,
    response=AssignmentOut,
    summary="Một đầu việc: thời hạn, trả lời, gia hạn",
)
def assignment(request: ApiRequest, code: Code) -> AssignmentOut:
    found = assignment_by_code(request.actor, code)
    parties = list(found.task.assignments.exclude(state=State.DRAFT))
    inside = may_read_inside(request.actor, found, parties)
    return AssignmentOut(
        **row_of(request, found).dict(),
        reminder_count=found.reminder_count,
        percent=found.percent if inside else None,
        obstacle=found.obstacle if inside else None,
        answers=_answers(found) if inside else None,
        extensions=_extensions(found) if inside else None,
        as_of=request.now,
    )


def _answers(duty: Assignment) -> list[AnswerOut]:
    return [
        AnswerOut(
            round=answer.round,
            text=answer.text,
            document_symbol=answer.document_symbol,
            document_date=answer.document_date,
            answered_by=person_ref(answer.answered_by),
            answered_at=answer.answered_at,
            answered_on=answer.answered_on,
            verdict=answer.verdict,
            decided_at=answer.decided_at,
            reason=answer.reason,
        )
        for answer in duty.answers.select_related("answered_by")
    ]


def _extensions(duty: Assignment) -> list[ExtensionOut]:
    return [
        ExtensionOut(
            state=extension.state,
            from_due_on=extension.from_due_on,
            asked_due_on=extension.asked_due_on,
            granted_due_on=extension.granted_due_on,
            reason=extension.reason,
            asked_at=extension.asked_at,
            decided_at=extension.decided_at,
        )
        for extension in duty.extensions.all()
    ]
