"""How long it takes: one client, fifty times; then eight clients at once, for a while."""

import threading
import time
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

import psycopg

from nhacviec.management.bench.browser import Browser, InProcess
from nhacviec.management.bench.workloads import Workload

TIMES = 50
WARM = 60  # a server that runs: each of its ten connections has planned what it is asked
CLIENTS = 8


@dataclass(frozen=True)
class Figures:
    """One line of the report; milliseconds, requests a second, bytes of one answer."""

    name: str
    p50_ms: float
    p95_ms: float
    rps_8: float
    floor_ms: float
    shell_ms: float
    ratio: float
    queries: int
    bytes: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def alone(
    workload: Workload, shell: Workload, browser: Browser, *, times: int
) -> tuple[list[float], list[float], int]:
    """Milliseconds of each time, sorted; those of the empty page; the bytes of one answer.

    The two in turns: whatever else the machine does meanwhile weighs on both alike."""
    browser.close()  # a server hangs up on who was silent; the next request connects again
    warm = _warm(workload)
    for _ in range(warm):
        workload.once(browser)
        shell.once(browser)
    done, empty = [], []
    for _ in range(min(times, max(1, workload.most // 2 - warm))):
        empty.append(shell.once(browser).seconds * 1000)
        done.append(workload.once(browser))
    return sorted(one.seconds * 1000 for one in done), sorted(empty), done[0].size


def _warm(workload: Workload) -> int:
    return min(WARM, max(0, workload.most // 4))


def together(workload: Workload, port: int, cookies: dict[str, str], *, seconds: float, most: int) -> float:
    """Requests a second with eight clients; stops earlier when there is nothing left to do."""
    done, lock = [0], threading.Lock()
    wrong: list[Exception] = []
    until = time.monotonic() + seconds

    def client() -> None:
        browser = Browser(port, cookies)
        try:
            while time.monotonic() < until and not wrong:
                with lock:
                    if done[0] >= most:
                        return
                    done[0] += 1
                workload.once(browser)
        except Exception as error:
            wrong.append(error)
        finally:
            browser.close()

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
    return done[0] * workload.requests / (time.monotonic() - began)


def measure(
    workload: Workload,
    shell: Workload,
    browser: Browser,
    db: psycopg.Connection[Any],
    *,
    times: int,
    seconds: float,
) -> Figures:
    """Everything of one workload within one minute: the floor, the shell, alone, together, its queries."""
    counting = InProcess(browser.cookies)
    workload.once(counting)  # fills what a process keeps
    counting.queries = 0
    workload.once(counting)
    floor = workload.floor.milliseconds(db)
    taken, shells, size = alone(workload, shell, browser, times=times)
    left = workload.most - len(taken) - _warm(workload) - 2
    rps = together(workload, browser.port, browser.cookies, seconds=seconds, most=left)
    p50, shell_ms = median(taken), median(shells) * workload.requests
    return Figures(
        name=workload.name,
        p50_ms=round(p50, 2),
        p95_ms=round(taken[min(len(taken) - 1, int(len(taken) * 0.95))], 2),
        rps_8=round(rps, 1),
        floor_ms=round(floor, 2),
        shell_ms=round(shell_ms, 2),
        ratio=round(p50 / (floor + shell_ms), 2),
        queries=counting.queries,
        bytes=size,
    )
