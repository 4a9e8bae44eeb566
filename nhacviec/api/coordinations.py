"""Requests to coordinating units: the list as of now, and one with its reply and its report of delay."""

from collections.abc import Sequence, Set
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import F, Q, QuerySet
from ninja import Field, Query, Router, Schema

from nhacviec.api.door import ApiRequest
from nhacviec.api.operations import read
from nhacviec.api.pages import Page, PageParameters, page
from nhacviec.api.shapes import PersonRef, RowId, UnitRef, line, page_url, person_ref, unit_ref
from nhacviec.queries.access import visible_assignments
from nhacviec.queries.coordination_access import coordination_by_id, visible_coordinations
from nhacviec.queries.coordinations import ASKED, ASKING, BOTH, Wanted, coordinations
from nhacviec.queries.keyset import Order
from nhacviec.records.models import Coordination, DelayReport, Unit
from nhacviec.rules.coordination import (
    AWAITED,
    CoordinationState,
    Situation,
    Standing,
    days_late,
    standing,
)
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.words_coordination import STATES

router = Router(tags=["coordinations"])
NEWEST = Order("phoi-hop", (F("asked_on"),), (date,), descending=True)
SIDES = {"duoc-hoi": ASKED, "hoi": ASKING, "tat-ca": BOTH}


class CoordinationParameters(PageParameters):
    text: str = Field("", alias="q", max_length=200, description="Nội dung, số văn bản, tên đơn vị.")
    side: Literal["duoc-hoi", "hoi", "tat-ca"] = Field(
        "tat-ca", alias="phia", description="Hỏi đơn vị mình, đơn vị mình hỏi, hay tất cả được xem."
    )
    standing: Standing | None = Field(None, alias="tinh-trang", description="Tình trạng lúc này.")
    unit: RowId | None = Field(None, alias="don-vi", description="id đơn vị được hỏi, kể cả trực thuộc.")
    asking: RowId | None = Field(None, alias="ben-hoi", description="id đơn vị hỏi, kể cả trực thuộc.")


class CoordinationRow(Schema):
    """`standing` counts as of today; `days_late` of the reply, or of today while none has come.
    `assignment_code`: null to who is asked and has no part in the task."""

    id: int
    url: str
    content: str
    symbol: str
    assignment_code: str | None
    asking_unit: UnitRef
    unit: UnitRef
    state: str
    state_name: str
    standing: str
    asked_on: date
    original_due_on: date
    due_on: date
    is_tacit: bool
    days_late: int
    reply_kind: str
    ended_on: date | None


class Coordinations(Page):
    items: list[CoordinationRow]
    as_of: datetime


class DelayOut(Schema):
    state: str
    reason: str
    reported_at: datetime
    explain_due_on: date
    explanation: str
    decision: str
    settled_at: datetime | None


class CoordinationOut(CoordinationRow):
    asked_by: PersonRef
    asked_at: datetime
    seen_at: datetime | None
    reply_text: str
    reply_symbol: str
    reply_dated_on: date | None
    end_reason: str
    delay: DelayOut | None
    as_of: datetime


@read(
    router,
    "/coordinations",
    name="api.coordinations",
    right=Right.READ_TASKS,
    module=Module.COORDINATION,
    response=Coordinations,
    summary="Yêu cầu phối hợp được xem, mới nhất trước",
)
def list_of_requests(request: ApiRequest, asked: Query[CoordinationParameters]) -> Coordinations:
    today = request.office.today
    rows = coordinations(
        request.actor,
        Wanted(
            side=SIDES[asked.side],
            standing=asked.standing or "",
            words=line("q", asked.text),
            day=today,
            today=today,
        ),
    ).filter(_under("unit", asked.unit), _under("asking_unit", asked.asking))
    found = page(rows.order_by(), NEWEST, asked, shown=lambda ids: _shown(request).filter(pk__in=ids))
    known = _known(request, found["items"])
    items = [CoordinationRow(**_row(request, row, known)) for row in found["items"]]
    return Coordinations(**found | {"items": items}, as_of=request.now)


@read(
    router,
    "/coordinations/{request_id}",
    name="api.coordinations.show",
    right=Right.READ_TASKS,
    module=Module.COORDINATION,
    response=CoordinationOut,
    summary="Một yêu cầu phối hợp: trả lời, phản ánh chậm",
)
def one_request(request: ApiRequest, request_id: RowId) -> CoordinationOut:
    found = coordination_by_id(request.actor, request_id)
    return CoordinationOut(
        **_row(request, found, _known(request, [found])),
        asked_by=person_ref(found.asked_by),
        asked_at=found.asked_at,
        seen_at=found.seen_at,
        reply_text=found.reply_text,
        reply_symbol=found.reply_symbol,
        reply_dated_on=found.reply_dated_on,
        end_reason=found.end_reason,
        delay=_delay(found),
        as_of=request.now,
    )


def _shown(request: ApiRequest) -> QuerySet[Coordination]:
    return visible_coordinations(request.actor).select_related("unit", "asking_unit", "assignment")


def _under(name: str, unit: int | None) -> Q:
    return Q() if unit is None else Q(**{f"{name}__in": Unit.objects.filter(lineage__contains=[unit])})


def _known(request: ApiRequest, rows: Sequence[Coordination]) -> set[int]:
    """Of the duties they were asked for, those that the reader may open."""
    duties = visible_assignments(request.actor).filter(pk__in={row.assignment_id for row in rows})
    return set(duties.values_list("pk", flat=True)) if rows else set()


def _row(request: ApiRequest, row: Coordination, known: Set[int]) -> dict[str, Any]:
    same = (
        "content", "symbol", "state", "asked_on", "original_due_on", "due_on", "is_tacit", "reply_kind",
        "ended_on",
    )  # fmt: skip
    today = request.office.today
    state = CoordinationState(row.state)
    return {name: getattr(row, name) for name in same} | {
        "id": row.pk,
        "url": page_url(request, "coordinations.show", row.pk),
        "assignment_code": row.assignment.code if row.assignment_id in known else None,
        "asking_unit": unit_ref(row.asking_unit),
        "unit": unit_ref(row.unit),
        "state_name": STATES[state],
        "standing": standing(Situation(state=state, due_on=row.due_on, ended_on=row.ended_on), today=today),
        "days_late": _days_late(row, today),
    }


def _days_late(row: Coordination, today: date) -> int:
    if row.state not in AWAITED and row.state != CoordinationState.REPLIED:
        return 0
    return days_late(row.due_on, row.ended_on or today)


def _delay(row: Coordination) -> DelayOut | None:
    delay = DelayReport.objects.filter(coordination=row).first()
    if delay is None:
        return None
    return DelayOut(
        state=delay.state,
        reason=delay.reason,
        reported_at=delay.reported_at,
        explain_due_on=delay.explain_due_on,
        explanation=delay.explanation,
        decision=delay.decision,
        settled_at=delay.settled_at,
    )
