from dataclasses import replace

import pytest

from nhacviec.rules.lifecycle import Move
from nhacviec.rules.permissions import (
    AGENCY_ROLES,
    CONFIRMERS,
    EXTENSION_APPROVERS,
    MAY,
    NOT_ON_OWN_UNIT,
    OFFICE_ROLES,
    RIGHTS,
    SEES_ALL,
    Actor,
    Relation,
    Right,
    Role,
    Stand,
    may,
    relations,
)

ME, BOSS, OTHER = 1, 2, 3
AGENCY, MY_DIVISION, OTHER_AGENCY = 10, 11, 20
DECIDES_ON_EXTENSIONS = (Move.GRANT_EXTENSION, Move.REFUSE_EXTENSION)


def an_actor(role: Role, **fields: object) -> Actor:
    values: dict[str, object] = {
        "person_id": ME,
        "person_name": "Tôi",
        "post_id": 100,
        "unit_id": MY_DIVISION,
        "unit_name": "Phòng",
        "own_unit_ids": frozenset({AGENCY, MY_DIVISION}),
    }
    return Actor(role=role, **(values | fields))  # type: ignore[arg-type]


# A stand in which the actor above has this relation. What is handed to him is his own unit's too: a duty that
# he holds in another agency's post is not his here.
STANDS: dict[Relation, Stand] = {
    Relation.ANY: Stand(unit_id=OTHER_AGENCY),
    Relation.OWN: Stand(unit_id=AGENCY, division_id=99),
    Relation.HANDED: Stand(unit_id=AGENCY, officer_id=ME),
    Relation.MONITOR: Stand(unit_id=OTHER_AGENCY, monitor_ids=frozenset({ME})),
    Relation.COORDINATED: Stand(unit_id=OTHER_AGENCY, task_unit_ids=frozenset({OTHER_AGENCY, AGENCY})),
}


# Every relation that the actor has in the stand of that name.
HAS: dict[Relation, set[Relation]] = {
    relation: {Relation.ANY, relation} | ({Relation.OWN} if relation is Relation.HANDED else set())
    for relation in Relation
}


@pytest.mark.parametrize("relation", list(Relation))
def test_each_relation_is_told_from_the_others(relation: Relation) -> None:
    assert relations(an_actor(Role.AGENCY_OFFICER), STANDS[relation]) == HAS[relation]


def test_what_he_holds_in_another_agencys_post_is_not_handed_to_him_here() -> None:
    elsewhere = Stand(unit_id=OTHER_AGENCY, officer_id=ME)
    assert relations(an_actor(Role.AGENCY_OFFICER), elsewhere) == {Relation.ANY}
    assert Relation.HANDED in relations(an_actor(Role.OFFICE_SPECIALIST), elsewhere)


@pytest.mark.parametrize("move", sorted(NOT_ON_OWN_UNIT))
def test_changing_the_post_does_not_make_the_own_unit_a_stranger(move: Move) -> None:
    leader = an_actor(Role.OFFICE_LEADER, own_unit_ids=frozenset())
    in_both = an_actor(Role.OFFICE_LEADER, own_unit_ids=frozenset(), other_unit_ids=frozenset({AGENCY}))
    assert may(leader, move, Stand(unit_id=AGENCY))
    assert not may(in_both, move, Stand(unit_id=AGENCY))
    assert may(in_both, move, Stand(unit_id=OTHER_AGENCY))


def test_a_duty_of_the_division_is_handed_to_everybody_in_it() -> None:
    found = relations(an_actor(Role.AGENCY_OFFICER), Stand(unit_id=AGENCY, division_id=MY_DIVISION))
    assert found == {Relation.ANY, Relation.OWN, Relation.HANDED}


def test_a_duty_of_his_own_office_division_needs_no_handing_to_a_specialist() -> None:
    own = Stand(unit_id=MY_DIVISION)
    assert Relation.HANDED in relations(an_actor(Role.OFFICE_SPECIALIST), own)
    assert Relation.HANDED not in relations(an_actor(Role.AGENCY_OFFICER), own)
    assert Relation.HANDED not in relations(an_actor(Role.OFFICE_SPECIALIST), replace(own, division_id=99))
    assert Relation.HANDED not in relations(an_actor(Role.OFFICE_SPECIALIST), STANDS[Relation.ANY])


def test_a_substitute_sits_at_the_other_desk() -> None:
    actor = an_actor(Role.OFFICE_SPECIALIST, for_id=BOSS, for_name="Sếp")
    assert actor.self_id == BOSS
    assert Relation.MONITOR in relations(actor, Stand(OTHER_AGENCY, monitor_ids=frozenset({BOSS})))
    assert Relation.MONITOR not in relations(actor, STANDS[Relation.MONITOR])
    assert an_actor(Role.OFFICE_SPECIALIST).self_id == ME


def expected(role: Role, move: Move, relation: Relation) -> bool:
    needed, has = MAY[move].get(role), HAS[relation]
    if needed is None or needed not in has:
        return False
    return not (move in NOT_ON_OWN_UNIT and Relation.OWN in has)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("move", [move for move in Move if move not in DECIDES_ON_EXTENSIONS])
def test_the_matrix_holds_for_every_role_move_and_relation(move: Move, role: Role) -> None:
    for relation, stand in STANDS.items():
        assert may(an_actor(role), move, stand) is expected(role, move, relation), relation


@pytest.mark.parametrize("approver", sorted(EXTENSION_APPROVERS))
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("move", DECIDES_ON_EXTENSIONS)
def test_the_province_decides_who_grants_time(move: Move, role: Role, approver: str) -> None:
    for relation, stand in STANDS.items():
        allowed = expected(role, move, relation) and role in EXTENSION_APPROVERS[approver]
        assert may(an_actor(role), move, stand, ext_approver=approver) is allowed, relation


@pytest.mark.parametrize("confirmer", sorted(CONFIRMERS))
@pytest.mark.parametrize("role", list(Role))
def test_the_province_decides_who_confirms(role: Role, confirmer: str) -> None:
    for relation, stand in STANDS.items():
        allowed = expected(role, Move.CONFIRM, relation) and role in CONFIRMERS[confirmer]
        assert may(an_actor(role), Move.CONFIRM, stand, confirm_role=confirmer) is allowed, relation


def test_a_higher_approver_is_always_one_too() -> None:
    lists = [EXTENSION_APPROVERS[name] for name in ("signer", "chief_of_office", "monitor")]
    assert lists[0] < lists[1] < lists[2]


@pytest.mark.parametrize("move", sorted(NOT_ON_OWN_UNIT))
def test_nobody_decides_on_his_own_unit_even_as_its_monitor(move: Move) -> None:
    own = Stand(unit_id=MY_DIVISION, monitor_ids=frozenset({ME}))
    for role in MAY[move]:
        assert may(an_actor(role), move, own, ext_approver="monitor") is False


def test_the_table_names_known_roles_and_moves() -> None:
    assert set(MAY) == set(Move)
    assert all(allowed for allowed in MAY.values())


def test_who_only_reads_moves_nothing() -> None:
    for role in (Role.INSPECTOR, Role.ADMINISTRATOR):
        assert not any(role in allowed for allowed in MAY.values())
    assert not an_actor(Role.ADMINISTRATOR).has(Right.READ_TASKS)
    assert an_actor(Role.INSPECTOR).has(Right.READ_TASKS)


def test_agencies_neither_confirm_nor_enter() -> None:
    office_moves = set(Move) - {move for move in Move if AGENCY_ROLES & set(MAY[move])}
    assert {Move.CONFIRM, Move.SEND_BACK, Move.GRANT_EXTENSION, Move.CHANGE_DEADLINE} <= office_moves
    assert not AGENCY_ROLES & RIGHTS[Right.ENTER_DOCUMENTS]
    assert OFFICE_ROLES < SEES_ALL


@pytest.mark.parametrize("right", list(Right))
def test_a_right_belongs_to_the_roles_of_its_row(right: Right) -> None:
    assert {role for role in Role if an_actor(role).has(right)} == RIGHTS[right]


def test_what_the_whole_office_handed_to_his_division_is_the_heads_own() -> None:
    handed_on = Stand(unit_id=OTHER_AGENCY, division_id=MY_DIVISION)
    head = an_actor(Role.DIVISION_HEAD)
    assert may(head, Move.ANSWER, handed_on)
    assert not may(head, Move.CONFIRM, handed_on)


def test_nobody_confirms_what_was_handed_to_himself() -> None:
    mine = Stand(unit_id=OTHER_AGENCY, officer_id=ME, monitor_ids=frozenset({ME}))
    assert not may(an_actor(Role.OFFICE_SPECIALIST), Move.CONFIRM, mine)
