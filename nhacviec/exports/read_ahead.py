"""The rows of a long file are read in a thread while those before them are written.

The database works meanwhile, and finds the rows as they are fetched: outside a transaction its cursor would
have to find all of them before the first is told."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from queue import Full, Queue
from typing import Any

from django.db import connection, transaction

_AT_ONCE, _MOST_AHEAD = 500, 6  # rows of a portion; portions that wait to be written
_LOOK_SECONDS = 0.2
Rows = Iterable[Any]


@contextmanager
def reading_ahead() -> Iterator[Callable[[Rows], Rows]]:
    """Gives a function from rows to the same rows, read ahead. However it ends, no thread is left."""
    readers: list[_Reader] = []

    def ahead(rows: Rows) -> Rows:
        if connection.in_atomic_block:
            return rows  # nobody else sees what this transaction sees
        readers.append(_Reader(rows))
        return readers[-1]

    try:
        yield ahead
    finally:
        for reader in readers:
            reader.end()


class _Reader:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        # a portion, None at the end, or what went wrong
        self._waiting: Queue[list[Any] | BaseException | None] = Queue(_MOST_AHEAD)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._read, name="read-ahead", daemon=True)

    def __iter__(self) -> Iterator[Any]:
        self._thread.start()
        while (portion := self._waiting.get()) is not None:
            if isinstance(portion, BaseException):
                raise portion
            yield from portion

    def end(self) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _read(self) -> None:
        try:
            with transaction.atomic():
                _all_are_wanted()
                rows = iter(self._rows)
                while portion := list(islice(rows, _AT_ONCE)):
                    if not self._put(portion):
                        return
            self._put(None)
        except BaseException as error:
            self._put(error)
        finally:
            connection.close()

    def _put(self, portion: list[Any] | BaseException | None) -> bool:
        """False: nobody wants it any more."""
        while not self._over.is_set():
            try:
                self._waiting.put(portion, timeout=_LOOK_SECONDS)
            except Full:
                continue
            return True
        return False


def _all_are_wanted() -> None:
    """A cursor is planned for its first tenth, as if nobody wanted the rest: row by row through indexes where
    reading the tables once takes half as long, and a tenth where they have to come from the disk."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL cursor_tuple_fraction = 1")
