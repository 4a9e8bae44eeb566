"""One run: load, start the server, sign in, drive, report, clean up."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from nhacviec.actions import tallying
from nhacviec.actions.month_ends import write_month_ends
from nhacviec.management.bench import files, memory, modules, report, superiors
from nhacviec.management.bench.browser import Browser
from nhacviec.management.bench.clock import run as clock
from nhacviec.management.bench.deeds import writing
from nhacviec.management.bench.loading import load
from nhacviec.management.bench.module_workloads import of_modules, of_the_office
from nhacviec.management.bench.province import PASSWORD
from nhacviec.management.bench.scene import Scene
from nhacviec.management.bench.scratch import CLOCK, connect, database_url, scratch
from nhacviec.management.bench.server import running
from nhacviec.management.bench.timing import TIMES, measure
from nhacviec.management.bench.workloads import Workload, reading, shell
from nhacviec.rules.timeliness import local_date

SECONDS = 4.0


@dataclass(frozen=True)
class Wish:
    """What is asked for. `only`: names of workloads (part of the name is enough); none means all."""

    tasks: int
    only: tuple[str, ...] = ()
    use: str = ""
    keep: bool = False
    times: int = TIMES
    seconds: float = SECONDS


def run(wish: Wish, *, say: Callable[[str], None]) -> dict[str, Any]:
    """The report as it is printed with --json. Whatever happens, what was started is ended."""
    found: dict[str, Any] = {"workloads": [], "files": [], "clock": []}
    by_clock = clock.chosen(wish.only)
    if wish.use:
        is_clock = wish.use.endswith(CLOCK)
    else:
        is_clock = bool(wish.only) and all(clock.chosen((name,)) for name in wish.only)
    if not is_clock:
        found |= _pages(wish, say)
    if by_clock and (is_clock or not wish.use):
        found |= _clock(wish, by_clock, say)
    return {"tasks": wish.tasks, "machine": report.machine(), "commit": report.commit()} | found


def _pages(wish: Wish, say: Callable[[str], None]) -> dict[str, Any]:
    with scratch(use=wish.use, keep=wish.keep or bool(wish.use)) as is_new:
        return _loaded(wish, is_new, say, is_open=False) | _drive(wish, say)


def _clock(wish: Wish, names: list[str], say: Callable[[str], None]) -> dict[str, Any]:
    """In a database of its own, in which everything is still open."""
    with scratch(use=wish.use, keep=wish.keep or bool(wish.use), ending=CLOCK) as is_new:
        loaded = _loaded(wish, is_new, say, is_open=True)
        with tempfile.TemporaryDirectory(prefix="nhacviec-bench-") as folder:
            environment = {"DATABASE_URL": database_url(), "NHACVIEC_FILES": folder}
            lines = clock.drive(names, environment, say)
    return {f"clock_{name}": value for name, value in loaded.items()} | {"clock": lines}


def _loaded(wish: Wish, is_new: bool, say: Callable[[str], None], *, is_open: bool) -> dict[str, Any]:
    name, began = settings.DATABASES["default"]["NAME"], time.monotonic()
    say(name)
    stages = None
    if is_new:
        stages = load(wish.tasks, say=say, is_open=is_open)
    else:  # kept by an older program, maybe
        call_command("migrate", verbosity=0, interactive=False)
        tallying.fold(now=timezone.now())
        with closing(connect(autocommit=True)) as db:
            if not modules.are_there(db):
                modules.add_modules(db, tasks=wish.tasks, today=local_date(timezone.now()))
            if not superiors.are_there(db):
                superiors.add_superiors(db)
                tallying.fold(now=timezone.now())
            db.execute("VACUUM ANALYZE")  # after migrations that wrote rows; a new one is vacuumed too
        write_month_ends(today=local_date(timezone.now()))
    seconds = round(time.monotonic() - began, 1) if is_new else None
    return {"database": name, "load_s": seconds, "load_stages_s": stages}


def _drive(wish: Wish, say: Callable[[str], None]) -> dict[str, Any]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="nhacviec-bench-"))
        environment = {"DATABASE_URL": database_url(), "NHACVIEC_FILES": folder}
        db = stack.enter_context(closing(connect(autocommit=True)))
        scene = Scene.read(db, local_date(timezone.now()))
        server = stack.enter_context(running("web", environment=environment))
        # As in an office: the worker folds the tallies each minute while people work.
        worker = stack.enter_context(running("worker", environment=environment))
        browsers = {part: Browser(server.port) for part in scene.people}
        for part, username in scene.people.items():
            stack.callback(browsers[part].close)
            browsers[part].sign_in(username, PASSWORD)
        lines = []
        for workload in _chosen(
            [*reading(scene), *of_modules(scene), *of_the_office(scene), *writing(scene)], wish.only
        ):
            line = measure(
                workload,
                shell(workload.who),
                browsers[workload.who],
                db,
                times=wish.times,
                seconds=wish.seconds,
            )
            lines.append(line.as_json())
            say(f"{line.name}: {line.p50_ms} ms, {line.ratio} ×, {line.rps_8}/s, {line.queries} câu truy vấn")
        after = memory.mebibytes(server.processes())
        written = files.write_files(
            db, browsers["leader"], worker, tasks=wish.tasks, environment=environment, only=wish.only
        )
        for file in written:
            say(f"{file['name']}: {file['seconds']} s, {file['peak_rss_mib']} MiB")
        worker_after = memory.mebibytes(worker.processes())
    found = {
        "workloads": lines,
        "files": written,
        "web_start_s": round(server.start_seconds, 2),
        "web_memory_after_mib": after,
        "worker_memory_after_mib": worker_after,
    }
    if not wish.only:
        say("bộ nhớ khi nghỉ")
        found["memory_at_rest_mib"] = memory.at_rest()
    return found


def _chosen(workloads: list[Workload], only: tuple[str, ...]) -> Iterator[Workload]:
    found = [w for w in workloads if not only or any(name in w.name for name in only)]
    if not found and not any(name in size for size in files.SIZES for name in only):
        names = ", ".join([*(w.name for w in workloads), *files.SIZES, *clock.WORKLOADS])
        raise CommandError(f"--only: không có phép đo nào tên như vậy; các phép đo: {names}")
    return iter(found)
