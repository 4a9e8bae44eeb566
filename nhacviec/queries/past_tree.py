"""The organisation tree of a past day: what was under whom at its end.

`on` is None wherever today is meant: the tree as it stands, without looking back.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, Protocol

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery

from nhacviec.queries.kept_statements import Given, Kept, keep
from nhacviec.records.models import FormerPlace, Unit


def below(unit_id: int, on: date | None) -> QuerySet[Unit]:
    """The unit itself and everything that was under it."""
    if on is None:
        return Unit.objects.below(unit_id)
    moved = FormerPlace.objects.filter(until__gt=on).order_by()
    stayed = Q(lineage__contains=[unit_id]) & ~Q(pk__in=moved.values("unit"))
    first = moved.filter(unit=OuterRef("unit")).values("unit").annotate(day=Min("until")).values("day")
    was = moved.filter(lineage__contains=[unit_id], until=Subquery(first))
    return Unit.objects.filter(stayed | Q(pk__in=was.values("unit")))


def ids_below(unit_id: int, on: date | None) -> tuple[int, ...]:
    """The ids of those, in order; asked by every page about a unit."""
    found = _ids_below(on is not None).ask({"unit": unit_id, "day": on})
    return tuple(sorted(pk for (pk,) in found))


@lru_cache(maxsize=2)
def _ids_below(is_past: bool) -> Kept:
    named: Any = Given("unit"), Given("day")
    units = below(named[0], named[1] if is_past else None)
    return keep(units.order_by().values_list("pk"))


class Placed(Protocol):
    """A unit, whole or only what is shown of it."""

    pk: int
    lineage: list[int]


def put_back(units: Iterable[Placed], on: date | None) -> None:
    """Each of these units gets the lineage of that day; they are for reading only."""
    if on is None:
        return
    former: dict[int, list[int]] = dict(_places_then().ask({"day": on}))
    for unit in units if former else ():
        unit.lineage = former.get(unit.pk, unit.lineage)


@cache
def _places_then() -> Kept:
    """Unit and lineage of those that stand elsewhere since."""
    places = FormerPlace.objects.filter(until__gt=Given("day")).order_by("unit", "until").distinct("unit")
    return keep(places.values_list("unit", "lineage"))


def changed_between(first: date, last: date) -> Sequence[date]:
    """The days after the first, up to the last, on which the tree became another one, in order."""
    return [day for (day,) in _turns().ask({"first": first, "last": last})]


@cache
def _turns() -> Kept:
    days = FormerPlace.objects.filter(until__gt=Given("first"), until__lte=Given("last"))
    return keep(days.order_by("until").values_list("until").distinct())
