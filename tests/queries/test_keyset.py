"""Walking through a list meets every row once, forwards and backwards, whatever is empty or equal."""

import json
from base64 import urlsafe_b64encode
from datetime import date

import pytest

from nhacviec.queries.keyset import BadCursor, Cursor, KeysetPage, Order, jump, page_of
from nhacviec.queries.list_order import ORDERS, order_of
from nhacviec.records.models import Assignment
from nhacviec.rules.list_columns import COLUMNS, Sort
from tests.cast import Cast

DAYS = [None, date(2018, 7, 1), date(2018, 7, 1), date(2018, 7, 2), None, date(2018, 6, 30), None] * 2


@pytest.fixture
def rows(cast: Cast) -> list[Assignment]:
    return [cast.duty(due_on=day) for day in DAYS]


def forwards(order: Order, size: int) -> list[KeysetPage]:
    pages = [page_of(Assignment.objects.all(), order, size=size)]
    while pages[-1].has_next:
        pages.append(page_of(Assignment.objects.all(), order, size=size, after=pages[-1].last))
    return pages


def backwards(order: Order, size: int) -> list[KeysetPage]:
    pages = [page_of(Assignment.objects.all(), order, size=size, from_end=True)]
    while pages[-1].has_previous:
        pages.append(page_of(Assignment.objects.all(), order, size=size, before=pages[-1].first))
    return pages[::-1]


def ids(pages: list[KeysetPage]) -> list[int]:
    return [pk for page in pages for pk in page.ids]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_by_deadline_empty_ones_come_last(rows: list[Assignment], size: int, descending: bool) -> None:
    sign = -1 if descending else 1

    def place(row: Assignment) -> tuple[bool, int, int]:
        day = row.due_on
        return day is None, sign * day.toordinal() if day else 0, sign * row.pk

    expected = [row.pk for row in sorted(rows, key=place)]
    order = order_of(Sort("han", descending))
    assert ids(forwards(order, size)) == expected
    assert ids(backwards(order, size)) == expected
    assert jump(Assignment.objects.all(), order, size=size, skip=4).ids == expected[4 : 4 + size]


@pytest.mark.parametrize("key", [column.key for column in COLUMNS if column.sortable])
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_walks_through_the_whole_list(
    rows: list[Assignment], cast: Cast, key: str, descending: bool
) -> None:
    cast.duty(unit=cast.finance, officer=cast.finance_focal)
    everything = set(Assignment.objects.values_list("pk", flat=True))
    order = order_of(Sort(key, descending))
    seen = ids(forwards(order, 4))
    assert len(seen) == len(everything) and set(seen) == everything
    assert ids(backwards(order, 4)) == seen


def test_rows_that_come_in_meanwhile_neither_repeat_nor_hide_others(
    rows: list[Assignment], cast: Cast
) -> None:
    order = order_of(Sort())
    first = page_of(Assignment.objects.all(), order, size=4)
    before = cast.duty(due_on=date(2018, 6, 1))
    after = cast.duty(due_on=date(2018, 8, 1))
    rest, page = [], first
    while page.has_next:
        page = page_of(Assignment.objects.all(), order, size=4, after=page.last)
        rest += page.ids
    assert sorted(first.ids + rest) == sorted([*(row.pk for row in rows), after.pk])
    assert before.pk not in rest


def test_a_cursor_survives_its_address() -> None:
    order = order_of(Sort("han"))
    for cursor in (Cursor((date(2018, 7, 1),), 5), Cursor((None,), 7)):
        assert Cursor.read(cursor.text(order), order) == cursor


def packed(*values: object) -> str:
    return urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "%%%", "é", "W10", "[" * 5000, packed(), packed("han", False, "2018-07-01"),
        packed("han", True, "2018-07-01", 5), packed("giao", False, "2018-07-01", 5),
        packed("han", False, "2018-13-01", 5), packed("han", False, 5, 5),
        packed("han", False, "2018-07-01", -1),
        packed("han", False, "2018-07-01", 2**70), packed("han", False, "2018-07-01", True),
        packed("han", False, "2018-07-01", "5"), packed("han", False, ["2018-07-01"], 5),
    ],
)  # fmt: skip
def test_a_forged_cursor_is_refused(text: str) -> None:
    with pytest.raises(BadCursor):
        Cursor.read(text, order_of(Sort("han")))


def test_every_column_that_can_be_sorted_has_its_order() -> None:
    assert {column.key for column in COLUMNS if column.sortable} == set(ORDERS)
