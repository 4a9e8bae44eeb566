"""Submissions to the Committee: the list with the filter of its page as of now, and one with its way."""

from datetime import date, datetime
from typing import Any

from django.db.models import F
from ninja import Field, Query, Router, Schema

from nhacviec.api.door import ApiRequest
from nhacviec.api.operations import read
from nhacviec.api.pages import Page, page
from nhacviec.api.shapes import PersonRef, RowId, UnitRef, person_ref, unit_ref
from nhacviec.api.submitted import SubmittedParameters, SubmittedRow, submitted
from nhacviec.queries.keyset import Order
from nhacviec.queries.submission_access import reads_notes, submission_by_id, visible_submissions
from nhacviec.records.models import Submission
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.submissions import OPEN_STOPS, Stop
from nhacviec.rules.words_submissions import STOPS

router = Router(tags=["submissions"])
NEWEST = Order("ho-so", (F("arrived_on"),), (date,), descending=True)


class SubmissionParameters(SubmittedParameters):
    stop: Stop | None = Field(None, alias="chang", description="Đang ở chặng nào.")


class SubmissionRow(SubmittedRow):
    arrived_on: date
    complete_on: date | None


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
    rows = visible_submissions(request.actor).filter(asked.condition(OPEN_STOPS, request.office.today))
    rows = rows.filter(stop=asked.stop) if asked.stop else rows
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


def _row(request: ApiRequest, row: Submission) -> dict[str, Any]:
    said = submitted(request, row, page="submissions.show", stop_name=STOPS[Stop(row.stop)])
    return said | {"arrived_on": row.arrived_on, "complete_on": row.complete_on}


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
