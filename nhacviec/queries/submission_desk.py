"""Submissions that lie on somebody's own desk: what he is to pass on, appraise, decide or supplement."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from operator import or_

from django.db.models import Q

from nhacviec.queries.kept_statements import MOST_KEPT, Kept, keep, named_actor, values_of
from nhacviec.queries.submission_access import visible_submissions
from nhacviec.rules.permissions import AGENCY_ROLES, Actor, Role
from nhacviec.rules.submissions import RUNNING, Stop

_WITH_DIVISION = sorted(stop.value for stop in RUNNING - {Stop.ARRIVED, Stop.DECISION})


@dataclass(frozen=True)
class OnDesk:
    """As the home page shows it; `unit` in words."""

    id: int
    symbol: str
    abstract: str
    unit: str
    stop: Stop
    due_on: date | None
    days_late: int | None


def on_desk(actor: Actor, *, most: int) -> list[OnDesk]:
    """What is due first; what has no due day (with the agency) last."""
    kept = _first(actor.role, len(actor.own_unit_ids), most)
    return [
        OnDesk(pk, symbol, abstract, short or name, Stop(stop), due_on, days_late)
        for pk, due_on, symbol, abstract, name, short, stop, days_late in kept.ask(values_of(actor))
    ]


@lru_cache(maxsize=MOST_KEPT)
def _first(role: Role, own_units: int, most: int) -> Kept:
    """Each part from its own index, which has the rows in their order."""
    actor = named_actor(role, own_units)
    rows = visible_submissions(actor).order_by("due_on", "pk")  # those without a day last, as always here
    columns = ("pk", "due_on", "symbol", "abstract", "unit__name", "unit__short_name", "stop", "days_late")
    first, *others = [rows.filter(part).values_list(*columns)[:most] for part in _parts(actor)]
    found = first.union(*others, all=True).order_by("due_on", "pk")[:most] if others else first
    return keep(found, planned_once=True)


def waits_for(actor: Actor) -> Q:
    """Those that he is to do something with."""
    return reduce(or_, _parts(actor))


def _parts(actor: Actor) -> list[Q]:
    """No submission is in two of them."""
    if actor.role in AGENCY_ROLES:
        return [Q(stop=Stop.SUPPLEMENT)]
    before_him = Q(stop=Stop.DECISION, leader=actor.self_id)
    if actor.role is Role.RECORDS_CLERK:
        return [Q(stop=Stop.ARRIVED)]
    if actor.role in (Role.COMMITTEE_LEADER, Role.OFFICE_LEADER):
        return [before_him]
    if actor.role not in (Role.OFFICE_SPECIALIST, Role.DIVISION_HEAD):
        return [Q(pk__in=[])]
    with_division = Q(stop__in=_WITH_DIVISION)
    unnamed = Q(officer=None, division__in=actor.own_unit_ids)
    return [before_him, with_division & Q(officer=actor.self_id), with_division & unnamed]
