"""Whose numbers a statistics page shows: the words for it, and what stands above and below it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from nhacviec.queries.as_of import PROVINCE, AsOf, Scope
from nhacviec.queries.kept_statements import Given, Kept, keep
from nhacviec.queries.past_tree import below, put_back
from nhacviec.queries.rows_by_id import rows_by_id
from nhacviec.records.models import Document, Field, FormerPlace, Person, Post, Unit
from nhacviec.rules.units import ASSIGNABLE_KINDS, UnitKind

Row = TypeVar("Row", bound=Model)
SLUGS: dict[str, str] = {
    "don-vi": "unit",
    "phong": "division",
    "can-bo": "officer",
    "chuyen-vien": "specialist",
    "lanh-dao-van-phong": "office_leader",
    "lanh-dao-ubnd": "committee_leader",
    "linh-vuc": "field",
    "van-ban": "document",
    "phong-van-phong": "office_division",
}
SLUG_OF = {kind: slug for slug, kind in SLUGS.items()}
WHOLE_PROVINCE = "toan-tinh"
_WHOSE = re.compile(r"([a-z-]{1,30})/([0-9]{1,18})")
_PEOPLE = frozenset({"officer", "specialist", "office_leader", "committee_leader"})


@dataclass(frozen=True)
class Subject:
    """`kind` and `id` as in a Scope; `has_below`: a unit with units under it."""

    kind: str
    id: int | None
    name: str
    row: Model | None = None
    has_below: bool = False


def subject_of(kind: str, row_id: int | None, province: str, *, ids: Sequence[int] = ()) -> Subject:
    """Http404 when there is no such row. Whether the reader may know it, queries.statistics.scope_of says.
    `ids`: of a unit, itself and what is (or was, on the day asked about) under it."""
    if kind == PROVINCE or row_id is None:
        return Subject(kind, None, province)
    if kind == "office_division":
        unit = _one(Unit.objects.filter(pk=row_id, kind__in=[UnitKind.OFFICE, UnitKind.OFFICE_DIVISION]))
        return Subject(kind, row_id, unit.name, unit)
    if kind in ("unit", "division"):
        unit = _one(Unit.objects.filter(pk=row_id))
        if kind == "division" and not _lies_in_an_agency(unit):
            raise Http404
        return Subject(kind, row_id, unit.name, unit, kind == "unit" and _has_below(unit.pk, ids))
    if kind in _PEOPLE:
        person = _one(Person.objects.filter(pk=row_id))
        return Subject(kind, row_id, person.full_name, person)
    if kind == "field":
        field = _one(Field.objects.filter(pk=row_id))
        return Subject(kind, row_id, field.name, field)
    document = _one(Document.objects.filter(pk=row_id))
    return Subject(kind, row_id, document.symbol, document)


def _has_below(unit_id: int, ids: Sequence[int]) -> bool:
    others = [one for one in ids if one != unit_id]
    return bool(others) and Unit.objects.filter(pk__in=others).exclude(kind=UnitKind.DIVISION).exists()


def _lies_in_an_agency(unit: Unit) -> bool:
    """Whether duties may be handed on to it, or might when it stood elsewhere."""
    if unit.kind == UnitKind.DIVISION or FormerPlace.objects.filter(unit=unit).exists():
        return True
    above = Unit.objects.filter(pk__in=unit.lineage, kind__in=sorted(ASSIGNABLE_KINDS))
    return above.exclude(pk=unit.pk).exists()


def whose_of(scope: Scope) -> str:
    """A scope in an address: "don-vi/12", or "toan-tinh"."""
    return WHOLE_PROVINCE if scope.kind == PROVINCE else f"{SLUG_OF[scope.kind]}/{scope.id}"


def read_whose(typed: str) -> tuple[str, int | None]:
    """Kind and id of what `whose_of` has written; ValueError for anything else."""
    if typed == WHOLE_PROVINCE:
        return PROVINCE, None
    found = _WHOSE.fullmatch(typed)
    if found is None or found[1] not in SLUGS:
        raise ValueError("nobody's")
    return SLUGS[found[1]], int(found[2])


@dataclass(slots=True)
class CountedUnit:
    """What a table of numbers shows of a unit; `lineage`: ids from the root to itself."""

    pk: int
    name: str
    short_name: str
    abbreviation: str
    lineage: list[int]

    @property
    def label(self) -> str:
        return self.short_name or self.name


_COUNTED = [field.name for field in fields(CountedUnit)]


def units_counted(with_numbers: Iterable[int], as_of: AsOf) -> list[CountedUnit]:
    """Those with numbers, and everybody else who could be given a task on that day; placed as they were."""
    wanted = set(with_numbers)
    found = [CountedUnit(*row) for row in _open_ones().ask({"day": as_of.day})]
    open_ids = {unit.pk for unit in found}
    if not wanted <= open_ids:  # seldom: numbers of units that are closed
        every = Unit.objects.filter(pk__in=wanted | open_ids)
        found = [CountedUnit(*row) for row in every.values_list(*_COUNTED)]
    put_back(found, as_of.past_day)
    return found


@cache
def _open_ones() -> Kept:
    day: Any = Given("day")
    open_ones = Unit.objects.active_on(day).filter(kind__in=sorted(ASSIGNABLE_KINDS))
    return keep(open_ones.values_list(*_COUNTED), planned_once=True)


def names_of(kind: str, ids: Iterable[int]) -> dict[int, str]:
    """The names of these people, units or fields."""
    if kind in _PEOPLE:
        return dict(rows_by_id(Person, ids, "full_name"))
    return dict(rows_by_id(Field if kind == "field" else Unit, ids, "name"))


def divisions_below(unit_id: int, on: date | None) -> dict[int, str]:
    """Everything under an agency that duties may be handed to."""
    rows = below(unit_id, on).exclude(pk=unit_id)
    return dict(rows.values_list("pk", "name"))


def officers_below(unit_id: int, on: date | None) -> dict[int, str]:
    """Everybody who holds or held a post of his own in an agency."""
    posts = Post.objects.filter(unit__in=below(unit_id, on), stands_in_for=None)
    rows = Person.objects.filter(pk__in=posts.values("person_id")).order_by("full_name")
    return dict(rows.values_list("pk", "full_name"))


def _one(rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise Http404
    return row
