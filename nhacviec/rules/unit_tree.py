"""The organisation tree: no cycles, where a kind of unit may stand, which role fits which unit. Pure."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

from nhacviec.rules.permissions import AGENCY_ROLES, OFFICE_ROLES, Role
from nhacviec.rules.units import AGENCY_KINDS, UnitKind

K = TypeVar("K", bound=Hashable)

_OFFICE_KINDS = frozenset({UnitKind.OFFICE, UnitKind.OFFICE_DIVISION})


class Cycle(ValueError):
    """`members` are the keys that stand above themselves, in a stable order."""

    def __init__(self, members: Sequence[Hashable]) -> None:
        super().__init__(members)
        self.members = members


def would_be_under_itself(unit_id: int, new_parent_lineage: Sequence[int]) -> bool:
    """Whether a unit, put under that parent, would stand above itself (ids from the root to the parent)."""
    return unit_id in new_parent_lineage


def parents_first(parents: Mapping[K, K | None]) -> list[K]:
    """The keys in an order in which every parent stands before its children; parents that are no key of
    the mapping are taken as given. Raises Cycle."""
    done: set[K] = set()
    order: list[K] = []
    for start in parents:
        chain: list[K] = []
        seen: set[K] = set()
        at: K | None = start
        while at is not None and at in parents and at not in done:
            if at in seen:
                raise Cycle(chain[chain.index(at) :])
            seen.add(at)
            chain.append(at)
            at = parents[at]
        for key in reversed(chain):
            done.add(key)
            order.append(key)
    return order


def kind_fits(kind: UnitKind, kinds_above: Collection[UnitKind]) -> bool:
    """Divisions have their place: of the Office under the Office, of an agency under an agency. Other kinds
    may stand anywhere."""
    if kind is UnitKind.OFFICE_DIVISION:
        return UnitKind.OFFICE in kinds_above
    if kind is UnitKind.DIVISION:
        return bool(AGENCY_KINDS & set(kinds_above))
    return True


def role_fits(role: Role, kind: UnitKind) -> bool:
    """Roles of the Office in the Office, of the Committee in the Committee, of agencies in agencies; the
    inspector and the administrator anywhere."""
    if role in OFFICE_ROLES:
        return kind in _OFFICE_KINDS
    if role is Role.COMMITTEE_LEADER:
        return kind is UnitKind.COMMITTEE
    if role in AGENCY_ROLES:
        return kind in AGENCY_KINDS or kind is UnitKind.DIVISION
    return True
