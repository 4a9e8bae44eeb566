"""One submission upward: what is awaited of whom since when, what came, its history, the next steps."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhacviec.queries.upward import upward_by_id
from nhacviec.records.models import Event
from nhacviec.rules.document_kinds import URGENCIES
from nhacviec.rules.events import EventName
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.submissions import SubmissionKind
from nhacviec.rules.words import EVENTS
from nhacviec.rules.words_submissions import KINDS
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.upward.looks import badge, chip_of
from nhacviec.screens.upward.moving import steps_of

_URGENCIES = {level.code: level.name for level in URGENCIES}
_MOST_EVENTS = 100


@needs(Right.READ_UPWARD, module=Module.SUPERIORS)
@require_safe
def show(request: OfficeRequest, submission_id: int) -> HttpResponse:
    row = upward_by_id(request.actor, submission_id)
    context: dict[str, Any] = {
        "submission": row,
        "badge": badge(row.stop),
        "chip": chip_of(row.stop, row.due_on, row.days_late, day=request.today, office=request.office),
        "kind": KINDS[SubmissionKind(row.kind)],
        "urgency": _URGENCIES.get(row.urgency, row.urgency),
        "story": [(EVENTS[EventName(event.name)], event) for event in _events(row.pk)],
        "files": row.files.filter(removed_at=None),
        "steps": steps_of(request, row),
    }
    return render(request, "upward/show.html", context)


def _events(submission_id: int) -> list[Event]:
    found = Event.objects.filter(submission=submission_id).select_related("actor", "acting_for")
    return list(found.order_by("-id")[:_MOST_EVENTS])
