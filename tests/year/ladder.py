"""When a duty is spoken of, why, and to whom: counted day by day, from the words of the default ladder."""

import calendar
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from tests.year.apart import Step
from tests.year.book import Book, Duty

OFFICERS = ["officer", "focal_officer"]
LEADERS = [*OFFICERS, "agency_leader"]
WATCHED = [*LEADERS, "specialist"]
# name, cause, after, unit of counting, every, to whom
DEFAULT: list[Step] = [
    ("due-7", "deadline", -7, "calendar", 0, OFFICERS),
    ("due-3", "deadline", -3, "calendar", 0, OFFICERS),
    ("due-1", "deadline", -1, "calendar", 0, LEADERS),
    ("due-0", "deadline", 0, "calendar", 0, LEADERS),
    ("due+1", "deadline", 1, "calendar", 0, WATCHED),
    ("late", "deadline", 5, "working", 5, WATCHED),
    ("late-office", "deadline", 10, "working", 10, ["office_leader"]),
    ("late-chair", "deadline", 20, "working", 20, ["committee_leader"]),
    ("accept", "not_accepted", 2, "working", 2, ["focal_officer", "agency_leader"]),
    ("confirm", "unconfirmed", 3, "working", 3, ["specialist"]),
    ("confirm-leader", "unconfirmed", 10, "working", 10, ["office_leader"]),
    ("extension", "extension", 2, "working", 2, ["specialist", "office_leader"]),
    ("progress", "no_progress", 1, "months", 1, OFFICERS),
    ("undated", "no_deadline", 3, "months", 1, WATCHED),
    ("period", "period", -5, "calendar", 0, OFFICERS),
]
ABOUT = {"calendar": 1.0, "working": 1.4, "months": 30.4}


class Firing(NamedTuple):
    moment: datetime
    reach: float
    key: str
    cause: str
    to: tuple[str, ...]


def causes(duty: Duty) -> dict[str, date]:
    """What waits, and the day from which it is counted."""
    found: dict[str, date | None] = {}
    working = duty.state in ("assigned", "in_progress")
    if working:
        found["deadline"] = duty.due_on
        found["no_deadline"] = None if duty.due_on else duty.assigned
        found["period"] = before_deadline(duty)
    if duty.state == "assigned":
        found["not_accepted"] = duty.assigned
    if duty.state == "in_progress":
        found["no_progress"] = max(d for d in (duty.accepted or duty.assigned, duty.noted) if d)
    if duty.state == "answered":
        found["unconfirmed"] = duty.answered
    if working or duty.state == "answered":
        found["extension"] = duty.asked
    return {cause: day for cause, day in found.items() if day is not None}


def before_deadline(duty: Duty) -> date | None:
    """The last day of its period, where the report on it is due only afterwards."""
    key = duty.period
    if not key:
        return None
    year, _, rest = key.partition("-")
    if rest.startswith("W"):
        last = date.fromisocalendar(int(year), int(rest[1:]), 7)
    else:
        months = {"": 12, "Q": 3, "H": 6}
        sign = rest[:1] if rest[:1] in "QH" else ""
        month = int(rest[1:]) * months[sign] if sign else int(rest or 12)
        last = date(int(year), month, calendar.monthrange(int(year), month)[1])
    return last if duty.due_on is None or last < duty.due_on else None


def firings(book: Book, duty: Duty) -> list[Firing]:
    """Everything that the ladder in force ever says of it, up to now and a little further."""
    key = (duty, book.rules)
    if key not in _MEMO:
        if len(_MEMO) > 20000:
            _MEMO.clear()
        _MEMO[key] = list(_firings(book, duty))
    return _MEMO[key]


_MEMO: dict[tuple[Duty, int], list[Firing]] = {}


def _firings(book: Book, duty: Duty) -> Iterator[Firing]:
    return falling(book, ladder(book, duty), causes(duty), duty.unit)


def falling(
    book: Book, steps: Iterable[Step], begun_of: dict[str, date], in_hours_of: int | None
) -> Iterator[Firing]:
    horizon = book.today + timedelta(days=45)
    for name, cause, after, unit, every, to in steps:
        begun = begun_of.get(cause)
        if begun is None:
            continue
        named = begun
        for cycle in range(400 if every else 1):
            offset = after + cycle * every
            if unit == "working" and cycle:
                named = _walk(book, named, every, unit)  # on from the last one
            else:
                named = _walk(book, begun, offset, unit)
            day = named
            if day > horizon:
                break
            back = cause in ("deadline", "period") and after <= 0
            step = -1 if back and book.policies.get("remind_day_off", "before") == "before" else 1
            while not book.works(day):
                day += timedelta(days=step)
            reach = offset * ABOUT[unit]
            yield Firing(
                book.morning(day, in_hours_of), reach, f"{name}:{begun:%Y%m%d}:{cycle}", cause, tuple(to)
            )


def ladder(book: Book, duty: Duty) -> Iterable[Step]:
    """The newest of each class; the star before everything else."""
    newest = {row[1:3]: row for row in book.ladders}
    own = [row for row in newest.values() if not row[4] and _fits(row, duty)]
    if not own:
        return DEFAULT
    row = max(own, key=lambda row: ((row[2] is not None), (row[1] is not None)))
    return [_told(step) for step in json.loads(row[3])]


def _fits(row: Sequence[Any], duty: Duty) -> bool:
    return row[1] in (None, duty.due_on is not None) and row[2] in (None, duty.starred)


def _told(step: dict[str, Any]) -> Step:
    what = (step["cause"], step["after"], step["days"], step["every"])
    name = f"{what[0]}{what[1]:+d}{what[2][0]}" + (f"/{what[3]}" if what[3] else "")
    known = [default[0] for default in DEFAULT if default[1:5] == what]
    return (known[0] if known else name, *what, step["to"])


def _walk(book: Book, day: date, offset: int, unit: str) -> date:
    if unit == "calendar":
        return day + timedelta(days=offset)
    if unit == "months":
        years, month = divmod(day.month - 1 + offset, 12)
        last = calendar.monthrange(day.year + years, month + 1)[1]
        return date(day.year + years, month + 1, min(day.day, last))
    step = 1 if offset > 0 else -1
    while offset:
        day += timedelta(days=step)
        offset -= step * book.works(day)
    return day


def told_of(book: Book, duty: Duty, who: str) -> frozenset[int]:
    """Everybody at the first desk where somebody can be reached who may read it."""
    focal, leader = book.at(duty.unit, "focal_officer"), book.at(duty.unit, "agency_leader")
    heads = book.role("office_leader")
    chain = {
        "officer": [book.of(duty.officer), focal, leader],
        "focal_officer": [focal, leader],
        "agency_leader": [leader, focal],
        "specialist": [book.of(duty.specialist), book.of(duty.office_leader), heads],
        "office_leader": [book.of(duty.office_leader), heads],
        "committee_leader": [book.of(duty.committee_leader), book.role("committee_leader")],
    }[who]
    return next((found for desks in chain if (found := book.people(desks, duty))), frozenset())


def told_by(book: Book, duty: Duty, firing: Firing) -> frozenset[int]:
    return frozenset().union(*(told_of(book, duty, who) for who in firing.to))
