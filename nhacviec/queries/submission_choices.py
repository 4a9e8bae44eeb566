"""Whom and what a form about a submission lets one choose from, on a day."""

from datetime import date

from django.db.models import QuerySet

from nhacviec.records.models import Person, Post, Unit
from nhacviec.rules.permissions import Role
from nhacviec.rules.units import AGENCY_KINDS, UnitKind

_AT_DIVISION = (Role.OFFICE_SPECIALIST.value, Role.DIVISION_HEAD.value)
_LEADERS = (Role.COMMITTEE_LEADER.value, Role.OFFICE_LEADER.value)


def submitting_units(today: date) -> QuerySet[Unit]:
    return Unit.objects.active_on(today).filter(kind__in=sorted(AGENCY_KINDS))


def office_divisions(today: date) -> QuerySet[Unit]:
    return Unit.objects.active_on(today).filter(kind=UnitKind.OFFICE_DIVISION)


def office_division(unit: Unit, today: date) -> bool:
    return unit.kind == UnitKind.OFFICE_DIVISION and unit.is_active_on(today)


def division_officers(today: date) -> list[tuple[Person, Unit]]:
    """Everybody who works on files in a division of the Office today, by division and name."""
    posts = Post.objects.valid_on(today).filter(
        role__in=_AT_DIVISION, stands_in_for=None, person__is_active=True
    )
    rows = posts.select_related("person", "unit").order_by(
        "unit__position", "unit__name", "person__full_name"
    )
    return [(post.person, post.unit) for post in rows]


def works_in(division: Unit, officer: Person, today: date) -> bool:
    posts = Post.objects.valid_on(today).filter(person=officer, role__in=_AT_DIVISION, stands_in_for=None)
    return officer.is_active and posts.filter(unit__lineage__contains=[division.pk]).exists()


def leaders(today: date) -> QuerySet[Person]:
    """Of the Committee and of the Office."""
    posts = Post.objects.valid_on(today).filter(role__in=_LEADERS, stands_in_for=None)
    return Person.objects.filter(is_active=True, pk__in=posts.values("person")).order_by("full_name")


def is_leader(person: Person, today: date) -> bool:
    return leaders(today).filter(pk=person.pk).exists()
