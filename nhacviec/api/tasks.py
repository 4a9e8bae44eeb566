"""One task with the duties of every unit in it; one duty with its deadlines, answers and extensions."""

from datetime import date, datetime, time

from ninja import Router, Schema

from nhacviec.api.door import ApiRequest
from nhacviec.api.operations import read
from nhacviec.api.rows import AssignmentRow, DocumentRef, document_ref, row_of
from nhacviec.api.shapes import Code, PersonRef, UnitRef, page_url, person_ref, unit_ref
from nhacviec.queries.access import task_by_code
from nhacviec.queries.task_lists import for_rows
from nhacviec.records.models import Assignment, Task
from nhacviec.rules.lifecycle import State
from nhacviec.rules.permissions import Right

router = Router(tags=["tasks"])


class TaskOut(Schema):
    code: str
    url: str
    content: str
    deliverable: str
    field: str | None
    is_starred: bool
    is_draft: bool
    document: DocumentRef | None
    spoken_by: str
    spoken_on: date | None
    assigner: UnitRef
    specialist: PersonRef | None
    office_leader: PersonRef | None
    committee_leader: PersonRef | None
    deadline_text: str
    due_on: date | None
    due_hour: time | None
    period_key: str
    issued_at: datetime | None
    assignments: list[AssignmentRow]
    as_of: datetime


@read(
    router,
    "/tasks/{code}",
    name="api.tasks.show",
    right=Right.READ_TASKS,
    response=TaskOut,
    summary="Một nhiệm vụ cùng đầu việc của từng đơn vị",
)
def task(request: ApiRequest, code: Code) -> TaskOut:
    found = task_by_code(request.actor, code)
    return TaskOut(
        code=found.code,
        url=page_url(request, "tasks.show", found.code),
        content=found.content,
        deliverable=found.deliverable,
        field=found.field.name if found.field else None,
        is_starred=found.is_starred,
        is_draft=found.issued_at is None,
        document=document_ref(request, found.document),
        spoken_by=found.spoken_by,
        spoken_on=found.spoken_on,
        assigner=unit_ref(found.assigner),
        specialist=person_ref(found.specialist),
        office_leader=person_ref(found.office_leader),
        committee_leader=person_ref(found.committee_leader),
        deadline_text=found.deadline_text,
        due_on=found.due_on,
        due_hour=found.due_hour,
        period_key=found.period_key,
        issued_at=found.issued_at,
        assignments=[row_of(request, party) for party in _parties(found)],
        as_of=request.now,
    )


def _parties(task: Task) -> list[Assignment]:
    """Leads first. Of an issued task no drafts: what is not issued is not yet anybody's."""
    rows = for_rows(task.assignments.all())
    if task.issued_at:
        rows = rows.exclude(state=State.DRAFT)
    return sorted(rows, key=lambda duty: (duty.duty != "lead", duty.pk))
