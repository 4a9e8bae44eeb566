"""How the list of assignments is sorted by each of its columns, and how many rows are counted at most."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce, Left

from nhacviec.queries.keyset import LONGEST_TEXT, Order
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import State
from nhacviec.rules.list_columns import Sort

COUNTED = 10_000  # up to here the number of rows is exact

_STATES = Case(
    *(When(state=state, then=Value(place)) for place, state in enumerate(State)),
    default=Value(99),
    output_field=IntegerField(),
)


def _text(path: str) -> Left:
    return Left(path, LONGEST_TEXT)


def _name(key: str, path: str) -> Order:
    return Order(key, (_text(path),), (str,), nullable=True)


ORDERS: dict[str, Order] = {
    order.key: order
    for order in (
        Order("han", (F("due_on"),), (date,), nullable=True),
        Order("giao", (F("assigned_at"),), (datetime,), nullable=True),
        Order("ma", (), ()),
        Order("van-ban", (Coalesce("task__document__issued_on", "task__spoken_on"),), (date,), nullable=True),
        Order("noi-dung", (_text("task__search_text"),), (str,)),
        Order("don-vi", (F("unit__position"), _text("unit__name")), (int, str)),
        Order("trang-thai", (_STATES,), (int,)),
        Order("vai-tro", (_text("duty"),), (str,)),
        _name("linh-vuc", "field__name"),
        _name("phong", "division__name"),
        _name("can-bo", "officer__full_name"),
        _name("chuyen-vien", "specialist__full_name"),
        _name("lanh-dao-vp", "office_leader__full_name"),
        _name("lanh-dao-ubnd", "committee_leader__full_name"),
        _name("co-quan-giao", "task__assigner__name"),
        Order("han-goc", (F("original_due_on"),), (date,), nullable=True),
        Order("gia-han", (F("extension_count"),), (int,)),
        Order("don-doc", (F("urging_count"),), (int,)),
        Order("tien-do", (F("percent"),), (int,)),
        Order("tra-loi", (F("answered_at"),), (datetime,), nullable=True),
        Order("so-ngay", (F("days_late"),), (int,), nullable=True),
    )
}


def order_of(sort: Sort) -> Order:
    return replace(ORDERS[sort.key], descending=sort.descending)


def ordered(rows: QuerySet[Assignment], sort: Sort) -> QuerySet[Assignment]:
    """All of a list in the order of its pages; for files, which are read from the first row to the last."""
    order = order_of(sort)
    keys = [e.desc(nulls_last=True) if sort.descending else e.asc(nulls_last=True) for e in order.expressions]
    return rows.order_by(*keys, "-id" if sort.descending else "id")


@dataclass(frozen=True)
class HowMany:
    """A count that stops at COUNTED; `is_exact` says whether it did not have to."""

    number: int
    is_exact: bool

    @property
    def said(self) -> str:
        """3.120; of an inexact count what it is more than."""
        return f"{self.number:,}".replace(",", ".")

    @classmethod
    def of(cls, found: int) -> "HowMany":
        """Of a count of at most COUNTED + 1."""
        return cls(min(found, COUNTED), found <= COUNTED)


def how_many(rows: QuerySet[Any]) -> HowMany:
    """Reads at most COUNTED + 1 rows, whatever the list."""
    return HowMany.of(rows.order_by()[: COUNTED + 1].count())
