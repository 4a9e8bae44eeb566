"""The one gate for reads: who may see which row, and which one he may act on.

A row that a person may not know of is a 404, the same as one that does not exist. A row he may see but
not move is a 403.
"""

from datetime import date
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When
from django.http import Http404

from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment, Document, Person, Task, Unit
from nhacviec.rules.lifecycle import STEPS, Duty, Move, State
from nhacviec.rules.permissions import (
    AGENCY_ROLES,
    SEES_AGENCY,
    SEES_ALL,
    SEES_DRAFTS,
    Actor,
    Right,
    Stand,
    allowed,
    may,
)

_OF_COMMITTEE = Q(duty=Duty.COMMITTEE)


def _own_duties(actor: Actor) -> Q:
    """Assignments that are this agency person's own business (states as the Office issued them)."""
    mine = Q(unit_id__in=actor.own_unit_ids) & ~Q(state=State.DRAFT)
    if actor.role in SEES_AGENCY:
        return mine
    return mine & _handed_to(actor)


def _handed_to(actor: Actor) -> Q:
    return Q(officer_id=actor.self_id) | Q(division_id=actor.unit_id)


def _is_own_duty(actor: Actor, assignment: Assignment) -> bool:
    """`_own_duties` in Python, for rows that are already read."""
    if assignment.unit_id not in actor.own_unit_ids or assignment.state == State.DRAFT:
        return False
    if actor.role in SEES_AGENCY:
        return True
    return assignment.officer_id == actor.self_id or assignment.division_id == actor.unit_id


def sees_duty(actor: Actor, assignment: Assignment) -> bool:
    """Whether it is among `visible_assignments`, asked of a row already read; of an agency's people only as
    their own business, not as a party of the same task."""
    if actor.role in AGENCY_ROLES:
        return _is_own_duty(actor, assignment)
    if actor.without_superiors and assignment.duty == Duty.COMMITTEE:
        return False
    return actor.role in SEES_DRAFTS or (actor.role in SEES_ALL and assignment.state != State.DRAFT)


def own_assignments(actor: Actor) -> QuerySet[Assignment]:
    """The duties of the actor's own agency or division that he may see."""
    if actor.role in AGENCY_ROLES:
        return Assignment.objects.filter(_own_duties(actor))
    handed = Q(division_id__in=actor.own_unit_ids) | Q(officer_id=actor.self_id)
    mine = Q(unit_id__in=actor.own_unit_ids) | handed  # also what the whole Office handed on to him
    return Assignment.objects.filter(mine).exclude(state=State.DRAFT)


def visible_tasks(actor: Actor) -> QuerySet[Task]:
    if actor.role in SEES_ALL:
        rows = Task.objects.all() if actor.role in SEES_DRAFTS else Task.objects.exclude(issued_at=None)
        if not actor.without_superiors:
            return rows
        return rows.exclude(Exists(Assignment.objects.filter(_OF_COMMITTEE, task=OuterRef("pk"))))
    if actor.role in AGENCY_ROLES:
        mine = Assignment.objects.filter(_own_duties(actor), task=OuterRef("pk"))
        return Task.objects.filter(Exists(mine))
    return Task.objects.none()


def visible_assignments(actor: Actor) -> QuerySet[Assignment]:
    """Every assignment of a visible task: who leads and who coordinates and their states are no secret
    between the parties of one task. What another agency wrote is (see `may_read_inside`)."""
    if actor.role in SEES_ALL:
        drafts_too = actor.role in SEES_DRAFTS
        rows = Assignment.objects.all() if drafts_too else Assignment.objects.exclude(state=State.DRAFT)
        return rows.exclude(_OF_COMMITTEE) if actor.without_superiors else rows
    if actor.role in AGENCY_ROLES:
        mine = Assignment.objects.filter(_own_duties(actor), task=OuterRef("task"))
        return Assignment.objects.filter(Exists(mine)).exclude(state=State.DRAFT)
    return Assignment.objects.none()


def visible_documents(actor: Actor) -> QuerySet[Document]:
    if actor.role in SEES_ALL:
        return Document.objects.all()
    if actor.role in AGENCY_ROLES:
        return Document.objects.filter(Exists(visible_tasks(actor).filter(document=OuterRef("pk"))))
    return Document.objects.none()


def tasks_to_search(actor: Actor) -> QuerySet[Task]:
    """`visible_tasks` in the columns that the index of words knows (migration 0020)."""
    if actor.role not in AGENCY_ROLES:
        return visible_tasks(actor)
    of_units = Task.objects.filter(duty_unit_ids__overlap=sorted(actor.own_unit_ids))
    if actor.role in SEES_AGENCY:
        return of_units
    mine = Assignment.objects.filter(_own_duties(actor), task=OuterRef("pk"))
    return of_units.filter(_row_by_row(Exists(mine)))


def documents_to_search(actor: Actor) -> QuerySet[Document]:
    """`visible_documents`, likewise."""
    if actor.role not in AGENCY_ROLES:
        return visible_documents(actor)
    of_units = Document.objects.filter(duty_unit_ids__overlap=sorted(actor.own_unit_ids))
    if actor.role in SEES_AGENCY:
        return of_units
    mine = visible_tasks(actor).filter(document=OuterRef("pk"))
    return of_units.filter(_row_by_row(Exists(mine)))


def documents_to_list(actor: Actor) -> QuerySet[Document]:
    """`visible_documents` for a register in its order: of an agency by the units that a document knows, of an
    officer from the duties handed to him."""
    if actor.role in AGENCY_ROLES and actor.role not in SEES_AGENCY:
        mine = Assignment.objects.filter(_own_duties(actor)).values("task__document")
        return Document.objects.filter(pk__in=mine)
    return documents_to_search(actor)


def few_own_tasks(actor: Actor, *, most: int) -> list[int] | None:
    """Ids of the visible tasks of an agency person who sees but his own, when they are no more than `most`.
    None when they are more, or when he sees others' too."""
    if actor.role not in AGENCY_ROLES or actor.role in SEES_AGENCY:
        return None
    mine = Assignment.objects.filter(_handed_to(actor), _row_by_row(_own_duties(actor)))
    ids = list(mine.values_list("task_id", flat=True)[: most + 1])
    return ids if len(ids) <= most else None


def _row_by_row(condition: Exists | Q) -> Q:
    """Asked of rows already found. As a plain condition the planner may begin at its end: with every duty of
    the agency, reading the words of each."""
    return Q(Case(When(condition, then=True), default=False, output_field=BooleanField()))


def may_read_inside(actor: Actor, assignment: Assignment, siblings: list[Assignment]) -> bool:
    """Answers, files and comments of a visible assignment: Office and Committee; whose own duty it is; and
    between a lead and the coordinators of the same task. Two coordinators, or two leads, do not read each
    other's, nor does an officer what his agency handed to a colleague."""
    if actor.role in SEES_ALL:
        return True
    if _is_own_duty(actor, assignment):
        return True
    own = {a.duty for a in siblings if _is_own_duty(actor, a) and a.state != State.CANCELLED}
    return bool(own - {assignment.duty})


def readable_assignments(actor: Actor) -> QuerySet[Assignment]:
    """`may_read_inside` as a query."""
    if actor.role in SEES_ALL:
        return visible_assignments(actor)
    other_side = (
        Assignment.objects.filter(_own_duties(actor), task=OuterRef("task"))
        .exclude(duty=OuterRef("duty"))
        .exclude(state=State.CANCELLED)
    )
    return visible_assignments(actor).filter(_own_duties(actor) | Exists(other_side))


def task_by_code(actor: Actor, code: str) -> Task:
    task = (
        visible_tasks(actor)
        .select_related("document", "document__issuer", "field", "assigner")
        .filter(code=code)
        .first()
    )
    if task is None:
        raise Http404
    # Apart from the others: with three more joins the statement is planned longer than it runs.
    people = Person.objects.in_bulk(task.monitor_ids)
    for place in ("specialist", "office_leader", "committee_leader"):
        if named := people.get(getattr(task, f"{place}_id")):
            setattr(task, place, named)
    return task


def document_by_id(actor: Actor, document_id: int) -> Document:
    document = (
        visible_documents(actor).select_related("issuer", "drafting_unit").filter(pk=document_id).first()
    )
    if document is None:
        raise Http404
    return document


def assignment_by_code(actor: Actor, code: str) -> Assignment:
    """With its task, document, issuer, unit, division and officer."""
    rows = visible_assignments(actor).select_related("task", "task__document")
    assignment = rows.filter(code=code).first()
    if assignment is None:
        raise Http404
    # Apart from the others, as in `task_by_code`.
    document = assignment.task.document
    wanted = {assignment.unit_id, assignment.division_id, document.issuer_id if document else None} - {None}
    units = Unit.objects.in_bulk(wanted)
    assignment.unit = units[assignment.unit_id]
    if assignment.division_id:
        assignment.division = units[assignment.division_id]
    if document:
        document.issuer = units[document.issuer_id]
    if assignment.officer_id:
        assignment.officer = Person.objects.get(pk=assignment.officer_id)
    return assignment


class Movable(Protocol):
    """What decides which moves are open: an Assignment, or a row of a list."""

    @property
    def state(self) -> str: ...
    @property
    def duty(self) -> str: ...
    @property
    def unit_id(self) -> int: ...
    @property
    def officer_id(self) -> int | None: ...
    @property
    def division_id(self) -> int | None: ...
    @property
    def monitor_ids(self) -> frozenset[int]: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def outcome(self) -> str: ...
    @property
    def has_open_extension(self) -> bool: ...
    @property
    def has_open_objection(self) -> bool: ...


def stand_of(assignment: Movable) -> Stand:
    return Stand(
        unit_id=assignment.unit_id,
        officer_id=assignment.officer_id,
        division_id=assignment.division_id,
        monitor_ids=assignment.monitor_ids,
        of_committee=assignment.duty == Duty.COMMITTEE,
    )


def assignment_for(actor: Actor, code: str, move: Move, *, today: date) -> Assignment:
    """The assignment to make this move on: 404 if he may not know of it, 403 if the move is not his."""
    assignment = assignment_by_code(actor, code)
    policy = policy_on(today)
    if not may(
        actor,
        move,
        stand_of(assignment),
        ext_approver=policy.ext_approver,
        confirm_role=policy.confirm_role,
    ):
        raise PermissionDenied
    return assignment


def moves_open_to(
    actor: Actor, assignment: Movable, *, ext_approver: str, confirm_role: str = "monitor"
) -> list[Move]:
    """The next steps this person may take here: the buttons of the page, in the order of `Move`.

    `ext_approver` and `confirm_role` are the policies' values, read once by the caller for a whole list."""
    moves = [move for move in _FROM[assignment.state] if _has_its_object(assignment, move)]
    return allowed(actor, moves, stand_of(assignment), ext_approver=ext_approver, confirm_role=confirm_role)


_FROM = {state.value: [move for move, step in STEPS.items() if state in step.sources] for state in State}
_NEEDS_OPEN_EXTENSION = {Move.WITHDRAW_EXTENSION, Move.GRANT_EXTENSION, Move.REFUSE_EXTENSION}
_NEEDS_OPEN_OBJECTION = {Move.UPHOLD_OBJECTION, Move.REJECT_OBJECTION}


def _has_its_object(assignment: Movable, move: Move) -> bool:
    """No button that could only be refused: a decision needs its request, a request needs its cause."""
    if move in _NEEDS_OPEN_EXTENSION:
        return assignment.has_open_extension
    if move in _NEEDS_OPEN_OBJECTION:
        return assignment.has_open_objection
    if move is Move.ASK_EXTENSION:
        return assignment.due_on is not None and not assignment.has_open_extension
    if move is Move.OBJECT:
        return assignment.outcome == "late" and not assignment.has_open_objection
    if move is Move.TAKE_BACK:
        return assignment.officer_id is not None or assignment.division_id is not None
    return True


def require(actor: Actor | None, right: Right) -> Actor:
    """For pages that are not about one row: the actor when he has the right, else 403."""
    if actor is None or not actor.has(right):
        raise PermissionDenied
    return actor
