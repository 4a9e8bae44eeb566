from datetime import UTC, datetime

import pytest

from nhacviec.actions.receiving import accept, return_duty, see
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Move, ReturnReason, State
from nhacviec.rules.permissions import Actor
from tests.actions.deeds import (
    event_says,
    last_event,
    refused,
    refuses_a_stale_row,
    refuses_wrong_states,
    rows,
    standing_in,
)
from tests.cast import Cast
from tests.make import NOW


def send(actor: Actor, duty: Assignment, now: datetime = NOW) -> None:
    return_duty(
        actor=actor,
        assignment=duty,
        return_reason=ReturnReason.NOT_OUR_FUNCTION,
        reason="Thuộc Sở Tài chính",
        now=now,
    )


def test_the_first_look_of_the_unit_is_recorded_once(cast: Cast) -> None:
    duty, actor = cast.duty(state=State.ASSIGNED), cast.acting("focal")
    see(actor=actor, assignment=duty, now=NOW)
    see(actor=cast.acting("director"), assignment=duty, now=NOW)
    see(actor=actor, assignment=Assignment.objects.get(pk=duty.pk), now=NOW)
    duty.refresh_from_db()
    assert (duty.seen_at, duty.seen_by_id) == (NOW, actor.person_id)
    assert duty.events.count() == 1
    event_says(last_event(duty), "seen", actor)


def test_a_look_that_was_overtaken_leaves_no_line(cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    Assignment.objects.filter(pk=duty.pk).update(seen_at=NOW)
    see(actor=cast.acting("focal"), assignment=duty, now=NOW)
    assert duty.events.count() == 0


@pytest.mark.parametrize("who", ["specialist", "chair", "finance_focal"])
def test_a_look_of_others_is_not_the_units(cast: Cast, who: str) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    see(actor=cast.acting(who), assignment=duty, now=NOW)
    assert rows()["Event"] == 0


def test_a_duty_is_accepted_against_the_number_on_the_own_copy(cast: Cast) -> None:
    task = cast.task(document=cast.document(symbol="5921/UBND-TH"))
    duty, actor = cast.duty(state=State.ASSIGNED, task=task), standing_in(cast.acting("focal"), cast)
    accept(actor=actor, assignment=duty, symbol_on_copy="5921 / UBND - TH", now=NOW)
    duty.refresh_from_db()
    assert (duty.state, duty.accepted_at) == (State.IN_PROGRESS, NOW)
    event = last_event(duty)
    event_says(event, "accepted", actor)
    assert event.after == {"checked_against": "5921 / UBND - TH"}


def test_another_number_is_noticed(cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    with refused("number_differs"):
        accept(actor=cast.acting("focal"), assignment=duty, symbol_on_copy="9999/UBND-NC", now=NOW)


def test_a_spoken_direction_has_no_number_to_check(cast: Cast) -> None:
    task = cast.task(document=None, spoken_by="Chủ tịch", spoken_on=NOW.date())
    duty = cast.duty(state=State.ASSIGNED, task=task)
    accept(actor=cast.acting("focal"), assignment=duty, symbol_on_copy="1/UBND", now=NOW)
    assert duty.state == State.IN_PROGRESS


def test_a_duty_is_returned_with_its_reason(cast: Cast) -> None:
    duty, actor = cast.duty(state=State.ASSIGNED), cast.acting("focal")
    send(actor, duty)
    duty.refresh_from_db()
    assert (duty.state, duty.returned_at, duty.return_reason) == (
        State.RETURNED,
        NOW,
        "not_our_function",
    )
    event = last_event(duty)
    event_says(event, "returned", actor, reason="Thuộc Sở Tài chính")
    assert event.after == {"return_reason": "not_our_function"}


def test_returning_has_a_limit_of_working_days(cast: Cast) -> None:
    actor = cast.acting("focal")
    # Assigned on Wednesday 11 July: two working days end with Friday the 13th.
    send(actor, cast.duty(state=State.ASSIGNED), datetime(2018, 7, 13, 16, 59, tzinfo=UTC))
    with refused("return_too_late"):
        send(actor, cast.duty(state=State.ASSIGNED), datetime(2018, 7, 13, 17, 1, tzinfo=UTC))


def test_receiving_starts_where_the_lifecycle_says(cast: Cast) -> None:
    actor = cast.acting("focal")
    refuses_wrong_states(cast, Move.ACCEPT, lambda a: accept(actor=actor, assignment=a, now=NOW))
    refuses_wrong_states(cast, Move.RETURN, lambda a: send(actor, a))
    refuses_a_stale_row(cast.duty(state=State.ASSIGNED), lambda a: accept(actor=actor, assignment=a, now=NOW))
    refuses_a_stale_row(cast.duty(state=State.ASSIGNED), lambda a: send(actor, a))
