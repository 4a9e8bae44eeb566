"""The tasks of the benchmark: the same ones for the same number, day and seed.

The distribution is the one that other systems were measured with: issue dates uniform over one year (over
eight beyond 100,000 tasks) up to today; 80 % have a deadline 5 to 60 days after; 70 % are done, 20 % of those
with a deadline late; of the 30 % open ones 25 % are overdue and the others were extended where their deadline
had passed; agencies have Zipf-like shares (weight 1 / rank ** 0.8).
"""

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from nhacviec.management.bench import texts

SEED = 20180629
AGENCIES = 250
PEOPLE_EACH = 12
ONE_YEAR_UP_TO = 100_000
RARE_EVERY = 33_331  # one task in so many speaks of something rare
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Work:
    """One task with its document and its one duty. `agency`, `officer` and `author` count from 0."""

    number: int
    symbol: str
    subject: str
    content: str
    topic: int
    issued_on: date
    minute: int  # of the day on which it was issued
    original_due_on: date | None
    due_on: date | None
    done_on: date | None
    done_minute: int
    confirm_days: int  # after the answer
    agency: int
    officer: int  # among the people of the agency
    author: int  # among the specialists
    is_late: bool
    is_overdue: bool
    code: str = ""  # given when it is entered
    term: int = 0  # working days, of a deadline that is a term

    @property
    def is_extended(self) -> bool:
        return self.due_on != self.original_due_on


def first_day(count: int, today: date) -> date:
    years = 1 if count <= ONE_YEAR_UP_TO else 8
    return date(today.year - years, today.month, min(today.day, 28)) + _DAY


def works(count: int, *, today: date) -> Iterator[Work]:
    """`count` tasks, one after the other: nothing is kept."""
    r = random.Random(SEED)
    shares = list(accumulate(1 / rank**0.8 for rank in range(1, AGENCIES + 1)))
    begin = first_day(count, today)
    days = (today - begin).days + 1
    for number in range(1, count + 1):
        agency = min(bisect(shares, r.random() * shares[-1]), AGENCIES - 1)
        topic = r.randrange(len(texts.TOPICS))
        subject, body = _subject(r, topic), _body(r)
        if number % RARE_EVERY == 7:
            body = f"{texts.RARE} {body}"
        issued, original, due, done, late, overdue = _fate(r, begin + _DAY * r.randrange(days), today)
        yield Work(
            number=number,
            symbol=f"{r.randrange(1, 20000)}/UBND-{r.choice(texts.SERIES)}",
            subject=subject,
            content=f"{subject}. {body}",
            topic=topic,
            minute=r.randrange(7 * 60, 17 * 60),
            done_minute=r.randrange(8 * 60, 17 * 60),
            confirm_days=r.randrange(3),
            agency=agency,
            officer=r.randrange(1, PEOPLE_EACH),
            author=r.randrange(PEOPLE_EACH),
            issued_on=issued,
            original_due_on=original,
            due_on=due,
            done_on=done,
            is_late=late,
            is_overdue=overdue,
        )


_Fate = tuple[date, date | None, date | None, date | None, bool, bool]


def _fate(r: random.Random, issued: date, today: date) -> _Fate:
    """Day of issue, first and last deadline, day of the answer, whether late, whether overdue."""
    due = issued + _DAY * r.randrange(5, 61) if r.random() < 0.8 else None
    original, done, late, overdue = due, None, False, False
    if r.random() < 0.7:
        if due and r.random() < 0.2:
            late, done = True, due + _DAY * r.randrange(1, 31)
        elif due:
            done = issued + _DAY * r.randrange(1, (due - issued).days + 1)
        else:
            done = issued + _DAY * r.randrange(1, 61)
        if done > today:  # nothing is done in the future
            done = today
            if late and due and due >= today:
                due = today - _DAY
                issued = min(issued, due - _DAY * 5)
        original = due
    elif r.random() < 0.25:
        overdue = True
        due = due or issued + _DAY * r.randrange(5, 61)
        if due >= today:
            due = today - _DAY * r.randrange(1, 30)
            if due - issued < _DAY * 5:
                issued = due - _DAY * r.randrange(5, 61)
        original = due
    elif due and due < today:
        due = today + _DAY * r.randrange(61)
    return issued, original, due, done, late, overdue


def _subject(r: random.Random, topic: int) -> str:
    pieces = [f"{r.choice(texts.VERBS)} {texts.TOPICS[topic]} tại {r.choice(texts.PLACES)}"]
    if r.random() < 0.5:
        pieces.append(f"theo Kết luận số {r.randrange(1, 1000)}-KL/TU")
    if r.random() < 0.2:
        pieces.append(f"năm {r.randrange(2018, 2027)}")
    return " ".join(pieces)


def _body(r: random.Random) -> str:
    """200 to 800 characters of sentences, the last one cut at a word."""
    wanted, pieces, length = r.randrange(200, 801), [], 0
    while length < wanted:
        pieces.append(_sentence(r))
        length += len(pieces[-1]) + 1
    over = length - 1 - wanted
    if over > 0:
        pieces[-1] = pieces[-1][: len(pieces[-1]) - over].rpartition(" ")[0]
    return " ".join(pieces).rstrip()


def _sentence(r: random.Random) -> str:
    if r.random() > 0.15:
        return r.choice(texts.SENTENCES)
    number, series = r.randrange(1, 20000), r.choice(texts.SERIES)
    about = f"{r.choice(texts.TOPICS)} tại {r.choice(texts.PLACES)}"
    return f"Thực hiện văn bản số {number}/UBND-{series} về {about}."
