"""Vào sổ hồ sơ trình: by the agency that submits it, or by the clerk for what came on paper."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhacviec.actions.files import add_files, named
from nhacviec.actions.submissions import register
from nhacviec.queries.actors import agency_of
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import AGENCY_ROLES, Right
from nhacviec.rules.text import visible
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.once import first_result, once
from nhacviec.screens.page.refused import show_refusal
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.submissions.forms import RegisterForm

FIELD_OF = {
    "submission_number_taken": "symbol",
    "submission_dated_ahead": "dated_on",
    "submission_arrived_ahead": "arrived_on",
    "submission_arrived_before": "arrived_on",
    "submission_unit_not_fit": "unit",
}


@needs(Right.REGISTER_SUBMISSIONS, module=Module.SUBMISSIONS)
@require_http_methods(["GET", "POST"])
def create(request: OfficeRequest) -> HttpResponse:
    if sent_before := first_result(request):
        return redirect(sent_before)
    own = agency_of(request.acting_post.unit) if request.actor.role in AGENCY_ROLES else None
    form = RegisterForm(**typed(request), request=request, own_unit=own)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, lambda: _registered(request, form)))
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
    chosen = [visible(f.name or "") for f in request.FILES.getlist("attached")] if form.errors else []
    context: dict[str, Any] = {"form": form, "own_unit": own, "chosen_files": chosen}
    return render(request, "submissions/register.html", context, status=422 if form.errors else 200)


def _registered(request: OfficeRequest, form: RegisterForm) -> str:
    with transaction.atomic():
        submission = register(actor=request.actor, now=request.now, **form.head())
        if form.cleaned_data["attached"]:
            files = named(form.cleaned_data["attached"])
            add_files(actor=request.actor, now=request.now, files=files, submission=submission)
    messages.success(request, _("Đã vào sổ hồ sơ trình %s.") % submission.symbol)
    return reverse("submissions.show", args=[submission.pk])
