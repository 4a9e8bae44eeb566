"""Eight people answer as fast as they can: how long until those concerned are told in the notice centre."""

import threading
import time
from contextlib import closing

from django.core.management.base import CommandError

from nhacviec.management.bench.browser import Browser
from nhacviec.management.bench.clock.measured import Line
from nhacviec.management.bench.deeds import answering
from nhacviec.management.bench.floors import Floor
from nhacviec.management.bench.scene import Scene
from nhacviec.management.bench.scratch import connect
from nhacviec.management.bench.timing import together
from nhacviec.management.bench.workloads import Workload
from nhacviec.rules.events import EventName

SECONDS, PATIENCE = 20.0, 60.0
_LOOK = 0.02
_LINES = """
SELECT e.id, EXISTS (SELECT 1 FROM records_notice AS n WHERE n.event_id = e.id AND NOT n.is_hidden)
FROM records_event AS e WHERE e.id > %s AND e.name = %s
"""


def answer_and_wait(scene: Scene, browser: Browser) -> Line:
    """`p50_ms`, `p99_ms`, `max_ms`: from the moment another connection sees an answer until it sees the
    first notice of it, looked at every 20 ms. `lost`: nobody was told of it within a minute."""
    once, most = answering(scene)
    workload = Workload("answer", "focal", once, Floor([]), most=most)
    with _Watch() as watch:
        began = time.monotonic()
        together(workload, browser.port, browser.cookies, seconds=SECONDS, most=most)
        seconds = time.monotonic() - began
    if not watch.said:
        raise CommandError("notices_under_load: không có câu trả lời nào")
    waited = sorted(watch.told[line] - moment for line, moment in watch.said.items() if line in watch.told)
    return {
        "rows": len(watch.said),
        "seconds": round(seconds, 2),
        "lost": len(watch.said) - len(waited),
        "p50_ms": _part(waited, 0.5),
        "p99_ms": _part(waited, 0.99),
        "max_ms": _part(waited, 1.0),
    }


class _Watch:
    """When each answer, and the first notice of it, was first seen."""

    def __init__(self) -> None:
        self.said: dict[int, float] = {}
        self.told: dict[int, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        with closing(connect(autocommit=True)) as db:
            row = db.execute("SELECT coalesce(max(id), 0) FROM records_event").fetchone()
        self._since = row[0] if row else 0

    def __enter__(self) -> "_Watch":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        until = float("inf")
        with closing(connect(autocommit=True)) as db:
            while time.monotonic() < until:
                if self._over.is_set():
                    until = min(until, time.monotonic() + PATIENCE)
                now, left = time.monotonic(), False
                for line, is_told in db.execute(_LINES, [self._since, EventName.ANSWERED]).fetchall():
                    self.said.setdefault(line, now)
                    if is_told:
                        self.told.setdefault(line, now)
                    left = left or not is_told
                if self._over.is_set() and not left:
                    return
                time.sleep(_LOOK)


def _part(waited: list[float], part: float) -> float:
    """Milliseconds."""
    return round(waited[min(len(waited) - 1, int(len(waited) * part))] * 1000, 1) if waited else 0.0
