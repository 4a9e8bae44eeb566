from datetime import date

import pytest

from nhacviec.actions.receiving import see
from nhacviec.actions.returned import reassign, reissue, withdraw
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Duty, Move, State
from nhacviec.rules.units import UnitKind
from tests.actions.deeds import (
    event_says,
    last_event,
    refused,
    refuses_a_stale_row,
    refuses_wrong_states,
    standing_in,
)
from tests.cast import Cast
from tests.make import NOW, make_assignment, make_unit

DAY = date(2018, 8, 1)


def test_the_new_unit_gets_a_row_of_its_own(cast: Cast) -> None:
    duty = cast.duty(state=State.RETURNED, duty=Duty.COORDINATE, is_required=False)
    actor = standing_in(cast.acting("specialist"), cast)
    new = reassign(
        actor=actor, assignment=duty, unit=cast.finance, due_on=DAY, reason="Đúng chức năng", now=NOW
    )
    duty.refresh_from_db()
    new.refresh_from_db()
    assert (duty.state, duty.closing, duty.replaced_by, duty.cancelled_at) == (
        State.CANCELLED,
        "reassigned",
        new,
        NOW,
    )
    assert (new.code, new.unit, new.duty, new.is_required) == (
        f"{duty.task.code}.2",
        cast.finance,
        Duty.COORDINATE,
        False,
    )
    assert (new.state, new.due_on, new.original_due_on, new.assigned_at) == (State.ASSIGNED, DAY, DAY, NOW)
    event = last_event(duty)
    event_says(event, "reassigned", actor, reason="Đúng chức năng")
    assert event.before == {"state": "returned", "unit": cast.construction.pk, "due_on": "2018-07-20"}
    assert event.after == {
        "state": "cancelled",
        "unit": cast.finance.pk,
        "due_on": "2018-08-01",
        "replaced_by": new.pk,
        "code": new.code,
    }
    birth = new.events.get()
    event_says(birth, "issued", actor)
    assert birth.after == {"due_on": "2018-08-01", "duty": "coordinate", "replaces": duty.pk}


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("construction", "same_unit"),
        ("bien_hoa", "unit_has_duty"),
        ("infrastructure", "unit_not_assignable"),
        ("committee", "unit_not_assignable"),
    ],
)
def test_not_every_unit_can_be_given_it(cast: Cast, unit: str, code: str) -> None:
    duty = cast.duty(state=State.RETURNED)
    make_assignment(duty.task, cast.bien_hoa, state=State.COMPLETED)
    with refused(code):
        reassign(
            actor=cast.acting("specialist"), assignment=duty, unit=getattr(cast, unit), due_on=DAY, now=NOW
        )


@pytest.mark.parametrize(("valid_from", "valid_to"), [(None, date(2018, 7, 11)), (date(2018, 7, 13), None)])
def test_a_unit_that_does_not_exist_today_is_not_given_it(
    cast: Cast, valid_from: date | None, valid_to: date | None
) -> None:
    unit = make_unit("Huyện", kind=UnitKind.DISTRICT, valid_from=valid_from, valid_to=valid_to)
    with refused("unit_closed"):
        reassign(
            actor=cast.acting("specialist"),
            assignment=cast.duty(state=State.RETURNED),
            unit=unit,
            due_on=DAY,
            now=NOW,
        )


def test_a_unit_whose_duty_was_cancelled_can_have_it_again(cast: Cast) -> None:
    duty = cast.duty(state=State.RETURNED)
    make_assignment(duty.task, cast.finance, state=State.CANCELLED)
    new = reassign(actor=cast.acting("clerk"), assignment=duty, unit=cast.finance, due_on=None, now=NOW)
    assert (new.due_on, new.original_due_on) == (None, None)


def test_no_deadline_before_the_document(cast: Cast) -> None:
    actor, early = cast.acting("specialist"), date(2018, 6, 28)
    with refused("deadline_before_document"):
        reassign(
            actor=actor,
            assignment=cast.duty(state=State.RETURNED),
            unit=cast.finance,
            due_on=early,
            now=NOW,
        )
    with refused("deadline_before_document"):
        reissue(actor=actor, assignment=cast.duty(state=State.RETURNED), reason="x", due_on=early, now=NOW)


def returned(cast: Cast) -> Assignment:
    duty = cast.duty(state=State.ASSIGNED)
    see(actor=cast.acting("focal"), assignment=duty, now=NOW)
    duty.change(state=State.RETURNED, returned_at=NOW, return_reason="wrong_unit")
    return duty


def test_a_reissued_duty_is_new_again(cast: Cast) -> None:
    duty, actor = returned(cast), cast.acting("specialist")
    reissue(actor=actor, assignment=duty, reason="Đúng chức năng của Sở", due_on=DAY, now=NOW)
    duty.refresh_from_db()
    assert (duty.state, duty.assigned_at, duty.due_on) == (State.ASSIGNED, NOW, DAY)
    assert (duty.original_due_on, duty.seen_at, duty.seen_by) == (date(2018, 7, 20), None, None)
    assert (duty.returned_at, duty.return_reason) == (None, "")
    event = last_event(duty)
    event_says(event, "reissued", actor, reason="Đúng chức năng của Sở")
    assert event.before == {"state": "returned", "return_reason": "wrong_unit", "due_on": "2018-07-20"}
    assert event.after == {"state": "assigned", "due_on": "2018-08-01"}


def test_without_a_day_the_deadline_stays(cast: Cast) -> None:
    duty = returned(cast)
    reissue(actor=cast.acting("specialist"), assignment=duty, reason="x", now=NOW)
    assert duty.due_on == date(2018, 7, 20)


def test_a_closed_unit_does_not_get_it_again(cast: Cast) -> None:
    unit = make_unit("Huyện cũ", kind=UnitKind.DISTRICT, valid_to=date(2018, 7, 11))
    with refused("unit_closed"):
        reissue(
            actor=cast.acting("specialist"),
            assignment=cast.duty(state=State.RETURNED, unit=unit),
            reason="x",
            now=NOW,
        )


def test_the_office_agrees_that_nobody_needs_to_do_it(cast: Cast) -> None:
    duty, actor = returned(cast), cast.acting("specialist")
    withdraw(actor=actor, assignment=duty, reason="Trùng nhiệm vụ khác", now=NOW)
    duty.refresh_from_db()
    assert (duty.state, duty.closing, duty.cancelled_at) == (State.CANCELLED, "withdrawn", NOW)
    event = last_event(duty)
    event_says(event, "withdrawn", actor, reason="Trùng nhiệm vụ khác")
    assert event.before == {"state": "returned", "return_reason": "wrong_unit"}


def test_reasons_and_states(cast: Cast) -> None:
    actor = cast.acting("specialist")
    deeds = {
        Move.REASSIGN: lambda a: reassign(actor=actor, assignment=a, unit=cast.finance, due_on=DAY, now=NOW),
        Move.REISSUE: lambda a: reissue(actor=actor, assignment=a, reason="x", now=NOW),
        Move.WITHDRAW: lambda a: withdraw(actor=actor, assignment=a, reason="x", now=NOW),
    }
    for move, deed in deeds.items():
        refuses_wrong_states(cast, move, deed)
        refuses_a_stale_row(returned(cast), deed)
    duty = returned(cast)
    with refused("reason_required"):
        reissue(actor=actor, assignment=duty, reason="", now=NOW)
    with refused("reason_required"):
        withdraw(actor=actor, assignment=duty, reason="", now=NOW)
