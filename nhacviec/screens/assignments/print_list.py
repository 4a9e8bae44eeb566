"""The list on paper, like an annex of an official letter: what was asked, as of when, by whom."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhacviec.queries.keyset import page_of
from nhacviec.queries.list_order import how_many, order_of
from nhacviec.queries.task_lists import assignments
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.list_columns import Sort
from nhacviec.rules.permissions import Right
from nhacviec.screens.assignments.asked import asked_of
from nhacviec.screens.assignments.cells import Cell, due_words, more
from nhacviec.screens.assignments.layouts import layout_of
from nhacviec.screens.assignments.listing import Listing, can_sort, in_order
from nhacviec.screens.assignments.row import Row
from nhacviec.screens.assignments.rows import rows_of
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.page.tags import chip_of, day, word

MOST_PRINTED = 1000  # what is longer is read in Excel


@needs(Right.READ_TASKS)
@require_safe
def print_list(request: OfficeRequest) -> HttpResponse:
    asked, columns = asked_of(request), layout_of(request).columns
    found = Assignment.objects.none()  # what is wrong in the filter is asked of nobody
    if not asked.problems:
        found = assignments(request.actor, asked.filter, request.office.moment, policy=request.office.policy)
    count = how_many(found)
    sort = asked.sort if can_sort(request, Listing(asked, count), asked.sort.column) else Sort()
    page = page_of(found, order_of(sort), size=MOST_PRINTED)
    rows = rows_of(request, in_order(page.ids, columns), tuple(column.key for column in columns))
    context = {
        "asked": asked,
        "count": count,
        "columns": columns,
        "lines": [printed(row) for row in rows],
        "is_cut": page.has_next,
        "most": MOST_PRINTED,
        "now": request.now,
    }
    return render(request, "assignments/print.html", context)


def printed(row: Row) -> SafeString:
    """The cells of a line on paper: nothing to press, and the standard columns in words."""
    return SafeString(
        "".join([_PRINTED[key](row) if key in _PRINTED else more(key, row) for key in row.columns])
    )


def _document(row: Row) -> SafeString:
    duty = row.duty
    if duty.symbol is None:
        return format_html("<td>{} {}</td>", _("Chỉ đạo trực tiếp"), day(duty.spoken_on))
    return format_html("<td>{} {} {}</td>", duty.symbol, _("ngày"), day(duty.issued_on))


def _content(row: Row) -> SafeString:
    return format_html('<td class="what">{}</td>', row.duty.content)


def _unit(row: Row) -> SafeString:
    duty = row.duty
    role = f" ({_('phối hợp')})" if duty.duty == Duty.COORDINATE else ""
    officer = f"; {duty.officer_name}" if row.inside and duty.officer_name else ""
    return format_html("<td>{}{}{}</td>", duty.unit_label, role, officer)


def _due(row: Row) -> SafeString:
    return format_html("<td>{} {}</td>", due_words(row), chip_of(row.duty, row.request.office))


def _state(row: Row) -> SafeString:
    return format_html('<td class="state">{}</td>', word(row.duty.state, "state"))


_PRINTED: dict[str, Cell] = {
    "van-ban": _document,
    "noi-dung": _content,
    "don-vi": _unit,
    "han": _due,
    "trang-thai": _state,
}
