"""Vào sổ văn bản trình cấp trên: by the Office, when it has been sent."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhacviec.actions.files import add_files, named
from nhacviec.actions.upward import send
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.text import visible
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.once import first_result, once
from nhacviec.screens.page.refused import show_refusal
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.upward.forms import SendForm

FIELD_OF = {
    "upward_number_taken": "symbol",
    "upward_dated_ahead": "dated_on",
    "upward_sent_ahead": "sent_on",
    "upward_sent_before": "sent_on",
    "upward_unit_not_fit": "unit",
    "upward_addressee_not_fit": "addressee",
    "upward_officer_not_fit": "officer",
    "upward_task_not_fit": "task",
}


@needs(Right.REGISTER_UPWARD, module=Module.SUPERIORS)
@require_http_methods(["GET", "POST"])
def create(request: OfficeRequest) -> HttpResponse:
    if sent_before := first_result(request):
        return redirect(sent_before)
    form = SendForm(**typed(request), request=request)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, lambda: _registered(request, form)))
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
    chosen = [visible(f.name or "") for f in request.FILES.getlist("attached")] if form.errors else []
    context: dict[str, Any] = {"form": form, "chosen_files": chosen}
    return render(request, "upward/register.html", context, status=422 if form.errors else 200)


def _registered(request: OfficeRequest, form: SendForm) -> str:
    with transaction.atomic():
        submission = send(actor=request.actor, now=request.now, **form.head())
        if form.cleaned_data["attached"]:
            files = named(form.cleaned_data["attached"])
            add_files(actor=request.actor, now=request.now, files=files, submission=submission)
    messages.success(request, _("Đã vào sổ văn bản trình %s.") % submission.symbol)
    return reverse("upward.show", args=[submission.pk])
