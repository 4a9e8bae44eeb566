"""What is true at one moment, read from the tables as they stand: the only thing the model knows.

Plain SQL and plain rules, written for the test: nothing of queries, actions or rules is asked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection

from tests.year.apart import FILES, REQUESTS, Thing, things

VIETNAM = timezone(timedelta(hours=7))
AGENCY = ("focal_officer", "agency_officer", "agency_leader")
OFFICE = ("records_clerk", "office_specialist", "division_head", "office_leader")


class Desk(NamedTuple):
    """A post held today by somebody who is there; `away`: for whom he stands in."""

    id: int
    person: int
    unit: int
    role: str
    away: int | None

    @property
    def owner(self) -> int:
        return self.away or self.person


class Duty(NamedTuple):
    id: int
    code: str
    task: int
    unit: int
    lead: bool
    state: str
    due_on: date | None
    due_hour: time | None
    assigned: date | None
    accepted: date | None
    noted: date | None
    answered: date | None
    officer: int | None
    division: int | None
    specialist: int | None
    office_leader: int | None
    committee_leader: int | None
    starred: bool
    period: str
    asked: date | None  # an extension that nobody has decided


class Unit(NamedTuple):
    kind: str
    above: int | None
    sends_from: int | None  # minutes after midnight: its own hours, and of those below it
    sends_until: int | None


_DUTIES = """
SELECT a.id, a.code, a.task_id, a.unit_id, a.duty = 'lead', a.state, a.due_on, a.due_hour,
  a.assigned_at, a.accepted_at, a.noted_at, a.answered_at,
  a.officer_id, a.division_id, t.specialist_id, t.office_leader_id, t.committee_leader_id, t.is_starred,
  t.period_key,
  (SELECT max(e.asked_at) FROM records_extension e WHERE e.assignment_id = a.id AND e.state = 'asked')
FROM records_assignment a JOIN records_task t ON t.id = a.task_id
"""
_DESKS = """
SELECT p.id, p.person_id, p.unit_id, p.role, away.person_id
FROM records_post p JOIN records_person who ON who.id = p.person_id AND who.is_active
LEFT JOIN records_post away ON away.id = p.stands_in_for_id
WHERE p.ended_at IS NULL AND p.valid_from <= %(day)s AND (p.valid_to IS NULL OR p.valid_to >= %(day)s)
ORDER BY p.id
"""


_UNITS = "SELECT id, kind, parent_id, sends_from, sends_until FROM records_unit"


def rows(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def local(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM)


def day_of(moment: datetime | None) -> date | None:
    return None if moment is None else local(moment).date()


@dataclass(frozen=True)
class Book:
    now: datetime
    duties: dict[int, Duty]
    desks: tuple[Desk, ...]
    active: frozenset[int]  # people
    units: dict[int, Unit]
    days: dict[date, str]  # special days
    ladders: tuple[tuple[Any, ...], ...]
    policies: dict[str, str]
    things: dict[str, Thing]  # submissions and requests to coordinate

    @property
    def today(self) -> date:
        return local(self.now).date()

    @cached_property
    def rules(self) -> int:
        """The same for two moments of one day under the same rules."""
        days, units = frozenset(self.days.items()), frozenset(self.units.items())
        return hash((self.today, days, units, self.ladders, frozenset(self.policies.items())))

    # --- days and hours
    def works(self, day: date) -> bool:
        kind = self.days.get(day)
        return kind == "makeup_workday" or (kind is None and day.isoweekday() <= 5)

    def hours(self, unit: int | None = None) -> tuple[time, time]:
        """Of the nearest unit above that has its own; else of the province."""
        while unit is not None:
            _, above, begins, ends = self.units[unit]
            if begins is not None and ends is not None:
                return time(*divmod(begins, 60)), time(*divmod(ends, 60))
            unit = above
        opens, closes = self.policies.get("send_hours", "07:30–17:00").split("–")
        return time.fromisoformat(opens), time.fromisoformat(closes)

    def is_open(self, unit: int | None = None) -> bool:
        """People may be told now."""
        at, (opens, closes) = local(self.now), self.hours(unit)
        return self.works(at.date()) and opens <= at.time() < closes

    def reaches(self, person: int) -> bool:
        """In the hours of the province, or of a unit in which he sits."""
        return self.is_open() or any(self.is_open(desk.unit) for desk in self.desks if desk.person == person)

    def morning(self, day: date, unit: int | None) -> datetime:
        return datetime.combine(day, self.hours(unit)[0], tzinfo=VIETNAM)

    # --- who sits where
    @cached_property
    def _below(self) -> dict[int, int]:
        """Unit → the agency it belongs to: the one right below the Committee."""
        found = {}
        for unit in self.units:
            top = unit
            while (above := self.units[top].above) is not None and self.units[above].kind != "committee":
                top = above
            found[unit] = top
        return found

    def same_agency(self, one: int, other: int) -> bool:
        return self._below[one] == self._below[other]

    def reads(self, desk: Desk, duty: Duty) -> bool:
        """May whoever sits there read of this duty, as its own business?"""
        if desk.role in AGENCY:
            if not self.same_agency(desk.unit, duty.unit) or duty.state == "draft":
                return False
            handed = duty.officer == desk.owner or duty.division == desk.unit
            return desk.role != "agency_officer" or handed
        if desk.role in OFFICE:
            return True
        return desk.role in ("committee_leader", "inspector") and duty.state != "draft"

    def at(self, unit: int, *roles: str) -> list[Desk]:
        return [desk for desk in self.desks if desk.unit == unit and desk.role in roles]

    def of(self, person: int | None, *roles: str) -> list[Desk]:
        """Where he sits, and who sits there for him."""
        return [d for d in self.desks if d.owner == person and (not roles or d.role in roles)]

    def role(self, role: str) -> list[Desk]:
        return [desk for desk in self.desks if desk.role == role]

    def people(self, desks: Iterable[Desk], duty: Duty) -> frozenset[int]:
        return frozenset(desk.person for desk in desks if self.reads(desk, duty))

    def anybody_reads(self, person: int, duty: Duty) -> bool:
        return any(desk.person == person and self.reads(desk, duty) for desk in self.desks)

    @cached_property
    def by_task(self) -> dict[int, list[Duty]]:
        found: dict[int, list[Duty]] = defaultdict(list)
        for duty in self.duties.values():
            found[duty.task].append(duty)
        return found


def read(now: datetime) -> Book:
    today = local(now).date()
    duties = {}
    for row in rows(_DUTIES):
        moments = [day_of(moment) for moment in row[8:12]]
        duty = Duty._make([*row[:8], *moments, *row[12:19], day_of(row[19])])
        duties[duty.id] = duty
    policies: dict[str, str] = {}
    chosen: Sequence[Any] = rows(
        "SELECT key, value FROM records_policyvalue "
        "WHERE effective_from <= %(day)s ORDER BY effective_from, id",
        day=today,
    )
    policies.update(chosen)
    ladders = rows(
        "SELECT id, has_deadline, is_starred, steps::text, is_withdrawn FROM records_ladder "
        "WHERE effective_from <= %(day)s ORDER BY effective_from, id",
        day=today,
    )
    return Book(
        now=now,
        duties=duties,
        desks=tuple(Desk(*row) for row in rows(_DESKS, day=today)),
        active=frozenset(row[0] for row in rows("SELECT id FROM records_person WHERE is_active")),
        units={row[0]: Unit._make(row[1:]) for row in rows(_UNITS)},
        days=dict(rows("SELECT date, kind FROM records_calendarday")),
        ladders=tuple(ladders),
        policies=policies,
        things=things(rows(FILES), rows(REQUESTS)),
    )
