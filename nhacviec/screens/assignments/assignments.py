"""The list of assignments, and one assignment's page: the story and the next possible steps."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nhacviec.actions.receiving import see
from nhacviec.queries import reckoning
from nhacviec.queries.access import assignment_by_code, may_read_inside
from nhacviec.queries.lateness import lateness_of
from nhacviec.queries.story import story_of
from nhacviec.queries.task_lists import assignments
from nhacviec.records.models import Assignment
from nhacviec.rules import words_lateness
from nhacviec.rules.permissions import Right
from nhacviec.rules.statistics import Basis
from nhacviec.screens.assignments.assignment_filter import FilterForm
from nhacviec.screens.assignments.bulk import bulk_moves_of
from nhacviec.screens.assignments.rows import rows_of, steps_of
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import show as show_page
from nhacviec.screens.page.paging import page_of
from nhacviec.screens.page.request import OfficeRequest


@needs(Right.READ_TASKS)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    form = FilterForm(request.GET, actor=request.actor)
    wanted = form.wanted()
    approver = request.office.policy.ext_approver
    found = assignments(request.actor, wanted, request.office.moment, ext_approver=approver)
    page = page_of(request, found)
    bulk_moves = bulk_moves_of(request.actor)
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(request, page.object_list),
        "bulk_moves": bulk_moves,
        "bulk_url": reverse("assignments.bulk") if bulk_moves else "",
    }
    return show_page(request, "assignments/index.html", context, part="list")


@needs(Right.READ_TASKS)
@require_safe
def show(request: OfficeRequest, code: str) -> HttpResponse:
    assignment = assignment_by_code(request.actor, code)
    see(actor=request.actor, assignment=assignment, now=request.now)
    return render(request, "assignments/show.html", context_of(request, assignment))


def context_of(request: OfficeRequest, assignment: Assignment) -> dict[str, object]:
    """What the page shows; what another agency wrote only where the gate lets it be read."""
    task = assignment.task
    parties = list(
        task.assignments.exclude(state="draft").select_related("unit", "officer", "division").order_by("id")
    )
    inside = may_read_inside(request.actor, assignment, parties)
    readable = [p for p in parties if may_read_inside(request.actor, p, parties)]
    return {
        "assignment": assignment,
        "task": task,
        "parties": parties,
        "inside": inside,
        "steps": steps_of(request, assignment),
        "instructions": task.instructions.select_related("given_by"),
        "answers": assignment.answers.select_related("answered_by", "decided_by").prefetch_related("files")
        if inside
        else [],
        "extensions": assignment.extensions.select_related("asked_by", "decided_by") if inside else [],
        "objections": assignment.objections.select_related("asked_by", "decided_by") if inside else [],
        "files": assignment.files.filter(removed_at=None) if inside else [],
        "document_files": task.document.files.filter(removed_at=None) if task.document else [],
        "story": story_of(assignment, readable),
        "lateness": _lateness(request, assignment) if inside and assignment.assigned_at else None,
    }


def _lateness(request: OfficeRequest, assignment: Assignment) -> dict[str, object]:
    """The panel "Vì sao trễ hạn": one sentence, what happened in order, and where the days went."""
    basis = Basis(request.office.policy.stat_basis)
    told = lateness_of(assignment, now=request.now, basis=basis)
    return {
        "told": told,
        "title": words_lateness.title(told),
        "sentence": words_lateness.sentence(told),
        "lines": words_lateness.lines(told),
        "basis": words_lateness.BASES[basis],
        "against": words_lateness.compared(told.days_late, told.due_on),
        "against_original": words_lateness.compared(told.days_late_original, told.original_due_on),
    }


@needs(Right.READ_TASKS)
@require_safe
def why_due(request: OfficeRequest, code: str) -> HttpResponse:
    """Vì sao hạn là ngày này? Loaded into the page, or a page of its own without JavaScript."""
    assignment = assignment_by_code(request.actor, code)
    office = request.office
    context = {
        "assignment": assignment,
        "lines": reckoning.why_due(assignment, calendar=office.calendar),
    }
    return show_page(request, "assignments/why_due.html", context, part="lines")
