"""What a row of a list shows, read in one statement and nothing besides: fifty rows of whole models with all
they point to take longer to read than the rest of a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from nhacviec.queries.kept_statements import MOST_KEPT, Among, Given, Kept, keep
from nhacviec.records.models import Assignment
from nhacviec.rules.list_columns import Column


@dataclass(slots=True)
class ListRow:
    """One assignment as lists show it. What belongs to a column that is not shown is empty."""

    id: int
    code: str
    duty: str
    state: str
    unit_id: int
    unit_name: str
    unit_short_name: str
    division_id: int | None
    division_name: str | None
    division_short_name: str | None
    officer_id: int | None
    officer_name: str | None
    specialist_id: int | None
    office_leader_id: int | None
    committee_leader_id: int | None
    content: str
    is_starred: bool
    symbol: str | None  # None: a spoken direction, without a document
    issued_on: date | None
    spoken_on: date | None
    due_on: date | None
    due_hour: time | None
    seen_at: datetime | None
    answered_at: datetime | None
    days_late: int | None
    outcome: str
    excused_at: datetime | None
    send_back_count: int
    has_open_extension: bool
    has_open_objection: bool
    # By column.
    assigned_at: datetime | None = None
    field_name: str | None = None
    specialist_name: str | None = None
    office_leader_name: str | None = None
    committee_leader_name: str | None = None
    assigner_name: str = ""
    assigner_short_name: str = ""
    deliverable: str = ""
    original_due_on: date | None = None
    extension_count: int = 0
    urging_count: int = 0
    percent: int = 0
    obstacle: str = ""

    @property
    def unit_label(self) -> str:
        return self.unit_short_name or self.unit_name

    @property
    def division_label(self) -> str:
        return self.division_short_name or self.division_name or ""

    @property
    def assigner_label(self) -> str:
        return self.assigner_short_name or self.assigner_name

    @property
    def monitor_ids(self) -> frozenset[int]:
        named = (self.specialist_id, self.office_leader_id, self.committee_leader_id)
        return frozenset(pk for pk in named if pk is not None)


# Where each stands, from the assignment; what is not named here is a column of its own.
_PATHS = {
    "unit_name": "unit__name",
    "unit_short_name": "unit__short_name",
    "division_name": "division__name",
    "division_short_name": "division__short_name",
    "officer_name": "officer__full_name",
    "content": "task__content",
    "symbol": "task__document__symbol",
    "issued_on": "task__document__issued_on",
    "spoken_on": "task__spoken_on",
    "field_name": "field__name",
    "specialist_name": "specialist__full_name",
    "office_leader_name": "office_leader__full_name",
    "committee_leader_name": "committee_leader__full_name",
    "assigner_name": "task__assigner__name",
    "assigner_short_name": "task__assigner__short_name",
    "deliverable": "task__deliverable",
}
_BY_COLUMN = {
    "giao": ("assigned_at",),
    "linh-vuc": ("field_name",),
    "chuyen-vien": ("specialist_name",),
    "lanh-dao-vp": ("office_leader_name",),
    "lanh-dao-ubnd": ("committee_leader_name",),
    "co-quan-giao": ("assigner_name", "assigner_short_name"),
    "san-pham": ("deliverable",),
    "han-goc": ("original_due_on",),
    "gia-han": ("extension_count",),
    "don-doc": ("urging_count",),
    "tien-do": ("percent",),
    "vuong-mac": ("obstacle",),
}
_OF_A_COLUMN = {name for names in _BY_COLUMN.values() for name in names}
_ALWAYS = [field.name for field in fields(ListRow) if field.name not in _OF_A_COLUMN]


def list_rows(rows: QuerySet[Assignment], columns: Iterable[Column] = ()) -> list[ListRow]:
    """In the order of `rows`; what a reader may see was decided before."""
    names = _names(tuple(column.key for column in columns))
    return [ListRow(**dict(zip(names, values, strict=True))) for values in _read(rows, names)]


def list_rows_of(ids: Sequence[int], columns: Iterable[Column] = ()) -> dict[int, ListRow]:
    """By id, those that a reader may see, as was decided before."""
    if not ids:
        return {}
    keys = tuple(column.key for column in columns)
    names = _names(keys)
    found = _of_ids(keys).ask({"ids": list(ids)})
    return {values[0]: ListRow(**dict(zip(names, values, strict=True))) for values in found}


def _names(columns: tuple[str, ...]) -> list[str]:
    return [*_ALWAYS, *(name for key in columns for name in _BY_COLUMN.get(key, ()))]


def _read(rows: QuerySet[Assignment], names: Iterable[str]) -> QuerySet[Assignment, tuple[Any, ...]]:
    return rows.values_list(*(_PATHS.get(name, name) for name in names))


@lru_cache(maxsize=MOST_KEPT)
def _of_ids(columns: tuple[str, ...]) -> Kept:
    rows = Assignment.objects.filter(Among("pk", Given("ids"))).order_by()
    return keep(_read(rows, _names(columns)), planned_once=True)
