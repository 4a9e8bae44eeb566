"""The Office's part: from chosen duties to drafts, from a draft to a signed letter, and back again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhacviec.actions import urging as deeds
from nhacviec.queries.access import visible_assignments
from nhacviec.queries.urging_access import urging_by_id
from nhacviec.queries.urgings import by_agency, lines_of, named, no_longer_fit, sorted_out
from nhacviec.records.models import Assignment, Urging
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Right
from nhacviec.rules.text import visible
from nhacviec.rules.urging import MOST_LINES, UrgingState, reply_day
from nhacviec.rules.words_urging import UNFIT
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.page.addresses import row_id
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.once import first_result, once
from nhacviec.screens.page.refused import sentence, show_refusal
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.urgings.forms import DraftForm, SignForm, WithdrawForm

FIELD_OF = {
    "urging_number_required": "symbol",
    "urging_number_taken": "symbol",
    "urging_signed_ahead": "signed_on",
    "urging_signed_before": "signed_on",
    "urging_reply_too_soon": "signed_on",
    "reason_required": "reason",
}


@needs(Right.URGE)
@require_POST
def prepare(request: OfficeRequest) -> HttpResponse:
    """What each agency would be urged about; then the same form makes the drafts."""
    if done := first_result(request):
        return redirect(done)
    codes = list(dict.fromkeys(visible(code) for code in request.POST.getlist("chon")))[:MOST_LINES]
    chosen = visible_assignments(request.actor).filter(code__in=codes)
    rows = chosen.select_related("task__document", "unit").order_by("due_on", "id")
    fit, left = sorted_out(request.actor, rows, now=request.now)
    sent = "gui" in request.POST
    initial = {"reply_due_on": _reply_day(request)}
    form = DraftForm(request.POST if sent else None, initial=initial, request=request)
    if sent and fit and form.is_valid():
        try:
            return redirect(once(request, lambda: _drafts(request, fit, form)))
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
    letters = [(unit, [named(row, on=request.today) for row in own]) for unit, own in by_agency(fit)]
    context = {
        "form": form,
        "letters": letters,
        "left": [(row, UNFIT[why]) for row, why in left],
        "count": len(fit),
        "back": _back(request),
    }
    return render(request, "urgings/prepare.html", context, status=422 if sent and form.errors else 200)


def _drafts(request: OfficeRequest, fit: list[Assignment], form: DraftForm) -> str:
    made = deeds.draft(actor=request.actor, assignments=fit, now=request.now, **form.cleaned_data)
    messages.success(request, _("Đã lập %s dự thảo văn bản đôn đốc.") % len(made))
    if len(made) == 1:
        return reverse("urgings.show", args=[made[0].pk])
    return f"{reverse('urgings.index')}?trang-thai={UrgingState.DRAFT.value}"


def _reply_day(request: OfficeRequest) -> Any:
    days = request.office.policy.urge_reply_wd
    return reply_day(today=request.today, working_days=days, calendar=request.office.calendar)


def _back(request: OfficeRequest) -> str:
    index, back = reverse("assignments.index"), request.POST.get("ve", "")
    return back if back == index or back.startswith(f"{index}?") else index


@needs(Right.URGE)
def edit(request: OfficeRequest, urging_id: int) -> HttpResponse:
    """The day, the paragraph and the lines of a draft."""
    urging = urging_by_id(request.actor, urging_id)
    if not urging.is_draft:
        return _gone_on(request, urging)
    rows = lines_of(urging, on=request.today)
    form = DraftForm(
        **typed(request),
        initial={"reply_due_on": urging.reply_due_on, "note": urging.note},
        request=request,
    )
    if request.method == "POST" and form.is_valid():
        keep = {pk for one in request.POST.getlist("giu") if (pk := row_id(one)) is not None}
        try:
            deeds.change_draft(
                actor=request.actor, urging=urging, keep=keep, now=request.now, **form.cleaned_data
            )
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
        else:
            messages.success(request, _("Đã sửa dự thảo."))
            return redirect("urgings.show", urging.pk)
    over = {row.assignment.pk for row in no_longer_fit(urging, rows, on=request.now)}
    context = {"urging": urging, "rows": rows, "over": over, "form": form}
    return render(request, "urgings/edit.html", context, status=_status(form))


@needs(Right.URGE)
def sign(request: OfficeRequest, urging_id: int) -> HttpResponse:
    """The letter came back signed: its number, day and signer; from here it counts."""
    urging = urging_by_id(request.actor, urging_id)
    if not urging.is_draft:
        return _gone_on(request, urging)
    form = SignForm(**typed(request), request=request)
    if request.method == "POST" and form.is_valid():
        try:
            deeds.send(actor=request.actor, urging=urging, now=request.now, **form.cleaned_data)
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
        else:
            text = _("Đã gửi văn bản %(symbol)s đến %(unit)s.")
            messages.success(request, text % {"symbol": urging.symbol, "unit": urging.unit.name})
            return redirect("urgings.show", urging.pk)
    rows = lines_of(urging, on=request.today)
    context = {
        "urging": urging,
        "form": form,
        "count": len(rows),
        "over": no_longer_fit(urging, rows, on=request.now),
    }
    return render(request, "urgings/sign.html", context, status=_status(form))


@needs(Right.URGE)
def withdraw(request: OfficeRequest, urging_id: int) -> HttpResponse:
    """Drop a draft, or take a sent letter back. Asks first."""
    urging = urging_by_id(request.actor, urging_id)
    if urging.state not in (UrgingState.DRAFT, UrgingState.SENT):
        return _gone_on(request, urging)
    form = WithdrawForm(**typed(request), needs_reason=not urging.is_draft)
    if request.method == "POST" and form.is_valid():
        try:
            deeds.withdraw(actor=request.actor, urging=urging, now=request.now, **form.cleaned_data)
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
        else:
            said = _("Đã thu hồi văn bản đôn đốc.") if urging.was_sent else _("Đã bỏ dự thảo.")
            messages.success(request, said)
            return redirect("urgings.index")
    return render(request, "urgings/withdraw.html", {"urging": urging, "form": form}, status=_status(form))


def _gone_on(request: OfficeRequest, urging: Urging) -> HttpResponse:
    """Somebody was faster, or the page is old."""
    messages.warning(request, sentence(MoveNotAllowed("urging_stale")))
    return redirect("urgings.show", urging.pk)


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
