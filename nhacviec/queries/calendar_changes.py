"""Which open deadlines move, and to what, when the working calendar changes.

Moved are terms ("20 ngày làm việc") of open duties that still end where the old calendar put them. A day that
a document names, an extension and a decision keep their date; what is answered or closed is never touched.
See docs/decisions/0004-recompute-deadlines.md.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

from django.db.models import Exists, F, OuterRef, QuerySet

from nhacviec.queries.calendar import load_calendar, special_days
from nhacviec.records.models import Assignment, CalendarMove, Event, PolicyValue, Task
from nhacviec.rules.calendar_edits import TERMS, Changes, term_end, with_changes
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import State
from nhacviec.rules.policies import PolicySet, effective
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.working_days import Calendar

MOVABLE = (State.ASSIGNED, State.IN_PROGRESS, State.SUSPENDED, State.RETURNED)
# A date that one of these set is a decision, even where it is the day the term would end on.
_DECIDED = (EventName.DEADLINE_CHANGED, EventName.EXTENSION_GRANTED)
_CHUNK = 2000
_MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Shift:
    """One deadline that moves. `assignment_id` None: the term of a draft, which nobody has been given yet."""

    task_id: int
    assignment_id: int | None
    version: int
    unit_id: int | None
    old: date
    new: date


@dataclass
class Preview:
    """What a change of the calendar would do; `shifts` are those of one page only."""

    fingerprint: str = ""
    total: int = 0
    drafts: int = 0
    units: set[int] = field(default_factory=set)
    pairs: Counter[tuple[date, date]] = field(default_factory=Counter)
    shifts: list[Shift] = field(default_factory=list)


class Fingerprint:
    """Tells whether what is applied is still what was previewed."""

    def __init__(self, changes: Changes) -> None:
        self._hash = hashlib.sha256()
        before = special_days(changes)
        for day in sorted(changes):
            self._hash.update(f"{day}|{before.get(day)}|{changes[day]}\n".encode())

    def add(self, shift: Shift) -> None:
        line = f"{shift.task_id}|{shift.assignment_id}|{shift.version}|{shift.old}|{shift.new}\n"
        self._hash.update(line.encode())

    def text(self) -> str:
        return self._hash.hexdigest()


def preview(changes: Changes, *, first: int = 0, size: int = 50) -> Preview:
    """Counts over all moves, and the rows from number `first` (of assignments, drafts not counted)."""
    found = Preview()
    fingerprint = Fingerprint(changes)
    ends = _Ends(changes, None)
    for shift in chain(_shifts(changes, ends), _draft_shifts(changes, ends)):
        fingerprint.add(shift)
        if shift.assignment_id is None or shift.unit_id is None:
            found.drafts += 1
            continue
        if first <= found.total < first + size:
            found.shifts.append(shift)
        found.total += 1
        found.units.add(shift.unit_id)
        found.pairs[shift.old, shift.new] += 1
    found.fingerprint = fingerprint.text()
    return found


def moving() -> CalendarMove | None:
    """The change of the calendar that deadlines still follow."""
    return CalendarMove.objects.filter(done_at=None).first()


def shifts(changes: Changes, *, before: Changes | None = None) -> Iterator[Shift]:
    """Every deadline of a duty that moves, by task and assignment; read piece by piece.

    `before`: what these days were, where the calendar has been changed already."""
    return _shifts(changes, _Ends(changes, before))


def draft_shifts(changes: Changes, *, before: Changes | None = None) -> Iterator[Shift]:
    """The terms of drafts that move: nobody has been given them yet."""
    return _draft_shifts(changes, _Ends(changes, before))


def _shifts(changes: Changes, ends: "_Ends") -> Iterator[Shift]:
    if not changes:
        return
    for task_id, pk, version, unit_id, due_on, text, start, issued_at in (
        _open_terms(changes)
        .values_list(
            "task_id",
            "id",
            "version",
            "unit_id",
            "due_on",
            "task__deadline_text",
            "task__deadline_start",
            "task__issued_at",
        )
        .iterator(chunk_size=_CHUNK)
    ):
        if moved := ends.moved(text, start, issued_at, due_on):
            yield Shift(task_id, pk, version, unit_id, *moved)


def _draft_shifts(changes: Changes, ends: "_Ends") -> Iterator[Shift]:
    if not changes:
        return
    for task_id, version, due_on, text, start, created_at in (
        _draft_terms(changes)
        .values_list("id", "version", "due_on", "deadline_text", "deadline_start", "created_at")
        .iterator(chunk_size=_CHUNK)
    ):
        if moved := ends.moved(text, start, created_at, due_on):
            yield Shift(task_id, None, version, None, *moved)


def _open_terms(changes: Changes) -> QuerySet[Assignment]:
    """Duties whose term may have touched a changed day: begun before the last one, ended after the first.

    That suffices: a day before the start or after the end is never looked at when the term is counted.
    """
    decided = Event.objects.filter(assignment=OuterRef("pk"), name__in=_DECIDED)
    return (
        Assignment.objects.filter(
            state__in=MOVABLE,
            due_on__gte=min(changes),
            due_hour=None,
            original_due_on=F("due_on"),
            extension_count=0,
            task__deadline_kind__in=TERMS,
            task__deadline_start__lt=max(changes),
            task__issued_at__isnull=False,
        )
        .exclude(Exists(decided))
        .order_by("task_id", "id")
    )


def _draft_terms(changes: Changes) -> QuerySet[Task]:
    return Task.objects.filter(
        issued_at=None,
        deadline_kind__in=TERMS,
        due_on__gte=min(changes),
        due_hour=None,
        deadline_start__lt=max(changes),
    ).order_by("id")


class _Ends:
    """Ends of terms under the old and the new calendar; many duties share one term, so each is found once."""

    def __init__(self, changes: Changes, before: Changes | None) -> None:
        there = load_calendar()
        self._old = there if before is None else with_changes(there, before)
        self._new = with_changes(there, changes)
        self._versions = list(PolicyValue.objects.values_list("key", "value", "effective_from"))
        self._policies: dict[date, PolicySet] = {}
        self._found: dict[tuple[str, date, date], tuple[date | None, date | None]] = {}

    def moved(
        self, text: str, start: date | None, decided_at: datetime | None, due_on: date | None
    ) -> tuple[date, date] | None:
        """Old and new end, if `due_on` is the old one and it changes. Policies are those of that moment."""
        if start is None or decided_at is None or due_on is None:
            return None
        key = (text, start, local_date(decided_at))
        if key not in self._found:
            if len(self._found) >= _MOST_REMEMBERED:
                self._found.clear()
            policies = self._policy_on(key[2])
            self._found[key] = (
                self._end(text, start, self._old, policies),
                self._end(text, start, self._new, policies),
            )
        old, new = self._found[key]
        return (due_on, new) if old == due_on and new is not None and new != old else None

    def _policy_on(self, day: date) -> PolicySet:
        if day not in self._policies:
            self._policies[day] = effective(self._versions, on=day)
        return self._policies[day]

    @staticmethod
    def _end(text: str, start: date, calendar: Calendar, policies: PolicySet) -> date | None:
        return term_end(text, start=start, calendar=calendar, policies=policies)
