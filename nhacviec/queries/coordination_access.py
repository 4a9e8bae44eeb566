"""The gate for requests to coordinating units, beside queries/access: both sides know of them, and who sees
all.

A unit that is asked may have no duty in the task: it reads the request and what the task demands, nothing
else.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from nhacviec.queries.access import assignment_by_code, own_assignments, stand_of
from nhacviec.records.models import Assignment, Coordination, Task
from nhacviec.rules.coordination import CoordinationStep, Situation, open_steps
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.permissions import AGENCY_ROLES, SEES_AGENCY, SEES_ALL, Actor, Stand, may_coordinate


def visible_coordinations(actor: Actor, *, few: bool = False) -> QuerySet[Coordination]:
    """`few`: of these only some will be asked for, by their ids, of one duty, or those that are awaited. Each
    is then looked at by itself, where else all would be found that an officer may know of."""
    if actor.role in SEES_ALL:
        return Coordination.objects.all()
    if actor.role in SEES_AGENCY:
        own = actor.own_unit_ids
        return Coordination.objects.filter(Q(unit__in=own) | Q(asking_unit__in=own))
    if actor.role in AGENCY_ROLES:  # an officer: those of the duties handed to him, and handed to himself
        rows, handed = Coordination.objects.order_by(), Q(officer=actor.self_id, unit__in=actor.own_unit_ids)
        if few:
            duty = own_assignments(actor).filter(pk=OuterRef("assignment"))
            return Coordination.objects.filter(Exists(duty) | handed)
        of_duties = rows.filter(assignment__in=own_assignments(actor)).values("pk")
        return Coordination.objects.filter(pk__in=of_duties.union(rows.filter(handed).values("pk")))
    return Coordination.objects.none()


def sees_coordination(actor: Actor, request: Coordination) -> bool:
    """`visible_coordinations`, asked of a row already read with its assignment."""
    if actor.role in SEES_ALL:
        return True
    if actor.role in SEES_AGENCY:
        return bool({request.unit_id, request.asking_unit_id} & actor.own_unit_ids)
    duty = request.assignment
    if actor.role not in AGENCY_ROLES:
        return False
    if request.officer_id == actor.self_id and request.unit_id in actor.own_unit_ids:
        return True
    if duty.unit_id not in actor.own_unit_ids:
        return False
    return duty.officer_id == actor.self_id or duty.division_id == actor.unit_id


def hidden_requests(actor: Actor, task: Task) -> list[int]:
    """Requests of this task that the reader may not know of, though he may read the duty they were made
    for."""
    if actor.role in SEES_ALL:
        return []
    of_task = Coordination.objects.filter(assignment__task=task)
    return list(
        of_task.exclude(
            pk__in=visible_coordinations(actor, few=True).filter(assignment__task=task)
        ).values_list("pk", flat=True)
    )


def coordination_by_id(actor: Actor, request_id: int) -> Coordination:
    related = ("unit", "asking_unit", "assignment__unit", "assignment__task__document__issuer", "asked_by")
    rows = visible_coordinations(actor, few=True).select_related(*related, "officer", "seen_by", "ended_by")
    request = rows.filter(pk=request_id).first()
    if request is None:
        raise Http404
    return request


def coordination_for(actor: Actor, request_id: int, step: CoordinationStep) -> Coordination:
    """The request to take this step on: 404 if he may not know of it, 403 if the step is not his."""
    request = coordination_by_id(actor, request_id)
    if not _may(actor, step, request):
        raise PermissionDenied
    return request


def steps_open_to(
    actor: Actor, request: Coordination, situation: Situation, *, today: date
) -> list[CoordinationStep]:
    """The next steps this person may take here, in their order."""
    asking = stand_of(request.assignment)
    return steps_of(
        actor, situation, asking=asking, unit_id=request.unit_id, officer_id=request.officer_id, today=today
    )


def steps_of(
    actor: Actor,
    situation: Situation,
    *,
    asking: Stand,
    unit_id: int,
    officer_id: int | None,
    today: date,
) -> list[CoordinationStep]:
    """`steps_open_to` of a row that is no model; `unit_id` is asked, and handed it to `officer_id`."""
    found = open_steps(situation, today=today)
    return [
        step
        for step in CoordinationStep
        if step in found
        and may_coordinate(actor, step, asking=asking, asked_unit_id=unit_id, asked_officer_id=officer_id)
    ]


def may_ask(actor: Actor, duty: Assignment) -> bool:
    """Whether he may ask others for the sake of this duty (its state not considered)."""
    if duty.duty != Duty.LEAD:
        return False
    return may_coordinate(actor, CoordinationStep.ASK, asking=stand_of(duty), asked_unit_id=0)


def duty_to_ask_for(actor: Actor, code: str) -> Assignment:
    """404 if he may not know of it, 403 if it is not his to ask."""
    duty = assignment_by_code(actor, code)
    if not may_ask(actor, duty):
        raise PermissionDenied
    return duty


def _may(actor: Actor, step: CoordinationStep, request: Coordination) -> bool:
    return may_coordinate(
        actor,
        step,
        asking=stand_of(request.assignment),
        asked_unit_id=request.unit_id,
        asked_officer_id=request.officer_id,
    )
