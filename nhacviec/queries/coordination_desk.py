"""Requests that wait for a person to reply, to decide or to answer for; as his home page shows them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Exists, OuterRef, QuerySet

from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.kept_statements import (
    MOST_KEPT,
    NOTHING,
    Among,
    Given,
    Kept,
    keep,
    named_actor,
    values_of,
)
from nhacviec.records.models import Coordination, DelayReport, RequestState, TimeRequest
from nhacviec.rules.coordination import AWAITED, CoordinationState, DelayState, Situation
from nhacviec.rules.permissions import SEES_ALL, Actor, Role, Stand


@dataclass(frozen=True)
class WaitingRequest:
    """`asking`: whose the duty is that it serves; `lead` and `unit`: who asks whom, in words."""

    id: int
    content: str
    due_on: date
    lead: str
    unit: str
    unit_id: int
    officer_id: int | None
    asking: Stand
    situation: Situation

    @property
    def is_awaited(self) -> bool:
        return self.situation.state in AWAITED


def waiting_for(actor: Actor, *, most: int) -> list[WaitingRequest]:
    """Of these he, or somebody beside him, is asked something: replies owed (of an officer: what was handed
    to him) and reports to answer by the unit that is asked, time to grant by the lead, disputes to settle by
    the Office. What is due first, first. Two statements, the second only when there is any."""
    shape, values = (actor.role, len(actor.own_unit_ids)), values_of(actor)
    ids = [pk for pk, _due in _first(*shape, most).ask(values)]
    return [_read(*row) for row in _shown(*shape).ask(values | {"ids": ids})] if ids else []


@lru_cache(maxsize=MOST_KEPT)
def _first(role: Role, own_units: int, most: int) -> Kept:
    """Each part from its own small index."""
    actor, rows = named_actor(role, own_units), Coordination.objects.order_by("due_on", "pk")
    own = actor.own_unit_ids
    parts: list[QuerySet[Coordination]] = []
    if own_units:
        reports = DelayReport.objects.filter(state=DelayState.REPORTED).values("coordination")
        times = TimeRequest.objects.filter(state=RequestState.ASKED).values("coordination")
        awaited = rows.filter(state__in=sorted(AWAITED))
        if role is Role.AGENCY_OFFICER:
            parts.append(awaited.filter(officer=actor.self_id))
        else:
            parts += [awaited.filter(unit__in=own), rows.filter(pk__in=reports, unit__in=own)]
        parts.append(rows.filter(pk__in=times, asking_unit__in=own))
    if role in SEES_ALL:
        disputes = DelayReport.objects.filter(state=DelayState.DISPUTED).values("coordination")
        parts.append(rows.filter(pk__in=disputes))
    if not parts:
        return NOTHING
    first, *others = [part.values_list("pk", "due_on")[:most] for part in parts]
    # Of a unit it is known how many requests it has made: most make few, some ten thousands.
    once = not own_units
    return keep(first.union(*others).order_by("due_on", "pk")[:most] if others else first, planned_once=once)


@lru_cache(maxsize=MOST_KEPT)
def _shown(role: Role, own_units: int) -> Kept:
    rows = visible_coordinations(named_actor(role, own_units), few=True).filter(Among("pk", Given("ids")))
    time = TimeRequest.objects.filter(coordination=OuterRef("pk"), state=RequestState.ASKED)
    return keep(
        rows.order_by("due_on", "pk")
        .annotate(asks_time=Exists(time))
        .values_list(
            "pk", "content", "due_on", "state", "is_tacit", "ended_on", "asks_time", "delay__state",
            "asking_unit__name", "asking_unit__short_name", "unit__name", "unit__short_name", "unit_id",
            "officer_id",
            "assignment__unit_id", "assignment__officer_id", "assignment__division_id",
            "assignment__specialist_id", "assignment__office_leader_id", "assignment__committee_leader_id",
        ), planned_once=True)  # fmt: skip


def _read(
    pk: int, content: str, due_on: date, state: str, is_tacit: bool, ended_on: date | None, asks_time: bool,
    delay: str | None, lead: str, lead_short: str, unit: str, unit_short: str, unit_id: int,
    handed_to: int | None,
    of_unit: int, officer: int | None, division: int | None, *monitors: int | None,
) -> WaitingRequest:  # fmt: skip
    return WaitingRequest(
        id=pk,
        content=content,
        due_on=due_on,
        lead=lead_short or lead,
        unit=unit_short or unit,
        unit_id=unit_id,
        officer_id=handed_to,
        asking=Stand(
            unit_id=of_unit,
            officer_id=officer,
            division_id=division,
            monitor_ids=frozenset(one for one in monitors if one is not None),
        ),
        situation=Situation(
            state=CoordinationState(state),
            due_on=due_on,
            is_tacit=is_tacit,
            ended_on=ended_on,
            is_handed=handed_to is not None,
            asks_time=asks_time and state in AWAITED,
            delay=DelayState(delay) if delay else None,
        ),
    )
