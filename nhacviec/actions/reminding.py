"""The clock takes the steps that are due: who is to be told of what stands in `Reminder` afterwards.

Each row is claimed by one worker (its lock) in the transaction that writes its reminders and its next moment:
a worker that dies has done nothing, two never do the same. Told is what is true now: whoever was not told for
days is told once of each cause, by its newest step. Nothing is sent here.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from nhacviec.actions.reminder_plan import Plans, Rulebook, rules_at, write_moments
from nhacviec.queries.addressees import Addressees, Recipient
from nhacviec.queries.ladders import plan_rows
from nhacviec.queries.modules import modules_on
from nhacviec.records.models import Assignment, Reminder
from nhacviec.rules.ladders import Ladder
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.modules import Module
from nhacviec.rules.reminders import Addressee, Cause, Days, Firing, reach
from nhacviec.rules.timeliness import local_date

AT_ONCE = 500


def remind(*, now: datetime) -> int:
    """Take every step that is due; how many reminders that made. Nothing outside the hours in which the unit
    of the duty is told."""
    rules, made = rules_at(now), 0
    waiting = Assignment.objects.filter(next_reminder__moment__lte=now)
    if Module.SUPERIORS not in modules_on(local_date(now)):
        waiting = waiting.exclude(duty=Duty.COMMITTEE)
    due = _in_hours(waiting, rules, now)
    if due is None:
        return 0
    plans, addressees = Plans(rules, now=now), Addressees(local_date(now))
    while (found := _portion(due, plans, addressees, now)) is not None:
        made += found
    return made


def _in_hours(due: QuerySet[Assignment], rules: Rulebook, now: datetime) -> QuerySet[Assignment] | None:
    """None when nobody may be told anything now."""
    usual, others = rules.hours.open_at(now, rules.timing.calendar)
    if usual:
        return due.exclude(unit__in=others) if others else due
    return due.filter(unit__in=others) if others else None


@transaction.atomic
def _portion(due: QuerySet[Assignment], plans: Plans, addressees: Addressees, now: datetime) -> int | None:
    """None when nothing is due that nobody else has in hand."""
    duties = {
        duty.pk: duty
        for duty in due.select_for_update(skip_locked=True, no_key=True, of=("self", "next_reminder"))
        .select_related("unit", "next_reminder")
        .order_by("next_reminder__moment", "next_reminder__assignment_id")[:AT_ONCE]
    }
    if not duties:
        return None
    rows = list(plan_rows(Assignment.objects.filter(pk__in=duties).order_by("pk")))
    addressees.read_for(duties.values())
    made: list[Reminder] = []
    for row in rows:
        made += _reminders(duties[row.id], plans.ladder_of(row), plans.due(row), addressees, now)
    before = Reminder.objects.filter(assignment__in=duties).count()
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    write_moments([(row, plans.next_after(row, now)) for row in rows])
    return Reminder.objects.filter(assignment__in=duties).count() - before


def _reminders(
    duty: Assignment, ladder: Ladder, due: list[Firing], addressees: Addressees, now: datetime
) -> Iterator[Reminder]:
    for cause in {firing.step.cause: None for firing in due}:
        of_cause = sorted((f for f in due if f.step.cause is cause), key=lambda f: (f.moment, reach(f)))
        reached = list(_told(duty, of_cause, addressees, now))
        for firing, told, is_late in reached:
            yield _reminder(duty, ladder, firing, told, is_late=is_late, now=now)
        for told in addressees.administrators() if not reached else ():
            is_late = local_date(of_cause[0].moment) < local_date(now)
            yield _reminder(duty, ladder, of_cause[-1], told, is_late=is_late, nobody_left=True, now=now)


def _told(
    duty: Assignment, of_cause: list[Firing], addressees: Addressees, now: datetime
) -> Iterator[tuple[Firing, Recipient, bool]]:
    """Each person once, by the newest step that concerns him; late if one of his was missed before today."""
    newest: dict[int, tuple[Firing, Recipient]] = {}
    oldest: dict[int, Firing] = {}
    for firing in reversed(of_cause):
        for told in _directly_first(addressees.of(duty, who) for who in Addressee if who in firing.step.to):
            newest.setdefault(told.person_id, (firing, told))
            oldest[told.person_id] = firing
    for person_id, (firing, told) in newest.items():
        yield firing, told, local_date(oldest[person_id].moment) < local_date(now)


def _directly_first(several: Iterable[list[Recipient]]) -> list[Recipient]:
    found = [told for recipients in several for told in recipients]
    return sorted(found, key=lambda told: told.instead_of_id is not None)


def _reminder(
    duty: Assignment,
    ladder: Ladder,
    firing: Firing,
    told: Recipient,
    *,
    is_late: bool = False,
    nobody_left: bool = False,
    now: datetime,
) -> Reminder:
    step = firing.step
    by_the_hour = duty.due_hour is not None and step.cause is Cause.DEADLINE
    return Reminder(
        assignment=duty,
        key=firing.key,
        step=step.key,
        cause=step.cause.value,
        cycle=firing.cycle,
        person_id=told.person_id,
        post_id=told.post_id,
        instead_of_id=told.instead_of_id,
        nobody_left=nobody_left,
        planned_at=firing.moment,
        made_at=now,
        is_late=is_late,
        ladder_id=ladder.version,
        alone=step.alone or (by_the_hour and step.after == 0 and step.days is not Days.MONTHS),
        channels=sorted(channel.value for channel in step.channels),
        may_mute=step.may_mute and not nobody_left,
    )
