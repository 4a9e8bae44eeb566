from datetime import date, timedelta

import pytest

from nhacviec.actions.answers import answer, confirm
from nhacviec.actions.extensions import ask_extension
from nhacviec.actions.objections import raise_objection
from nhacviec.actions.returned import reassign
from nhacviec.actions.stopping import cancel, reopen, resume, suspend
from nhacviec.records.models import Assignment, Suspension
from nhacviec.rules.lifecycle import Closing, Move, ReturnReason, State
from nhacviec.rules.units import UnitKind
from tests.actions.deeds import (
    answered,
    event_says,
    last_event,
    refused,
    refuses_a_stale_row,
    refuses_wrong_states,
    standing_in,
)
from tests.cast import Cast
from tests.make import NOW, make_unit

IN_TEN_DAYS = NOW + timedelta(days=10)


def suspended(cast: Cast, **fields: object) -> Assignment:
    duty = cast.duty(**fields)  # type: ignore[arg-type]
    suspend(
        actor=cast.acting("specialist"),
        assignment=duty,
        decision_symbol="88/UBND-TH",
        reason="Chờ Trung ương",
        now=NOW,
    )
    return duty


def test_a_decision_stops_the_clock(cast: Cast) -> None:
    duty, actor = cast.duty(), standing_in(cast.acting("specialist"), cast)
    suspension = suspend(
        actor=actor, assignment=duty, decision_symbol="88/UBND-TH", reason="Chờ Trung ương", now=NOW
    )
    duty.refresh_from_db()
    assert (duty.state, duty.suspended_on, duty.due_on) == (
        State.SUSPENDED,
        date(2018, 7, 12),
        date(2018, 7, 20),
    )
    assert (suspension.from_on, suspension.to_on, suspension.suspended_by_id) == (
        date(2018, 7, 12),
        None,
        cast.inspector.pk,
    )
    event = last_event(duty)
    event_says(event, "suspended", actor, reason="Chờ Trung ương")
    assert event.after == {
        "state": "suspended",
        "decision_symbol": "88/UBND-TH",
        "from_on": "2018-07-12",
        "suspension": suspension.pk,
    }


def test_a_suspension_needs_a_decision_and_a_reason(cast: Cast) -> None:
    actor = cast.acting("specialist")
    with refused("decision_symbol_required"):
        suspend(actor=actor, assignment=cast.duty(), decision_symbol=" ", reason="x", now=NOW)
    with refused("reason_required"):
        suspend(actor=actor, assignment=cast.duty(), decision_symbol="1/QĐ", reason="", now=NOW)


def test_resuming_moves_the_deadline_by_the_days_that_stood_still(cast: Cast) -> None:
    duty, actor = suspended(cast), cast.acting("specialist")
    resume(actor=actor, assignment=duty, decision_symbol="99/UBND-TH", reason="Đã có ý kiến", now=IN_TEN_DAYS)
    duty.refresh_from_db()
    # Friday 20 July and ten days are Monday 30 July.
    assert (duty.state, duty.due_on, duty.original_due_on) == (
        State.IN_PROGRESS,
        date(2018, 7, 30),
        date(2018, 7, 20),
    )
    assert duty.suspended_on is None
    suspension = Suspension.objects.get()
    assert (suspension.to_on, suspension.resumed_by_id) == (date(2018, 7, 22), actor.person_id)
    event = last_event(duty)
    assert (event.name, event.reason, event.happened_at) == ("resumed", "Đã có ý kiến", IN_TEN_DAYS)
    assert event.before == {"state": "suspended", "due_on": "2018-07-20", "suspended_on": "2018-07-12"}
    assert event.after == {
        "state": "in_progress",
        "due_on": "2018-07-30",
        "decision_symbol": "99/UBND-TH",
    }


def test_a_duty_can_be_suspended_again(cast: Cast) -> None:
    duty = suspended(cast, due_on=None)
    resume(actor=cast.acting("specialist"), assignment=duty, now=NOW)
    suspend(actor=cast.acting("specialist"), assignment=duty, decision_symbol="2", reason="x", now=NOW)
    assert Suspension.objects.filter(to_on=None).count() == 1
    assert duty.due_on is None


@pytest.mark.parametrize("closing", [Closing.RECALLED, Closing.REPLACED, Closing.OTHER])
def test_a_duty_is_cancelled_for_a_reason(cast: Cast, closing: Closing) -> None:
    duty, actor = cast.duty(state=State.ASSIGNED), cast.acting("specialist")
    cancel(actor=actor, assignment=duty, closing=closing, reason="Thay bằng CV 99", now=NOW)
    duty.refresh_from_db()
    assert (duty.state, duty.cancelled_at, duty.closing) == (State.CANCELLED, NOW, closing)
    event = last_event(duty)
    event_says(event, "cancelled", actor, reason="Thay bằng CV 99")
    assert (event.before, event.after) == (
        {"state": "assigned"},
        {"state": "cancelled", "closing": closing},
    )


@pytest.mark.parametrize("closing", [Closing.REASSIGNED, Closing.WITHDRAWN])
def test_the_closings_of_other_moves_are_not_for_cancelling(cast: Cast, closing: Closing) -> None:
    with refused("closing_not_here"):
        cancel(actor=cast.acting("specialist"), assignment=cast.duty(), closing=closing, reason="x", now=NOW)


def test_cancelling_ends_what_hangs_on_the_duty(cast: Cast) -> None:
    duty, actor = cast.duty(), cast.acting("specialist")
    extension = ask_extension(
        actor=cast.acting("focal"), assignment=duty, asked_due_on=date(2018, 7, 31), reason="x", now=NOW
    )
    suspend(actor=actor, assignment=duty, decision_symbol="1", reason="x", now=NOW)
    cancel(actor=actor, assignment=duty, closing=Closing.RECALLED, reason="x", now=IN_TEN_DAYS)
    duty.refresh_from_db()
    extension.refresh_from_db()
    assert (duty.suspended_on, duty.has_open_extension, extension.state) == (None, False, "withdrawn")
    assert Suspension.objects.get().to_on == date(2018, 7, 22)
    assert last_event(duty).after == {"extension": extension.pk, "closed_by": "cancel"}


def test_cancelling_ends_an_objection(cast: Cast) -> None:
    duty = answered(cast, due_on=date(2018, 7, 10))
    objection = raise_objection(actor=cast.acting("focal"), assignment=duty, reason="x", now=NOW)
    cancel(actor=cast.acting("specialist"), assignment=duty, closing=Closing.OTHER, reason="x", now=NOW)
    objection.refresh_from_db()
    assert (duty.has_open_objection, objection.state) == (False, "withdrawn")


def test_a_completed_duty_is_reopened_without_its_outcome(cast: Cast) -> None:
    duty, actor = answered(cast, due_on=date(2018, 7, 10)), cast.acting("office_leader")
    objection = raise_objection(actor=cast.acting("focal"), assignment=duty, reason="x", now=NOW)
    confirm(actor=cast.acting("specialist"), assignment=duty, now=NOW)
    reopen(actor=actor, assignment=duty, reason="Số liệu sai", due_on=date(2018, 8, 1), now=NOW)
    duty.refresh_from_db()
    objection.refresh_from_db()
    assert (duty.state, duty.completed_at, duty.answered_at, duty.outcome, duty.days_late) == (
        State.IN_PROGRESS,
        None,
        None,
        "",
        None,
    )
    assert (duty.due_on, duty.original_due_on) == (date(2018, 8, 1), date(2018, 7, 10))
    assert (duty.has_open_objection, objection.state) == (False, "withdrawn")
    event = duty.events.get(name="reopened")
    event_says(event, "reopened", actor, reason="Số liệu sai")
    assert event.before["outcome"] == "late"
    assert (event.before["state"], event.after["state"]) == ("completed", "in_progress")
    assert duty.answers.get().verdict == "confirmed"


def test_an_answer_undecided_when_cancelled_does_not_stand_beside_the_next(cast: Cast) -> None:
    duty = answered(cast)
    cancel(actor=cast.acting("specialist"), assignment=duty, closing=Closing.OTHER, reason="x", now=NOW)
    reopen(actor=cast.acting("head"), assignment=duty, reason="Vẫn cần làm", now=NOW)
    again = answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    first = duty.answers.get(round=1)
    assert (again.round, first.verdict, first.reason) == (2, "sent_back", "Vẫn cần làm")


def test_a_duty_cancelled_when_new_counts_as_accepted_on_reopening(cast: Cast) -> None:
    duty = cast.duty(state=State.CANCELLED)
    reopen(actor=cast.acting("head"), assignment=duty, reason="x", now=NOW)
    duty.refresh_from_db()
    assert (duty.accepted_at, duty.cancelled_at, duty.closing) == (NOW, None, "")
    assert (duty.due_on, duty.state) == (date(2018, 7, 20), State.IN_PROGRESS)


def test_a_reassigned_duty_may_be_reopened_beside_the_new_one(cast: Cast) -> None:
    duty = cast.duty(state=State.RETURNED, return_reason=ReturnReason.DUPLICATE)
    new = reassign(actor=cast.acting("clerk"), assignment=duty, unit=cast.finance, due_on=None, now=NOW)
    reopen(actor=cast.acting("head"), assignment=duty, reason="x", now=NOW)
    duty.refresh_from_db()
    assert (duty.replaced_by, duty.return_reason, duty.returned_at) == (None, "", None)
    assert last_event(duty).before["replaced_by"] == new.pk


def test_a_unit_that_has_a_newer_duty_in_the_task_is_not_given_the_old_one_too(cast: Cast) -> None:
    old = cast.duty(state=State.CANCELLED)
    cast.duty(task=old.task, code=f"{old.task.code}.2")
    with refused("unit_has_duty"):
        reopen(actor=cast.acting("head"), assignment=old, reason="x", now=NOW)


def test_reopening_looks_at_the_unit_and_the_day(cast: Cast) -> None:
    actor = cast.acting("head")
    closed = make_unit("Huyện cũ", kind=UnitKind.DISTRICT, valid_to=date(2018, 7, 11))
    with refused("unit_closed"):
        reopen(actor=actor, assignment=cast.duty(state=State.COMPLETED, unit=closed), reason="x", now=NOW)
    with refused("deadline_before_document"):
        reopen(
            actor=actor,
            assignment=cast.duty(state=State.COMPLETED),
            reason="x",
            due_on=date(2018, 6, 28),
            now=NOW,
        )


def test_stopping_and_starting_happen_where_the_lifecycle_says(cast: Cast) -> None:
    actor = cast.acting("head")
    deeds = {
        Move.SUSPEND: lambda a: suspend(actor=actor, assignment=a, decision_symbol="1", reason="x", now=NOW),
        Move.RESUME: lambda a: resume(actor=actor, assignment=a, now=NOW),
        Move.CANCEL: lambda a: cancel(actor=actor, assignment=a, closing=Closing.OTHER, reason="x", now=NOW),
        Move.REOPEN: lambda a: reopen(actor=actor, assignment=a, reason="x", now=NOW),
    }
    starts = {
        Move.SUSPEND: State.IN_PROGRESS,
        Move.RESUME: State.SUSPENDED,
        Move.CANCEL: State.IN_PROGRESS,
        Move.REOPEN: State.COMPLETED,
    }
    for move, deed in deeds.items():
        refuses_wrong_states(cast, move, deed)
        refuses_a_stale_row(cast.duty(state=starts[move]), deed)
    with refused("reason_required"):
        cancel(actor=actor, assignment=cast.duty(), closing=Closing.OTHER, reason="", now=NOW)
    with refused("reason_required"):
        reopen(actor=actor, assignment=cast.duty(state=State.COMPLETED), reason="", now=NOW)
