"""What every move looks at again before it writes: the page may be old, the day another, the unit closed.

Events name the row they made or decided by its id in `after`: "note", "answer", "extension", "objection",
"suspension", "instruction"; a request closed by another move carries "closed_by" with that move.
"""

from collections.abc import Iterable
from datetime import date, datetime

from nhacviec.records.models import Assignment, Document, StaleAssignment, Task, Unit
from nhacviec.rules.lifecycle import Move, MoveNotAllowed, State, next_state
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.units import ASSIGNABLE_KINDS

LONGEST_TERM_YEARS = 30  # a slip of the keyboard (2108 for 2018), not a plan


def state_after(assignment: Assignment, move: Move) -> State:
    """Where the move leads from the state that was read; MoveNotAllowed when it does not start there."""
    return next_state(State(assignment.state), move)


def hold(assignment: Assignment) -> None:
    """Lock the row until the transaction ends, for a move that writes elsewhere; StaleAssignment when it
    is no longer the row that was read."""
    same = Assignment.objects.filter(pk=assignment.pk, state=assignment.state, version=assignment.version)
    if not same.select_for_update(no_key=True, of=("self",)).exists():
        raise StaleAssignment(assignment.code)


def hold_task(task: Task) -> Task:
    """Lock the task and read it again. Always before any of its assignments, so that nobody deadlocks."""
    return Task.objects.select_for_update(no_key=True).get(pk=task.pk)


def hold_documents(of: Iterable[Task]) -> None:
    """Lock the documents of these tasks. Always before any of the tasks."""
    ids = {task.document_id for task in of if task.document_id is not None}
    rows = Document.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    list(rows.values_list("pk"))


def need(text: str, code: str = "reason_required") -> None:
    if not text.strip():
        raise MoveNotAllowed(code)


def check_deadline(task: Task, due_on: date | None) -> None:
    """No deadline lies before the day of the direction, nor beyond what anybody plans."""
    given = task.given_on
    if due_on is None or given is None:
        return
    if due_on < given:
        raise MoveNotAllowed("deadline_before_document", issued=f"{given:%d/%m/%Y}")
    if due_on.year > given.year + LONGEST_TERM_YEARS:
        raise MoveNotAllowed("deadline_too_far", years=LONGEST_TERM_YEARS)


def check_unit_today(unit: Unit, now: datetime) -> None:
    if not unit.is_active_on(local_date(now)):
        raise MoveNotAllowed("unit_closed", unit=unit.label)


def check_new_unit(task: Task, unit: Unit, now: datetime) -> None:
    """A unit that may be given a duty, exists today and has none in this task. Call with the task held."""
    if unit.kind not in ASSIGNABLE_KINDS:
        raise MoveNotAllowed("unit_not_assignable", unit=unit.label)
    check_unit_today(unit, now)
    check_no_duty(task, unit)


def check_no_duty(task: Task, unit: Unit) -> None:
    """One open or completed duty a unit and task (constraint assignment_unit_once_per_task)."""
    if task.assignments.filter(unit=unit).exclude(state=State.CANCELLED).exists():
        raise MoveNotAllowed("unit_has_duty", unit=unit.label)
