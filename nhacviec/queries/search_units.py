"""Units that a typed search can mean: by abbreviation, name, beginnings of words."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from nhacviec.queries.kept_statements import Among, Given, Kept, keep
from nhacviec.records.models import Unit
from nhacviec.rules.permissions import AGENCY_ROLES, Actor
from nhacviec.rules.search_terms import Search
from nhacviec.rules.unit_names import UnitName, resolve
from nhacviec.rules.units import ASSIGNABLE_KINDS

MOST_WORDS = 8  # no unit is named in more


@dataclass(frozen=True)
class FoundUnit:
    id: int
    name: str
    abbreviation: str
    parent: str
    is_closed: bool


def find_units(actor: Actor, wanted: Search, *, today: date, most: int) -> list[FoundUnit]:
    """Units that are given tasks, open ones first; an agency's people find their own only: the duties of
    others are not theirs to list."""
    if wanted.problem or len(wanted.folded) > MOST_WORDS:
        return []
    is_agency = actor.role in AGENCY_ROLES
    rows = {row[0]: row for row in _units(is_agency).ask({"own": sorted(actor.own_unit_ids)})}
    names = [UnitName(pk, name, short, letters) for pk, name, short, letters, _, _ in rows.values()]
    found = []
    for match in resolve(wanted.typed, names):
        pk, name, _, letters, parent, valid_to = rows[match.unit.id]
        closed = valid_to is not None and valid_to < today
        found.append(FoundUnit(pk, name, letters, parent or "", closed))
    return sorted(found, key=lambda unit: unit.is_closed)[:most]


@lru_cache(maxsize=2)
def _units(is_agency: bool) -> Kept:
    units = Unit.objects.filter(kind__in=sorted(ASSIGNABLE_KINDS))
    if is_agency:
        units = units.filter(Among("pk", Given("own")))
    read = units.order_by("position", "name", "id").values_list(
        "pk", "name", "short_name", "abbreviation", "parent__name", "valid_to"
    )
    return keep(read, planned_once=True)
