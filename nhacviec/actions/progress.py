"""The agency says how the work goes before it answers."""

from datetime import datetime

from django.db import transaction

from nhacviec.actions.moving import need, state_after
from nhacviec.actions.recording import record
from nhacviec.records.models import Assignment, DelayCause, ProgressNote
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Move, MoveNotAllowed
from nhacviec.rules.permissions import Actor


@transaction.atomic
def note_progress(
    *,
    actor: Actor,
    assignment: Assignment,
    text: str,
    percent: int,
    obstacle: str = "",
    delay_cause: str = "",
    now: datetime,
) -> ProgressNote:
    """Note the state of the work. `percent` 0..100; `obstacle` stands until a later note has none;
    `delay_cause` is a DelayCause or ""."""
    state = state_after(assignment, Move.NOTE_PROGRESS)
    need(text, "text_required")
    if not 0 <= percent <= 100:
        raise MoveNotAllowed("percent_out_of_range")
    cause = DelayCause(delay_cause) if delay_cause else ""
    before = {"percent": assignment.percent, "obstacle": assignment.obstacle}
    assignment.change(state=state, percent=percent, obstacle=obstacle, noted_at=now)
    note = ProgressNote.objects.create(
        assignment=assignment,
        text=text,
        percent=percent,
        obstacle=obstacle,
        delay_cause=cause,
        noted_by_id=actor.person_id,
        noted_at=now,
    )
    record(
        EventName.PROGRESS_NOTED,
        actor=actor,
        now=now,
        assignment=assignment,
        before=before,
        after={"percent": percent, "obstacle": obstacle, "delay_cause": cause, "note": note.pk},
    )
    return note
