"""Who must have been reminded of which submission and of which request: written for the test alone.

As with duties (tests/year/model), but of all that falls due together everybody hears by the newest step that
names him, whatever its cause; and steps fall in the hours of the province."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from tests.year.apart import Thing, direct, instead, may_be_told, told_by
from tests.year.book import Book, local, rows
from tests.year.ladder import Firing, falling

_NEW = """
SELECT id, CASE WHEN submission_id IS NULL THEN 'c' || coordination_id ELSE 's' || submission_id END, key,
  person_id, nobody_left, is_late, made_at,
  EXISTS (SELECT FROM records_reminder o WHERE o.person_id = r.person_id AND o.dropped = 'newer'
    AND o.made_at < r.made_at
    AND (o.submission_id = r.submission_id OR o.coordination_id = r.coordination_id))
FROM records_reminder r WHERE id > %(last)s AND assignment_id IS NULL ORDER BY id
"""


class Said(NamedTuple):
    id: int
    thing: str
    key: str
    person: int
    nobody_left: bool
    late: bool
    made: datetime
    waited: bool  # an older step, taken before his hours had begun, was never told by itself


@dataclass
class ApartModel:
    looked: dict[str, datetime] = field(default_factory=dict)  # until when everything of it has been told
    since: dict[str, date] = field(default_factory=dict)
    known: dict[tuple[str, str, datetime], datetime] = field(default_factory=dict)
    told: set[tuple[str, str, int]] = field(default_factory=set)
    last: int = 0  # reminder
    faults: list[str] = field(default_factory=list)
    count: int = 0
    late: int = 0
    _memo: dict[tuple[Thing, int], list[Firing]] = field(default_factory=dict)

    def firings(self, book: Book, thing: Thing) -> list[Firing]:
        key = (thing, book.rules)
        if key not in self._memo:
            self._memo[key] = sorted(falling(book, thing.ladder, thing.causes, None))
        return self._memo[key]

    def observe(self, book: Book) -> None:
        now_known: dict[tuple[str, str, datetime], datetime] = {}
        for key, thing in book.things.items():
            self.looked.setdefault(key, book.now)
            for firing in self.firings(book, thing):
                name = (key, firing.key, firing.moment)
                now_known[name] = self.known.get(name, book.now)
        self.known = now_known

    def check(self, books: Sequence[Book]) -> None:
        book = books[-1]
        self.observe(book)
        found = [Said(*row) for row in rows(_NEW, last=self.last)]
        self.last = max([self.last, *(said.id for said in found)])
        self.count += len(found)
        told: dict[tuple[str, int], list[Said]] = defaultdict(list)
        for said in found:
            told[said.thing, said.person].append(said)
            self._may(books, said)
        self.told |= {(said.thing, said.key, said.person) for said in found}
        if book.is_open():
            for key, thing in book.things.items():
                self._must(books, thing, told)
                self.looked[key] = max(self.looked[key], book.now)
                self.since[key] = book.today
        for several in told.values():
            self.late += any(said.late for said in several)

    def wrong(self, book: Book, what: str) -> None:
        self.faults.append(f"{local(book.now):%d/%m/%Y %H:%M}: {what}")

    def _recent(self, key: str, firing: Firing) -> bool:
        return local(firing.moment).date() >= self.since.get(key, date.min)

    def _may(self, books: Sequence[Book], said: Said) -> None:
        book, what = books[-1], f"{said.thing} {said.key} to person {said.person}"
        if not any(then.is_open() for then in books):
            self.wrong(book, f"{what}: outside the hours")
        if (said.thing, said.key, said.person) in self.told:
            self.wrong(book, f"{what}: told before")
        reasons = [
            (then, then.things[said.thing], firing)
            for then in books
            if said.thing in then.things
            for firing in self.firings(then, then.things[said.thing])
            if firing.key == said.key and firing.moment <= book.now and self._recent(said.thing, firing)
        ]
        if not reasons:
            self.wrong(book, f"{what}: nothing of the kind falls due ({book.things[said.thing]})")
        elif said.nobody_left:
            if all(_somebody(then, thing, firing.to) for then, thing, firing in reasons):
                self.wrong(book, f"{what}: said that nobody is left")
        # his desk may have changed between the step and its telling
        elif not any(
            said.person in may_be_told(late, thing, firing.to)
            for _, thing, firing in reasons
            for late in books
        ):
            self.wrong(book, f"{what}: he is not to be told")

    def _must(self, books: Sequence[Book], thing: Thing, told: dict[tuple[str, int], list[Said]]) -> None:
        book, key = books[-1], thing.key
        due = [f for f in self.firings(book, thing) if f.moment <= book.now]
        fresh = [
            f for f in due if f.moment > self.looked[key] and self.known[key, f.key, f.moment] < f.moment
        ]
        recent = [f for f in due if self._recent(key, f)]
        people: dict[int, list[Firing]] = defaultdict(list)
        for firing in fresh:
            for person in told_by(book, thing, firing.to):
                if all(person in told_by(b, b.things.get(key, thing), firing.to) for b in books):
                    people[person].append(firing)
        if fresh and not people and not any(who == key for who, _ in told) and not self._heard(key, fresh):
            self.wrong(book, f"{key}: nobody at all was told of {fresh[-1].key}")
        for person, own in people.items():
            newest = own[-1]
            concerned = [f for f in recent if person in told_by(book, thing, f.to)]
            fitting = {f.key for f in concerned if f[:2] >= newest[:2]} | {newest.key}
            said = told.get((key, person), [])
            if not fitting & {one.key for one in said}:
                if not any((key, each, person) in self.told for each in fitting):
                    heard = [one.key for one in said]
                    self.wrong(book, f"{key}: person {person} was not told of {newest.key}, but of {heard}")
                continue
            is_late = any(one.late for one in said)
            must_be_late = local(own[0].moment).date() < book.today
            may_be_late = any(one.waited for one in said) or any(
                local(f.moment).date() < book.today for f in [*own, *concerned]
            )
            if (must_be_late and not is_late) or (is_late and not may_be_late):
                self.wrong(book, f"{key} {said[0].key} to {person}: late is said to be {is_late}")

    def _heard(self, key: str, fresh: Sequence[Firing]) -> bool:
        keys = {firing.key for firing in fresh}
        return any(thing == key and each in keys for thing, each, _ in self.told)


def _somebody(book: Book, thing: Thing, to: Sequence[str]) -> bool:
    """Everybody named, or whoever stands in for them, is there."""
    return all(direct(book, thing, who) or instead(book, thing, who) for who in to)
