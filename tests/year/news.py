"""Who must have been told of what happened, said once more and independently of notify/recipients.

Between an event and its telling people come and go. Whoever was to be told all that while must have been;
whoever was at no moment of it must not."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.year.apart import behind, reads
from tests.year.apart_news import CHAINS, NEWS_APART, OF_FILE, OF_REQUEST
from tests.year.book import Book, Desk, Duty, local, rows

DOERS = ("officer", "focal")
OWN = (*DOERS, "leader")
MONITORS = ("specialist", "chief", "chair")
RULERS = ("administrators", "chiefs")
# event → (kind of news, to whom, must somebody hear it?)
NEWS: dict[str, list[tuple[str, tuple[str, ...], bool]]] = {
    "issued": [("assignment", ("focal",), True), ("change", MONITORS, False)],
    "period_created": [("assignment", ("focal",), True), ("change", MONITORS, False)],
    "accepted": [("progress", ("specialist",), False), ("by_clock", DOERS, False)],
    "returned": [("return", ("specialist",), True), ("change", ("chief",), False)],
    "handed_on": [("assignment", ("officer",), True), ("change", ("former",), False)],
    "taken_back": [("change", ("former",), False)],
    "progress_noted": [("progress", ("specialist", "focal"), False)],
    "answered": [("answer", ("specialist",), True), ("change", ("specialist", "focal", "leads"), False)],
    "confirmed": [
        ("decision", DOERS, False),
        ("change", ("leader",), False),
        ("by_clock", ("specialist",), False),
    ],
    "sent_back": [("return", DOERS, True), ("change", ("leader", "specialist"), False)],
    "extension_asked": [("answer", ("chair",), True), ("change", ("specialist",), False)],
    "extension_withdrawn": [("change", ("chair", "specialist"), False)],
    "extension_granted": [("decision", OWN, False), ("change", ("specialist",), False)],
    "extension_refused": [("decision", OWN, False), ("change", ("specialist",), False)],
    "objection_withdrawn": [("decision", DOERS, False)],
    "reassigned": [("decision", DOERS, False), ("change", ("specialist",), False)],
    "reissued": [("assignment", DOERS, True), ("change", ("leader",), False)],
    "withdrawn": [("decision", DOERS, False), ("change", ("specialist",), False)],
    "deadline_changed": [("change", (*OWN, "specialist"), False)],
    "deadline_recomputed": [("change", (*DOERS, "specialist"), False)],
    "suspended": [("change", (*OWN, "specialist", "coordinators"), False)],
    "resumed": [("change", (*OWN, "specialist", "coordinators"), False)],
    "cancelled": [("change", (*OWN, "specialist", "coordinators"), False)],
    "reopened": [("return", DOERS, True), ("change", ("leader", "specialist"), False)],
    "monitors_changed": [("assignment", ("new_monitor",), False)],
    "person_reactivated": [("desk", ("oneself",), False)],
    "post_given": [("desk", ("oneself",), False)],
    "post_ended": [("desk", ("oneself",), False)],
    "substitution_given": [("desk", ("oneself",), False)],
    "substitution_ended": [("desk", ("oneself",), False)],
    "calendar_changed": [("office", RULERS, False)],
    "policy_changed": [("office", RULERS, False)],
    "ladder_changed": [("office", RULERS, False)],
    "seen": [],
    "drafted": [],
    "unit_changed": [],
    "person_deactivated": [],
    **NEWS_APART,
}
MONITOR_OF = {
    "specialist": ("specialist", ("office_specialist", "division_head")),
    "chief": ("office_leader", ("office_leader",)),
    "chair": ("committee_leader", ("committee_leader",)),
}
NEXT_DESK = {
    "officer": "focal",
    "focal": "leader",
    "specialist": "chief",
    "chair": "chiefs",
    "chief": "chiefs",
    "unit_focal": "unit_leader",
    **CHAINS,
}


class Event(NamedTuple):
    id: int
    name: str
    duty: int | None
    task: int | None
    actor: int | None
    person: int | None
    before: dict[str, Any]
    after: dict[str, Any]
    unit: int | None
    file: int | None  # a submission

    @property
    def thing(self) -> str:
        """The submission or the request that it is about."""
        if self.file is not None:
            return f"s{self.file}"
        return f"c{self.after['coordination']}" if "coordination" in self.after else ""


def hears(kind: str, desk: Desk) -> bool:
    """By default the hum of progress reaches nobody but those of the Office who follow it."""
    return kind != "progress" or desk.role in ("office_specialist", "division_head", "records_clerk")


def letter_to(kind: str, role: str) -> bool:
    """By default leaders get no letters about what they need not do; nobody of the hum of the office."""
    quiet = {
        "answer": ("committee_leader", "office_leader"),
        "decision": ("committee_leader", "agency_leader", "office_leader"),
        "change": ("committee_leader", "agency_leader", "office_leader"),
    }
    return kind not in ("progress", "office") and role not in quiet.get(kind, ())


def audience(book: Book, event: Event) -> frozenset[int]:
    """Everybody who is told of it as things stand; administrators where something is asked of nobody."""
    if event.after.get("closed_by") and event.name == "extension_withdrawn":
        return frozenset()  # another event closed it, and that one is told
    told: set[int] = set()
    met: set[int] = {event.actor} if event.actor else set()
    for kind, words, must in NEWS[event.name]:
        if kind == "by_clock":
            if event.actor is not None:
                continue
            kind = "change"
        if "oneself" in words:
            if event.person in book.active and event.person not in met:
                told.add(event.person)
            continue
        for duty in _duties(book, event):
            reached = [desk for word in words for desk in _reading(book, event, duty, word)]
            word = words[-1]
            while must and not reached:
                word = NEXT_DESK.get(word, "")
                reached = _reading(book, event, duty, word) if word else book.role("administrator")
                if not word:
                    break
            for desk in reached:
                if desk.person not in met:
                    met.add(desk.person)
                    told |= {desk.person} if hears(kind, desk) else set()
    return frozenset(told)


def _duties(book: Book, event: Event) -> list[Duty | None]:
    if event.duty is not None:
        return [book.duties[event.duty]]
    if event.task is not None:
        living = [d for d in book.by_task[event.task] if d.state not in ("draft", "cancelled")]
        return list(living) or [None]
    return [None]


def _reading(book: Book, event: Event, duty: Duty | None, word: str) -> list[Desk]:
    desks = _behind(book, event, duty, word)
    if event.thing:
        return [desk for desk in desks if reads(book, desk, book.things[event.thing])]
    if event.task is None:
        return desks
    of_task = book.by_task[event.task]
    return [desk for desk in desks if any(book.reads(desk, each) for each in of_task)]


def _behind(book: Book, event: Event, duty: Duty | None, word: str) -> list[Desk]:
    if word == "administrators":
        return book.role("administrator")
    if word == "chiefs":
        return book.role("office_leader")
    if word == "new_monitor":
        changed = [p for p in MONITOR_OF.values() if event.after.get(p[0]) != event.before.get(p[0])]
        return [desk for place, roles in changed for desk in book.of(event.after.get(place), *roles)]
    if word == "sender":
        return book.of(event.person)
    if word in ("unit_focal", "unit_leader"):
        of_desk = ("focal_officer", "division_head") if word == "unit_focal" else ("agency_leader",)
        return book.at(event.unit or 0, *of_desk)
    if word in OF_FILE:
        return behind(book, book.things[event.thing], word)
    if word in OF_REQUEST:
        return behind(book, book.things[event.thing], OF_REQUEST[word])
    if word == "former_asked":
        request, former = book.things[event.thing], event.before.get("officer")
        return [] if former in (None, request.officer) else book.of(former)
    if duty is None:
        return []
    if word in MONITOR_OF:
        place, roles = MONITOR_OF[word]
        return book.of(getattr(duty, place), *roles)
    if word == "officer":
        return _officer(book, duty)
    if word == "former":
        former = event.before.get("officer")
        return [] if former in (None, duty.officer) else book.of(former)
    if word == "focal":
        return book.at(duty.unit, "focal_officer", "division_head")
    if word == "leader":
        return book.at(duty.unit, "agency_leader")
    lead = word == "leads"
    if duty.lead == lead:
        return []
    others = [
        d
        for d in book.by_task[duty.task]
        if d.id != duty.id and d.lead == lead and d.state not in ("draft", "cancelled")
    ]
    return [
        desk for other in others for desk in (*_officer(book, other), *book.at(other.unit, "focal_officer"))
    ]


def _officer(book: Book, duty: Duty) -> list[Desk]:
    if duty.officer is not None:
        return book.of(duty.officer)
    return (
        book.at(duty.division, "agency_officer", "division_head", "office_specialist")
        if duty.division
        else []
    )


@dataclass
class News:
    last: int = 0  # event
    checked: int = 0
    told: int = 0
    faults: list[str] = field(default_factory=list)
    _waiting: list[tuple[Event, list[Book]]] = field(default_factory=list)

    def observe(self, book: Book) -> None:
        """Things stand like this now: what has just happened may be told from now on."""
        found = rows(
            "SELECT id, name, assignment_id, task_id, actor_id, person_id, before, after, unit_id, "
            "submission_id FROM records_event WHERE id > %(last)s ORDER BY id",
            last=self.last,
        )
        for row in found:
            self._waiting.append((Event._make([*row[:6], _json(row[6]), _json(row[7]), *row[8:]]), []))
            self.last = row[0]
        for _, books in self._waiting:
            books.append(book)

    def check(self) -> None:
        """Everything has been told by now."""
        ids = [event.id for event, _ in self._waiting]
        told: dict[int, list[int]] = defaultdict(list)
        for event, person in rows(
            "SELECT event_id, person_id FROM records_notice WHERE event_id = ANY(%(ids)s)", ids=ids
        ):
            told[event].append(person)
        for event, books in self._waiting:
            self.checked += 1
            audiences = [audience(book, event) for book in books]
            if event.name == "deadline_recomputed":
                self._added_up(event, books, audiences)
                continue
            self.told += len(told[event.id])
            self._compare(event, books[-1], told[event.id], audiences)
        self._waiting = []

    def _compare(
        self, event: Event, book: Book, told: Sequence[int], audiences: Sequence[frozenset[int]]
    ) -> None:
        must, may = frozenset.intersection(*audiences), frozenset.union(*audiences)
        what = f"{local(book.now):%d/%m/%Y %H:%M}: event {event.id} {event.name}"
        if len(told) != len(set(told)):
            self.faults.append(f"{what}: told twice to one of {sorted(told)}")
        if lost := must - set(told):
            self.faults.append(f"{what}: not told to {sorted(lost)}")
        if more := set(told) - may:
            self.faults.append(f"{what}: told to {sorted(more)}, who are not concerned")

    def _added_up(self, event: Event, books: Sequence[Book], audiences: Sequence[frozenset[int]]) -> None:
        """Deadlines that a day off moved stand in one notice a day, perhaps beside an earlier move of it."""
        assert event.duty is not None
        book = books[-1]
        code = book.duties[event.duty].code
        said = rows(
            "SELECT person_id FROM records_notice WHERE key LIKE %(day)s AND data @> %(said)s::jsonb",
            day=f"recomputed:{book.today:%Y%m%d}%",
            said=json.dumps({"rows": [{"code": code}]}),
        )
        if lost := frozenset.intersection(*audiences) - {row[0] for row in said}:
            what = f"{local(book.now):%d/%m/%Y %H:%M}: event {event.id} {event.name} {code}"
            self.faults.append(f"{what}: not told to {sorted(lost)}")


def _json(said: Any) -> dict[str, Any]:
    return json.loads(said) if isinstance(said, str) else said
