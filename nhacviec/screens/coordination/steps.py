"""The steps of a request: address, form and action of each, and one view for all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nhacviec.actions import coordination as deeds
from nhacviec.actions import coordination_handing, coordination_time, delays
from nhacviec.queries.coordination_access import coordination_for
from nhacviec.records.models import Coordination, StaleCoordination
from nhacviec.rules.coordination import CoordinationStep, open_steps
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.words import REFUSALS
from nhacviec.rules.words_coordination import DELAYS, DONE, STATES, STEPS
from nhacviec.screens.coordination import forms
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.page.guard import View, needs
from nhacviec.screens.page.htmx import go_to, is_htmx
from nhacviec.screens.page.refused import seen_now, show_refusal
from nhacviec.screens.page.request import OfficeRequest

FIELD_OF = {
    "reason_required": "reason",
    "officer_not_ours": "officer",
    "nothing_changed": "officer",
    "coordination_not_later": "asked_due_on",
    "coordination_time_past": "asked_due_on",
    "coordination_due_far": "asked_due_on",
    "coordination_dated_ahead": "dated_on",
    "coordination_comments_needed": "text",
}


@dataclass(frozen=True)
class StepScreen:
    step: CoordinationStep
    slug: str
    form: type[forms.StepForm]
    act: Callable[..., Any]

    @property
    def url_name(self) -> str:
        return f"coordinations.{self.step}"


_S = CoordinationStep
STEP_SCREENS: tuple[StepScreen, ...] = (
    StepScreen(_S.REPLY, "tra-loi", forms.ReplyForm, deeds.reply),
    StepScreen(_S.HAND_ON, "phan-cong", forms.HandOnForm, coordination_handing.hand_on),
    StepScreen(_S.TAKE_BACK, "thu-lai", forms.TakeBackForm, coordination_handing.take_back),
    StepScreen(_S.WITHDRAW, "rut", forms.ReasonForm, deeds.withdraw),
    StepScreen(_S.ASK_TIME, "xin-them-thoi-gian", forms.AskTimeForm, coordination_time.ask_time),
    StepScreen(_S.GRANT_TIME, "dong-y-thoi-gian", forms.GrantTimeForm, coordination_time.grant_time),
    StepScreen(_S.REFUSE_TIME, "khong-them-thoi-gian", forms.DecisionForm, coordination_time.refuse_time),
    StepScreen(_S.REPORT_DELAY, "phan-anh-cham", forms.ReportForm, delays.report_delay),
    StepScreen(_S.WITHDRAW_REPORT, "rut-phan-anh", forms.ReasonForm, delays.withdraw_report),
    StepScreen(_S.ACCEPT_DELAY, "thua-nhan-cham", forms.AcceptDelayForm, delays.accept_delay),
    StepScreen(_S.DISPUTE_DELAY, "khong-thong-nhat", forms.DisputeDelayForm, delays.dispute_delay),
    StepScreen(_S.UPHOLD_DELAY, "ket-luan-cham", forms.OpinionForm, delays.uphold_delay),
    StepScreen(_S.DISMISS_DELAY, "ket-luan-khong-cham", forms.DecisionForm, delays.dismiss_delay),
)


def view_of(screen: StepScreen) -> View:
    """The view of one step, for config/urls.py."""

    @needs(Right.READ_TASKS, module=Module.COORDINATION)
    @require_http_methods(["GET", "POST"])
    def take(request: OfficeRequest, request_id: int) -> HttpResponse:
        return _take(request, request_id, screen)

    return take


def _take(request: OfficeRequest, request_id: int, screen: StepScreen) -> HttpResponse:
    asked = coordination_for(request.actor, request_id, screen.step)
    deeds.see(actor=request.actor, request=asked, now=request.now)
    form: forms.StepForm | None = screen.form(about=asked, request=request, **typed(request))
    if request.method == "POST" and form is not None and _made(request, screen, asked, form):
        messages.success(request, f"{DONE[screen.step]}.")
        return go_to(request, reverse("coordinations.show", args=[asked.pk]))
    if request.method == "GET" and screen.step not in open_steps(asked.situation(), today=request.today):
        form = None  # the page says why
    context = {
        "asked": asked,
        "screen": screen,
        "title": STEPS[screen.step],
        "form": form,
        "is_part": is_htmx(request),
        "refused": _why_not(asked),
    }
    status = 422 if form is not None and form.errors else 200
    template = "coordinations/step.html#form" if is_htmx(request) else "coordinations/step.html"
    return render(request, template, context, status=status)


def _made(request: OfficeRequest, screen: StepScreen, asked: Coordination, form: forms.StepForm) -> bool:
    """Take the step; a refusal becomes an error of the form, with everything typed kept."""
    if not form.is_valid():
        return False
    shown = form.cleaned_data.get("version")
    try:
        if shown is not None and shown != asked.version:
            raise StaleCoordination(asked.pk)
        screen.act(actor=request.actor, request=asked, now=request.now, **form.arguments())
    except MoveNotAllowed as problem:
        field = FIELD_OF | ({"reason_required": "decision"} if "decision" in form.fields else {})
        if "granted_due_on" in form.fields:
            field |= {code: "granted_due_on" for code, name in field.items() if name == "asked_due_on"}
        show_refusal(form, problem, field)
    except StaleCoordination:
        asked.refresh_from_db()
        seen_now(form, version=asked.version)
        form.add_error(None, REFUSALS["coordination_stale"])
    return not form.errors


def _why_not(asked: Coordination) -> str:
    situation = asked.situation()
    said = STATES[situation.state]
    if situation.delay is not None:
        said = f"{said}; {DELAYS[situation.delay].lower()}"
    return REFUSALS["coordination_over"].format(state=said)
