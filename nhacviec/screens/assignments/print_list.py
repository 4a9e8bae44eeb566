"""The list on paper, like an annex of an official letter: what was asked, as of when, by whom."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhacviec.queries.keyset import page_of
from nhacviec.queries.list_order import how_many, order_of
from nhacviec.queries.task_lists import assignments
from nhacviec.rules.list_columns import Sort
from nhacviec.rules.permissions import Right
from nhacviec.screens.assignments.asked import asked_of
from nhacviec.screens.assignments.layouts import layout_of
from nhacviec.screens.assignments.listing import Listing, can_sort, in_order
from nhacviec.screens.assignments.rows import rows_of
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest

MOST_PRINTED = 1000  # what is longer is read in Excel


@needs(Right.READ_TASKS)
@require_safe
def print_list(request: OfficeRequest) -> HttpResponse:
    asked, columns = asked_of(request), layout_of(request).columns
    rows = assignments(request.actor, asked.filter, request.office.moment, policy=request.office.policy)
    rows = rows.none() if asked.problems else rows
    count = how_many(rows)
    sort = asked.sort if can_sort(request, Listing(asked, count), asked.sort.column) else Sort()
    page = page_of(rows, order_of(sort), size=MOST_PRINTED)
    context = {
        "asked": asked,
        "count": count,
        "columns": columns,
        "rows": rows_of(request, in_order(page.ids, columns), tuple(column.key for column in columns)),
        "is_cut": page.has_next,
        "most": MOST_PRINTED,
        "now": request.now,
    }
    return render(request, "assignments/print.html", context)
