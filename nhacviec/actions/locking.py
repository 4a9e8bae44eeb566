"""One at a time, for the small tables that are edited as a whole."""

from django.db import connection, models


def alone_on(model: type[models.Model]) -> None:
    """Until the transaction ends nobody else writes to this table; reading goes on. Waits its turn."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"LOCK TABLE {connection.ops.quote_name(model._meta.db_table)} IN SHARE ROW EXCLUSIVE MODE"
        )
