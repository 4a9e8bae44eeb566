"""The Office changes what was assigned: the deadline, the content, who follows it, which units take part.

Stopping a duty and starting it again belongs to the same desk and stands in actions/stopping.py."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import F

from nhacviec.actions.moving import (
    check_deadline,
    check_new_unit,
    hold,
    hold_task,
    need,
    state_after,
)
from nhacviec.actions.numbering import next_assignment_code
from nhacviec.actions.open_requests import close_extension
from nhacviec.actions.recording import record
from nhacviec.actions.searching import searchable
from nhacviec.records.models import Assignment, Person, Post, RequestState, StaleAssignment, Task, Unit
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import OPEN, Duty, Move, MoveNotAllowed, State
from nhacviec.rules.permissions import MONITOR_ROLES, Actor
from nhacviec.rules.timeliness import local_date


@transaction.atomic
def change_deadline(
    *,
    actor: Actor,
    assignment: Assignment,
    due_on: date | None,
    due_hour: time | None = None,
    reason: str,
    now: datetime,
) -> None:
    """Another day, another hour, or none. The original deadline stays; a waiting request for a day that
    is now given anyway has lost its object."""
    state = state_after(assignment, Move.CHANGE_DEADLINE)
    need(reason)
    hour = due_hour if due_on else None
    if (due_on, hour) == (assignment.due_on, assignment.due_hour):
        raise MoveNotAllowed("deadline_same")
    check_deadline(assignment.task, due_on)
    asked = assignment.extensions.filter(state=RequestState.ASKED).first()
    given_anyway = asked is not None and (due_on is None or due_on >= asked.asked_due_on)
    before = {"due_on": assignment.due_on, "due_hour": assignment.due_hour}
    waits = assignment.has_open_extension and not given_anyway
    assignment.change(state=state, due_on=due_on, due_hour=hour, has_open_extension=waits)
    record(
        EventName.DEADLINE_CHANGED,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        before=before,
        after={"due_on": due_on, "due_hour": hour},
    )
    if given_anyway:
        close_extension(actor=actor, assignment=assignment, move=Move.CHANGE_DEADLINE, now=now)


@transaction.atomic
def change_content(
    *, actor: Actor, assignment: Assignment, content: str, deliverable: str, reason: str, now: datetime
) -> None:
    """Say differently what the task demands; all its parties see both texts. Pages of any of them that
    still show the old text are out of date from now on."""
    state_after(assignment, Move.CHANGE_CONTENT)
    need(reason)
    need(content, "text_required")
    task = _held_as_read(assignment)
    before = {"content": task.content, "deliverable": task.deliverable}
    after = {"content": content, "deliverable": deliverable}
    if before == after:
        raise MoveNotAllowed("nothing_changed")
    _write(task, assignment, **after)
    _outdate_pages(assignment)
    record(
        EventName.CONTENT_CHANGED, actor=actor, now=now, task=task, reason=reason, before=before, after=after
    )


@transaction.atomic
def change_monitors(
    *,
    actor: Actor,
    assignment: Assignment,
    specialist: Person | None,
    office_leader: Person | None,
    committee_leader: Person | None,
    reason: str = "",
    now: datetime,
) -> None:
    """Who follows the task from now on: each named person holds a fitting post today, or was named before."""
    state_after(assignment, Move.CHANGE_MONITORS)
    named = {"specialist": specialist, "office_leader": office_leader, "committee_leader": committee_leader}
    task = _held_as_read(assignment)
    before = {place: getattr(task, f"{place}_id") for place in named}
    after = {place: person.pk if person else None for place, person in named.items()}
    if before == after:
        raise MoveNotAllowed("nothing_changed")
    for place, person in named.items():
        if person is not None and person.pk != before[place]:
            _check_monitor(place, person, now)
    _write(task, assignment, **named)
    record(
        EventName.MONITORS_CHANGED, actor=actor, now=now, task=task, reason=reason, before=before, after=after
    )


@transaction.atomic
def add_unit(
    *,
    actor: Actor,
    assignment: Assignment,
    unit: Unit,
    duty: Duty,
    due_on: date | None,
    reason: str = "",
    now: datetime,
) -> Assignment:
    """Give another unit a duty in the task of this assignment, with its own code and original deadline."""
    state_after(assignment, Move.ADD_UNIT)
    task = assignment.task
    check_deadline(task, due_on)
    code = next_assignment_code(task)  # locks the task
    hold(assignment)
    check_new_unit(task, unit, now)
    new = Assignment.objects.create(
        code=code,
        task=task,
        unit=unit,
        duty=Duty(duty).value,
        state=State.ASSIGNED.value,
        assigned_at=now,
        original_due_on=due_on,
        due_on=due_on,
    )
    record(
        EventName.UNIT_ADDED,
        actor=actor,
        now=now,
        assignment=new,
        reason=reason,
        after={"unit": unit, "duty": new.duty, "due_on": due_on, "code": code},
    )
    return new


def _held_as_read(assignment: Assignment) -> Task:
    """The task, locked; StaleAssignment when it or the assignment is no longer what the actor read."""
    read, held = assignment.task, hold_task(assignment.task)
    if read.version != held.version:
        raise StaleAssignment(assignment.code)
    hold(assignment)
    return held


def _write(task: Task, assignment: Assignment, **values: Any) -> None:
    for name, value in values.items():
        setattr(task, name, value)
    task.version += 1
    task.search_text = searchable(task)
    task.save(update_fields=[*values, "version", "search_text"])
    assignment.task = task


def _outdate_pages(assignment: Assignment) -> None:
    """Raise the version of every open duty of the task, in one order, so that nobody deadlocks."""
    open_duties = Assignment.objects.filter(
        task=assignment.task_id, state__in=[state.value for state in OPEN]
    )
    ids = list(open_duties.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    Assignment.objects.filter(pk__in=ids).update(version=F("version") + 1)
    assignment.version += 1


def _check_monitor(place: str, person: Person, now: datetime) -> None:
    roles = [role.value for role in MONITOR_ROLES[place]]
    posts = Post.objects.valid_on(local_date(now)).filter(
        person=person, person__is_active=True, role__in=roles, stands_in_for=None
    )
    if not posts.exists():
        raise MoveNotAllowed("monitor_not_fit", person=person.full_name)
