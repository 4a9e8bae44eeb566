"""One deed on many assignments: choose in the list, see what will happen to which, then confirm.

The preview is a page; the deed is one transaction with an Event per row (actions/bulk.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhacviec.actions import bulk
from nhacviec.queries.access import visible_assignments
from nhacviec.queries.choices import waiting_for_coordinators
from nhacviec.queries.task_lists import for_rows
from nhacviec.records.models import Assignment, StaleAssignment
from nhacviec.rules.lifecycle import Move
from nhacviec.rules.permissions import MAY, Actor, Right
from nhacviec.rules.text import visible
from nhacviec.rules.words import MOVES, REFUSALS
from nhacviec.screens.assignments.bulk_forms import (
    BulkForm,
    ConfirmManyForm,
    DeadlineManyForm,
    MonitorsManyForm,
    RemindManyForm,
)
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest


@dataclass(frozen=True)
class BulkMove:
    move: Move
    form: type[BulkForm]
    act: Callable[..., Any]


BULK_MOVES: dict[str, BulkMove] = {
    b.move: b
    for b in (
        BulkMove(Move.CONFIRM, ConfirmManyForm, bulk.confirm_many),
        BulkMove(Move.REMIND, RemindManyForm, bulk.remind_many),
        BulkMove(Move.CHANGE_MONITORS, MonitorsManyForm, bulk.change_monitors_many),
        BulkMove(Move.CHANGE_DEADLINE, DeadlineManyForm, bulk.change_deadline_many),
    )
}

_STILL_OPEN = gettext_lazy("%s đầu việc còn đơn vị phối hợp chưa xong: nêu lý do vẫn xác nhận, hoặc bỏ chọn.")


def bulk_moves_of(actor: Actor) -> list[Move]:
    """The buttons of the bulk bar: moves that this role has at all."""
    return [b.move for b in BULK_MOVES.values() if actor.role in MAY[b.move]]


@needs(Right.READ_TASKS)
@require_POST
def preview(request: OfficeRequest) -> HttpResponse:
    """What will be done, to how many, and which rows cannot take it; then the same form is sent to apply."""
    chosen = BULK_MOVES.get(request.POST.get("viec", ""))
    if chosen is None or chosen.move not in bulk_moves_of(request.actor):
        raise PermissionDenied
    fit, unfit = _sorted(request, chosen.move)
    sent = "gui" in request.POST
    form = chosen.form(request.POST if sent else None, request=request)
    waiting = waiting_for_coordinators(fit) if chosen.move is Move.CONFIRM else set()
    if sent and waiting and form.is_valid() and not form.cleaned_data["reason"]:
        form.add_error("reason", _STILL_OPEN % len(waiting))
    if sent and fit and form.is_valid() and _applied(request, chosen, fit, form):
        return redirect(_back(request))
    context = {
        "move": chosen.move,
        "fit": fit,
        "unfit": unfit,
        "waiting": waiting,
        "form": form,
        "tasks": len({a.task_id for a in fit}),
        "units": len({a.unit_id for a in fit}),
        "most": bulk.MOST_ROWS,
        "back": _back(request),
    }
    return render(request, "assignments/bulk.html", context, status=422 if sent and form.errors else 200)


def _back(request: OfficeRequest) -> str:
    """The list from which the rows were chosen, with its filter."""
    index, back = reverse("assignments.index"), request.POST.get("ve", "")
    return back if back == index or back.startswith(f"{index}?") else index


def _sorted(request: OfficeRequest, move: Move) -> tuple[list[Assignment], list[Assignment]]:
    """The chosen rows he may see, apart: those on which he may make the move now, and the others."""
    codes = list(dict.fromkeys(visible(code) for code in request.POST.getlist("chon")))[: bulk.MOST_ROWS]
    seen = for_rows(visible_assignments(request.actor).filter(code__in=codes)).order_by("due_on", "id")
    result = bulk.could(move, actor=request.actor, assignments=list(seen))
    return result.done, [assignment for assignment, _why in result.refused]


def _applied(request: OfficeRequest, chosen: BulkMove, fit: list[Assignment], form: BulkForm) -> bool:
    """All rows or none: a row that somebody changed meanwhile stops the whole, and is named."""
    try:
        result = chosen.act(actor=request.actor, assignments=fit, now=request.now, **form.cleaned_data)
    except StaleAssignment as stale:
        form.add_error(None, f"{stale}: {REFUSALS['stale']}")
        return False
    done = _("%(move)s: %(count)s đầu việc.") % {"move": MOVES[chosen.move], "count": len(result.done)}
    messages.success(request, done)
    for assignment, problem in result.refused:
        messages.warning(request, f"{assignment.code}: {sentence(problem)}")
    return True
