"""Who must have been reminded of what: written for the test alone.

What has to be told is what fell due after it could be known (`known`) and that nobody has looked at yet
(`looked`). After a time without workers each person is told once of each cause, by its newest step. What a
deed or a new rule puts on a moment that has passed may be told or not, on that day; never twice."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from tests.year.book import Book, Duty, local, rows
from tests.year.ladder import Firing, firings, told_by


class Said(NamedTuple):
    """A row of records_reminder."""

    id: int
    duty: int
    key: str
    cause: str
    person: int
    nobody_left: bool
    late: bool
    made: datetime
    waited: bool  # an older step, taken before his hours had begun, was never told by itself


@dataclass
class Model:
    looked: dict[int, datetime] = field(default_factory=dict)  # until when everything of a duty has been told
    since: dict[int, date] = field(default_factory=dict)  # of what fell before nothing is told any more
    known: dict[tuple[int, str, datetime], datetime] = field(default_factory=dict)
    told: set[tuple[int, str, int]] = field(default_factory=set)
    last: int = 0  # reminder
    faults: list[str] = field(default_factory=list)
    count: int = 0
    late: int = 0

    def observe(self, book: Book) -> None:
        """Note what is going to fall due as things stand now, and since when that is so."""
        now_known: dict[tuple[int, str, datetime], datetime] = {}
        for duty in book.duties.values():
            self.looked.setdefault(duty.id, book.now)
            for firing in firings(book, duty):
                key = (duty.id, firing.key, firing.moment)
                now_known[key] = self.known.get(key, book.now)
        self.known = now_known

    def check(self, books: Sequence[Book]) -> None:
        """`books`: how things stood one after the other since the last look; workers were there, undisturbed,
        at the end."""
        book = books[-1]
        self.observe(book)
        found = self._new()
        self.count += len(found)
        allowed = self._allowed(books)
        told: dict[tuple[int, str, int], list[Said]] = defaultdict(list)
        for said in found:
            told[said.duty, said.cause, said.person].append(said)
            self._may(books, said, allowed)
        for (duty, cause, person), several in told.items():
            if len(several) > 1:
                self.wrong(
                    book, f"{book.duties[duty].code} {cause}: {len(several)} to person {person} at once"
                )
        self._must(book, told)
        for each in book.duties.values():
            if book.is_open(each.unit):
                self.looked[each.id] = max(self.looked[each.id], book.now)
                self.since[each.id] = book.today
        self.told |= {(said.duty, said.key, said.person) for said in found}

    def wrong(self, book: Book, what: str) -> None:
        self.faults.append(f"{local(book.now):%d/%m/%Y %H:%M}: {what}")

    def _new(self) -> list[Said]:
        found = rows(
            "SELECT id, assignment_id, key, cause, person_id, nobody_left, is_late, made_at, "
            "EXISTS (SELECT FROM records_reminder o WHERE o.assignment_id = r.assignment_id "
            "AND o.person_id = r.person_id AND o.dropped = 'newer' AND o.made_at < r.made_at) "
            "FROM records_reminder r WHERE id > %(last)s AND assignment_id IS NOT NULL ORDER BY id",
            last=self.last,
        )
        self.last = max([self.last, *(row[0] for row in found)])
        return [Said(*row) for row in found]

    def _allowed(self, books: Sequence[Book]) -> dict[tuple[int, str], list[tuple[Book, Firing]]]:
        found: dict[tuple[int, str], list[tuple[Book, Firing]]] = defaultdict(list)
        for book in books:
            for duty in book.duties.values():
                for firing in firings(book, duty):
                    if firing.moment <= books[-1].now and self._recent(duty, firing):
                        found[duty.id, firing.key].append((book, firing))
        return found

    def _may(
        self, books: Sequence[Book], said: Said, allowed: dict[tuple[int, str], list[tuple[Book, Firing]]]
    ) -> None:
        book, duty = books[-1], books[-1].duties[said.duty]
        what = f"{duty.code} {said.key} to person {said.person}"
        if not any(then.is_open(duty.unit) for then in books):
            self.wrong(book, f"{what}: outside the hours")
        if said.made != book.now:
            self.wrong(book, f"{what}: made at {said.made}")
        if (said.duty, said.key, said.person) in self.told:
            self.wrong(book, f"{what}: told before")
        reasons = allowed.get((said.duty, said.key), [])
        if not reasons:
            self.wrong(book, f"{what}: nothing of the kind falls due ({duty.state}, due {duty.due_on})")
        elif said.nobody_left:
            if all(told_by(then, then.duties[duty.id], firing) for then, firing in reasons):
                self.wrong(book, f"{what}: said that nobody is left")
        elif not any(said.person in told_by(then, then.duties[duty.id], firing) for then, firing in reasons):
            self.wrong(book, f"{what}: he is not to be told")
        if not said.nobody_left and not any(
            then.anybody_reads(said.person, then.duties[duty.id]) for then, _ in reasons
        ):
            self.wrong(book, f"{what}: he may not read it")

    def _must(self, book: Book, told: dict[tuple[int, str, int], list[Said]]) -> None:
        for duty in book.duties.values():
            if not book.is_open(duty.unit):
                continue
            due = [f for f in sorted(firings(book, duty)) if f.moment <= book.now]
            fresh = [f for f in due if f.moment > self.looked[duty.id] and self._was_known(duty, f)]
            recent = [f for f in due if self._recent(duty, f)]
            for cause in {firing.cause for firing in fresh}:
                own = [f for f in fresh if f.cause == cause]
                others = [f for f in recent if f.cause == cause]
                self._must_of(book, duty, cause, own, others, told)

    def _recent(self, duty: Duty, firing: Firing) -> bool:
        return local(firing.moment).date() >= self.since.get(duty.id, date.min)

    def _was_known(self, duty: Duty, firing: Firing) -> bool:
        return self.known[duty.id, firing.key, firing.moment] < firing.moment

    def _must_of(
        self,
        book: Book,
        duty: Duty,
        cause: str,
        fresh: list[Firing],
        recent: list[Firing],
        told: dict[tuple[int, str, int], list[Said]],
    ) -> None:
        people: dict[int, list[Firing]] = defaultdict(list)
        for firing in fresh:
            for person in told_by(book, duty, firing):
                people[person].append(firing)
        if not people and not any(told_by(book, duty, firing) for firing in recent):
            people = {desk.person: fresh for desk in book.role("administrator")}
        for person, own in people.items():
            newest = own[-1]
            concerned = [f for f in recent if person in told_by(book, duty, f)] or own
            # of two that reach equally far either
            fitting = {f.key for f in concerned if f[:2] >= newest[:2]} | {newest.key}
            said = told.get((duty.id, cause, person), [])
            if not said:
                if not any((duty.id, key, person) in self.told for key in fitting):
                    self.wrong(book, f"{duty.code}: person {person} was not told of {newest.key}")
                continue
            if said[0].key not in fitting:
                self.wrong(book, f"{duty.code}: person {person} was told {said[0].key}, not {newest.key}")
            self.late += said[0].late
            must_be_late = local(own[0].moment).date() < book.today
            may_be_late = any(local(f.moment).date() < book.today for f in [*own, *concerned])
            if (must_be_late and not said[0].late) or (
                said[0].late and not may_be_late and not said[0].waited
            ):
                self.wrong(book, f"{duty.code} {said[0].key} to {person}: late is said to be {said[0].late}")
