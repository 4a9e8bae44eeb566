"""Pages of a list: asked for with limit and cursor, told with how many rows there are in all."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from ninja import Field, Schema

from nhacviec.api.problems import BadParameter
from nhacviec.queries.keyset import BadCursor, Cursor, Order, page_of
from nhacviec.queries.list_order import HowMany, how_many

MOST = 200
USUAL = 50


class PageParameters(Schema):
    limit: int = Field(USUAL, ge=1, le=MOST, description=f"Số dòng một lần, nhiều nhất {MOST}.")
    cursor: str = Field("", max_length=500, description="next_cursor của lần trước, để đọc tiếp từ chỗ đó.")


class Page(Schema):
    """`count`: how many rows there are in all, exact up to 10 000; `next_cursor` is null on the last page."""

    count: int
    count_is_exact: bool
    next_cursor: str | None


def page(
    rows: QuerySet[Any],
    order: Order,
    asked: PageParameters,
    *,
    shown: Callable[[list[int]], Iterable[Any]],
    count: HowMany | None = None,
) -> dict[str, Any]:
    """The fields of a Page with its `items`. `shown`: reads the rows of these ids, with all they show;
    `count`: where it is known beforehand."""
    try:
        after = Cursor.read(asked.cursor, order) if asked.cursor else None
    except BadCursor as wrong:
        raise BadParameter("cursor", "cursor") from wrong
    found = page_of(rows, order, size=asked.limit, after=after)
    by_id = {row.pk: row for row in shown(found.ids)} if found.ids else {}
    count = count or how_many(rows)
    return {
        "items": [by_id[pk] for pk in found.ids if pk in by_id],
        "count": count.number,
        "count_is_exact": count.is_exact,
        "next_cursor": found.last.text(order) if found.has_next and found.last else None,
    }
