"""What the Committee submits to those above it: the list as of now, and one of them."""

from datetime import date, datetime
from typing import Any

from django.db.models import F
from ninja import Field, Query, Router

from nhacviec.api.door import ApiRequest
from nhacviec.api.operations import read
from nhacviec.api.pages import Page, page
from nhacviec.api.shapes import RowId, UnitRef, unit_ref
from nhacviec.api.submitted import SubmittedParameters, SubmittedRow, submitted
from nhacviec.queries.keyset import Order
from nhacviec.queries.submission_access import visible_upward
from nhacviec.queries.upward import condition_of, upward_by_id
from nhacviec.records.models import Submission
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.upward import UPWARD_OPEN, UpwardNumber, UpwardStop
from nhacviec.rules.words_upward import STOPS

router = Router(tags=["upward"])
NEWEST = Order("trinh-cap-tren", (F("arrived_on"),), (date,), descending=True)
_RELATED = ("unit", "addressee", "task", "division", "officer", "leader")


class UpwardParameters(SubmittedParameters):
    number: UpwardNumber | None = Field(None, alias="so", description="Một số liệu của trang, tính lúc này.")
    stop: UpwardStop | None = Field(None, alias="chang", description="Đang ở chặng nào.")
    addressee: RowId | None = Field(None, alias="noi-nhan", description="id của cơ quan được trình.")


class UpwardRow(SubmittedRow):
    """`task`: the code of the task from above that it answers; `asked_again`: on which days."""

    addressee: UnitRef
    sent_on: date
    task: str | None
    asked_again: list[date]
    opinion_on: date | None


class UpwardSubmissions(Page):
    items: list[UpwardRow]
    as_of: datetime


class UpwardOut(UpwardRow):
    asked: str
    opinion: str
    opinion_symbol: str
    as_of: datetime


@read(
    router,
    "/upward",
    name="api.upward",
    right=Right.READ_UPWARD,
    module=Module.SUPERIORS,
    response=UpwardSubmissions,
    summary="Văn bản trình cấp trên, mới gửi trước",
)
def upward(request: ApiRequest, asked: Query[UpwardParameters]) -> UpwardSubmissions:
    today, rows = request.office.today, visible_upward(request.actor)
    wanted = asked.condition(UPWARD_OPEN, today)
    if asked.number is not None:
        wanted &= condition_of(asked.number, today, of="")
    named = {"stop": asked.stop, "addressee": asked.addressee}
    found = page(
        rows.filter(wanted, **{name: value for name, value in named.items() if value is not None}),
        NEWEST,
        asked,
        shown=lambda ids: rows.select_related(*_RELATED).filter(pk__in=ids),
    )
    items = [UpwardRow(**_row(request, row)) for row in found["items"]]
    return UpwardSubmissions(**found | {"items": items}, as_of=request.now)


@read(
    router,
    "/upward/{upward_id}",
    name="api.upward.show",
    right=Right.READ_UPWARD,
    module=Module.SUPERIORS,
    response=UpwardOut,
    summary="Một văn bản trình cấp trên: đã hỏi lại khi nào, ý kiến, kết quả",
)
def one_upward(request: ApiRequest, upward_id: RowId) -> UpwardOut:
    found = upward_by_id(request.actor, upward_id)
    return UpwardOut(
        **_row(request, found),
        asked=found.asked,
        opinion=found.opinion,
        opinion_symbol=found.opinion_symbol,
        as_of=request.now,
    )


def _row(request: ApiRequest, row: Submission) -> dict[str, Any]:
    said = submitted(request, row, page="upward.show", stop_name=STOPS[UpwardStop(row.stop)])
    return said | {
        "addressee": unit_ref(row.addressee),
        "sent_on": row.arrived_on,
        "task": row.task.code if row.task else None,
        "asked_again": row.asked_again,
        "opinion_on": row.opinion_on,
    }
