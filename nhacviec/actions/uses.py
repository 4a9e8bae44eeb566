"""How often a secret was used in its running minute: the limit of all processes together."""

from datetime import datetime, timedelta

from django.db import connection

from nhacviec.records.models import ApiToken, CalendarFeed

MINUTE = timedelta(minutes=1)
_NOTE_USE = """
UPDATE {table} SET last_used_at = %(now)s,
  minute_count = CASE WHEN minute_began_at > %(since)s THEN minute_count + 1 ELSE 1 END,
  minute_began_at = CASE WHEN minute_began_at > %(since)s THEN minute_began_at ELSE %(now)s END
WHERE id = %(id)s RETURNING minute_began_at, minute_count
"""


def note_use(secret: ApiToken | CalendarFeed, *, now: datetime) -> tuple[int, datetime]:
    """The count, this time included, and when that minute ends. One statement, hence right for all processes.

    Of a row that was deleted this very moment nothing is counted."""
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTE_USE.format(table=secret._meta.db_table),
            {"id": secret.pk, "now": now, "since": now - MINUTE},
        )
        began_at, count = cursor.fetchone() or (now, 0)
    return count, began_at + MINUTE
