"""One transaction for a whole load: what thousands of single deeds need for themselves is not repeated."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_transaction() -> Iterator[None]:
    """All or nothing, without a savepoint around each deed: half of all statements of a load would be those.

    A deed that fails ends the whole load, so no savepoint would ever be used."""
    with transaction.atomic():
        before = connection.features.uses_savepoints
        connection.features.uses_savepoints = False
        try:
            yield
        finally:
            connection.features.uses_savepoints = before
