import pytest

from nhacviec.actions.attention import instruct, remind
from nhacviec.records.models import Event, Instruction
from nhacviec.rules.lifecycle import Move
from tests.actions.deeds import (
    event_says,
    last_event,
    refused,
    refuses_a_stale_row,
    refuses_wrong_states,
    standing_in,
)
from tests.cast import Cast
from tests.make import NOW


def test_reminders_are_counted(cast: Cast) -> None:
    duty, actor = cast.duty(reminder_count=1), standing_in(cast.acting("specialist"), cast)
    remind(actor=actor, assignment=duty, note="Sắp họp UBND tỉnh", now=NOW)
    duty.refresh_from_db()
    assert (duty.reminder_count, duty.reminded_at) == (2, NOW)
    event = last_event(duty)
    event_says(event, "reminded", actor, reason="Sắp họp UBND tỉnh")
    assert (event.before, event.after) == ({"reminder_count": 1}, {"reminder_count": 2})


def test_only_who_has_the_ball_is_reminded(cast: Cast) -> None:
    actor = cast.acting("specialist")
    refuses_wrong_states(cast, Move.REMIND, lambda a: remind(actor=actor, assignment=a, now=NOW))
    refuses_a_stale_row(cast.duty(), lambda a: remind(actor=actor, assignment=a, now=NOW))


@pytest.mark.parametrize(
    ("who", "name"), [("chair", "Chủ tịch UBND tỉnh"), ("office_leader", "Chánh Văn phòng")]
)
def test_a_leader_instructs_in_his_own_name(cast: Cast, who: str, name: str) -> None:
    task, actor = cast.task(), cast.acting(who)
    instruction = instruct(actor=actor, task=task, text="Làm gấp", leader_name="Người khác", now=NOW)
    assert (instruction.leader_name, instruction.given_by_id) == (name, actor.person_id)
    event = Event.objects.get()
    event_says(event, "instructed", actor)
    assert (event.task, event.after) == (task, {"leader_name": name, "instruction": instruction.pk})


@pytest.mark.parametrize("who", ["specialist", "clerk"])
def test_others_record_what_a_named_leader_said(cast: Cast, who: str) -> None:
    task, actor = cast.task(), cast.acting(who)
    with refused("leader_required"):
        instruct(actor=actor, task=task, text="Làm gấp", now=NOW)
    instruction = instruct(
        actor=actor, task=task, text="Làm gấp", leader_name="Phó Chủ tịch phụ trách", now=NOW
    )
    assert (instruction.leader_name, instruction.given_by_id) == (
        "Phó Chủ tịch phụ trách",
        actor.person_id,
    )


def test_an_instruction_needs_words_and_an_issued_task(cast: Cast) -> None:
    actor = cast.acting("chair")
    with refused("text_required"):
        instruct(actor=actor, task=cast.task(), text=" ", now=NOW)
    with refused("wrong_state"):
        instruct(actor=actor, task=cast.task(issued_at=None), text="x", now=NOW)
    assert not Instruction.objects.exists()
