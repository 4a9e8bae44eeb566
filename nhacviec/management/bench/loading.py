"""A million tasks in minutes: COPY in portions, what follows from them in SQL, memory flat."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from django.core.management import call_command
from django.utils import timezone

from nhacviec.actions import tallying
from nhacviec.actions.month_ends import write_month_ends
from nhacviec.management.bench import derived
from nhacviec.management.bench.bare_tables import lay_bare, wake_triggers
from nhacviec.management.bench.copying import Order, copy_all
from nhacviec.management.bench.hands import together
from nhacviec.management.bench.modules import add_modules
from nhacviec.management.bench.province import build
from nhacviec.management.bench.scratch import connect, parameters
from nhacviec.management.bench.superiors import add_superiors
from nhacviec.management.bench.works import first_day
from nhacviec.queries.calendar import load_calendar
from nhacviec.rules.timeliness import local_date

TABLES = (
    "records_document",
    "records_task",
    "records_assignment",
    "records_extension",
    "records_answer",
    "records_progressnote",
    "records_standing",
    "records_event",
)
Say = Callable[[str], None]
Stages = dict[str, float]


def load(count: int, *, say: Say, is_open: bool = False) -> Stages:
    """Fill the empty database that Django talks to with `count` tasks up to today; seconds of each stage.

    `is_open`: nothing of it has been answered."""
    now = timezone.now()
    took: Stages = {}

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        took[name] = round(time.monotonic() - began, 1)
        say(f"{name}: {took[name]} s")

    with stage("tables"):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("calendar_seed", if_empty=True, verbosity=0, stdout=io.StringIO())
    with stage("people"):
        province = build(day=first_day(count, local_date(now)))
    with closing(connect(autocommit=True)) as db:
        later = lay_bare(db, TABLES)
        with stage("copy"):
            calendar = load_calendar() if is_open else None
            copy_all(Order(count, province, now, parameters(), calendar), say=say)
        for name, statements in derived.WAVES:
            with stage(name):
                together(statements)
        derived.long_history(db)
        wake_triggers(db, TABLES)
        with stage("indexes"):
            together(later.indexes)
        with stage("foreign_keys"):
            for statement in later.links:
                db.execute(statement)
            together(later.checks)
        derived.renumber(db, TABLES)
        if not is_open:
            with stage("modules"):
                add_modules(db, tasks=count, today=local_date(now))
                add_superiors(db)
    with stage("tallies"):
        tallying.rebuild(now=now)
        write_month_ends(today=local_date(now))
    with stage("vacuum"):
        together(["VACUUM"])
    with stage("analyze"):
        together([f"ANALYZE {table}" for table in TABLES] + ["ANALYZE"])
    return took
