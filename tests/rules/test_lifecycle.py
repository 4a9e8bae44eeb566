import pytest

from nhacviec.rules.lifecycle import (
    CLOSED,
    ISSUED,
    OPEN,
    STEPS,
    TASK_MOVES,
    WORKING,
    Move,
    MoveNotAllowed,
    State,
    can_start,
    confirming_needs_reason,
    next_state,
)


def test_every_move_has_a_step() -> None:
    assert set(STEPS) == set(Move)
    assert all(step.sources for step in STEPS.values())


def test_states_are_open_or_closed_or_a_draft() -> None:
    assert set() == OPEN & CLOSED
    assert OPEN | CLOSED == ISSUED
    assert ISSUED | {State.DRAFT} == set(State)
    assert WORKING < OPEN


@pytest.mark.parametrize("move", list(Move))
@pytest.mark.parametrize("state", list(State))
def test_a_move_leads_from_its_sources_to_its_target_and_is_refused_elsewhere(
    state: State, move: Move
) -> None:
    step = STEPS[move]
    assert can_start(state, move) == (state in step.sources)
    if state in step.sources:
        assert next_state(state, move) == (step.target or state)
        return
    with pytest.raises(MoveNotAllowed) as refusal:
        next_state(state, move)
    assert refusal.value.code == "wrong_state"
    assert refusal.value.params == {"state": state, "move": move}


def test_every_state_can_be_reached_from_a_draft() -> None:
    reached, before = {State.DRAFT}, set[State]()
    while reached != before:
        before = set(reached)
        reached |= {s.target for s in STEPS.values() if s.target and s.sources & reached}
    assert reached == set(State)


def test_nobody_is_stuck() -> None:
    """From every state some move leads to another one, and to completion in the end."""
    leads_there, before = {State.COMPLETED}, set[State]()
    while leads_there != before:
        before = set(leads_there)
        for step in STEPS.values():
            if step.target in leads_there:
                leads_there |= step.sources
    assert leads_there == set(State)


def test_only_issuing_leaves_a_draft() -> None:
    assert [move for move, step in STEPS.items() if State.DRAFT in step.sources] == [Move.ISSUE]
    assert not any(step.target is State.DRAFT for step in STEPS.values())


def test_moves_of_the_whole_task_leave_the_state_of_an_issued_duty() -> None:
    assert {STEPS[move].target for move in TASK_MOVES - {Move.ISSUE}} == {None}


@pytest.mark.parametrize(("waiting", "needed"), [(0, False), (1, True), (7, True)])
def test_a_lead_is_confirmed_over_open_coordinators_only_with_a_reason(waiting: int, needed: bool) -> None:
    assert confirming_needs_reason(waiting) is needed
