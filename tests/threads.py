"""Several people at once: each on a thread and a database connection of his own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Start all deeds at the same moment; what each returned, or the exception it raised."""
    barrier = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            return deed()
        except Exception as error:  # the outcome of a lost race is what these tests look at
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def errors_in(results: Sequence[Any]) -> list[Exception]:
    return [result for result in results if isinstance(result, Exception)]
