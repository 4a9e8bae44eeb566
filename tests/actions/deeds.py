"""What the tests of moves share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from nhacviec.actions.answers import answer
from nhacviec.records.models import (
    Answer,
    Assignment,
    Coordination,
    DelayReport,
    Event,
    Extension,
    Instruction,
    Objection,
    PolicyValue,
    ProgressNote,
    StaleAssignment,
    Suspension,
    TimeRequest,
)
from nhacviec.rules.lifecycle import STEPS, Move, MoveNotAllowed, State
from nhacviec.rules.permissions import Actor
from nhacviec.rules.words import REFUSALS
from tests.cast import Cast
from tests.make import NOW

WRITTEN_BY_MOVES = (
    *(Event, Answer, Extension, Objection, Suspension, ProgressNote, Instruction),
    *(Coordination, TimeRequest, DelayReport),
)


def rows() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in WRITTEN_BY_MOVES}


def columns(assignment: Assignment) -> dict[str, Any]:
    return dict(Assignment.objects.filter(pk=assignment.pk).values().get())


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The move is refused for this reason, and nothing at all was written. A duty that the test makes
    inside the block is one that no move has touched either."""
    written, duties = rows(), {a["id"]: a for a in Assignment.objects.values()}
    with pytest.raises(MoveNotAllowed) as refusal:
        yield
    assert refusal.value.code == code
    assert "{" not in REFUSALS[code].format(**refusal.value.params)
    assert rows() == written
    after = {a["id"]: a for a in Assignment.objects.values()}
    assert {pk: a for pk, a in after.items() if pk in duties} == duties
    assert all(a["version"] == 0 for pk, a in after.items() if pk not in duties)


def refuses_wrong_states(cast: Cast, move: Move, deed: Callable[[Assignment], Any]) -> None:
    """The deed is refused from every state that STEPS does not name, and a page that is out of date
    writes nothing either."""
    for state in State:
        if state not in STEPS[move].sources:
            with refused("wrong_state"):
                deed(cast.duty(state=state))


def refuses_a_stale_row(assignment: Assignment, deed: Callable[[Assignment], Any]) -> None:
    """Somebody else wrote after this row was read: nothing of the deed stays."""
    Assignment.objects.filter(pk=assignment.pk).update(version=assignment.version + 1)
    written, before = rows(), columns(assignment)
    with pytest.raises(StaleAssignment):
        deed(assignment)
    assert rows() == written
    assert columns(assignment) == before


def last_event(assignment: Assignment) -> Event:
    return assignment.events.latest("id")


def standing_in(actor: Actor, cast: Cast) -> Actor:
    """The inspector sits at this actor's desk today."""
    return replace(
        actor,
        person_id=cast.inspector.pk,
        person_name=cast.inspector.full_name,
        for_id=actor.person_id,
        for_name=actor.person_name,
    )


def event_says(event: Event, name: str, actor: Actor, *, reason: str = "") -> None:
    assert (event.name, event.reason, event.happened_at) == (name, reason, NOW)
    assert (event.actor_id, event.acting_for_id, event.post_id) == (
        actor.person_id,
        actor.for_id,
        actor.post_id,
    )


def decide(key: str, value: str) -> None:
    """The province decided so long ago."""
    PolicyValue.objects.create(key=key, value=value, effective_from=date(2018, 1, 1), set_at=NOW)


def answered(cast: Cast, now: datetime = NOW, **fields: Any) -> Assignment:
    """A duty of Sở Xây dựng with an answer waiting."""
    duty = cast.duty(**fields)
    answer(actor=cast.acting("focal"), assignment=duty, text="Đã báo cáo", now=now)
    return duty
