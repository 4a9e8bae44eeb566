"""One duty as a row of a list: what everybody who may see it is told, and what only its own side is."""

from datetime import date, datetime, time

from django.http import HttpRequest
from ninja import Schema

from nhacviec.api.door import ApiRequest
from nhacviec.api.shapes import PersonRef, UnitRef, page_url, person_ref, unit_ref
from nhacviec.records.models import Assignment, Document
from nhacviec.rules.lifecycle import State
from nhacviec.rules.permissions import SEES_ALL
from nhacviec.rules.timeliness import days_overdue, timeliness
from nhacviec.rules.words import STATES


class DocumentRef(Schema):
    id: int
    symbol: str
    issued_on: date
    url: str


class AssignmentRow(Schema):
    """`timeliness` and `days_overdue` are of the moment `as_of`; once answered, of the answer. What goes on
    inside another unit (division, officer, send_back_count, has_open_extension) is null."""

    code: str
    url: str
    task_code: str
    content: str
    is_starred: bool
    document: DocumentRef | None
    unit: UnitRef
    duty: str
    state: str
    state_name: str
    due_on: date | None
    due_hour: time | None
    original_due_on: date | None
    extension_count: int
    timeliness: str | None
    days_overdue: int | None
    days_late: int | None
    assigned_at: datetime | None
    answered_at: datetime | None
    completed_at: datetime | None
    division: UnitRef | None
    officer: PersonRef | None
    send_back_count: int | None
    has_open_extension: bool | None


def document_ref(request: HttpRequest, document: Document | None) -> DocumentRef | None:
    if document is None:
        return None
    return DocumentRef(
        id=document.pk,
        symbol=document.symbol,
        issued_on=document.issued_on,
        url=page_url(request, "documents.show", document.pk),
    )


def row_of(request: ApiRequest, row: Assignment) -> AssignmentRow:
    """Of a row read with task_lists.for_rows."""
    inside = row.unit_id in request.actor.own_unit_ids or request.actor.role in SEES_ALL
    return AssignmentRow(
        code=row.code,
        url=page_url(request, "assignments.show", row.code),
        task_code=row.task.code,
        content=row.task.content,
        is_starred=row.task.is_starred,
        document=document_ref(request, row.task.document),
        unit=unit_ref(row.unit),
        duty=row.duty,
        state=row.state,
        state_name=STATES[State(row.state)],
        due_on=row.due_on,
        due_hour=row.due_hour,
        original_due_on=row.original_due_on,
        extension_count=row.extension_count,
        timeliness=_timeliness(request, row),
        days_overdue=_days_overdue(request, row),
        days_late=row.days_late,
        assigned_at=row.assigned_at,
        answered_at=row.answered_at,
        completed_at=row.completed_at,
        division=unit_ref(row.division) if inside else None,
        officer=person_ref(row.officer) if inside else None,
        send_back_count=row.send_back_count if inside else None,
        has_open_extension=row.has_open_extension if inside else None,
    )


_RUNNING = frozenset({State.ASSIGNED, State.IN_PROGRESS, State.RETURNED})  # as queries/clock counts
_DONE = frozenset({State.ANSWERED, State.COMPLETED})


def _timeliness(request: ApiRequest, row: Assignment) -> str | None:
    """None while the clock does not run: a draft, suspended, cancelled."""
    if row.state in _DONE:
        return row.outcome
    if row.state not in _RUNNING:
        return None
    at = request.office.moment
    return timeliness(
        due_on=row.due_on,
        due_hour=row.due_hour,
        now=at.now,
        due_soon_days=at.due_soon_days,
        calendar=at.calendar,
    )


def _days_overdue(request: ApiRequest, row: Assignment) -> int | None:
    """Calendar days, of what is still open; what was answered says days_late."""
    if row.state not in _RUNNING:
        return None
    return days_overdue(due_on=row.due_on, today=request.office.today)
