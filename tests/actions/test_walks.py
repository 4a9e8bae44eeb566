"""Random lives of an assignment: whatever people press in whatever order, the database's constraints hold,
STEPS is obeyed, and the row agrees with the rows that hang on it."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from nhacviec.records.models import Assignment, Event, Extension, Objection, RequestState, Verdict
from nhacviec.rules.lifecycle import STEPS, TASK_MOVES, Move, MoveNotAllowed, State
from tests.actions.deeds import columns, decide
from tests.actions.every_move import EVERY_MOVE, Scene
from tests.cast import Cast
from tests.make import NOW

DUE = date(2018, 7, 20)
DECIDE_EXTENSION = (Move.GRANT_EXTENSION, Move.REFUSE_EXTENSION, Move.WITHDRAW_EXTENSION)
DECIDE_OBJECTION = (Move.UPHOLD_OBJECTION, Move.REJECT_OBJECTION)
DONE = (State.ANSWERED, State.COMPLETED)
# Moves that end a life are picked less often, so that lives get long enough to be interesting.
ENDS = {Move.CANCEL, Move.RETURN, Move.WITHDRAW, Move.REASSIGN}
PICKS = [move for move in Move for _ in range(1 if move in ENDS else 3)]
# Which of the moves that start here (one press in six: which of all), its arguments, hours since the last.
STEP = st.tuples(st.integers(0, 5), st.integers(0, 10_000), st.integers(0, 9), st.integers(0, 60))
BASIS = st.sampled_from(["answered", "confirmed", "document_date"])


class _Over(Exception):
    """Ends an example and undoes it."""


def read(pk: int) -> Assignment:
    return Assignment.objects.select_related("task__document", "unit").get(pk=pk)


def agrees_with_itself(duty: Assignment) -> None:
    asked = RequestState.ASKED
    assert duty.has_open_extension == duty.extensions.filter(state=asked).exists()
    assert duty.has_open_objection == duty.objections.filter(state=asked).exists()
    assert duty.suspensions.filter(to_on=None).exists() == (duty.state == State.SUSPENDED)
    if duty.state != State.CANCELLED:
        assert bool(duty.outcome) == bool(duty.outcome_original) == (duty.state in DONE)
        assert (duty.answered_at is not None) == (duty.state in DONE)
        assert duty.answers.filter(verdict=Verdict.WAITING).exists() == (duty.state == State.ANSWERED)
    if duty.state not in (State.DRAFT, State.ASSIGNED, State.RETURNED, State.CANCELLED):
        assert duty.accepted_at is not None
    assert duty.has_open_objection <= (duty.outcome == "late")
    assert duty.extension_count == duty.extensions.filter(state=RequestState.GRANTED).count()
    assert duty.send_back_count <= duty.answers.filter(verdict=Verdict.SENT_BACK).count()


def step(duty: Assignment, move: Move, scene: Scene) -> None:
    """Press one button; afterwards either everything about the move happened, or nothing."""
    was, events = columns(duty), Event.objects.count()
    try:
        EVERY_MOVE[move][1](scene)
    except MoveNotAllowed:
        assert columns(duty) == was
        assert Event.objects.count() == events
        return
    sources, target = STEPS[move].sources, STEPS[move].target
    now = columns(duty)
    assert was["state"] in sources
    assert now["state"] == (target or was["state"])
    if move not in TASK_MOVES:
        assert now["version"] == was["version"] + 1
    if was["state"] != State.DRAFT:
        assert now["original_due_on"] == was["original_due_on"]
    assert Event.objects.count() > events


# A life that breaks the house is shown as it was: making it shorter would take minutes.
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(life=st.lists(STEP, min_size=10, max_size=30), basis=BASIS, review_counts=st.booleans())
def test_no_life_breaks_the_house(
    cast: Cast, life: list[tuple[int, int, int, int]], basis: str, review_counts: bool
) -> None:
    actors = {who: cast.acting(who) for who, _ in EVERY_MOVE.values()}
    try:
        with transaction.atomic():
            decide("done_basis", basis)
            decide("ext_max", "")
            decide("review_days_count", "yes" if review_counts else "no")
            duty = cast.duty(
                state=State.DRAFT, task=cast.task(issued_at=None), accepted_at=None, original_due_on=None
            )
            now = NOW
            for wild, pick, n, hours in [(1, 0, 0, 0), *life]:
                now += timedelta(hours=hours)
                duty = read(duty.pk)
                at_hand = [move for move in PICKS if wild == 0 or duty.state in STEPS[move].sources]
                move = at_hand[pick % len(at_hand)]
                actor = actors[EVERY_MOVE[move][0]]
                step(duty, move, Scene(cast, actor, duty, now, n))
                agrees_with_itself(read(duty.pk))
            raise _Over
    except _Over:
        pass


def with_what_it_needs(cast: Cast, state: State, move: Move) -> Assignment:
    """A duty in this state on which the move lacks nothing but, perhaps, the right state."""
    task = cast.task(issued_at=None if state is State.DRAFT else NOW)
    duty = cast.duty(
        state=state,
        task=task,
        officer=cast.officer,
        outcome="late",
        days_late=2,
        has_open_extension=move in DECIDE_EXTENSION,
        has_open_objection=move in DECIDE_OBJECTION,
    )
    asked = {"assignment": duty, "asked_by": cast.focal, "asked_at": NOW, "reason": "x"}
    if move in DECIDE_EXTENSION:
        Extension.objects.create(from_due_on=DUE, asked_due_on=DUE + timedelta(days=30), **asked)
    if move in DECIDE_OBJECTION:
        Objection.objects.create(outcome_before="late", **asked)
    return read(duty.pk)


@pytest.mark.parametrize("state", list(State))
def test_a_move_starts_from_the_states_of_the_table_and_from_no_other(cast: Cast, state: State) -> None:
    for move, (who, deed) in EVERY_MOVE.items():
        duty = with_what_it_needs(cast, state, move)
        try:
            deed(Scene(cast, cast.acting(who), duty, NOW, 4))
            started = True
        except MoveNotAllowed:
            started = False
        assert started == (state in STEPS[move].sources), move
