"""What those above demand of the Committee is given down to agencies: a task of module 1 that serves it."""

from datetime import date, datetime

from django.db import transaction

from nhacviec.actions.moving import hold
from nhacviec.actions.tasks import SpokenDirection, TaskDraft, save_draft
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment, Task
from nhacviec.rules.cascade import child_deadline
from nhacviec.rules.deadline_policy import read_deadline
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.lifecycle import WORKING, Duty, MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.timeliness import local_date


@transaction.atomic
def give_down(*, actor: Actor, assignment: Assignment, now: datetime) -> Task:
    """A draft that begins as what the Committee was given, to be cut to what each agency shall do: the same
    document or spoken direction, the same followers, an earlier deadline. Agencies are named and told when it
    is issued.

    MoveNotAllowed: `not_from_above`, `given_down_closed` (reported already, or cancelled)."""
    if assignment.duty != Duty.COMMITTEE:
        raise MoveNotAllowed("not_from_above")
    if assignment.state not in WORKING:
        raise MoveNotAllowed("given_down_closed")
    hold(assignment)
    above = assignment.task
    due_on = child_deadline(
        assignment.due_on,
        working_days_before=policy_on(local_date(now)).cascade_wd,
        today=local_date(now),
        calendar=load_calendar(),
    )
    text = f"{due_on:%d/%m/%Y}" if due_on else ""
    draft = TaskDraft(
        content=above.content,
        deadline=_read(text, above, now),
        deadline_text=text,
        deliverable=above.deliverable,
        field=above.field,
        specialist=above.specialist,
        office_leader=above.office_leader,
        committee_leader=above.committee_leader,
        is_starred=above.is_starred,
        serves=assignment,
    )
    spoken = None
    if above.spoken_on is not None:
        spoken = SpokenDirection(by=above.spoken_by, on=above.spoken_on, at=above.spoken_at_event)
    return save_draft(actor=actor, now=now, document=above.document, spoken=spoken, tasks=[draft])[0]


def _read(text: str, above: Task, now: datetime) -> ParsedDeadline | None:
    given_on: date = above.given_on or local_date(now)
    policies = policy_on(local_date(now))
    read = read_deadline(text, issued_on=given_on, calendar=load_calendar(), policies=policies)
    return read if isinstance(read, ParsedDeadline) else None
