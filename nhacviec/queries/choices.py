"""Whom and what a form lets one choose from, on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from nhacviec.queries.actors import agency_of
from nhacviec.records.models import Assignment, Person, Post, Unit
from nhacviec.rules.lifecycle import OPEN, Duty
from nhacviec.rules.permissions import MONITOR_ROLES
from nhacviec.rules.units import ASSIGNABLE_KINDS


def assignable_units(today: date) -> QuerySet[Unit]:
    return Unit.objects.active_on(today).filter(kind__in=sorted(ASSIGNABLE_KINDS))


def divisions_of(unit: Unit, today: date) -> QuerySet[Unit]:
    """What lies below the unit that carries the duty."""
    return Unit.objects.active_on(today).below(unit.pk).exclude(pk=unit.pk)


def officers_of(unit: Unit, today: date) -> QuerySet[Person]:
    """Everybody who holds a post of his own in the agency today."""
    posts = Post.objects.valid_on(today).filter(
        unit__in=Unit.objects.below(agency_of(unit).pk), stands_in_for=None
    )
    return Person.objects.filter(is_active=True, pk__in=posts.values("person_id")).order_by("full_name")


def monitors(place: str, today: date, *, keep: int | None = None) -> QuerySet[Person]:
    """Who may be named in this place of MONITOR_ROLES. `keep`: who is named there now stays on the list."""
    posts = Post.objects.valid_on(today).filter(role__in=MONITOR_ROLES[place], stands_in_for=None)
    able = Q(is_active=True, pk__in=posts.values("person_id"))
    return Person.objects.filter(able | Q(pk=keep)).order_by("full_name")


def waiting_for_coordinators(assignments: Iterable[Assignment]) -> set[int]:
    """Of these, the ids of leads whose task has a required coordinator that has not finished; one query."""
    leads = {a.pk: a.task_id for a in assignments if a.duty == Duty.LEAD}
    coordinators = Assignment.objects.filter(
        task_id__in=leads.values(), duty=Duty.COORDINATE, is_required=True, state__in=sorted(OPEN)
    )
    waiting = set(coordinators.values_list("task_id", flat=True))
    return {pk for pk, task_id in leads.items() if task_id in waiting}


def coordinators_open(assignment: Assignment) -> int:
    """Required coordinators of the task that have not finished."""
    others = Assignment.objects.filter(task_id=assignment.task_id, duty=Duty.COORDINATE, is_required=True)
    return others.filter(state__in=sorted(OPEN)).count()
