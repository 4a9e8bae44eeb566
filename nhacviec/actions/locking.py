"""One at a time: who edits a small table as a whole, who does a long piece of work."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models


def alone_on(model: type[models.Model]) -> None:
    """Until the transaction ends nobody else writes to this table; reading goes on. Waits its turn."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"LOCK TABLE {connection.ops.quote_name(model._meta.db_table)} IN SHARE ROW EXCLUSIVE MODE"
        )


@contextmanager
def alone(number: int) -> Iterator[bool]:
    """False when another session is at it. Over many transactions; a session that dies lets go.

    `number`: of pg_try_advisory_lock, one that nobody else uses."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        is_mine = bool(cursor.fetchone()[0])
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
