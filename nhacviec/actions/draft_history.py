"""What a draft says, so that an edit of it can be told: before and after."""

from datetime import datetime
from typing import Any

from nhacviec.actions.recording import record
from nhacviec.records.models import Task
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.permissions import Actor


def said(task: Task) -> dict[str, Any]:
    """Units and fields by name: a draft's line of history is read long after the draft is gone."""
    units: dict[str, list[str]] = {duty.value: [] for duty in Duty}
    for duty, name in task.assignments.order_by("id").values_list("duty", "unit__name"):
        units[duty].append(name)
    return {
        "content": task.content,
        "deliverable": task.deliverable,
        "leads": ", ".join(units[Duty.COMMITTEE] + units[Duty.LEAD]),
        "coordinators": ", ".join(units[Duty.COORDINATE]),
        "deadline_text": task.deadline_text,
        "due_on": task.due_on,
        "due_hour": task.due_hour,
        "field": task.field.name if task.field else "",
        "specialist": task.specialist_id,
        "office_leader": task.office_leader_id,
        "committee_leader": task.committee_leader_id,
        "is_starred": task.is_starred,
    }


def record_edit(task: Task, before: dict[str, Any], *, actor: Actor, now: datetime) -> None:
    """One line with what differs; none where nothing does."""
    after = said(task)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        record(
            EventName.DRAFT_CHANGED,
            actor=actor,
            now=now,
            document=task.document,
            before={"code": task.code} | {name: before[name] for name in changed},
            after={"code": task.code} | {name: after[name] for name in changed},
        )
