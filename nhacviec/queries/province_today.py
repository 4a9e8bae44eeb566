"""The province at a glance: all numbers now, and its agencies with theirs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.db.models import QuerySet

from nhacviec.queries import tallies
from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.kept_statements import Among, Given, Kept, keep
from nhacviec.records.models import Unit
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.statistics import CountingRules, Counts, total
from nhacviec.rules.units import UnitKind

_ABOVE = frozenset({UnitKind.SUPERIOR, UnitKind.COMMITTEE})


class Place(NamedTuple):
    """A unit as plain values: the province has hundreds."""

    pk: int
    kind: str
    name: str
    short_name: str

    @property
    def label(self) -> str:
        return self.short_name or self.name


@dataclass(frozen=True)
class Province:
    """`agencies`: every agency with what it and the units below it have, most overdue first; `committee`:
    what those above gave to the Committee itself."""

    counts: Counts
    agencies: list[tuple[Place, Counts]]
    committee: Counts


def province_today(as_of: AsOf, rules: CountingRules) -> Province:
    """Three queries, whatever the number of duties."""
    of_duty = tallies.by_member_of_each(Scope("unit"), as_of, rules.basis, duties=(Duty.LEAD, Duty.COMMITTEE))
    own = of_duty[Duty.LEAD]
    lineages = dict(_lineages().ask({"ids": list(own)}))
    places = _places_of({pk for lineage in lineages.values() for pk in lineage})
    of_agency: dict[int, list[Counts]] = defaultdict(list)
    for pk, counts in own.items():
        of_agency[_agency(lineages[pk], places)].append(counts)
    agencies = [(places[pk], total(found)) for pk, found in of_agency.items()]
    agencies.sort(key=lambda line: (-line[1].overdue, line[0].name))
    return Province(total(own.values()), agencies, total(of_duty[Duty.COMMITTEE].values()))


def _agency(lineage: list[int], places: dict[int, Place]) -> int:
    """The highest unit of a line that is not above the agencies."""
    return next((pk for pk in lineage if places[pk].kind not in _ABOVE), lineage[-1])


def _places_of(ids: Iterable[int]) -> dict[int, Place]:
    return {row[0]: Place(*row) for row in _places().ask({"ids": list(ids)})}


@cache
def _lineages() -> Kept:
    return keep(_units().values_list("pk", "lineage"), planned_once=True)


@cache
def _places() -> Kept:
    return keep(_units().values_list(*Place._fields), planned_once=True)


def _units() -> QuerySet[Unit]:
    return Unit.objects.filter(Among("pk", Given("ids"))).order_by()
