"""Submissions and requests to coordinate as they stand: what reminds of them, who hears, who may read. Plain
rules, written for the test; nothing of queries, actions or rules is asked."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tests.year.book import Book, Desk

SEE_ALL = (
    "records_clerk", "office_specialist", "division_head", "office_leader", "committee_leader", "inspector"
)  # fmt: skip
HOLDERS = ["handler", "division_head"]
DESK = ["officer", "focal_officer"]
Step = tuple[str, str, int, str, int, list[str]]
# name, cause, after, unit of counting, every, to whom
SUBMISSION: list[Step] = [
    ("submission-3", "deadline", -3, "calendar", 0, HOLDERS),
    ("submission-0", "deadline", 0, "calendar", 0, HOLDERS),
    ("submission+1", "deadline", 1, "calendar", 0, HOLDERS),
    ("submission-late", "deadline", 5, "working", 5, HOLDERS),
    ("submission-up", "deadline", 3, "working", 10, ["division_head", "office_leader", "leader_in_charge"]),
    ("submission-chair", "deadline", 10, "working", 20, ["committee_leader"]),
    ("submission-idle", "not_accepted", 1, "working", 2, HOLDERS),
    ("submission-back", "no_progress", 5, "working", 10, ["submitter"]),
]
UPWARD: list[Step] = [
    ("upward-0", "deadline", 0, "calendar", 0, HOLDERS),
    ("upward-late", "deadline", 10, "working", 10, HOLDERS),
    ("upward-up", "deadline", 5, "working", 20, ["office_leader", "leader_in_charge"]),
    ("upward-decision", "no_progress", 20, "working", 20, HOLDERS),
]
REQUEST: list[Step] = [
    ("coordination-1", "deadline", -1, "calendar", 0, DESK),
    ("coordination-0", "deadline", 0, "calendar", 0, DESK),
    ("coordination+1", "deadline", 1, "calendar", 0, DESK),
    ("coordination-late", "deadline", 5, "working", 5, DESK),
    ("coordination-up", "deadline", 3, "working", 10, [*DESK, "agency_leader", "asker", "specialist"]),
    ("coordination-office", "deadline", 10, "working", 10, ["office_leader"]),
    ("coordination-chair", "deadline", 20, "working", 20, ["committee_leader"]),
    ("coordination-unseen", "not_accepted", 2, "working", 0, DESK),
]
RUNNING = ("arrived", "appraisal", "consultation", "decision")
MONITORS = {
    "specialist": ("specialist", ("office_specialist", "division_head")),
    "office_leader": ("office_leader", ("office_leader",)),
    "committee_leader": ("committee_leader", ("committee_leader",)),
}
# Where nobody is left, the next desk; behind the last one the administrators.
NEXT = {
    "handler": "division_head",
    "division_head": "heads",
    "leader_in_charge": "heads",
    "officer": "focal_officer",
    "focal_officer": "agency_leader",
    "specialist": "office_leader",
    "counter": "heads",
}
NEXT_OF_REQUEST = NEXT | {"office_leader": "heads", "committee_leader": "chairs"}


class File(NamedTuple):
    id: int
    upward: bool
    unit: int
    stop: str
    since: date
    due_on: date | None
    division: int | None
    officer: int | None
    leader: int | None

    @property
    def key(self) -> str:
        return f"s{self.id}"

    @property
    def ladder(self) -> list[Step]:
        return UPWARD if self.upward else SUBMISSION

    @property
    def causes(self) -> dict[str, date]:
        waits = ("sent",) if self.upward else RUNNING
        found = {"deadline": self.due_on} if self.stop in waits else {}
        if self.stop == "arrived":
            found["not_accepted"] = self.since
        if self.stop in ("supplement", "opinion"):
            found["no_progress"] = self.since
        return {cause: day for cause, day in found.items() if day}


class Request(NamedTuple):
    id: int
    duty: int
    asking: int
    unit: int
    state: str
    asked_on: date
    due_on: date
    asker: int
    officer: int | None

    @property
    def key(self) -> str:
        return f"c{self.id}"

    @property
    def ladder(self) -> list[Step]:
        return REQUEST

    @property
    def causes(self) -> dict[str, date]:
        found = {"deadline": self.due_on} if self.state in ("asked", "seen") else {}
        return found | ({"not_accepted": self.asked_on} if self.state == "asked" else {})


Thing = File | Request
FILES = """
SELECT id, direction = 'upward', unit_id, stop, stop_since, due_on, division_id, officer_id, leader_id
FROM records_submission
"""
REQUESTS = """
SELECT id, assignment_id, asking_unit_id, unit_id, state, asked_on, due_on, asked_by_id, officer_id
FROM records_coordination
"""


def things(files: Sequence[Any], requests: Sequence[Any]) -> dict[str, Thing]:
    found: list[Thing] = [*(File._make(row) for row in files), *(Request._make(row) for row in requests)]
    return {thing.key: thing for thing in found}


def reads(book: "Book", desk: "Desk", thing: Thing) -> bool:
    """May whoever sits there read of it, as his own business?"""
    if desk.role in SEE_ALL:
        return True
    if isinstance(thing, File):
        own = not thing.upward and book.same_agency(desk.unit, thing.unit)
        return own and desk.role in ("focal_officer", "agency_leader")
    if desk.role in ("focal_officer", "agency_leader"):
        return any(book.same_agency(desk.unit, unit) for unit in (thing.unit, thing.asking))
    if desk.role != "agency_officer":
        return False
    duty = book.duties[thing.duty]
    if thing.officer == desk.owner and book.same_agency(desk.unit, thing.unit):
        return True
    handed = duty.officer == desk.owner or duty.division == desk.unit
    return handed and book.same_agency(desk.unit, duty.unit)


def anybody_reads(book: "Book", person: int, thing: Thing) -> bool:
    return any(desk.person == person and reads(book, desk, thing) for desk in book.desks)


def behind(book: "Book", thing: Thing, who: str) -> list["Desk"]:
    """Who sits behind a word of a ladder, or of the news; whether they may read is not asked."""
    if who in ("heads", "chairs"):
        return book.role("office_leader" if who == "heads" else "committee_leader")
    if isinstance(thing, Request):
        return list(_of_request(book, thing, who))
    return _of_file(book, thing, who)


def _of_file(book: "Book", file: File, who: str) -> list["Desk"]:
    if who == "counter":
        return book.role("records_clerk")
    if who == "division_head":
        return book.at(file.division or 0, "division_head")
    if who == "leader_in_charge":
        return book.of(file.leader) if file.leader else []
    if who == "office_leader":
        return book.role("office_leader")
    if who == "committee_leader":
        own = book.of(file.leader, "committee_leader") if file.leader else []
        return own or book.role("committee_leader")
    if who == "submitter":
        return book.at(file.unit, "focal_officer", "agency_leader")
    assert who == "handler", who
    if file.stop == "decision":
        return book.of(file.leader) if file.leader else []
    if file.officer:
        return book.of(file.officer)
    if file.division:
        return book.at(file.division, "agency_officer", "division_head", "office_specialist")
    return book.role("records_clerk")


def _of_request(book: "Book", request: Request, who: str) -> Iterator["Desk"]:
    duty = book.duties[request.duty]
    if who == "officer":
        yield from book.of(request.officer) if request.officer else []
    elif who == "focal_officer":
        yield from book.at(request.unit, "focal_officer", "division_head")
    elif who == "agency_leader":
        yield from book.at(request.unit, "agency_leader")
    elif who == "asker":
        yield from book.of(request.asker)
        yield from book.at(duty.unit, "focal_officer", "division_head")
    elif who == "asker_alone":
        yield from book.of(request.asker)
    elif who in MONITORS:
        place, roles = MONITORS[who]
        yield from book.of(getattr(duty, place), *roles)


def direct(book: "Book", thing: Thing, who: str) -> frozenset[int]:
    return frozenset(desk.person for desk in behind(book, thing, who) if reads(book, desk, thing))


def instead(book: "Book", thing: Thing, who: str) -> frozenset[int]:
    """Who hears where nobody behind this word is left; empty: the administrators."""
    after = NEXT_OF_REQUEST if isinstance(thing, Request) else NEXT
    while (who := after.get(who, "")) != "":
        if found := direct(book, thing, who):
            return found
    return frozenset()


def told_by(book: "Book", thing: Thing, to: Iterable[str]) -> frozenset[int]:
    return frozenset().union(*(direct(book, thing, who) for who in to))


def may_be_told(book: "Book", thing: Thing, to: Sequence[str]) -> frozenset[int]:
    """Also who stands in for a word behind which nobody is left."""
    alone = [who for who in to if not direct(book, thing, who)]
    return told_by(book, thing, to).union(*(instead(book, thing, who) for who in alone))
