"""Whom and what a form about a submission lets one choose from, on a day."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from nhacviec.queries.kept_statements import Given, Kept, keep
from nhacviec.records.models import Person, Post, Unit
from nhacviec.rules.permissions import Role
from nhacviec.rules.units import AGENCY_KINDS, UnitKind

_AT_DIVISION = (Role.OFFICE_SPECIALIST.value, Role.DIVISION_HEAD.value)
_LEADERS = (Role.COMMITTEE_LEADER.value, Role.OFFICE_LEADER.value)


class Choice(NamedTuple):
    """A unit to narrow a list to; hundreds stand in a filter, so as plain values."""

    pk: int
    name: str
    short_name: str

    @property
    def label(self) -> str:
        return self.short_name or self.name


def agency_choices(today: date) -> list[Choice]:
    """Who may submit."""
    return [Choice(*row) for row in _choices(tuple(sorted(AGENCY_KINDS))).ask({"day": today})]


def division_choices(today: date) -> list[Choice]:
    return [Choice(*row) for row in _choices((UnitKind.OFFICE_DIVISION,)).ask({"day": today})]


@cache
def _choices(kinds: tuple[UnitKind, ...]) -> Kept:
    day: Any = Given("day")
    units = Unit.objects.active_on(day).filter(kind__in=kinds)
    return keep(units.values_list(*Choice._fields), planned_once=True)


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
