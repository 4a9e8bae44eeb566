"""What a reminder is about: a duty, a submission in either direction, or a request to coordinate."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.urls import reverse

from nhacviec.queries.access import sees_duty, visible_assignments
from nhacviec.queries.actors import actor_in
from nhacviec.queries.coordination_access import sees_coordination, visible_coordinations
from nhacviec.queries.ladders import (
    noun_of_submission,
    plan_rows_by_id,
    situation_of,
    situation_of_request,
    situation_of_submission,
)
from nhacviec.queries.submission_access import known_submissions, sees_submission
from nhacviec.records.models import Assignment, Coordination, Post, Reminder, Submission
from nhacviec.rules import words, words_upward
from nhacviec.rules.coordination import CoordinationState
from nhacviec.rules.lifecycle import State
from nhacviec.rules.permissions import Actor
from nhacviec.rules.reminders import Noun, Situation
from nhacviec.rules.submissions import Stop
from nhacviec.rules.timeliness import chip
from nhacviec.rules.upward import UpwardStop
from nhacviec.rules.words_coordination import STATES
from nhacviec.rules.words_deadlines import chip_words, day_words
from nhacviec.rules.words_notices import REMINDED_OF
from nhacviec.rules.words_submissions import STOPS
from nhacviec.rules.working_days import Calendar

_READ = (
    "assignment__task__specialist", "assignment__unit", "assignment__officer", "submission__unit",
    "submission__addressee", "coordination__unit", "coordination__asking_unit", "coordination__assignment",
)  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """In words. `code`: its number, "" where it has none; `state`: how it stands now; `address`: its page."""

    noun: Noun
    code: str
    unit: str
    text: str
    due_on: date | None
    due_hour: time | None
    state: str
    address: str

    def due_words(self, *, now: datetime, calendar: Calendar | None) -> str:
        """ "Quá hạn 12 ngày (hạn 20/07/2018)"; "" without a deadline."""
        if self.due_on is None:
            return ""
        words = chip_words(chip(due_on=self.due_on, due_hour=self.due_hour, now=now, calendar=calendar))
        return f"{words[0].upper()}{words[1:]} (hạn {day_words(self.due_on)})"


def with_subjects(reminders: QuerySet[Reminder]) -> QuerySet[Reminder]:
    """With everything that is said of them."""
    return reminders.select_related(*_READ)


def noun_of(reminder: Reminder) -> Noun:
    if reminder.submission is not None:
        return noun_of_submission(reminder.submission)
    return Noun.COORDINATION if reminder.coordination_id else Noun.TASK


def subject_of(reminder: Reminder) -> Subject:
    noun = noun_of(reminder)
    if reminder.submission is not None:
        row = reminder.submission
        whose = row.addressee if noun is Noun.UPWARD and row.addressee else row.unit
        page = "upward.show" if noun is Noun.UPWARD else "submissions.show"
        said = REMINDED_OF[noun].format(unit=whose.label)
        state = words_upward.STOPS[UpwardStop(row.stop)] if noun is Noun.UPWARD else STOPS[Stop(row.stop)]
        address = reverse(page, args=[row.pk])
        return Subject(noun, row.symbol, said, row.abstract, row.due_on, None, state, address)
    if reminder.coordination is not None:
        request = reminder.coordination
        said = REMINDED_OF[noun].format(unit=request.unit.label, asking=request.asking_unit.label)
        due_on, state = (
            request.due_on if request.is_awaited else None,
            STATES[CoordinationState(request.state)],
        )
        page = reverse("coordinations.show", args=[request.pk])
        return Subject(noun, "", said, request.content, due_on, None, state, page)
    duty = reminder.assignment
    assert duty is not None
    page, state = reverse("assignments.show", args=[duty.code]), words.STATES[State(duty.state)]
    return Subject(
        noun, duty.code, duty.unit.label, duty.task.content, duty.due_on, duty.due_hour, state, page
    )


def sees_subject(actor: Actor, reminder: Reminder) -> bool:
    """The gate of its noun, asked of rows already read."""
    if reminder.submission is not None:
        return sees_submission(actor, reminder.submission)
    if reminder.coordination is not None:
        return sees_coordination(actor, reminder.coordination)
    assert reminder.assignment is not None
    return sees_duty(actor, reminder.assignment)


def readable_reminders(reminders: Collection[Reminder], posts: Iterable[Post]) -> set[int]:
    """Ids of those whose row their reader finds today, in any of his posts; or that say nothing of it."""
    duties = {r.assignment_id for r in reminders if r.assignment_id}
    files = {r.submission_id for r in reminders if r.submission_id}
    requests = {r.coordination_id for r in reminders if r.coordination_id}
    seen: set[str] = set()
    for post in posts if reminders else ():
        actor = actor_in(post)
        if duties:
            seen |= {f"{pk}" for pk in _ids(visible_assignments(actor).filter(pk__in=duties))}
        if files:
            seen |= {f"s{pk}" for pk in _ids(known_submissions(actor).filter(pk__in=files))}
        if requests:
            seen |= {f"c{pk}" for pk in _ids(visible_coordinations(actor, few=True).filter(pk__in=requests))}
    return {r.pk for r in reminders if r.nobody_left or r.subject_key in seen}


def _ids(rows: QuerySet[Assignment] | QuerySet[Submission] | QuerySet[Coordination]) -> Iterable[int]:
    return rows.values_list("pk", flat=True)


def situations(reminders: Iterable[Reminder]) -> dict[str, Situation]:
    """What is true now of what they are about, by `subject_key`."""
    found: dict[str, Situation] = {}
    duties: set[int] = set()
    for reminder in reminders:
        if reminder.submission is not None:
            found[reminder.subject_key] = situation_of_submission(reminder.submission)
        elif reminder.coordination is not None:
            found[reminder.subject_key] = situation_of_request(reminder.coordination)
        else:
            duties.add(reminder.assignment_id or 0)
    if duties:
        found |= {f"{row.id}": situation_of(row) for row in plan_rows_by_id(duties)}
    return found
