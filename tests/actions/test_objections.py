from datetime import date

import pytest

from nhacviec.actions.answers import confirm
from nhacviec.actions.objections import raise_objection, reject_objection, uphold_objection
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Move, State
from tests.actions.deeds import (
    answered,
    event_says,
    last_event,
    refused,
    refuses_a_stale_row,
    refuses_wrong_states,
)
from tests.cast import Cast
from tests.make import NOW


def late(cast: Cast) -> Assignment:
    return answered(cast, due_on=date(2018, 7, 10))


def objected(cast: Cast) -> Assignment:
    duty = late(cast)
    raise_objection(actor=cast.acting("focal"), assignment=duty, reason="Mưa bão", now=NOW)
    return duty


def test_a_unit_objects_to_a_late_mark(cast: Cast) -> None:
    duty, actor = late(cast), cast.acting("focal")
    objection = raise_objection(actor=actor, assignment=duty, reason="Mưa bão", now=NOW)
    duty.refresh_from_db()
    assert (duty.has_open_objection, duty.outcome, duty.state) == (True, "late", State.ANSWERED)
    assert (objection.state, objection.outcome_before, objection.days_late_before) == ("asked", "late", 2)
    event = last_event(duty)
    event_says(event, "objected", actor, reason="Mưa bão")
    assert (event.before, event.after) == ({"outcome": "late", "days_late": 2}, {"objection": objection.pk})


def test_only_a_late_mark_can_be_objected_to(cast: Cast) -> None:
    with refused("not_late"):
        raise_objection(
            actor=cast.acting("focal"), assignment=cast.duty(state=State.COMPLETED), reason="x", now=NOW
        )


def test_one_objection_at_a_time_and_with_a_reason(cast: Cast) -> None:
    duty, actor = objected(cast), cast.acting("focal")
    with refused("objection_open"):
        raise_objection(actor=actor, assignment=duty, reason="x", now=NOW)
    with refused("reason_required"):
        raise_objection(actor=actor, assignment=duty, reason="", now=NOW)


@pytest.mark.parametrize("completed", [False, True])
def test_an_upheld_objection_makes_it_on_time_and_keeps_the_days(cast: Cast, completed: bool) -> None:
    duty, actor = objected(cast), cast.acting("office_leader")
    if completed:
        confirm(actor=cast.acting("specialist"), assignment=duty, now=NOW)
    uphold_objection(actor=actor, assignment=duty, decision="Có căn cứ", now=NOW)
    duty.refresh_from_db()
    objection = duty.objections.get()
    assert (duty.outcome, duty.days_late, duty.excused_at) == ("on_time", 2, NOW)
    assert (duty.has_open_objection, objection.state, objection.decision) == (False, "granted", "Có căn cứ")
    event = last_event(duty)
    event_says(event, "objection_upheld", actor, reason="Có căn cứ")
    assert event.before == {"outcome": "late", "days_late": 2}
    assert event.after == {"outcome": "on_time", "days_late": 2, "objection": objection.pk}


def test_a_rejected_objection_changes_no_mark(cast: Cast) -> None:
    duty, actor = objected(cast), cast.acting("office_leader")
    with refused("reason_required"):
        reject_objection(actor=actor, assignment=duty, decision=" ", now=NOW)
    reject_objection(actor=actor, assignment=duty, decision="Không có căn cứ", now=NOW)
    duty.refresh_from_db()
    assert (duty.outcome, duty.excused_at, duty.has_open_objection) == ("late", None, False)
    assert duty.objections.get().state == "refused"
    event_says(last_event(duty), "objection_rejected", actor, reason="Không có căn cứ")


def test_decisions_need_an_objection_and_a_late_mark(cast: Cast) -> None:
    duty, actor = late(cast), cast.acting("office_leader")
    with refused("no_open_objection"):
        uphold_objection(actor=actor, assignment=duty, now=NOW)
    with refused("no_open_objection"):
        reject_objection(actor=actor, assignment=duty, decision="x", now=NOW)
    other = objected(cast)
    other.change(outcome="on_time")  # as when a grant made it so
    with refused("not_late"):
        uphold_objection(actor=actor, assignment=other, now=NOW)


def test_objections_start_where_the_lifecycle_says(cast: Cast) -> None:
    leader, focal = cast.acting("office_leader"), cast.acting("focal")
    deeds = {
        Move.OBJECT: lambda a: raise_objection(actor=focal, assignment=a, reason="x", now=NOW),
        Move.UPHOLD_OBJECTION: lambda a: uphold_objection(actor=leader, assignment=a, now=NOW),
        Move.REJECT_OBJECTION: lambda a: reject_objection(actor=leader, assignment=a, decision="x", now=NOW),
    }
    for move, deed in deeds.items():
        refuses_wrong_states(cast, move, deed)
        refuses_a_stale_row(late(cast) if move is Move.OBJECT else objected(cast), deed)
