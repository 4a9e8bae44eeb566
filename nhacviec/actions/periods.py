"""Periodic tasks: each period is a task of its own, made when the period begins.

The first task is the head of the series and its first period; it carries the rule. Making periods is
idempotent: run twice, run late or run by two workers at once, each period exists once (the head is locked,
and the database refuses a second one)."""

import logging
from datetime import date, datetime

from django.db import transaction

from nhacviec.actions.moving import need
from nhacviec.actions.numbering import next_assignment_codes, next_task_code
from nhacviec.actions.recording import record
from nhacviec.actions.searching import searchable
from nhacviec.actions.tasks import issue
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment, Task, Unit
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import DOING, MoveNotAllowed, State
from nhacviec.rules.periods import Period, PeriodKind, period_from_key
from nhacviec.rules.permissions import Actor
from nhacviec.rules.recurrence import Recurrence
from nhacviec.rules.timeliness import local_date

log = logging.getLogger("nhacviec.periods")
_COPIED = (
    "document", "spoken_by", "spoken_on", "spoken_at_event", "position", "content", "deliverable", "field",
    "assigner", "specialist", "office_leader", "committee_leader", "is_starred", "deadline_kind",
    "deadline_text", "created_by",
)  # fmt: skip


def create_next_periods(*, now: datetime) -> list[Task]:
    """Make and issue every period that has begun and is not there yet; a series in trouble stops no other."""
    heads = Task.objects.exclude(recurrence="").filter(
        series=None, issued_at__isnull=False, recurrence_stopped_at=None
    )
    made: list[Task] = []
    for pk in heads.order_by("pk").values_list("pk", flat=True):
        try:
            made += _catch_up(pk, now)
        except MoveNotAllowed as refused:
            log.warning("series %s: no new period: %s %s", pk, refused.code, refused.params)
    return made


@transaction.atomic
def stop_series(*, actor: Actor, now: datetime, task: Task, reason: str) -> None:
    """No more periods from now on; those that exist stay. `task`: any period of the series."""
    need(reason)
    head = Task.objects.select_for_update(of=("self",)).get(pk=task.series_id or task.pk)
    if not head.recurrence or head.issued_at is None or head.recurrence_stopped_at is not None:
        raise MoveNotAllowed("not_periodic")
    head.recurrence_stopped_at = now
    head.version += 1
    head.save(update_fields=["recurrence_stopped_at", "version"])
    record(EventName.SERIES_STOPPED, actor=actor, now=now, task=head, reason=reason)


def opens_on(recurrence: Recurrence, period: Period) -> date:
    """When a period's task is made: as it begins, or with the month of its due day if that is earlier."""
    return min(period.first, recurrence.stated_day(period).replace(day=1))


@transaction.atomic
def _catch_up(head_pk: int, now: datetime) -> list[Task]:
    head = Task.objects.select_for_update(of=("self",)).select_related("document").get(pk=head_pk)
    if head.recurrence_stopped_at is not None:
        return []
    recurrence = Recurrence(PeriodKind(head.recurrence), head.recurrence_day, head.recurrence_offset)
    latest = head.periods.order_by("-period_key").first() or head
    period = period_from_key(latest.period_key).next()
    today, made = local_date(now), []
    roll = policy_on(today).roll_explicit
    calendar = load_calendar()
    while opens_on(recurrence, period) <= today:
        stated = recurrence.stated_day(period)
        if head.recurrence_until is not None and stated > head.recurrence_until:
            break
        latest = _make(head, latest, period, recurrence.due_on(period, calendar, roll=roll), now)
        made.append(latest)
        period = period.next()
    return made


def _make(head: Task, before: Task, period: Period, due_on: date, now: datetime) -> Task:
    """The task of one period, given to those who have the period before it."""
    units = _units_of(before, local_date(now))
    if not any(duty in DOING for _unit, duty in units):
        raise MoveNotAllowed("no_lead", period=period.key)
    task = Task(
        code=next_task_code(local_date(now).year),
        series=head,
        period_key=period.key,
        due_on=due_on,
        due_hour=head.due_hour,
        deadline_start=head.given_on,
        created_at=now,
        **{name: getattr(head, name) for name in _COPIED},
    )
    task.search_text = searchable(task)
    task.save(force_insert=True)
    codes = next_assignment_codes(task, len(units))
    Assignment.objects.bulk_create(
        Assignment(code=code, task=task, unit=unit, duty=duty, due_on=due_on, due_hour=task.due_hour)
        for code, (unit, duty) in zip(codes, units, strict=True)
    )
    issue(actor=None, now=now, tasks=[task])
    return task


def _units_of(task: Task, today: date) -> list[tuple[Unit, str]]:
    """Who has the duties of a period; a closed unit gives its duty to its successors."""
    duties = task.assignments.exclude(state=State.CANCELLED).select_related("unit").order_by("id")
    found: dict[int, tuple[Unit, str]] = {}
    for duty in duties:
        heirs = duty.unit.successors.active_on(today)
        for unit in [duty.unit] if duty.unit.is_active_on(today) else heirs:
            found.setdefault(unit.pk, (unit, duty.duty))
    return list(found.values())
