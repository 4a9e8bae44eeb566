"""The province at a glance: all numbers now, and its agencies with theirs."""

from collections import defaultdict
from dataclasses import dataclass

from nhacviec.queries.as_of import AsOf
from nhacviec.queries.statistics import counts_by_unit
from nhacviec.records.models import Unit
from nhacviec.rules.statistics import CountingRules, Counts, total
from nhacviec.rules.units import UnitKind

_ABOVE = frozenset({UnitKind.SUPERIOR, UnitKind.COMMITTEE})


@dataclass(frozen=True)
class Province:
    """`agencies`: every agency with what it and the units below it have, most overdue first."""

    counts: Counts
    agencies: list[tuple[Unit, Counts]]


def province_today(as_of: AsOf, rules: CountingRules) -> Province:
    """Three queries, whatever the number of duties."""
    own = counts_by_unit(as_of, rules)
    lineages = dict(Unit.objects.filter(pk__in=own).values_list("pk", "lineage"))
    units = Unit.objects.in_bulk({pk for lineage in lineages.values() for pk in lineage})
    of_agency: dict[int, list[Counts]] = defaultdict(list)
    for pk, counts in own.items():
        of_agency[_agency(lineages[pk], units)].append(counts)
    agencies = [(units[pk], total(found)) for pk, found in of_agency.items()]
    agencies.sort(key=lambda line: (-line[1].overdue, line[0].name))
    return Province(total(own.values()), agencies)


def _agency(lineage: list[int], units: dict[int, Unit]) -> int:
    """The highest unit of a line that is not above the agencies."""
    return next((pk for pk in lineage if units[pk].kind not in _ABOVE), lineage[-1])
