"""One page of the list: its rows in order, how many there are, and the addresses of its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from nhacviec.queries.keyset import BadCursor, Cursor, KeysetPage, Order, jump, page_of
from nhacviec.queries.list_order import COUNTED, HowMany, how_many, order_of
from nhacviec.queries.list_rows import ListRow, list_rows_of
from nhacviec.queries.task_lists import assignments
from nhacviec.records.models import Assignment
from nhacviec.rules.list_columns import Column, Sort
from nhacviec.rules.permissions import AGENCY_ROLES
from nhacviec.screens.assignments.asked import Asked
from nhacviec.screens.page.request import OfficeRequest

ROWS = 50
NOTHING = KeysetPage([], None, None, False, False)


@dataclass
class Listing:
    """`number`: which page, counted from the front, or (negative) from the end of a long list."""

    asked: Asked
    count: HowMany
    rows: list[ListRow] = field(default_factory=list)
    number: int = 1
    first: str = ""
    previous: str = ""
    next: str = ""
    last: str = ""
    notices: list[str] = field(default_factory=list)

    @property
    def pages(self) -> int | None:
        return -(-self.count.number // ROWS) if self.count.is_exact else None

    @property
    def from_end(self) -> int:
        """1 for the last page, 2 for the one before; 0 where the number from the front is known."""
        return max(0, -self.number)

    @property
    def starts_at(self) -> int:
        """How many rows stand before, for the page's running numbers; only where that is known."""
        return max(0, self.number - 1) * ROWS


def listing_of(request: OfficeRequest, asked: Asked, columns: Sequence[Column] = ()) -> Listing:
    if asked.problems:
        return Listing(asked, HowMany(0, True), notices=list(asked.notices))
    rows = assignments(request.actor, asked.filter, request.office.moment, policy=request.office.policy)
    listing = Listing(asked, how_many(rows), notices=list(asked.notices))
    order = _order(request, listing)
    page = _page(request.GET, rows, order, listing)
    if not page.ids and listing.count.number and listing.number != 1:  # the rows of this place are gone
        page = page_of(rows, order, size=ROWS)
        listing.number = 1
    if not page.has_previous:
        listing.number = 1
    listing.rows = in_order(page.ids, columns)
    _neighbours(listing, order, page)
    return listing


def in_order(ids: list[int], columns: Sequence[Column]) -> list[ListRow]:
    """The rows of a page with all they show, in the order that was found."""
    found = list_rows_of(ids, columns)
    return [found[pk] for pk in ids if pk in found]


def can_sort(request: OfficeRequest, listing: Listing, column: Column) -> bool:
    """Long lists only by what is indexed; nobody by what he is not shown."""
    hidden = column.inside and request.actor.role in AGENCY_ROLES and listing.asked.filter.parties
    return column.sortable and not hidden and (column.indexed or listing.count.is_exact)


@dataclass(frozen=True)
class Head:
    """One column's head. `sorted`: "ascending", "descending", ""; `link` sorts by it, "" where it cannot."""

    column: Column
    sorted: str
    link: str


def heads_of(request: OfficeRequest, listing: Listing, columns: Sequence[Column]) -> list[Head]:
    now, heads = listing.asked.sort, []
    for column in columns:
        here = now.key == column.key
        turned = Sort(column.key, here and not now.descending)
        link = listing.asked.link(sort=turned) if can_sort(request, listing, column) else ""
        heads.append(Head(column, ("descending" if now.descending else "ascending") if here else "", link))
    return heads


def _order(request: OfficeRequest, listing: Listing) -> Order:
    sort = listing.asked.sort
    if can_sort(request, listing, sort.column):
        return order_of(sort)
    why = _("Danh sách có hơn 10.000 đầu việc nên không sắp xếp theo “%s”; hãy lọc bớt.")
    if listing.count.is_exact:
        why = _("Không sắp xếp theo “%s” khi xem cả đơn vị khác.")
    listing.notices.append(why % sort.column.label)
    listing.asked = replace(listing.asked, sort=Sort())
    return order_of(Sort())


def _page(given: QueryDict, rows: QuerySet[Assignment], order: Order, listing: Listing) -> KeysetPage:
    number, notices = _number(given.get("trang", "")), listing.notices
    after, before = given.get("sau", ""), given.get("truoc", "")
    try:
        if before == "cuoi":
            return _last_page(rows, order, listing)
        if after:
            listing.number = number if number not in (0, 1) else 2
            return page_of(rows, order, size=ROWS, after=Cursor.read(after, order))
        if before:
            listing.number = number or 1
            return page_of(rows, order, size=ROWS, before=Cursor.read(before, order))
    except BadCursor:
        listing.number = 1
        notices.append(_("Vị trí trong danh sách không còn dùng được; đang xem từ trang đầu."))
        return page_of(rows, order, size=ROWS)
    most = COUNTED // ROWS if listing.pages is None else max(1, listing.pages)
    if number > most and listing.pages is None:
        number = 1
        notices.append(_("Chỉ mở thẳng được đến trang %s; từ đó hãy dùng “Trang sau”.") % most)
    listing.number = min(max(1, number), most)
    if listing.number == 1:
        return page_of(rows, order, size=ROWS)
    return jump(rows, order, size=ROWS, skip=(listing.number - 1) * ROWS)


def _last_page(rows: QuerySet[Assignment], order: Order, listing: Listing) -> KeysetPage:
    """As long as counting leaves it, so that going back meets the same pages as going on."""
    listing.number = listing.pages if listing.pages is not None else -1
    size = listing.count.number % ROWS or ROWS if listing.count.is_exact else ROWS
    return page_of(rows, order, size=size, from_end=True)


def _neighbours(listing: Listing, order: Order, page: KeysetPage) -> None:
    link, number = listing.asked.link, listing.number
    if page.has_previous and page.first:
        back = number - 1
        # Rows that came in meanwhile may lie before what was the first page.
        listing.previous = link() if back == 1 else link(truoc=page.first.text(order), trang=back)
        listing.first = link()
    if page.has_next and page.last:
        listing.next = link(sau=page.last.text(order), trang=number + 1)
        listing.last = link(truoc="cuoi")


def _number(typed: str) -> int:
    """A page's number as it stands in an address; 0 for what is none."""
    digits = typed.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 10):
        return 0
    return int(typed)
