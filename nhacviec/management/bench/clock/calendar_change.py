"""A day becomes a holiday on the calendar's page: the deadlines that move, and a page asked meanwhile."""

import re
import threading
import time
from urllib.parse import urlencode

from django.core.management.base import CommandError
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from nhacviec.actions.reminder_plan import fingerprint_at
from nhacviec.management.bench.browser import Browser, Request
from nhacviec.management.bench.clock.measured import Line, Meter, database_processes
from nhacviec.management.bench.clock.open_works import day_that_moves_them
from nhacviec.management.bench.memory import peak_mebibytes
from nhacviec.management.bench.scene import Scene
from nhacviec.management.bench.server import Server
from nhacviec.queries.calendar import load_calendar
from nhacviec.records.models import CalendarMove, Event, ReminderPlan
from nhacviec.rules.events import EventName

PATIENCE = 1800
QUIET_SECONDS = 3.0
BETWEEN_PAGES = 0.25  # as a hundred people do who each look at one in half a minute
_PRINT = re.compile(rb'name="dau" value="([0-9a-f]+)"')


def change(scene: Scene, browsers: dict[str, Browser], worker: Server) -> Line:
    """`seconds`: from agreeing until the last deadline with its history, standing and next reminder is right;
    `all_s`: until the tasks' own days have followed and all plans are looked through. `page_p95_ms`: of the
    list of overdue work, asked again and again meanwhile, `page_quiet_ms` before."""
    leader, page = browsers["leader"], _Page(browsers["focal"], scene.agency)
    quiet = page.asked_for(QUIET_SECONDS)
    path, form = reverse("calendar.create"), _form(scene)
    shown = leader.must(Request(f"{path}?{urlencode(form | {'xem': '1'})}"))
    mark = _PRINT.search(shown.body)
    if mark is None:
        raise CommandError(f"{path}: không có bản xem trước")
    before, database, own = _recomputed(), Meter(database_processes), Meter(worker.processes)
    began = time.monotonic()
    with page:
        agreed = leader.must(Request(path, form | {"dau": mark.group(1).decode()}, status=302))
        _wait_for_deadlines(worker)
        seconds = time.monotonic() - began
        cpu, database_cpu = own.seconds(), database.seconds()
        _wait_for_the_rest(worker)
        everything = time.monotonic() - began
    moved = _recomputed() - before
    if not moved:  # refused, since deadlines still follow an earlier change
        raise CommandError("calendar_change: không thời hạn nào được tính lại")
    return {
        "rows": moved,
        "seconds": round(seconds, 2),
        "all_s": round(everything, 2),
        "preview_s": round(shown.seconds, 2),
        "agree_s": round(agreed.seconds, 2),
        "per_second": round(moved / seconds, 1),
        "cpu_s": cpu,
        "database_cpu_s": database_cpu,
        "peak_rss_mib": round(max((peak_mebibytes(p) for p in worker.processes()), default=0), 1),
        "page_p95_ms": _p95(page.taken),
        "page_max_ms": round(max(page.taken, default=0), 1),
        "page_quiet_ms": _p95(quiet),
        "pages": len(page.taken),
    }


def _form(scene: Scene) -> dict[str, str]:
    day = day_that_moves_them(scene.today, load_calendar())
    return {
        "day": f"{day:%d/%m/%Y}",
        "kind": "holiday",
        "name": "Ngày nghỉ",
        "decision": "1/QĐ",
        "is_confirmed": "on",
    }


class _Page:
    """The list of an agency's overdue duties, asked by its officers four times a second; in milliseconds."""

    def __init__(self, browser: Browser, unit: int) -> None:
        self._browser = browser
        self._request = Request(f"{reverse('assignments.index')}?don-vi={unit}&thoi-han=overdue")
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._ask, daemon=True)
        self._wrong: list[Exception] = []
        self.taken: list[float] = []

    def asked_for(self, seconds: float) -> list[float]:
        self._browser.close()
        until, taken = time.monotonic() + seconds, []
        while time.monotonic() < until:
            taken.append(self._browser.must(self._request).seconds * 1000)
        return taken

    def __enter__(self) -> "_Page":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join()
        if self._wrong and error[0] is None:
            raise self._wrong[0]

    def _ask(self) -> None:
        try:
            while not self._ended.wait(BETWEEN_PAGES):
                self.taken.append(self._browser.must(self._request).seconds * 1000)
        except Exception as error:
            self._wrong.append(error)


def _wait_for_deadlines(worker: Server) -> None:
    while CalendarMove.objects.filter(done_at=None, moved__lt=F("count")).exists():
        _rest(worker)


def _recomputed() -> int:
    return Event.objects.filter(name=EventName.DEADLINE_RECOMPUTED).count()


def _wait_for_the_rest(worker: Server) -> None:
    while CalendarMove.objects.filter(done_at=None).exists():
        _rest(worker)
    right = ReminderPlan.objects.exclude(done_at=None)
    while not right.filter(fingerprint=fingerprint_at(timezone.now())).exists():
        _rest(worker)


def _rest(worker: Server) -> None:
    if worker.process.poll() is not None:
        raise CommandError("calendar_change: tiến trình làm việc nền đã dừng")
    time.sleep(0.1)


def _p95(taken: list[float]) -> float:
    ordered = sorted(taken)
    return round(ordered[int(len(ordered) * 0.95)], 1) if ordered else 0.0
