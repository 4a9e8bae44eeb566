"""The pages of the rows behind a number, to the last: by key, so that none costs more than another."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from nhacviec.queries.as_of import Scope
from nhacviec.queries.keyset import BadCursor, Cursor, KeysetPage, Order, jump, page_of
from nhacviec.queries.statistics import rows_order
from nhacviec.queries.statistics_asked import Asked
from nhacviec.queries.statistics_rows import Wanted, page_of_rows, rows_of
from nhacviec.records.models import Standing
from nhacviec.screens.page.request import OfficeRequest

ROWS = 50
MOST_JUMPED = 200  # pages that can be opened by their number alone: the rows before them are read
LAST = "cuoi"


@dataclass(frozen=True)
class RowPage:
    """`number` of `pages`; the addresses of the others are "" where there is none."""

    rows: list[Standing]
    number: int
    pages: int
    first: str
    previous: str
    next: str
    last: str
    notice: str = ""


def row_page(request: OfficeRequest, scope: Scope, asked: Asked, what: Wanted, count: int) -> RowPage:
    """The page that the address asks for by `trang`, `sau` or `truoc`; the first where that means nothing."""
    found, order = rows_of(scope, asked, what), rows_order(what.numbers[0], asked.as_of)
    pages = max(1, -(-count // ROWS))
    number = _number(request.GET.get("trang", ""), pages)
    after, before = request.GET.get("sau", ""), request.GET.get("truoc", "")
    notice = ""
    try:
        if before == LAST:
            number = pages
            page = page_of(found, order, size=count - (pages - 1) * ROWS or ROWS, from_end=True)
        elif after:
            page = page_of(found, order, size=ROWS, after=Cursor.read(after, order))
        elif before:
            page = page_of(found, order, size=ROWS, before=Cursor.read(before, order))
        elif number > MOST_JUMPED:
            number, page = 1, page_of(found, order, size=ROWS)
            notice = _("Chỉ mở thẳng được đến trang %s; từ đó hãy dùng “Trang sau”.") % MOST_JUMPED
        else:
            page = jump(found, order, size=ROWS, skip=(number - 1) * ROWS)
    except BadCursor:
        page = KeysetPage([], None, None, False, False)
        notice = _("Vị trí trong danh sách không còn dùng được; đang xem từ trang đầu.")
    if not page.ids and (number > 1 or notice):
        number, page = 1, page_of(found, order, size=ROWS)
    return _told(page, order, asked, what, number=number, pages=pages, notice=notice)


def _told(
    page: KeysetPage, order: Order, asked: Asked, what: Wanted, *, number: int, pages: int, notice: str
) -> RowPage:
    previous, following = "", ""
    if page.has_previous and page.first:
        previous = asked.query(**what.params, truoc=page.first.text(order), trang=str(max(1, number - 1)))
    if page.has_next and page.last:
        following = asked.query(**what.params, sau=page.last.text(order), trang=str(number + 1))
    return RowPage(
        rows=page_of_rows(page.ids),
        number=number if page.has_previous else 1,
        pages=pages,
        first=asked.query(**what.params),
        previous=previous,
        next=following,
        last=asked.query(**what.params, truoc=LAST),
        notice=notice,
    )


def _number(typed: str, pages: int) -> int:
    """As far as there are pages; 1 for what is no number."""
    return min(max(1, int(typed)), pages) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 1
