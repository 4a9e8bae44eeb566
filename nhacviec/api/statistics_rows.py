"""The rows behind any number of the statistics, of today or a past day: those of the page and its Excel."""

from datetime import date, time

from ninja import Field, Query, Router, Schema

from nhacviec.api.door import ApiRequest
from nhacviec.api.operations import read
from nhacviec.api.pages import Page, PageParameters, page
from nhacviec.api.problems import BadParameter
from nhacviec.api.rows import DocumentRef, document_ref
from nhacviec.api.shapes import PersonRef, UnitRef, page_url, person_ref, unit_ref
from nhacviec.api.statistics import Counting, HowCounted, UnitParameters
from nhacviec.queries import statistics
from nhacviec.queries.as_of import Scope
from nhacviec.queries.list_order import HowMany
from nhacviec.queries.statistics_asked import Asked
from nhacviec.queries.statistics_rows import (
    YES,
    Wanted,
    class_of_standing,
    count_of,
    days_of,
    page_of_rows,
    rows_of,
    status_words,
    told_otherwise,
    wanted_of,
)
from nhacviec.queries.statistics_subjects import read_whose, subject_of, whose_of
from nhacviec.records.models import Standing
from nhacviec.rules import statistics as definitions
from nhacviec.rules.permissions import Right
from nhacviec.rules.statistics import Basis, Number
from nhacviec.rules.words_statistics import SCOPES

router = Router(tags=["statistics"])


class RowsParameters(UnitParameters, PageParameters):
    whose: str = Field(
        "",
        alias="cua",
        max_length=60,
        description="Của ai: toan-tinh, don-vi/12, phong/12, can-bo/7, chuyen-vien/7, lanh-dao-van-phong/7, "
        "lanh-dao-ubnd/7, linh-vuc/3, van-ban/12. Không gửi: của toàn tỉnh, của cơ quan hoặc của chính mình, "
        "như trang Thống kê mở ra.",
    )
    numbers: str = Field(
        "",
        alias="so",
        max_length=400,
        description="Số liệu nào, cách nhau bằng dấu phẩy: " + ", ".join(Number) + ". Không gửi: duoc-giao.",
    )
    days: str = Field(
        "", alias="qua-ngay", max_length=11, description="Quá hạn đúng số ngày này (5) hoặc từ – đến (31-60)."
    )
    recorded_late: str = Field(
        "",
        alias="ghi-muon",
        max_length=2,
        description="co: chỉ những việc ghi nhận muộn hoặc đính chính sau ngày đó.",
    )


class StandingRow(Schema):
    """A duty as it stood on the day. `number`: its class by name, as in the numbers of a unit; `days`:
    calendar days overdue, or late when it was answered; `waiting`: answered, not confirmed yet;
    `otherwise`: with ghi-muon=co, the status in the other reading of the day."""

    code: str
    url: str
    content: str
    document: DocumentRef | None
    unit: UnitRef
    division: UnitRef | None
    officer: PersonRef | None
    assigned_on: date
    original_due_on: date | None
    due_on: date | None
    due_hour: time | None
    number: str
    status: str
    days: int | None
    waiting: bool
    extended: bool
    otherwise: str | None


class StandingRows(Page):
    """`count` is always exact here."""

    how: HowCounted
    whose: str
    name: str
    items: list[StandingRow]


@read(
    router,
    "/statistics/rows",
    name="api.statistics.rows",
    right=Right.READ_TASKS,
    response=StandingRows,
    summary="Các đầu việc sau một số liệu, như tình trạng của chúng vào ngày được hỏi",
)
def rows(request: ApiRequest, asked: Query[RowsParameters]) -> StandingRows:
    how = Counting(request)
    scope = _scope(request, how)
    what = _wanted(request)
    found = page(
        rows_of(scope, how.asked, what),
        statistics.rows_order(what.numbers[0], how.as_of),
        asked,
        shown=page_of_rows,
        count=HowMany(count_of(scope, how.asked, what), True),
    )
    other = told_otherwise(found["items"], how.asked) if what.recorded_late else {}
    items = [_row(request, row, how.asked, other.get(row.assignment_id)) for row in found["items"]]
    name = subject_of(scope.kind, scope.id, SCOPES["province"]).name
    return StandingRows(**found | {"items": items}, how=how.told(), whose=whose_of(scope), name=name)


def _scope(request: ApiRequest, how: Counting) -> Scope:
    typed = request.GET.get("cua", "")
    try:
        kind, row_id = read_whose(typed) if typed else _first(request)
    except ValueError as wrong:
        raise BadParameter("cua", "whose") from wrong
    scope = statistics.scope_of(request.actor, kind, row_id, on=how.as_of.past_day)
    subject_of(kind, row_id, "")  # 404 where there is no such row
    return how.asked.narrowed(scope)


def _first(request: ApiRequest) -> tuple[str, int | None]:
    own = statistics.own_scope(request.actor)
    return own.kind, own.id


def _wanted(request: ApiRequest) -> Wanted:
    given = {name: str(request.GET[name]) for name in request.GET}
    what = wanted_of(given)
    if what.problem:
        raise BadParameter("qua-ngay" if given.get("qua-ngay") else "so", "wrong")
    if given.get("ghi-muon", YES) not in ("", YES):
        raise BadParameter("ghi-muon", "choice", expected=YES)
    return what


def _row(request: ApiRequest, row: Standing, asked: Asked, otherwise: str | None) -> StandingRow:
    assignment, task, current = row.assignment, row.assignment.task, asked.rules.basis is Basis.CURRENT
    number = class_of_standing(row, asked.as_of, asked.rules.basis)
    due = row.due_on if current else row.original_due_on
    return StandingRow(
        code=assignment.code,
        url=page_url(request, "assignments.show", assignment.code),
        content=task.content,
        document=document_ref(request, task.document),
        unit=unit_ref(row.unit),
        division=unit_ref(row.division),
        officer=person_ref(row.officer),
        assigned_on=row.assigned_on,
        original_due_on=row.original_due_on,
        due_on=row.due_on,
        due_hour=row.due_hour,
        number=number.name.lower(),
        status=status_words(row, number, asked.as_of, due, with_days=current),
        days=days_of(row, number, asked),
        waiting=row.kind == definitions.Standing.ANSWERED,
        extended=row.is_extended,
        otherwise=otherwise,
    )
