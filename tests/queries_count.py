"""How many queries a page costs: the tests compare a short page with a long one, never with a number."""

from collections import Counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(client: Client, url: str) -> list[str]:
    """The statements of a page that was opened before (the first time a session is written)."""
    assert client.get(url).status_code == 200, url
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200, url
    return [str(query["sql"]) for query in captured.captured_queries]


def more_queries(short: list[str], long: list[str]) -> list[str]:
    """What the long page asked more often than the short one; [] is what one wants."""

    def shape(sql: str) -> str:
        if sql.startswith("EXECUTE "):
            return sql.split("(")[0]
        return sql.split(" WHERE ")[0][:300]

    extra = Counter(map(shape, long)) - Counter(map(shape, short))
    return [f"{times} more: {sql}" for sql, times in extra.items()] if len(long) > len(short) else []
