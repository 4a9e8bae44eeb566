"""The tasks of the clock's benchmark: those of `works`, but nobody has answered any of them.

The first 100,000 have a term of working days that has begun and ends after the next week, so that one day
off moves them all; the others are as the open ones of a province: a fifth undated, a quarter overdue.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from nhacviec.management.bench.works import SEED, Work, works
from nhacviec.rules.calendar_edits import term_end
from nhacviec.rules.policies import effective
from nhacviec.rules.working_days import Calendar

MOVED = 100_000
_DAY = timedelta(days=1)


def open_works(count: int, *, today: date, calendar: Calendar, moved: int = MOVED) -> Iterator[Work]:
    """`count` tasks, one after the other, the first `moved` with a term: nothing is kept."""
    r, ends = random.Random(SEED), _Ends(calendar)
    for work in works(count, today=today):
        work.done_on, work.is_late, work.is_overdue = None, False, False
        if work.number <= moved:
            work.issued_on = today - _DAY * r.randrange(1, 15)
            work.term = r.randrange(20, 41)
            work.due_on = ends.of(work.term, work.issued_on)
        elif work.due_on is not None:
            work.is_overdue = r.random() < 0.25
            work.due_on = today + _DAY * (-r.randrange(1, 31) if work.is_overdue else r.randrange(61))
            work.issued_on = min(work.issued_on, work.due_on - _DAY * 5)
        work.original_due_on = work.due_on
        yield work


def day_that_moves_them(today: date, calendar: Calendar) -> date:
    """A working day inside each of these terms."""
    return calendar.add_working(today, 2)


class _Ends:
    """The same terms again and again: each is read once."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._found: dict[tuple[int, date], date] = {}

    def of(self, days: int, start: date) -> date:
        if (days, start) not in self._found:
            policies = effective([], on=start)
            end = term_end(term_text(days), start=start, calendar=self._calendar, policies=policies)
            assert end is not None
            self._found[days, start] = end
        return self._found[days, start]


def term_text(days: int) -> str:
    return f"{days} ngày làm việc"
