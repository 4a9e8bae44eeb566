"""Pages found by where the last one ended, not by counting over all rows before: page 4,000 costs what page 1
costs, and rows that come in meanwhile neither repeat nor hide others.

    order = Order("han", (F("due_on"),), (date,), nullable=True)
    page = page_of(rows, order, size=50)                    # the first one
    page = page_of(rows, order, size=50, after=page.last)   # the next one

Rows are ordered by the order's expressions and then by id, in one direction; empty values always come last.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

LONGEST_TEXT = 80  # of a sorted text; longer ones are told apart by their id


@dataclass(frozen=True)
class Order:
    """`expressions` with the type of each. Only a single expression may be `nullable`."""

    key: str
    expressions: tuple[Any, ...]
    types: tuple[type, ...]
    nullable: bool = False
    descending: bool = False

    @property
    def names(self) -> list[str]:
        return [f"sort_{number}" for number in range(len(self.expressions))]


class BadCursor(ValueError):
    """A cursor that this list never gave out."""


@dataclass(frozen=True)
class Cursor:
    """Where a row stands: its values and its id."""

    values: tuple[Any, ...]
    id: int

    @property
    def is_empty(self) -> bool:
        return None in self.values

    def text(self, order: Order) -> str:
        """For an address; tied to the order it came from."""
        values = [v.isoformat() if isinstance(v, date) else v for v in self.values]
        packed = json.dumps([order.key, order.descending, *values, self.id], separators=(",", ":"))
        return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, order: Order) -> "Cursor":
        """BadCursor for anything else than `text` gave out for this order."""
        try:
            packed = json.loads(
                base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            )
            key, descending, *values, row_id = packed
            if [key, descending] != [order.key, order.descending] or len(values) != len(order.types):
                raise BadCursor
            read = tuple(_value(v, t, order) for v, t in zip(values, order.types, strict=True))
        except (ValueError, TypeError, RecursionError) as wrong:
            raise BadCursor from wrong
        if type(row_id) is not int or not 0 < row_id < 2**63:
            raise BadCursor
        return cls(read, row_id)


def _value(packed: Any, wanted: type, order: Order) -> Any:
    if packed is None and order.nullable:
        return None
    if wanted in (date, datetime) and isinstance(packed, str):
        value: Any = wanted.fromisoformat(packed)
        if wanted is datetime and value.tzinfo is None:
            raise BadCursor
        return value
    if wanted is str and isinstance(packed, str) and len(packed) <= LONGEST_TEXT and "\0" not in packed:
        packed.encode()  # a lone surrogate is a ValueError
        return packed
    if wanted is int and type(packed) is int and abs(packed) < 2**31:
        return packed
    raise BadCursor


@dataclass(frozen=True)
class KeysetPage:
    """Ids in their order; where the first and the last stand; whether more lie on either side."""

    ids: list[int]
    first: Cursor | None
    last: Cursor | None
    has_previous: bool
    has_next: bool


def page_of(
    rows: QuerySet[Any],
    order: Order,
    *,
    size: int,
    after: Cursor | None = None,
    before: Cursor | None = None,
    from_end: bool = False,
) -> KeysetPage:
    """The page after or before a row, the first, or (`from_end`) the last. Empty where nothing is left."""
    backward = before is not None or from_end
    found = _walk(rows, order, size + 1, cursor=before or after, backward=backward)
    more, found = len(found) > size, found[:size]
    if backward:
        found.reverse()
    has_previous = more if backward else after is not None
    has_next = before is not None if backward else more
    first, last = (found[0], found[-1]) if found else (None, None)
    return KeysetPage([cursor.id for cursor in found], first, last, has_previous, has_next)


def jump(rows: QuerySet[Any], order: Order, *, size: int, skip: int) -> KeysetPage:
    """The page after `skip` rows, which are read too: not for far away."""
    read = _walk(rows, order, skip + size + 1, cursor=None, backward=False)
    found = read[skip : skip + size]
    first, last = (found[0], found[-1]) if found else (None, None)
    return KeysetPage([c.id for c in found], first, last, bool(found) and skip > 0, len(read) > skip + size)


def _walk(
    rows: QuerySet[Any], order: Order, count: int, *, cursor: Cursor | None, backward: bool
) -> list[Cursor]:
    """Up to `count` rows from the cursor on: those with a value first, the empty ones last (or, walking back,
    the other way round). Each part is one range of an index."""
    parts = [False, True] if order.nullable else [False]
    if backward:
        parts.reverse()
    found: list[Cursor] = []
    for empty in parts:
        if cursor is not None and order.nullable and cursor.is_empty != empty:
            if empty == backward:  # this part lies behind the cursor
                continue
            here = None
        else:
            here = cursor
        descending = order.descending != backward
        found += _part(rows, order, count - len(found), here, empty=empty, descending=descending)
        if len(found) == count:
            break
    return found


def _part(
    rows: QuerySet[Any], order: Order, count: int, cursor: Cursor | None, *, empty: bool, descending: bool
) -> list[Cursor]:
    names: Sequence[str] = order.names
    rows = rows.annotate(**dict(zip(names, order.expressions, strict=True)))
    if order.nullable:
        rows = rows.filter(Q(**{f"{names[0]}__isnull": empty}))
    keys = [] if empty else list(names)
    if cursor is not None:
        compare = TupleLessThan if descending else TupleGreaterThan
        values = () if empty else cursor.values
        rows = rows.filter(compare(Tuple(*keys, "id"), (*values, cursor.id)))
    rows = rows.order_by(*(f"-{name}" if descending else name for name in (*keys, "id")))
    return [Cursor(tuple(row[:-1]), row[-1]) for row in rows.values_list(*names, "id")[:count]]
