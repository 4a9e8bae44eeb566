"""Whether the database is away: not one statement that went wrong, but the server or the way to it."""

import psycopg
from django.db import InterfaceError

RETRY_SECONDS = 15
# A server that shuts down, crashed or starts; no more connections.
_STATES = ("08", "57P01", "57P02", "57P03", "53300")


def is_away(error: BaseException | None) -> bool:
    """Of an error, or of what it came from."""
    while error is not None:
        if isinstance(error, InterfaceError | psycopg.InterfaceError) and "connection" in str(error):
            return True
        if isinstance(error, psycopg.OperationalError) and _lost(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _lost(error: psycopg.OperationalError) -> bool:
    return error.sqlstate is None or error.sqlstate.startswith(_STATES)
