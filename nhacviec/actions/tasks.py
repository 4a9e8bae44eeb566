"""Tasks are drafted, several at a time, and issued all at once.

Nobody outside the Office knows of a draft. Its lines of history hang on the document, not on the task: a
draft may still be deleted, and history may not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from nhacviec.actions.documents import note_entered, note_task_count
from nhacviec.actions.draft_history import record_edit, said
from nhacviec.actions.moving import hold_documents
from nhacviec.actions.numbering import next_assignment_codes, next_task_code
from nhacviec.actions.recording import line, record, write_lines
from nhacviec.actions.searching import searchable
from nhacviec.queries.cascade import served_by, too_late_to_give
from nhacviec.records.models import Assignment, Document, Field, Person, Task, Unit
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.deadlines import DeadlineKind
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import DOING, Duty, MoveNotAllowed, State
from nhacviec.rules.permissions import Actor
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.units import ASSIGNABLE_KINDS, COMMITTEE_KINDS, UnitKind


@dataclass(frozen=True, kw_only=True)
class SpokenDirection:
    """Stands in the place of a document: who spoke, on which day, where ("Họp giao ban tuần 27"), for whom
    of those above (None: for the Committee)."""

    by: str
    on: date
    at: str = ""
    superior: Unit | None = None


@dataclass(frozen=True, kw_only=True)
class TaskDraft:
    """One task as typed. `code` names the draft it replaces, "" is a new one; `version` is the number that
    draft was shown with (None: not checked). `deadline` is what `deadline_text` was read as. `serves`: the
    Committee's own duty for the sake of which it is given (a new draft's; it stays)."""

    content: str
    leads: Sequence[Unit] = ()
    coordinators: Sequence[Unit] = ()
    deadline: ParsedDeadline | None = None
    deadline_text: str = ""
    deliverable: str = ""
    field: Field | None = None
    specialist: Person | None = None
    office_leader: Person | None = None
    committee_leader: Person | None = None
    is_starred: bool = False
    recurrence_until: date | None = None
    copied_from: Task | None = None
    serves: Assignment | None = None
    code: str = ""
    version: int | None = None


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    now: datetime,
    document: Document | None = None,
    spoken: SpokenDirection | None = None,
    tasks: Sequence[TaskDraft],
    removed: Sequence[str] = (),
) -> list[Task]:
    """Create and change drafts of one document, or of one spoken direction, in the order given.

    `removed`: codes of drafts to delete. MoveNotAllowed: `draft_gone`, `draft_stale` (somebody else changed
    it), `already_issued`, `unit_has_duty` (a unit named twice), `upward_addressee_not_fit` (not one of those
    above)."""
    if spoken is not None and spoken.superior is not None and spoken.superior.kind != UnitKind.SUPERIOR:
        raise MoveNotAllowed("upward_addressee_not_fit", unit=spoken.superior.name)
    if document is not None:
        document = Document.objects.select_for_update().get(pk=document.pk)
    for code in removed:
        delete_draft(actor=actor, now=now, task=_draft_of(document, code))
    saved = []
    issued_before = document.tasks.exclude(issued_at=None).count() if document else 0
    for position, draft in enumerate(tasks, start=issued_before + 1):
        task = _draft_of(document, draft.code) if draft.code else _new_task(actor, now)
        if draft.version is not None and task.pk and draft.version != task.version:
            raise MoveNotAllowed("draft_stale", task_code=task.code)
        before = said(task) if task.pk else None
        _fill(task, draft, position=position, document=document, spoken=spoken)
        task.save()
        _set_units(task, draft, is_new=before is None)
        if before is not None:
            record_edit(task, before, actor=actor, now=now)
        else:
            record(
                EventName.DRAFTED,
                actor=actor,
                now=now,
                document=document,
                after={"code": task.code, "content": task.content},
            )
        saved.append(task)
    if document is not None:
        note_task_count(document, today=local_date(now))
    return saved


@transaction.atomic
def delete_draft(*, actor: Actor, now: datetime, task: Task) -> None:
    """Throw a draft away; what it said stays in the history of its document."""
    task = _locked_draft(task.code)
    record(
        EventName.DRAFT_DELETED,
        actor=actor,
        now=now,
        document=task.document,
        before={"code": task.code, "content": task.content},
    )
    task.assignments.all().delete()
    task.delete()


@transaction.atomic
def issue(*, actor: Actor | None, now: datetime, tasks: Iterable[Task]) -> list[Assignment]:
    """Drafts become assignments, all of them or none, with one Event for each assignment.

    `actor=None`: a period that the clock creates. MoveNotAllowed: `nothing_to_issue`, `already_issued`,
    `no_lead`, `unit_closed`, `unit_not_assignable`, `committee_alone`, `deadline_before_document`,
    `served_is_closed`."""
    tasks = list(tasks)
    ids = sorted(task.pk for task in tasks)
    hold_documents(tasks)
    locked = list(
        Task.objects.select_for_update(of=("self",))
        .select_related("document", "assigner", "parent")
        .filter(pk__in=ids)
        .order_by("pk")
    )
    if not locked or len(locked) != len(ids):
        raise MoveNotAllowed("nothing_to_issue")
    drafts = Assignment.objects.filter(task__in=locked, state=State.DRAFT)
    assignments = list(drafts.select_related("unit", "task__document").order_by("task_id", "id"))
    for task in locked:
        own = [a for a in assignments if a.task_id == task.pk]
        check_issuable(task, own, today=local_date(now), late_is_fine=actor is None)
    _hold_served(locked)
    drafts.update(
        state=State.ASSIGNED, assigned_at=now, original_due_on=F("due_on"), version=F("version") + 1
    )
    Task.objects.filter(pk__in=ids).update(issued_at=now, version=F("version") + 1)
    name = EventName.ISSUED if actor else EventName.PERIOD_CREATED
    _tell_those_served(locked, assignments, actor=actor, now=now)
    write_lines(
        line(
            name, actor=actor, now=now, assignment=a, unit=a.unit, after={"due_on": a.due_on, "duty": a.duty}
        )
        for a in assignments
    )
    for document in {task.document for task in locked if task.document}:
        note_entered(document, today=local_date(now))
    return _as_issued(assignments, locked, now=now)


def _as_issued(assignments: list[Assignment], tasks: Iterable[Task], *, now: datetime) -> list[Assignment]:
    """As the statements that issued them have left them."""
    by_id = {task.pk: task for task in tasks}
    for task in by_id.values():
        task.issued_at, task.version = now, task.version + 1
    for duty in assignments:
        duty.task = by_id[duty.task_id]
        duty.state, duty.assigned_at = State.ASSIGNED, now
        duty.original_due_on, duty.version = duty.due_on, duty.version + 1
    return assignments


def _hold_served(tasks: Sequence[Task]) -> None:
    """The Committee does not report a task from above in the moment in which an agency gets a part of it."""
    above = served_by(tasks).select_for_update(no_key=True, of=("self",))
    for task in too_late_to_give(tasks, above):
        raise MoveNotAllowed("served_is_closed", task=task)


def _tell_those_served(
    tasks: Sequence[Task], assignments: Sequence[Assignment], *, actor: Actor | None, now: datetime
) -> None:
    """The history of a task from above says what was given down for its sake, and to whom."""
    for task in tasks:
        if task.parent is not None:
            units = [a.unit.name for a in assignments if a.task_id == task.pk]
            after = {"child": task.code, "units": ", ".join(units), "due_on": task.due_on}
            record(EventName.GIVEN_DOWN, actor=actor, now=now, task=task.parent, after=after)


def check_issuable(
    task: Task, assignments: Sequence[Assignment], *, today: date, late_is_fine: bool = False
) -> None:
    """What a draft lacks before it can be issued, as MoveNotAllowed; `task` names it in the sentence."""
    if task.issued_at is not None:
        raise MoveNotAllowed("already_issued", task=task)
    if not any(a.duty in DOING for a in assignments):
        raise MoveNotAllowed("no_lead", task=task)
    for assignment in assignments:
        if not assignment.unit.is_active_on(today):
            raise MoveNotAllowed("unit_closed", unit=assignment.unit.name, task=task)
        if not _may_be_given(assignment.unit, task):
            raise MoveNotAllowed("unit_not_assignable", unit=assignment.unit.name, task=task)
    if len({a.duty == Duty.COMMITTEE for a in assignments}) > 1:
        raise MoveNotAllowed("committee_alone", task=task)
    given_on = task.given_on
    if given_on and task.due_on and task.due_on < given_on and not late_is_fine:
        raise MoveNotAllowed("deadline_before_document", issued=f"{given_on:%d/%m/%Y}", task=task)


def _may_be_given(unit: Unit, task: Task) -> bool:
    """Only who stands above it gives a task to the Committee; nobody passes it on to the Committee."""
    if unit.kind in COMMITTEE_KINDS:
        return task.assigner.kind == UnitKind.SUPERIOR and task.parent_id is None
    return unit.kind in ASSIGNABLE_KINDS


def draft_like(task: Task, *, today: date) -> TaskDraft:
    """A new draft that begins as a copy: units that still exist; terms ("20 ngày") but no dates of old."""
    duties = task.assignments.exclude(state=State.CANCELLED).select_related("unit").order_by("id")
    open_duties = [a for a in duties if a.unit.is_active_on(today)]
    keeps_deadline = task.deadline_kind not in (DeadlineKind.DATE, DeadlineKind.NONE)
    return TaskDraft(
        content=task.content,
        leads=[a.unit for a in open_duties if a.duty in DOING],
        coordinators=[a.unit for a in open_duties if a.duty == Duty.COORDINATE],
        deadline_text=task.deadline_text if keeps_deadline else "",
        deliverable=task.deliverable,
        field=task.field,
        specialist=task.specialist,
        office_leader=task.office_leader,
        committee_leader=task.committee_leader,
        is_starred=task.is_starred,
        copied_from=task,
    )


def _new_task(actor: Actor, now: datetime) -> Task:
    code = next_task_code(local_date(now).year)
    return Task(code=code, created_by_id=actor.person_id, created_at=now)


def _locked_draft(code: str) -> Task:
    rows = Task.objects.select_for_update(of=("self",)).select_related("document", "assigner")
    task = rows.filter(code=code).first()
    if task is None:
        raise MoveNotAllowed("draft_gone", task_code=code)
    if task.issued_at is not None:
        raise MoveNotAllowed("already_issued", task_code=code)
    return task


def _draft_of(document: Document | None, code: str) -> Task:
    """A page changes the drafts of its own document (or those without one), whatever codes it is sent."""
    task = _locked_draft(code)
    if task.document_id != (document.pk if document else None):
        raise MoveNotAllowed("draft_gone", task_code=code)
    return task


def _fill(
    task: Task, draft: TaskDraft, *, position: int, document: Document | None, spoken: SpokenDirection | None
) -> None:
    task.document = document
    if spoken is not None:
        task.spoken_by, task.spoken_on, task.spoken_at_event = spoken.by, spoken.on, spoken.at
    if draft.serves is not None:
        task.parent, task.assigner = draft.serves.task, draft.serves.unit
    if task.parent_id is not None:
        pass  # given down by the Committee, whoever wrote the document
    elif document is not None:
        task.assigner = document.issuer
    elif spoken is not None and spoken.superior is not None:
        task.assigner = spoken.superior
    elif task._state.adding or task.assigner.kind == UnitKind.SUPERIOR:
        task.assigner = Unit.objects.filter(kind=UnitKind.COMMITTEE).order_by("position", "id")[0]
    task.position = position
    for name in (
        "content", "deliverable", "field", "specialist", "office_leader", "committee_leader", "is_starred",
        "deadline_text", "recurrence_until",
    ):  # fmt: skip
        setattr(task, name, getattr(draft, name))
    if draft.copied_from is not None:
        task.copied_from = draft.copied_from
    _set_deadline(task, draft.deadline)
    task.version += 1
    task.search_text = searchable(task)


def _set_deadline(task: Task, parsed: ParsedDeadline | None) -> None:
    task.deadline_kind = str(parsed.kind if parsed else DeadlineKind.NONE)
    task.due_on = parsed.deadline.due_on if parsed else None
    task.due_hour = parsed.deadline.due_hour if parsed else None
    task.deadline_start = task.given_on if task.due_on else None
    recurrence = parsed.recurrence if parsed else None
    task.recurrence = str(recurrence.every) if recurrence else ""
    task.recurrence_day = recurrence.day if recurrence else None
    task.recurrence_offset = recurrence.month_offset if recurrence else 0
    given_on = task.given_on
    task.period_key = recurrence.first_period(given_on).key if recurrence and given_on else ""


def _lead_of(unit: Unit) -> Duty:
    return Duty.COMMITTEE if unit.kind in COMMITTEE_KINDS else Duty.LEAD


def _set_units(task: Task, draft: TaskDraft, *, is_new: bool) -> None:
    """The draft's assignments become exactly the units named; those that stay keep their codes."""
    wanted: dict[int, tuple[Unit, Duty]] = {}
    named = [(u, _lead_of(u)) for u in draft.leads] + [(u, Duty.COORDINATE) for u in draft.coordinators]
    for unit, duty in named:
        if unit.pk in wanted:
            raise MoveNotAllowed("unit_has_duty", unit=unit.name)
        wanted[unit.pk] = (unit, duty)
    existing = {} if is_new else {a.unit_id: a for a in task.assignments.all()}
    gone = [a.pk for unit_id, a in existing.items() if unit_id not in wanted]
    if gone:
        task.assignments.filter(pk__in=gone).delete()
    for duty in Duty if existing else ():
        of_duty = [unit_id for unit_id, (_, wanted_duty) in wanted.items() if wanted_duty is duty]
        task.assignments.filter(unit_id__in=of_duty).update(
            duty=duty, due_on=task.due_on, due_hour=task.due_hour
        )
    new = [(unit, duty) for unit_id, (unit, duty) in wanted.items() if unit_id not in existing]
    if not new:
        return
    codes = next_assignment_codes(task, len(new), is_new=is_new)
    Assignment.objects.bulk_create(
        Assignment(code=code, task=task, unit=unit, duty=duty, due_on=task.due_on, due_hour=task.due_hour)
        for code, (unit, duty) in zip(codes, new, strict=True)
    )
