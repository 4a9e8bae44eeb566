"""The Office reminds a unit; a leader says what he expects."""

from datetime import datetime

from django.db import transaction

from nhacviec.actions.moving import hold_task, need, state_after
from nhacviec.actions.recording import record
from nhacviec.records.models import Assignment, Instruction, Task
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Move, MoveNotAllowed, State
from nhacviec.rules.permissions import Actor, Role

_LEADERS = frozenset({Role.COMMITTEE_LEADER, Role.OFFICE_LEADER})


@transaction.atomic
def remind(*, actor: Actor, assignment: Assignment, note: str = "", now: datetime) -> None:
    """Remind the unit once, by hand. Who is told, and how, follows from the event."""
    state = state_after(assignment, Move.REMIND)
    before = {"reminder_count": assignment.reminder_count}
    count = assignment.reminder_count + 1
    assignment.change(state=state, reminder_count=count, reminded_at=now)
    record(
        EventName.REMINDED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=note,
        before=before,
        after={"reminder_count": count},
    )


@transaction.atomic
def instruct(*, actor: Actor, task: Task, text: str, leader_name: str = "", now: datetime) -> Instruction:
    """A leader of the Committee or the Office instructs in his own name; anybody else records what a
    leader said and names him."""
    if hold_task(task).issued_at is None:
        raise MoveNotAllowed("wrong_state", state=State.DRAFT, move=Move.INSTRUCT)
    need(text, "text_required")
    if actor.role in _LEADERS:
        leader_name = actor.person_name
    need(leader_name, "leader_required")
    instruction = Instruction.objects.create(
        task=task, text=text, leader_name=leader_name, given_by_id=actor.person_id, given_at=now
    )
    record(
        EventName.INSTRUCTED,
        actor=actor,
        now=now,
        task=task,
        after={"leader_name": leader_name, "instruction": instruction.pk},
    )
    return instruction
