"""The list of assignments, and one assignment's page: the story and the next possible steps."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from nhacviec.actions.receiving import see
from nhacviec.queries import reckoning
from nhacviec.queries.access import assignment_by_code, may_read_inside
from nhacviec.queries.cascade import children_of
from nhacviec.queries.coordination_access import hidden_requests, may_ask
from nhacviec.queries.coordinations import requests_of_duty
from nhacviec.queries.lateness import lateness_of
from nhacviec.queries.reminded import times_reminded
from nhacviec.queries.saved_views import Tab, views_for
from nhacviec.queries.story import story_of
from nhacviec.queries.upward import upward_of_task
from nhacviec.queries.urging_access import visible_urgings
from nhacviec.queries.urgings import urged
from nhacviec.records.models import Assignment
from nhacviec.rules import words_lateness
from nhacviec.rules.lifecycle import WORKING, Duty, State
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import AGENCY_ROLES, Right
from nhacviec.rules.statistics import Basis
from nhacviec.rules.words_inbox import HEADS
from nhacviec.screens.assignments.asked import Asked, asked_of
from nhacviec.screens.assignments.assignment_filter import filter_form
from nhacviec.screens.assignments.bulk import bulk_moves_of
from nhacviec.screens.assignments.in_statistics import in_statistics
from nhacviec.screens.assignments.layouts import layout_of
from nhacviec.screens.assignments.listing import heads_of, listing_of
from nhacviec.screens.assignments.row import RowKind
from nhacviec.screens.assignments.rows import rows_of, steps_of, waited_for
from nhacviec.screens.page.addresses import row_id
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import is_htmx
from nhacviec.screens.page.htmx import show as show_page
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.superiors.linking import serving
from nhacviec.screens.upward.looks import lines_of


@needs(Right.READ_TASKS)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    asked = asked_of(request)
    if "mo-rong" in request.GET and is_htmx(request):
        return render(request, "assignments/filter_more.html", {"form": filter_form(request, asked)})
    layout = layout_of(request)
    listing = listing_of(request, asked, layout.columns)
    bulk_moves = bulk_moves_of(request.actor)
    views = _usable(request, views_for(request.actor))
    current = next((view for view in views if view.query == asked.query), None)
    context = {
        "title": title_of(asked, current),
        "views": views,
        "current_view": current.pk if current else None,
        "form": filter_form(request, asked),
        "listing": listing,
        "asked": asked,
        "in_statistics": in_statistics(asked, request.actor),
        "heads": heads_of(request, listing, layout.columns),
        "layout": layout,
        "rows": rows_of(
            request, listing.rows, layout.keys, RowKind.SELECTABLE if bulk_moves else RowKind.LIST
        ),
        "bulk_moves": bulk_moves,
        "bulk_url": reverse("assignments.bulk") if bulk_moves else "",
        "may_urge": request.actor.has(Right.URGE),
    }
    return show_page(request, "assignments/index.html", context, part="list")


def _usable(request: OfficeRequest, views: list[Tab]) -> list[Tab]:
    """Without what others share that names something this reader may not know: it would only be refused."""
    if request.actor.role not in AGENCY_ROLES:
        return views
    mine = request.actor.person_id
    return [v for v in views if v.owner_id == mine or not asked_of(request, QueryDict(v.query)).problems]


def title_of(asked: Asked, view: Tab | None) -> str:
    """The saved view one looks at, the head of the home one came from, or the list's own name."""
    return view.name if view else HEADS.get(asked.filter.head) or gettext("Nhiệm vụ")


@needs(Right.READ_TASKS)
@require_safe
def show(request: OfficeRequest, code: str) -> HttpResponse:
    assignment = assignment_by_code(request.actor, code)
    if request.method == "GET":  # HEAD shows nothing
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
    letters = list(urged(assignment)) if inside and assignment.urging_count else []
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
        "urged": letters,
        # those whose page he may open: a letter is no business of an officer, or of another agency
        "letters": {u.pk for u in visible_urgings(request.actor).filter(lines__in=letters)}
        if letters
        else (),
        "objections": assignment.objections.select_related("asked_by", "decided_by") if inside else [],
        "files": assignment.files.filter(removed_at=None) if inside else [],
        "document_files": task.document.files.filter(removed_at=None) if task.document else [],
        "story": story_of(
            assignment,
            readable,
            hidden=hidden_requests(request.actor, task),
            before=row_id(request.GET.get("truoc", "")),
        ),
        "reminded": times_reminded(assignment) if inside else None,
        "lateness": _lateness(request, assignment) if _explained(assignment, inside) else None,
        **_coordination(request, assignment, inside=inside),
        **_cascade(request, assignment),
    }


def _explained(assignment: Assignment, inside: bool) -> bool:
    """What the Committee owes is not for the Office to review, so its days are not told apart."""
    return inside and assignment.assigned_at is not None and assignment.duty != Duty.COMMITTEE


def _cascade(request: OfficeRequest, assignment: Assignment) -> dict[str, object]:
    """Module 2: what agencies were given for its sake, or for the sake of what it was given."""
    if not is_on(Module.SUPERIORS, request.office.policy):
        return {}
    if assignment.duty != Duty.COMMITTEE:
        return serving(request, assignment.task)
    gives = request.actor.has(Right.ENTER_DOCUMENTS) and assignment.state in WORKING
    return {
        "children": children_of(request.actor, assignment),
        "from_above": True,
        "may_give_down": gives,
        "sent_up": lines_of(upward_of_task(request.actor, assignment.task_id), office=request.office),
        "may_send_up": request.actor.has(Right.REGISTER_UPWARD),
    }


def _coordination(request: OfficeRequest, assignment: Assignment, *, inside: bool) -> dict[str, object]:
    """Module 4: what was asked of others for its sake, and how many of its days overdue were theirs."""
    if not is_on(Module.COORDINATION, request.office.policy):
        return {}
    asks = assignment.state == State.IN_PROGRESS and may_ask(request.actor, assignment)
    return {
        "requests": list(requests_of_duty(request.actor, assignment.pk, today=request.today)),
        "may_ask": asks,
        "waited": waited_for(request, [assignment]).get(assignment.pk, "") if inside else "",
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
