"""The columns and the density a person chose for the list of assignments."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nhacviec.actions.list_layouts import keep_layout
from nhacviec.queries.saved_views import layout_for
from nhacviec.rules.list_columns import ALWAYS, COLUMNS, MOST, STANDARD, Column, shown
from nhacviec.rules.permissions import Right
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import show
from nhacviec.screens.page.request import OfficeRequest

PAGE = "assignments"


@dataclass(frozen=True)
class Layout:
    columns: tuple[Column, ...]
    is_dense: bool

    @property
    def own_columns(self) -> str:
        """ "van-ban,han" where they are not the standard ones."""
        return "" if self.keys == STANDARD else ",".join(self.keys)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns)


def layout_of(request: OfficeRequest) -> Layout:
    """The standard one until somebody chooses."""
    columns, is_dense = layout_for(request.user.pk, PAGE)
    return Layout(shown(columns), is_dense)


@needs(Right.READ_TASKS)
@require_http_methods(["GET", "POST"])
def layout(request: OfficeRequest) -> HttpResponse:
    """Choose them: a panel of the list, or a page of its own without JavaScript."""
    if request.method == "POST":
        chosen = [] if "mac-dinh" in request.POST else request.POST.getlist("cot")
        columns = () if tuple(chosen) == STANDARD else chosen
        is_dense = "mac-dinh" in request.POST or request.POST.get("mat-do") != "thoang"
        keep_layout(person_id=request.user.pk, page=PAGE, columns=columns, is_dense=is_dense)
        return redirect(back_to_list(request))
    now = layout_of(request)
    rest = [column for column in COLUMNS if column not in now.columns]
    context = {
        "chosen": now.columns,
        "rest": rest,
        "always": ALWAYS,
        "is_dense": now.is_dense,
        "most": MOST,
        "back": back_to_list(request),
    }
    return show(request, "assignments/layout.html", context, part="panel")


def back_to_list(request: OfficeRequest) -> str:
    """The list with its filter, from where one came; never another page."""
    index = reverse("assignments.index")
    back = request.POST.get("ve", "") or request.GET.get("ve", "")
    return back if back == index or back.startswith(f"{index}?") else index
