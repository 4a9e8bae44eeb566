"""Statements done by several connections at once: one processor each."""

import queue
import threading
from collections.abc import Iterable
from contextlib import closing

import psycopg

from nhacviec.management.bench.scratch import connect

SETTINGS = (
    "SET synchronous_commit = off",
    "SET maintenance_work_mem = '512MB'",
    "SET work_mem = '256MB'",
    "SET max_parallel_maintenance_workers = 1",
)
HANDS = 2


def together(statements: Iterable[str]) -> None:
    """All of them, each in a transaction of its own, in no particular order; the first error is raised."""
    left: queue.SimpleQueue[str] = queue.SimpleQueue()
    for statement in statements:
        left.put(statement)
    wrong: list[BaseException] = []
    connections: list[psycopg.Connection] = []

    def work(db: psycopg.Connection) -> None:
        try:
            with closing(db):
                for setting in SETTINGS:
                    db.execute(setting)
                while not wrong:
                    db.execute(left.get_nowait())
        except queue.Empty:
            return
        except psycopg.Error as error:
            wrong.append(error)

    connections = [connect(autocommit=True) for _ in range(HANDS)]
    threads = [threading.Thread(target=work, args=[db], daemon=True) for db in connections]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
