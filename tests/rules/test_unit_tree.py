import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.permissions import Role
from nhacviec.rules.unit_tree import Cycle, kind_fits, parents_first, role_fits, would_be_under_itself
from nhacviec.rules.units import UnitKind


def test_a_unit_cannot_go_under_itself_or_under_what_is_below_it() -> None:
    assert would_be_under_itself(3, [1, 3])
    assert would_be_under_itself(3, [1, 3, 9])
    assert not would_be_under_itself(3, [1, 2])


def test_parents_come_before_children_whatever_the_order() -> None:
    assert parents_first({"c": "b", "b": "a", "a": None}) == ["a", "b", "c"]
    assert parents_first({"c": "outside"}) == ["c"]


def test_a_round_is_named_by_its_members_only() -> None:
    with pytest.raises(Cycle) as refused:
        parents_first({"x": "a", "a": "b", "b": "a"})
    assert set(refused.value.members) == {"a", "b"}


def test_a_unit_that_is_its_own_parent_is_a_round() -> None:
    with pytest.raises(Cycle) as refused:
        parents_first({"a": "a"})
    assert refused.value.members == ["a"]


@given(st.permutations(range(12)), st.data())
def test_any_tree_is_ordered_completely(names: list[int], data: st.DataObject) -> None:
    parents = {name: data.draw(st.sampled_from([None, *names[:place]])) for place, name in enumerate(names)}
    shuffled = {name: parents[name] for name in data.draw(st.permutations(names))}
    order = parents_first(shuffled)
    assert sorted(order) == sorted(names)
    assert all(p is None or order.index(p) < order.index(name) for name, p in parents.items())


@pytest.mark.parametrize(
    ("kind", "above", "fits"),
    [
        (UnitKind.OFFICE_DIVISION, {UnitKind.COMMITTEE, UnitKind.OFFICE}, True),
        (UnitKind.OFFICE_DIVISION, {UnitKind.DEPARTMENT}, False),
        (UnitKind.DIVISION, {UnitKind.COMMITTEE, UnitKind.DEPARTMENT}, True),
        (UnitKind.DIVISION, {UnitKind.COMMITTEE}, False),
        (UnitKind.DEPARTMENT, set(), True),
    ],
)
def test_divisions_have_their_place(kind: UnitKind, above: set[UnitKind], fits: bool) -> None:
    assert kind_fits(kind, above) is fits


@pytest.mark.parametrize(
    ("role", "kind", "fits"),
    [
        (Role.RECORDS_CLERK, UnitKind.OFFICE, True),
        (Role.OFFICE_SPECIALIST, UnitKind.OFFICE_DIVISION, True),
        (Role.OFFICE_LEADER, UnitKind.DEPARTMENT, False),
        (Role.COMMITTEE_LEADER, UnitKind.COMMITTEE, True),
        (Role.COMMITTEE_LEADER, UnitKind.OFFICE, False),
        (Role.FOCAL_OFFICER, UnitKind.COMMUNE, True),
        (Role.AGENCY_OFFICER, UnitKind.DIVISION, True),
        (Role.AGENCY_LEADER, UnitKind.SUPERIOR, False),
        (Role.INSPECTOR, UnitKind.SUPERIOR, True),
        (Role.ADMINISTRATOR, UnitKind.DIVISION, True),
    ],
)
def test_a_role_belongs_to_a_kind_of_unit(role: Role, kind: UnitKind, fits: bool) -> None:
    assert role_fits(role, kind) is fits
