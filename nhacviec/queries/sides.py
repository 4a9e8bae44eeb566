"""What an agency and the others owe each other at the end of a day, beside its own tasks: what the Committee
owes it (its submissions), what it owes others and what others owe it (coordination). Only what was open then;
each number counts the rows of the list it leads to, with the same conditions.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Min, Q

from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.coordinations import OPEN, Wanted, coordinations
from nhacviec.queries.submission_counts import open_counts
from nhacviec.records.models import Unit
from nhacviec.rules.coordination import Standing
from nhacviec.rules.permissions import Actor
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


def owed_to_others(actor: Actor, unit: Unit, scope: Scope, as_of: AsOf) -> Awaited:
    """What this unit was asked and had not replied to."""
    return awaited(actor, replace(_of_day(as_of), unit=unit, own_only=scope.own_only))


def owed_by_others(actor: Actor, unit: Unit, scope: Scope, as_of: AsOf) -> Awaited:
    """What this unit had asked and got no reply to."""
    return awaited(actor, replace(_of_day(as_of), asking=unit, own_only=scope.own_only))


def owed_among_units(actor: Actor, as_of: AsOf) -> Awaited:
    return awaited(actor, _of_day(as_of))


def awaited(actor: Actor, wanted: Wanted) -> Awaited:
    """Of the list that is asked for, what waited for a reply; one statement."""
    late = Q(stood=Standing.OVERDUE)
    found = (
        coordinations(actor, replace(wanted, standing=OPEN))
        .order_by()
        .aggregate(n=Count("pk"), late=Count("pk", filter=late), oldest=Min("due_then", filter=late))
    )
    return Awaited(found["n"], found["late"], _days(found["oldest"], wanted.day))


def _of_day(as_of: AsOf) -> Wanted:
    return Wanted(day=as_of.day, today=as_of.moment.today)


def _days(oldest: date | None, day: date) -> int:
    return (day - oldest).days if oldest else 0
