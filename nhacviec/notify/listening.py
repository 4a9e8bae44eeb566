"""The worker's ear: as soon as an event is committed its notices are made.

A job of the queue would cost a row and its own wait for every deed; the database calls instead (NOTIFY, sent
by the trigger that puts the event on the list). A call that is missed, or that a pooler in between does not
pass on, is made up for: the list is looked at every two seconds anyway."""

import logging
import threading
from datetime import timedelta

import psycopg
from django.db import close_old_connections, connection
from django.db.utils import Error as DatabaseError
from django.utils import timezone

from nhacviec.actions.heartbeats import ANNOUNCING, beat
from nhacviec.notify.announce import announce, anything_waits

CHANNEL = "nhacviec_events"
LOOK_SECONDS = 2.0
RETRY_SECONDS = 3.0
BEAT = timedelta(seconds=30)
_log = logging.getLogger("nhacviec.notify")


class Ear(threading.Thread):
    """Listens until `stop()`; an announcement in hand is finished first."""

    def __init__(self) -> None:
        super().__init__(name="announcer", daemon=True)
        self._stopping = threading.Event()

    def stop(self) -> None:
        self._stopping.set()

    def run(self) -> None:
        while not self._stopping.is_set():
            try:
                with _own_connection() as ear:
                    ear.execute(f"LISTEN {CHANNEL}")
                    self._listen(ear)
            except (psycopg.Error, DatabaseError):
                _log.exception("the announcer lost its database")
            except Exception:
                _log.exception("the announcer stumbled")
            finally:
                connection.close()
            self._stopping.wait(RETRY_SECONDS)

    def _listen(self, ear: psycopg.Connection) -> None:
        beaten = timezone.now() - BEAT
        while not self._stopping.is_set():
            close_old_connections()
            if anything_waits():
                announce(now=timezone.now())
            if timezone.now() - beaten >= BEAT:
                beaten = timezone.now()
                beat(ANNOUNCING, now=beaten)
            for _call in ear.notifies(timeout=LOOK_SECONDS, stop_after=1):
                pass


def _own_connection() -> psycopg.Connection:
    """Not one of the pool: it is kept for as long as the worker lives."""
    given = connection.get_connection_params()
    ours = {name: value for name, value in given.items() if name not in ("cursor_factory", "context", "pool")}
    return psycopg.connect(**ours, autocommit=True)
