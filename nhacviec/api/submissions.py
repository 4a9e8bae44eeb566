"""Submissions to the Committee: the list with the filter of its page as of now, and one with its way."""

from datetime import date, datetime
from typing import Any

from django.db.models import F, Q
from ninja import Field, Query, Router, Schema

from nhacviec.api.door import ApiRequest
from nhacviec.api.operations import read
from nhacviec.api.pages import Page, PageParameters, page
from nhacviec.api.shapes import PersonRef, RowId, UnitRef, line, page_url, person_ref, unit_ref
from nhacviec.queries.keyset import Order
from nhacviec.queries.submission_access import reads_notes, submission_by_id, visible_submissions
from nhacviec.queries.submissions import words_condition
from nhacviec.records.models import Submission
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.submissions import OPEN_STOPS, Stop, SubmissionKind
from nhacviec.rules.timeliness import days_overdue
from nhacviec.rules.words_submissions import STOPS

router = Router(tags=["submissions"])
NEWEST = Order("ho-so", (F("arrived_on"),), (date,), descending=True)


class SubmissionParameters(PageParameters):
    text: str = Field("", alias="q", max_length=200, description="Số, ký hiệu, trích yếu, nội dung đề nghị.")
    stop: Stop | None = Field(None, alias="chang", description="Đang ở chặng nào.")
    kind: SubmissionKind | None = Field(None, alias="loai", description="Loại hồ sơ.")
    is_open: bool | None = Field(None, alias="dang-xu-ly", description="Còn đang xử lý, hay đã kết thúc.")
    overdue: bool | None = Field(None, alias="qua-han", description="Đang xử lý và đã quá hạn trả lời.")
    unit: RowId | None = Field(None, alias="co-quan", description="id của cơ quan trình.")
    division: RowId | None = Field(None, alias="phong", description="id của phòng xử lý.")


class SubmissionRow(Schema):
    """`due_on` is null while the clock stands still, and when it has ended; `days_overdue` is of today."""

    id: int
    url: str
    symbol: str
    dated_on: date
    abstract: str
    kind: str
    urgency: str
    unit: UnitRef
    arrived_on: date
    complete_on: date | None
    stop: str
    stop_name: str
    stop_since: date
    division: UnitRef | None
    officer: PersonRef | None
    leader: PersonRef | None
    limit_days: int
    count_mode: str
    due_on: date | None
    days_overdue: int
    closed_on: date | None
    days_used: int | None
    days_late: int | None
    answer_symbol: str
    answer_dated_on: date | None


class Submissions(Page):
    items: list[SubmissionRow]
    as_of: datetime


class StopOut(Schema):
    """`note` is the Office's own, null for everybody else."""

    stop: str
    stop_name: str
    began_on: date
    ended_on: date | None
    working_days: int | None
    division: UnitRef | None
    officer: PersonRef | None
    leader: PersonRef | None
    told: str
    note: str | None


class SubmissionOut(SubmissionRow):
    asked: str
    merged_into: int | None
    stops: list[StopOut]
    as_of: datetime


@read(
    router,
    "/submissions",
    name="api.submissions",
    right=Right.READ_SUBMISSIONS,
    module=Module.SUBMISSIONS,
    response=Submissions,
    summary="Hồ sơ trình UBND tỉnh được xem, mới đến trước",
)
def submissions(request: ApiRequest, asked: Query[SubmissionParameters]) -> Submissions:
    rows = visible_submissions(request.actor).filter(_asked(asked, request.office.today))
    shown = visible_submissions(request.actor).select_related("unit", "division", "officer", "leader")
    found = page(rows, NEWEST, asked, shown=lambda ids: shown.filter(pk__in=ids))
    items = [SubmissionRow(**_row(request, row)) for row in found["items"]]
    return Submissions(**found | {"items": items}, as_of=request.now)


@read(
    router,
    "/submissions/{submission_id}",
    name="api.submissions.show",
    right=Right.READ_SUBMISSIONS,
    module=Module.SUBMISSIONS,
    response=SubmissionOut,
    summary="Một hồ sơ trình cùng các chặng đã qua",
)
def submission(request: ApiRequest, submission_id: RowId) -> SubmissionOut:
    found = submission_by_id(request.actor, submission_id)
    return SubmissionOut(
        **_row(request, found),
        asked=found.asked,
        merged_into=found.merged_into_id,
        stops=_stops(request, found),
        as_of=request.now,
    )


def _asked(asked: SubmissionParameters, today: date) -> Q:
    wanted = words_condition(line("q", asked.text))
    running = Q(stop__in=sorted(OPEN_STOPS))
    if asked.stop is not None:
        wanted &= Q(stop=asked.stop)
    if asked.kind is not None:
        wanted &= Q(kind=asked.kind)
    if asked.is_open is not None:
        wanted &= running if asked.is_open else ~running
    if asked.overdue is not None:
        late = running & Q(due_on__lt=today)
        wanted &= late if asked.overdue else ~late | Q(due_on=None)
    if asked.unit is not None:
        wanted &= Q(unit=asked.unit)
    if asked.division is not None:
        wanted &= Q(division=asked.division)
    return wanted


def _row(request: ApiRequest, row: Submission) -> dict[str, Any]:
    same = (
        "symbol", "dated_on", "abstract", "kind", "urgency", "arrived_on", "complete_on", "stop",
        "stop_since", "limit_days", "count_mode", "due_on", "closed_on", "days_used", "days_late",
        "answer_symbol", "answer_dated_on",
    )  # fmt: skip
    return {name: getattr(row, name) for name in same} | {
        "id": row.pk,
        "url": page_url(request, "submissions.show", row.pk),
        "unit": unit_ref(row.unit),
        "stop_name": STOPS[Stop(row.stop)],
        "division": unit_ref(row.division),
        "officer": person_ref(row.officer),
        "leader": person_ref(row.leader),
        "days_overdue": days_overdue(due_on=row.due_on, today=request.office.today),
    }


def _stops(request: ApiRequest, row: Submission) -> list[StopOut]:
    inside = reads_notes(request.actor)
    return [
        StopOut(
            stop=stop.stop,
            stop_name=STOPS[Stop(stop.stop)],
            began_on=stop.began_on,
            ended_on=stop.ended_on,
            working_days=stop.working_days,
            division=unit_ref(stop.division),
            officer=person_ref(stop.officer),
            leader=person_ref(stop.leader),
            told=stop.told,
            note=stop.note if inside else None,
        )
        for stop in row.stops.select_related("division", "officer", "leader").order_by("id")
    ]
