"""The lead asks other units: one form, a request for each of them."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhacviec.actions import coordination as deeds
from nhacviec.queries.coordination_access import duty_to_ask_for
from nhacviec.records.models import Assignment, Coordination, StaleAssignment, Unit
from nhacviec.rules.coordination import reply_term
from nhacviec.rules.lifecycle import Duty, MoveNotAllowed, State
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.units import UnitKind
from nhacviec.rules.words import REFUSALS
from nhacviec.rules.words_deadlines import reckoning_words
from nhacviec.screens.coordination.forms import AskForm
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.once import first_result, once
from nhacviec.screens.page.refused import show_refusal
from nhacviec.screens.page.request import OfficeRequest

FIELD_OF = {
    "coordination_no_unit": "units",
    "coordination_own_unit": "units",
    "coordination_unit_unfit": "units",
    "coordination_too_many": "units",
    "unit_closed": "units",
    "coordination_due_past": "due_on",
    "coordination_due_far": "due_on",
    "coordination_tacit_short": "due_on",
    "text_required": "content",
}


@needs(Right.READ_TASKS, module=Module.COORDINATION)
@require_http_methods(["GET", "POST"])
def ask(request: OfficeRequest, code: str) -> HttpResponse:
    duty = duty_to_ask_for(request.actor, code)
    if request.method == "POST" and (done := first_result(request)):
        return redirect(done)
    office = request.office
    term = reply_term(asked_on=request.today, working_days=office.policy.consult_wd, calendar=office.calendar)
    assert term.due_on is not None
    form = AskForm(
        **typed(request), request=request, default_due=term.due_on, proposed=_not_asked(request, duty)
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, lambda: _asked(request, duty, form)))
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
        except StaleAssignment:
            form.add_error(None, REFUSALS["stale"])
    context = {
        "assignment": duty,
        "form": form,
        "may_now": duty.state == State.IN_PROGRESS,
        "why_due": reckoning_words(term),
    }
    wrong = form.is_bound and form.errors
    return render(request, "coordinations/ask.html", context, status=422 if wrong else 200)


def _asked(request: OfficeRequest, duty: Assignment, form: AskForm) -> str:
    with transaction.atomic():
        made = deeds.ask(actor=request.actor, assignment=duty, now=request.now, **form.cleaned_data)
    messages.success(request, _("Đã gửi yêu cầu phối hợp đến %s đơn vị.") % len(made))
    if len(made) == 1:
        return reverse("coordinations.show", args=[made[0].pk])
    return reverse("assignments.show", args=[duty.code])


def _not_asked(request: OfficeRequest, duty: Assignment) -> list[Unit]:
    """The coordinators of the task of whom nothing was asked yet for its sake."""
    asked = Coordination.objects.filter(assignment=duty).values("unit")
    parts = duty.task.assignments.filter(duty=Duty.COORDINATE).exclude(state__in=["draft", "cancelled"])
    units = Unit.objects.active_on(request.today).filter(pk__in=parts.values("unit")).exclude(pk__in=asked)
    own = duty.unit.lineage
    return [
        u for u in units if u.kind != UnitKind.OFFICE and u.pk not in own and duty.unit_id not in u.lineage
    ]
