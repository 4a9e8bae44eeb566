"""Three real workers: killed, restarted, and the jobs of their queue."""

import multiprocessing
import time
from collections.abc import Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from django.db import close_old_connections, connection
from django.db.utils import Error as DatabaseError
from procrastinate.contrib.django import app

WORKERS = 3
PATIENCE = 90.0  # seconds for a job, a restart of the database on the way included
ASK_AGAIN = 5.0  # as the next minute would
_DONE = "SELECT status::text FROM procrastinate_jobs WHERE id = %s"
# Waiting, or in the hand of a worker that lives.
_IN_HAND = """
SELECT max(id) FROM procrastinate_jobs
WHERE id > %s AND (status = 'todo' OR (status = 'doing' AND worker_id <> ALL(%s)))
"""
GRACE = 8.0  # after which nobody comes back to what he did when the database went away


class Stuck(AssertionError):
    """The workers did not do what was asked of them."""


class Crew:
    def __init__(self, clock: Path, log: Path) -> None:
        self._folder = clock.parent
        self._dead: list[int] = []  # numbers in the queue
        self._over = 0  # jobs up to this one are of before the last crash of the database
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["tests.year.worker"])
        self._arguments = (str(clock), str(log))
        self._workers: list[ForkServerProcess] = []
        self.killed = self.ended = self._asked = 0
        self.longest_wait = 0.0

    def start(self) -> None:
        self._workers = [self._hire() for _ in range(WORKERS)]

    def kill(self, number: int) -> None:
        """As by `kill -9`; somebody else (tend) notices and starts another."""
        self._workers[number].kill()
        self._workers[number].join()
        self.killed += 1
        self._bury(self._workers[number])
        self._workers[number] = self._hire()

    def tend(self) -> None:
        """Start again what has ended by itself, as `serve` and systemd do."""
        for number, worker in enumerate(self._workers):
            if worker.exitcode is not None:
                self.ended += 1
                self._bury(worker)
                self._workers[number] = self._hire()

    def stop(self) -> None:
        for worker in self._workers:
            worker.kill()
            worker.join()

    def _bury(self, worker: ForkServerProcess) -> None:
        said = self._folder / f"worker-{worker.pid}"
        if said.exists():
            self._dead.append(int(said.read_text()))

    def rest(self, *, after_crash: bool = False) -> None:
        """Until nobody has anything in hand: only then the clock may jump."""
        began = time.monotonic()
        while (last := self._in_hand()) is not None:
            waited = time.monotonic() - began
            if after_crash and waited > GRACE:
                self._over = last
                return
            if waited > PATIENCE:
                raise Stuck("jobs are neither done nor given back")
            self.tend()
            time.sleep(0.01)

    def _in_hand(self) -> int | None:
        try:
            with connection.cursor() as cursor:
                cursor.execute(_IN_HAND, [self._over, self._dead])
                return cursor.fetchone()[0]
        except DatabaseError:
            close_old_connections()
            return 0

    def _hire(self) -> ForkServerProcess:
        from tests.year.worker import work

        worker = self._context.Process(target=work, args=self._arguments, daemon=True)
        worker.start()
        return worker

    def ask(self, names: Sequence[str]) -> list[int]:
        """Put these jobs into the queue beside those that are there, so that several do the same; the ids."""
        return [self._ask(name) for name in names]

    def _ask(self, name: str) -> int:
        self._asked += 1
        job: int = app.configure_task(name, queueing_lock=f"year-{self._asked}").defer(timestamp=0)
        return job

    def have_done(self, *names: str) -> None:
        """A job of each name is done from beginning to end by workers whom nobody disturbs."""
        began = asked = time.monotonic()
        waiting = {name: self.ask([name]) for name in names}
        while waiting:
            for name, jobs in list(waiting.items()):
                said = {job: _status_of(job) for job in jobs}
                if {None, "succeeded"} & set(said.values()):  # None: done, and removed since
                    del waiting[name]
                else:
                    waiting[name] = [job for job in jobs if said[job] not in ("failed", "aborted")]
            now = time.monotonic()
            if now - began > PATIENCE:
                raise Stuck(f"{sorted(waiting)} not done within {PATIENCE:.0f} seconds")
            for name, jobs in waiting.items():
                if not jobs or now - asked > ASK_AGAIN:
                    self.tend()
                    jobs += self.ask([name])
            asked = now if now - asked > ASK_AGAIN else asked
            time.sleep(0.005)
        self.longest_wait = max(self.longest_wait, time.monotonic() - began)


def _status_of(job: int) -> str | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(_DONE, [job])
            row = cursor.fetchone()
            return row[0] if row else None
    except DatabaseError:
        close_old_connections()
        return "doing"
