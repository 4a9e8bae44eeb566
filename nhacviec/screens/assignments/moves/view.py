"""One view for all moves: find the row through the gate, show the form, make the move, say what happened.

A move is taken on the assignment's page, or (`?o=hang`, `?o=chon`) in the row of a list without leaving it.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from nhacviec.actions.evidence import move_with_files
from nhacviec.actions.receiving import see
from nhacviec.queries.access import assignment_for, visible_assignments
from nhacviec.queries.list_rows import list_rows
from nhacviec.records.models import Assignment, StaleAssignment
from nhacviec.rules.lifecycle import MoveNotAllowed, State, can_start
from nhacviec.rules.list_columns import STANDARD, shown
from nhacviec.rules.permissions import Right
from nhacviec.rules.words import MOVES, REFUSALS, STATES
from nhacviec.rules.words_done import DONE
from nhacviec.screens.assignments.layouts import layout_of
from nhacviec.screens.assignments.moves.form import MoveForm, beside
from nhacviec.screens.assignments.moves.steps import MoveScreen
from nhacviec.screens.assignments.row import RowKind
from nhacviec.screens.assignments.rows import rows_of
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.page.guard import View, needs
from nhacviec.screens.page.htmx import go_to, is_htmx
from nhacviec.screens.page.refused import seen_now, show_refusal
from nhacviec.screens.page.request import OfficeRequest


def view_of(screen: MoveScreen) -> View:
    """The view of one move, for config/urls.py."""

    @needs(Right.READ_TASKS)
    @require_http_methods(["GET", "POST"])
    def take(request: OfficeRequest, code: str) -> HttpResponse:
        return _take(request, code, screen)

    return take


def _take(request: OfficeRequest, code: str, screen: MoveScreen) -> HttpResponse:
    assignment = assignment_for(request.actor, code, screen.move, today=request.today)
    see(actor=request.actor, assignment=assignment, now=request.now)  # a step in a row shows the duty too
    form: MoveForm | None = screen.form(assignment=assignment, request=request, **typed(request))
    if request.method == "POST" and form is not None and _made(request, screen, assignment, form):
        return _done(request, screen, assignment)
    if request.method == "GET" and not can_start(State(assignment.state), screen.move):
        form = None  # the page says why
    return _show(request, screen, assignment, form)


def _made(request: OfficeRequest, screen: MoveScreen, assignment: Assignment, form: MoveForm) -> bool:
    """Make the move; a refusal becomes an error of the form, with everything typed kept."""
    if not form.is_valid():
        return False
    shown = form.cleaned_data.get("version")
    try:
        if shown is not None and shown != assignment.version:
            raise StaleAssignment(assignment.code)
        move_with_files(
            screen.act, actor=request.actor, assignment=assignment, now=request.now, **form.arguments()
        )
    except MoveNotAllowed as problem:
        show_refusal(form, problem, beside(form))
    except StaleAssignment:
        assignment.refresh_from_db()
        seen_now(form, version=assignment.version)
        form.add_error(None, REFUSALS["stale"])
    return not form.errors


def _done(request: OfficeRequest, screen: MoveScreen, assignment: Assignment) -> HttpResponse:
    url = reverse("assignments.show", args=[assignment.code])
    text = format_html('{}: <a class="alert-link" href="{}">{}</a>', DONE[screen.move], url, assignment.code)
    messages.success(request, text)
    if (in_row := _in_row(request)) and is_htmx(request):
        columns = shown(STANDARD) if in_row is RowKind.PLAIN else layout_of(request).columns
        [moved] = list_rows(visible_assignments(request.actor).filter(pk=assignment.pk), columns)
        [row] = rows_of(request, [moved], tuple(column.key for column in columns), in_row)
        response = render(request, "assignments/row_done.html", {"row": row})
        response["HX-Trigger"] = "assignment-moved"  # the counts of the page are asked for again
        return response
    return go_to(request, url)


def _show(
    request: OfficeRequest, screen: MoveScreen, assignment: Assignment, form: MoveForm | None
) -> HttpResponse:
    in_row = _in_row(request)
    context: dict[str, Any] = {
        "assignment": assignment,
        "task": assignment.task,
        "screen": screen,
        "form": form,
        "in_row": in_row,
        "is_part": is_htmx(request),  # stands in another page, without its own heading
        "refused": REFUSALS["wrong_state"].format(
            state=STATES[State(assignment.state)], move=MOVES[screen.move]
        ),
    }
    status = 422 if form is not None and form.errors else 200
    template = "moves/move.html#form" if is_htmx(request) else "moves/move.html"
    response = render(request, template, context | _about(screen, assignment), status=status)
    if is_htmx(request) and in_row:
        response["HX-Retarget"] = f"#step-{assignment.pk}"
        response["HX-Reswap"] = "innerHTML"
    return response


def _in_row(request: OfficeRequest) -> RowKind | None:
    """In what kind of row the form stands; None on a page of its own."""
    asked = request.POST.get("o") or request.GET.get("o") or ""
    return RowKind(asked) if asked in set(RowKind) else None


def _about(screen: MoveScreen, assignment: Assignment) -> dict[str, Any]:
    """What the decision is about: the standing answer, the open request."""
    if screen.about == "answer":
        waiting = assignment.answers.filter(verdict="waiting").select_related("answered_by")
        return {"answer": waiting.prefetch_related("files").first()}
    if screen.about == "extension":
        return {"extension": assignment.extensions.filter(state="asked").select_related("asked_by").first()}
    if screen.about == "objection":
        return {"objection": assignment.objections.filter(state="asked").select_related("asked_by").first()}
    return {}
