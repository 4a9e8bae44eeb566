"""The tasks themselves, written by two processes at once: each makes and copies its own portions of them."""

import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

import psycopg
from django.core.management.base import CommandError

from nhacviec.management.bench.clock.open_works import open_works
from nhacviec.management.bench.lines import ASSIGNMENT, DOCUMENT, TASK, Lines, Province
from nhacviec.management.bench.works import Work, works
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.working_days import Calendar

PORTION = 5_000
HANDS = 2


@dataclass(frozen=True)
class Order:
    """What is to be written where; the same for every process."""

    count: int
    province: Province
    now: datetime
    connection: dict[str, Any]  # of psycopg.connect
    calendar: Calendar | None = None  # given where nothing has been answered: terms end by it

    def works(self) -> Iterator[Work]:
        today = local_date(self.now)
        if self.calendar is None:
            return works(self.count, today=today)
        return open_works(self.count, today=today, calendar=self.calendar)


def copy_all(order: Order, *, say: Callable[[str], None]) -> None:
    """This process makes one share, another process the other."""
    # Not forked: this process has threads of its own. It ends with this one, whatever happens.
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=copy_share, args=(order, n), daemon=True) for n in range(1, HANDS)]
    for other in others:
        other.start()
    try:
        copy_share(order, 0, say=say)
        for other in others:
            other.join()
            if other.exitcode:
                raise CommandError(f"Tiến trình nạp dữ liệu đã dừng (mã {other.exitcode})")
    finally:
        for other in others:
            other.terminate()
            other.join()


def copy_share(order: Order, share: int, *, say: Callable[[str], None] | None = None) -> None:
    """Every so-manieth portion; all of them are invented, for each hangs on those before it."""
    lines = Lines(order.province, order.now)
    with psycopg.connect(**order.connection, autocommit=True) as db:
        db.execute("SET synchronous_commit = off")
        for number, portion in enumerate(_portions(order, lines)):
            if number % HANDS == share:
                _copy(db, lines, portion)
                if say and (number + HANDS) % (100_000 // PORTION) < HANDS:
                    say(f"{portion[-1].number:,} nhiệm vụ".replace(",", "."))
        if share == 0:
            years = list(lines.numbers.items())
            db.cursor().executemany("INSERT INTO records_tasknumber (year, last) VALUES (%s, %s)", years)


def _portions(order: Order, lines: Lines) -> Iterator[list[Work]]:
    invented = order.works()
    while portion := list(islice(invented, PORTION)):
        for work in portion:
            lines.number(work)
        yield portion


def _copy(db: psycopg.Connection[Any], lines: Lines, portion: list[Work]) -> None:
    for table, columns, line in (
        ("records_document", DOCUMENT, lines.document),
        ("records_task", TASK, lines.task),
        ("records_assignment", ASSIGNMENT, lines.assignment),
    ):
        with db.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            copy.write("".join(map(line, portion)))
