"""A task from above and what agencies were given for its sake."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from nhacviec.queries.access import visible_assignments, visible_tasks
from nhacviec.records.models import Assignment, Extension, RequestState, Task
from nhacviec.rules.cascade import breaks
from nhacviec.rules.lifecycle import OPEN, WORKING, Duty, State
from nhacviec.rules.permissions import AGENCY_ROLES, Actor


@dataclass(frozen=True)
class Child:
    """A duty that an agency has for the sake of a task from above. `breaks`: it ends after the Committee must
    report; `asked_on`: the day to which its open request would move it, `would_break`: and that does."""

    duty: Assignment
    breaks: bool
    asked_on: date | None = None
    would_break: bool = False


def children_of(actor: Actor, above: Assignment) -> list[Child]:
    """What was given down for its sake, drafts for those who may see them; leads before coordinators."""
    rows = (
        visible_assignments(actor)
        .filter(task__parent=above.task_id)
        .select_related("task", "unit")
        .order_by("task_id", "-duty", "id")
    )
    duties = list(rows)
    asked: dict[int, date] = dict(
        Extension.objects.filter(assignment__in=duties, state=RequestState.ASKED).values_list(
            "assignment_id", "asked_due_on"
        )
    )
    return [_child(duty, above.due_on, asked.get(duty.pk)) for duty in duties]


def _child(duty: Assignment, above_due: date | None, asked_on: date | None) -> Child:
    late = is_open(duty) and breaks(above_due, duty.due_on)
    return Child(duty, late, asked_on, asked_on is not None and breaks(above_due, asked_on))


def is_open(duty: Assignment) -> bool:
    return duty.state in OPEN or duty.state == State.DRAFT


def needed_open(above: Task) -> QuerySet[Assignment]:
    """The lead duties that were issued for its sake and are not closed: the Committee waits for them."""
    return Assignment.objects.filter(
        task__parent=above, duty=Duty.LEAD, is_required=True, state__in=sorted(OPEN)
    )


def served_by(tasks: Iterable[Task]) -> QuerySet[Assignment]:
    """The Committee's duties for the sake of which these tasks are given; to be held in this order."""
    rows = Assignment.objects.filter(task__in={task.parent_id for task in tasks}, duty=Duty.COMMITTEE)
    return rows.exclude(state=State.CANCELLED).order_by("pk")


def too_late_to_give(tasks: Sequence[Task], above: Iterable[Assignment]) -> list[Task]:
    """Those of the tasks that serve what the Committee has reported already, or does not have to do any more.
    `above`: their `served_by`."""
    going_on = {duty.task_id for duty in above if duty.state in OPEN and duty.state != State.ANSWERED}
    return [task for task in tasks if task.parent_id is not None and task.parent_id not in going_on]


def may_serve(task: Task, duties: Iterable[Assignment]) -> bool:
    """Whether it may be declared to carry out a task from above: issued, serving none yet, and no duty of the
    Committee itself."""
    own = any(duty.duty == Duty.COMMITTEE for duty in duties)
    return task.issued_at is not None and task.parent_id is None and not own


def could_serve(actor: Actor, *, document_id: int | None = None, code: str = "") -> list[Task]:
    """Tasks of that document, or the one of that code, which may be declared to carry out one from above."""
    rows = visible_tasks(actor).filter(Q(document=document_id) if document_id else Q(code=code))
    tasks = rows.prefetch_related("assignments__unit").order_by("position", "id")
    return [task for task in tasks if may_serve(task, task.assignments.all())]


def open_from_above(actor: Actor) -> QuerySet[Assignment]:
    """What the Committee was given and has not reported yet, the newest first."""
    rows = visible_assignments(actor).filter(duty=Duty.COMMITTEE, state__in=sorted(WORKING))
    return rows.select_related("task__assigner", "unit").order_by("-id")


def too_late_for(above: Assignment, tasks: Iterable[Task]) -> list[Assignment]:
    """Open duties of these tasks that would end after the Committee must report."""
    duties = (duty for task in tasks for duty in task.assignments.all())
    return [duty for duty in duties if is_open(duty) and breaks(above.due_on, duty.due_on)]


def parent_of(actor: Actor, task: Task) -> Assignment | None:
    """The Committee's duty for the sake of which a task was given, for those who may know of it."""
    if task.parent_id is None or not visible_tasks(actor).filter(pk=task.parent_id).exists():
        return None
    return served(task.parent_id).first()


def parent_due(actor: Actor, task: Task) -> date | None:
    """When the Committee must have reported what this task serves; None where there is none. An agency knows
    of it by the document or direction that both are of: what its own was linked to afterwards it does not."""
    if task.parent_id is None:
        return None
    above = served(task.parent_id).filter(state__in=sorted(OPEN)).first()
    if above is None or (actor.role in AGENCY_ROLES and _source(above.task) != _source(task)):
        return None
    return above.due_on


def _source(task: Task) -> tuple[int | None, date | None, str]:
    return task.document_id, task.spoken_on, task.spoken_by


def parents_due(tasks: Iterable[Task]) -> dict[int, date]:
    """`parent_due` of many tasks, by the id of the task; one query, none where none serves another."""
    served = {task.pk: task.parent_id for task in tasks if task.parent_id is not None}
    if not served:
        return {}
    rows = Assignment.objects.filter(task__in=served.values(), duty=Duty.COMMITTEE, state__in=sorted(OPEN))
    due = {row.task_id: row.due_on for row in rows.only("task_id", "due_on").order_by("-id")}
    found = {pk: due.get(parent) for pk, parent in served.items()}
    return {pk: day for pk, day in found.items() if day is not None}


def served(task_id: int) -> QuerySet[Assignment]:
    """The duty of the Committee in that task."""
    rows = Assignment.objects.filter(task=task_id, duty=Duty.COMMITTEE)
    return rows.exclude(state=State.CANCELLED).select_related("task", "unit").order_by("id")
