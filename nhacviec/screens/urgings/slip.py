"""Phiếu nhắc việc: one duty on a page to print, with a QR code that leads back to it."""

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from nhacviec.queries.access import assignment_by_code
from nhacviec.queries.urgings import document_of, urged
from nhacviec.rules.permissions import Right
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest


@needs(Right.READ_TASKS)
@require_safe
def slip(request: OfficeRequest, code: str) -> HttpResponse:
    assignment = assignment_by_code(request.actor, code)
    url = request.build_absolute_uri(reverse("assignments.show", args=[assignment.code]))
    svg = segno.make(url, error="m").svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    context = {
        "assignment": assignment,
        "task": assignment.task,
        "source": document_of(assignment.task),
        "urged": urged(assignment) if assignment.urging_count else [],
        "url": url,
        "qr": mark_safe(svg),  # drawn by segno from our own address
        "now": request.now,
    }
    return render(request, "urgings/slip.html", context)
