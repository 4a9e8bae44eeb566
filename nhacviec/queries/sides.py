"""What an agency and the others owe each other at the end of a day, beside its own tasks: what the Committee
owes it (its submissions), what it owes others and what others owe it (coordination). Only what was open then;
each number counts the rows of the list it leads to, with the same conditions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, Min, Q

from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.coordinations import awaited_on
from nhacviec.queries.kept_statements import MOST_KEPT, Among, Given, Kept, keep, named_actor, values_of
from nhacviec.queries.submission_counts import open_counts
from nhacviec.rules.permissions import Actor, Role
from nhacviec.rules.submissions import SubmissionCounts


@dataclass(frozen=True)
class Awaited:
    """Requests that waited for a reply. `longest`: calendar days by which the oldest was overdue."""

    open: int = 0
    overdue: int = 0
    longest: int = 0


def owed_by_committee(actor: Actor, scope: Scope, as_of: AsOf) -> SubmissionCounts:
    """What the units of the scope (of the province: all) have submitted and got no answer to."""
    return open_counts(actor, day=as_of.day, unit_ids=scope.ids if scope.column else None)


def owed_to_others(actor: Actor, scope: Scope, as_of: AsOf) -> Awaited:
    """What the units of the scope were asked and had not replied to."""
    return _awaited(actor, as_of, "unit_id", scope.ids)


def owed_by_others(actor: Actor, scope: Scope, as_of: AsOf) -> Awaited:
    """What the units of the scope had asked and got no reply to."""
    return _awaited(actor, as_of, "asking_unit_id", scope.ids)


def owed_among_units(actor: Actor, as_of: AsOf) -> Awaited:
    return _awaited(actor, as_of, "", ())


def _awaited(actor: Actor, as_of: AsOf, side: str, unit_ids: Sequence[int]) -> Awaited:
    kept = _awaited_rows(actor.role, len(actor.own_unit_ids), side, as_of.day < as_of.moment.today)
    found = kept.ask(values_of(actor) | {"day": as_of.day, "units": list(unit_ids)})
    oldest = min((row[3] for row in found if row[3]), default=None)
    return Awaited(sum(row[1] for row in found), sum(row[2] for row in found), _days(oldest, as_of.day))


@lru_cache(maxsize=MOST_KEPT)
def _awaited_rows(role: Role, own_units: int, side: str, is_past: bool) -> Kept:
    """By unit, a line or two of each: how many waited, were overdue, and since which day the oldest was."""
    day = Given("day")
    late = Q(due_on__lt=day) | Q(due_then__lt=day)  # few had been given time since (coordinations.as_of)
    counted: list[Any] = []
    for rows in awaited_on(named_actor(role, own_units), day, is_past=is_past):
        of_side: Any = rows.filter(Among(side, Given("units"))) if side else rows
        counted.append(
            of_side.order_by()
            .values_list(side or "unit_id")
            .annotate(
                many=Count("state"), late=Count("state", filter=late), oldest=Min("due_then", filter=late)
            )
        )
    first, *others = counted
    return keep(first.union(*others, all=True) if others else first, planned_once=bool(side))


def _days(oldest: date | None, day: date) -> int:
    return (day - oldest).days if oldest else 0
