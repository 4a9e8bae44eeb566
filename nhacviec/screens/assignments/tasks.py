"""A task's page: what, who leads, who coordinates, the whole story; and its printed slip."""

import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from nhacviec.queries.access import may_read_inside, task_by_code
from nhacviec.queries.coordination_access import hidden_requests
from nhacviec.queries.list_rows import list_rows_of
from nhacviec.queries.story import story, story_events
from nhacviec.records.models import Assignment, Task
from nhacviec.rules.lifecycle import TASK_MOVES, Duty, Move, State
from nhacviec.rules.permissions import AGENCY_ROLES, Actor, Right
from nhacviec.screens.assignments.rows import rows_of, steps_of
from nhacviec.screens.page.addresses import row_id
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.superiors.linking import serving


@needs(Right.READ_TASKS)
@require_safe
def show(request: OfficeRequest, code: str) -> HttpResponse:
    """The address that can be pasted anywhere: it leads each person to what is his of the task."""
    task = task_by_code(request.actor, code)
    parties = parties_of(task, request.actor)
    own = [party for party in parties if party.unit_id in request.actor.own_unit_ids]
    if request.actor.role in AGENCY_ROLES and len(own) == 1:
        return redirect("assignments.show", own[0].code)
    shown = list_rows_of([party.pk for party in parties])
    rows = [shown[party.pk] for party in parties if party.pk in shown]
    readable = [party for party in parties if may_read_inside(request.actor, party, parties)]
    context = {
        "task": task,
        "parties": parties,
        "rows": rows_of(request, rows),
        "steps": task_steps(request, parties),
        "instructions": task.instructions.select_related("given_by"),
        "document_files": task.document.files.filter(removed_at=None) if task.document else [],
        "story": story(
            story_events(task, readable, hidden=hidden_requests(request.actor, task)),
            before=row_id(request.GET.get("truoc", "")),
        ),
    }
    if all(party.duty != Duty.COMMITTEE for party in parties):
        context |= serving(request, task)
    return render(request, "tasks/show.html", context)


@needs(Right.READ_TASKS)
@require_safe
def slip(request: OfficeRequest, code: str) -> HttpResponse:
    """A page to print, with a QR code that leads back here."""
    task = task_by_code(request.actor, code)
    url = request.build_absolute_uri(reverse("tasks.show", args=[task.code]))
    svg = segno.make(url, error="m").svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    context = {"task": task, "parties": parties_of(task, request.actor), "url": url, "qr": mark_safe(svg)}
    return render(request, "tasks/slip.html", context)


def task_steps(request: OfficeRequest, parties: list[Assignment]) -> list[tuple[Move, str]]:
    """Moves of the task as a whole, each started from the first assignment that allows it."""
    found: dict[Move, str] = {}
    for party in parties:
        for move in steps_of(request, party):
            if move in TASK_MOVES and move is not Move.ISSUE:
                found.setdefault(move, party.code)
    return list(found.items())


def parties_of(task: Task, actor: Actor) -> list[Assignment]:
    """Leads first; drafts only for those who may see them."""
    rows = task.assignments.select_related("unit")
    if task.issued_at:
        rows = rows.exclude(state=State.DRAFT)
    return sorted(rows, key=lambda a: (a.duty == Duty.COORDINATE, a.pk))
