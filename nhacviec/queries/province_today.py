"""The province at a glance: all numbers now, and its agencies with theirs."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from nhacviec.queries import tallies
from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.rows_by_id import rows_by_id
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
    lineages = dict(rows_by_id(Unit, own, "lineage"))
    ids = {pk for lineage in lineages.values() for pk in lineage}
    places = {row[0]: Place(*row) for row in rows_by_id(Unit, ids, *Place._fields[1:])}
    of_agency: dict[int, list[Counts]] = defaultdict(list)
    for pk, counts in own.items():
        of_agency[_agency(lineages[pk], places)].append(counts)
    agencies = [(places[pk], total(found)) for pk, found in of_agency.items()]
    agencies.sort(key=lambda line: (-line[1].overdue, line[0].name))
    return Province(total(own.values()), agencies, total(of_duty[Duty.COMMITTEE].values()))


def _agency(lineage: list[int], places: dict[int, Place]) -> int:
    """The highest unit of a line that is not above the agencies."""
    return next((pk for pk in lineage if places[pk].kind not in _ABOVE), lineage[-1])
