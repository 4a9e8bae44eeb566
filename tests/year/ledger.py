"""Every letter that was taken by the mail server, against what had to be written."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nhacviec.rules.words_notices import GROUPS
from tests.year.apart import anybody_reads
from tests.year.book import Book, local, rows
from tests.year.ladder import causes
from tests.year.news import letter_to
from tests.year.post import Post, Taken

MOST_ATTEMPTS = 8  # what fails so often is parked and shown to the administrators
_REMINDING = {words.upper() for words in GROUPS.values()}


@dataclass
class Ledger:
    post: Post
    faults: list[str] = field(default_factory=list)
    _seen: int = 0  # of post.taken
    _copies: Counter[str] = field(default_factory=Counter)
    _dropped: set[int] = field(default_factory=set)  # deliveries that were looked at

    def check(self, books: Sequence[Book]) -> None:
        """What was taken since the last look; `books` as things stood meanwhile."""
        people: dict[str, int] = dict(rows("SELECT email, id FROM records_person"))
        fresh = self.post.taken[self._seen :]
        self._seen += len(fresh)
        for letter in fresh:
            self._copies[letter.message_id] += 1
            self._read(letter, people[letter.to], books)
        self._look_at_dropped(books)
        self._look_at_folded(books[-1])

    def _read(self, letter: Taken, person: int, books: Sequence[Book]) -> None:
        own = [book for book in books if book.now == letter.at] or list(books)
        if not any(book.reaches(person) for book in own):
            self._wrong(letter.at, f"letter to {letter.to} outside the hours")
        if not letter.sections:
            self._wrong(letter.at, f"letter to {letter.to} says nothing: {letter.subject}")
        by_code = {duty.code: duty for duty in own[-1].duties.values()}
        for code in letter.codes:
            if thing := own[-1].things.get(code):
                if not any(anybody_reads(book, person, book.things.get(code, thing)) for book in own):
                    self._wrong(letter.at, f"letter to {letter.to} names {code}, which he may not read")
                continue
            duty = by_code.get(code)
            if duty is None:
                continue  # a task, not a duty: whose news it is was checked with the event
            task = [d.id for d in own[-1].by_task[duty.task]]
            if not any(book.anybody_reads(person, book.duties[pk]) for book in own for pk in task):
                self._wrong(letter.at, f"letter to {letter.to} names {code}, which he may not read")

    def _look_at_dropped(self, books: Sequence[Book]) -> None:
        """A letter is not written only if nothing of it is left to say."""
        found = rows(
            "SELECT d.id, d.person_id, n.id, n.task_id, n.data ? 'groups', CASE "
            "WHEN n.data ? 'submission' THEN 's' || (n.data ->> 'submission') "
            "WHEN n.data ? 'coordination' THEN 'c' || (n.data ->> 'coordination') ELSE '' END "
            "FROM records_delivery d "
            "JOIN records_delivery_notices m ON m.delivery_id = d.id "
            "JOIN records_notice n ON n.id = m.notice_id "
            "WHERE d.state = 'dropped' AND d.id <> ALL(%(seen)s) ORDER BY d.id",
            seen=sorted(self._dropped),
        )
        self._dropped |= {row[0] for row in found}
        for delivery, person, notice, task, is_reminder, thing in found:
            if any(self._nothing_left(book, person, notice, task, is_reminder, thing) for book in books):
                continue
            self._wrong(
                books[-1].now, f"delivery {delivery} to person {person} was dropped, notice {notice} holds"
            )

    def _nothing_left(
        self, book: Book, person: int, notice: int, task: int | None, is_reminder: bool, thing: str
    ) -> bool:
        if person not in book.active:
            return True
        if not is_reminder:
            if thing:
                return not anybody_reads(book, person, book.things[thing])
            held = any(desk.person == person for desk in book.desks)
            if task is None:
                return not held
            return not any(book.anybody_reads(person, duty) for duty in book.by_task[task])
        return not self._true_of(book, person, notice)

    def _true_of(self, book: Book, person: int, notice: int) -> list[str]:
        """Codes of what a morning's notice still has to say by letter."""
        found = []
        for duty_id, named, cause, key, nobody in rows(
            "SELECT assignment_id, CASE WHEN submission_id IS NULL THEN 'c' || coordination_id "
            "ELSE 's' || submission_id END, cause, key, nobody_left FROM records_reminder "
            "WHERE notice_id = %(notice)s AND 'email' = ANY(channels)",
            notice=notice,
        ):
            thing = book.things.get(named or "")
            duty = book.duties.get(duty_id)
            begun = (thing.causes if thing else causes(duty) if duty else {}).get(cause)
            counted = key.rsplit(":", 2)[1]
            if begun is None or f"{begun:%Y%m%d}" != counted:
                continue
            if thing and (nobody or anybody_reads(book, person, thing)):
                found.append(thing.key)
            elif duty and (nobody or book.anybody_reads(person, duty)):
                found.append(duty.code)
        return found

    def _look_at_folded(self, book: Book) -> None:
        now = book.now
        for reminder, unit in rows(
            "SELECT r.id, p.unit_id FROM records_reminder r JOIN records_post p ON p.id = r.post_id "
            "WHERE r.notice_id IS NULL AND r.dropped = ''"
        ):
            if book.is_open(unit):  # else it waits for his hours
                self._wrong(now, f"reminder {reminder} is in no notice")
        for notice, person, unit in rows(
            "SELECT n.id, n.person_id, p.unit_id FROM records_notice n "
            "JOIN records_post p ON p.id = n.post_id WHERE n.created_at = %(now)s AND n.data ? 'groups'",
            now=now,
        ):
            if not book.is_open(unit):
                self._wrong(now, f"notice {notice} to person {person} outside his hours")
        for notice, thing in rows(
            "SELECT notice_id, min(key) FROM records_reminder "
            "WHERE notice_id IS NOT NULL AND NOT nobody_left AND assignment_id IS NULL "
            "GROUP BY notice_id, submission_id, coordination_id, cause, made_at HAVING count(*) > 1"
        ):
            self._wrong(now, f"notice {notice} says {thing} twice")
        for notice, count, linked in rows(
            "SELECT n.id, n.count, count(r.id) FROM records_notice n "
            "JOIN records_reminder r ON r.notice_id = n.id "
            "GROUP BY n.id HAVING n.count <> count(r.id) "
            "OR n.count <> (SELECT sum(v::int) FROM jsonb_each_text(n.data -> 'groups') AS g (k, v)) "
            "OR bool_or(r.person_id <> n.person_id)"
        ):
            self._wrong(now, f"notice {notice} says {count}, its list has {linked}")

    # --- at the end of the year
    def close(self, now: datetime) -> dict[str, Any]:
        """Everything that had to go has gone, or is known not to; what came twice."""
        ids = Counter(letter.message_id for letter in self.post.taken)
        doubts: dict[str, int] = {}
        given_up: list[str] = []
        for message_id, state, address, doubt, answer, attempts in rows(
            "SELECT message_id, state, address, doubts, answer, attempts FROM records_delivery "
            "WHERE channel = 'email'"
        ):
            doubts[message_id] = doubts.get(message_id, 0) + doubt
            if state == "sent" and message_id not in ids:
                self._wrong(now, f"{message_id} to {address} is said to be sent, and nobody has it")
            elif state == "given_up" and attempts >= MOST_ATTEMPTS:
                given_up.append(message_id)
            elif state == "given_up" and address not in self.post.refused:
                self._wrong(now, f"{message_id} to {address} was given up: {answer}")
            elif state not in ("sent", "dropped", "given_up"):
                self._wrong(now, f"{message_id} to {address} is still {state}")
        self._every_notice_has_its_letter(now)
        self._nothing_said_twice(now)
        unheard: defaultdict[str, int] = defaultdict(int)
        for letter in self.post.taken:
            unheard[letter.message_id] += not letter.answered
        twice = {pk: count for pk, count in ids.items() if count > 1}
        for message_id, count in twice.items():
            if count - 1 > doubts.get(message_id, 0):
                self._wrong(now, f"{message_id} came {count} times, and nobody doubted it")
        return {
            "letters": len(ids),
            "given_up_after_many_tries": given_up,
            "twice_server_silent": sorted(pk for pk, count in twice.items() if unheard[pk] >= count - 1),
            "twice_worker_died": sorted(pk for pk, count in twice.items() if unheard[pk] < count - 1),
        }

    def _every_notice_has_its_letter(self, now: datetime) -> None:
        for notice, kind, role, event, letters, wanted in rows(
            "SELECT n.id, n.kind, p.role, n.event_id, "
            "(SELECT count(*) FROM records_delivery_notices m WHERE m.notice_id = n.id), "
            "(SELECT count(*) FROM records_reminder r "
            " WHERE r.notice_id = n.id AND 'email' = ANY(r.channels)) "
            "FROM records_notice n LEFT JOIN records_post p ON p.id = n.post_id "
            "WHERE n.key NOT LIKE 'check:%%'"
        ):
            must = letter_to(kind, role) if event else wanted > 0
            if must and not letters:
                self._wrong(now, f"notice {notice} ({kind}) was to go by letter and did not")
            if event and letters > 1:
                self._wrong(now, f"notice {notice} ({kind}) stands in {letters} letters")

    def _nothing_said_twice(self, now: datetime) -> None:
        """One line of a letter for each reminder, not two in letters of different names."""
        said: Counter[tuple[str, str]] = Counter()
        counted: set[str] = set()
        for letter in self.post.taken:
            if letter.message_id in counted:
                continue
            counted.add(letter.message_id)
            for head, codes in letter.sections.items():
                if head in _REMINDING:
                    said.update((letter.to, code) for code in codes)
        due: dict[tuple[str, str], int] = {
            (email, code): count
            for email, code, count in rows(
                "SELECT w.email, coalesce(a.code, 's' || r.submission_id, 'c' || r.coordination_id), "
                "count(*) FROM records_reminder r JOIN records_person w ON w.id = r.person_id "
                "LEFT JOIN records_assignment a ON a.id = r.assignment_id "
                "WHERE r.dropped = '' AND NOT r.nobody_left GROUP BY 1, 2"
            )
        }
        for (to, code), count in said.items():
            if count > due.get((to, code), 0):
                self._wrong(now, f"{to} read of {code} {count} times for {due.get((to, code), 0)} reminders")

    def _wrong(self, now: datetime, what: str) -> None:
        self.faults.append(f"{local(now):%d/%m/%Y %H:%M}: {what}")
