"""Giao xuống cơ quan: one click makes the draft, the entry page names the agencies and issues it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhacviec.actions import cascade
from nhacviec.queries.access import assignment_by_code
from nhacviec.records.models import Assignment, StaleAssignment
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.words import REFUSALS
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.once import once
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest


@needs(Right.ENTER_DOCUMENTS, module=Module.SUPERIORS)
@require_POST
def give_down(request: OfficeRequest, code: str) -> HttpResponse:
    above = assignment_by_code(request.actor, code)
    try:
        return redirect(once(request, lambda: _draft(request, above)))
    except MoveNotAllowed as refused:
        messages.error(request, sentence(refused))
    except StaleAssignment:
        messages.error(request, REFUSALS["stale"])
    return redirect("assignments.show", above.code)


def _draft(request: OfficeRequest, above: Assignment) -> str:
    task = cascade.give_down(actor=request.actor, assignment=above, now=request.now)
    messages.success(
        request,
        _("Đã lập nháp nhiệm vụ giao xuống từ %(code)s. Hãy chọn cơ quan chủ trì, sửa nội dung rồi ban hành.")
        % {"code": above.task.code},
    )
    if task.document_id is None:
        return reverse("entry.spoken_edit", args=[task.code])
    return reverse("entry.edit", args=[task.document_id])
