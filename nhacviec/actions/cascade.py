"""What those above demand of the Committee is given down to agencies: a task of module 1 that serves it, made
for it or declared afterwards to carry it out."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from nhacviec.actions.moving import hold, hold_documents, hold_task, need
from nhacviec.actions.recording import record
from nhacviec.actions.tasks import SpokenDirection, TaskDraft, save_draft
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.cascade import may_serve, served
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment, Task
from nhacviec.rules.cascade import child_deadline
from nhacviec.rules.deadline_policy import read_deadline
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.events import EventName
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
    above = assignment.task
    hold_documents([above])
    hold(assignment)
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


@transaction.atomic
def link(*, actor: Actor, tasks: Sequence[Task], above: Assignment, now: datetime) -> None:
    """What agencies were given independently carries out what the Committee was given: all of these, or none.
    From now on they are its children like those that were given down for it.

    The history of the task from above tells of it, not that of the agencies' own: they do not know of it.
    MoveNotAllowed: `link_nothing`, `not_from_above`, `link_closed`, `link_not_fit`, `linked_already`;
    StaleAssignment."""
    if above.duty != Duty.COMMITTEE:
        raise MoveNotAllowed("not_from_above")
    if above.state not in WORKING:
        raise MoveNotAllowed("link_closed")
    rows = Task.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=[t.pk for t in tasks])
    held = list(rows.order_by("pk"))
    if not held:
        raise MoveNotAllowed("link_nothing")
    hold(above)
    duties: dict[int, list[Assignment]] = {task.pk: [] for task in held}
    for duty in Assignment.objects.filter(task__in=held).select_related("unit").order_by("id"):
        duties[duty.task_id].append(duty)
    for task in held:
        if not may_serve(task, duties[task.pk]):
            code = "linked_already" if task.parent_id else "link_not_fit"
            raise MoveNotAllowed(code, task_code=task.code)
    Task.objects.filter(pk__in=[task.pk for task in held]).update(
        parent=above.task_id, version=F("version") + 1
    )
    for task in held:
        units = ", ".join(duty.unit.name for duty in duties[task.pk])
        after = {"child": task.code, "units": units, "due_on": task.due_on}
        record(EventName.LINKED_BELOW, actor=actor, now=now, task=above.task, after=after)


@transaction.atomic
def unlink(*, actor: Actor, task: Task, reason: str, now: datetime) -> None:
    """It was declared, or given down, by mistake: what the Committee was given does not wait for it any more.
    A draft, for which nobody waited, also after the Committee has reported.
    MoveNotAllowed: `reason_required`, `link_gone`, `link_closed`."""
    need(reason)
    held = hold_task(task)
    if held.parent_id is None or held.parent_id != task.parent_id:
        raise MoveNotAllowed("link_gone")
    above = served(held.parent_id).first()
    if above is not None:
        if above.state not in WORKING and held.issued_at is not None:
            raise MoveNotAllowed("link_closed")
        hold(above)
    Task.objects.filter(pk=held.pk).update(parent=None, version=F("version") + 1)
    after = {"child": held.code}
    record(EventName.UNLINKED_BELOW, actor=actor, now=now, task=held.parent, reason=reason, after=after)


def _read(text: str, above: Task, now: datetime) -> ParsedDeadline | None:
    given_on: date = above.given_on or local_date(now)
    policies = policy_on(local_date(now))
    read = read_deadline(text, issued_on=given_on, calendar=load_calendar(), policies=policies)
    return read if isinstance(read, ParsedDeadline) else None
