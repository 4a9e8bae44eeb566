"""One view for all steps of a submission upward: the form, what is wrong with it, and back to its page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhacviec.actions import upward as deeds
from nhacviec.actions.files import add_files, named
from nhacviec.queries.upward import may_ever, moves_of, upward_by_id
from nhacviec.records.models import Submission
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.upward import UpwardMove
from nhacviec.rules.words_upward import MOVES
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.page.guard import View, needs
from nhacviec.screens.page.once import first_result, once
from nhacviec.screens.page.refused import sentence, show_refusal
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.upward import forms
from nhacviec.screens.upward.looks import badge

FIELD_OF = {
    "reason_required": "reason",
    "text_required": "text",
    "nothing_said": "opinion",
    "upward_officer_not_fit": "officer",
    "upward_document_incomplete": "symbol",
    "upward_asked_already": "asked_on",
}
_DAYS = ("asked_on", "opinion_on", "returned_on", "received_on")


@dataclass(frozen=True)
class StepScreen:
    move: UpwardMove
    slug: str
    icon: str
    form: type[forms.StepForm]
    act: Callable[..., None]

    @property
    def url_name(self) -> str:
        return f"upward.{self.move}"

    @property
    def label(self) -> str:
        return MOVES[self.move]


_Move = UpwardMove
STEP_SCREENS: tuple[StepScreen, ...] = (
    StepScreen(_Move.OPINION, "y-kien", "message", forms.OpinionForm, deeds.give_opinion),
    StepScreen(_Move.DECISION, "quyet-dinh", "file-check", forms.DecisionForm, deeds.decide),
    StepScreen(_Move.ASK_AGAIN, "hoi-lai", "refresh", forms.AskAgainForm, deeds.ask_again),
    StepScreen(_Move.RETURN, "tra-lai", "arrow-back-up", forms.GiveBackForm, deeds.give_back),
    StepScreen(_Move.WITHDRAW, "rut", "x", forms.ReasonForm, deeds.take_back),
    StepScreen(_Move.HAND_ON, "doi-nguoi", "users", forms.HandOnForm, deeds.hand_on),
    StepScreen(_Move.REOPEN, "theo-doi-lai", "refresh", forms.ReasonForm, deeds.reopen),
    StepScreen(_Move.NOTE, "ghi-chu", "notes", forms.NoteForm, deeds.note),
)


def steps_of(request: OfficeRequest, submission: Submission) -> list[StepScreen]:
    """The buttons of its page."""
    moves = moves_of(request.actor, submission)
    return [screen for screen in STEP_SCREENS if screen.move in moves]


def view_of(screen: StepScreen) -> View:
    """The view of one step, for config/urls.py."""

    @needs(Right.READ_UPWARD, module=Module.SUPERIORS)
    @require_http_methods(["GET", "POST"])
    def take(request: OfficeRequest, submission_id: int) -> HttpResponse:
        return _take(request, submission_id, screen)

    return take


def _take(request: OfficeRequest, submission_id: int, screen: StepScreen) -> HttpResponse:
    submission = upward_by_id(request.actor, submission_id)
    if not may_ever(request.actor, submission, screen.move):
        raise PermissionDenied
    if sent_before := first_result(request):
        return redirect(sent_before)
    form = screen.form(submission=submission, request=request, **typed(request))
    if request.method == "GET" and screen.move not in moves_of(request.actor, submission):
        messages.warning(request, sentence(MoveNotAllowed("upward_stale")))
        return redirect("upward.show", submission.pk)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, lambda: _made(request, screen, submission, form)))
        except MoveNotAllowed as refused:
            _show_refusal(form, refused)
    context = {"screen": screen, "submission": submission, "badge": badge(submission.stop), "form": form}
    return render(request, "upward/step.html", context, status=422 if form.errors else 200)


def _made(request: OfficeRequest, screen: StepScreen, submission: Submission, form: forms.StepForm) -> str:
    """Step and files, both or neither."""
    gone_on = form.cleaned_data["version"] != submission.version
    if gone_on or screen.move not in moves_of(request.actor, submission):
        raise MoveNotAllowed("upward_stale")
    arguments: dict[str, Any] = form.arguments()
    uploads = form.cleaned_data.get("attached") or []
    with transaction.atomic():
        screen.act(actor=request.actor, submission=submission, now=request.now, **arguments)
        if uploads:
            add_files(actor=request.actor, now=request.now, files=named(uploads), submission=submission)
    messages.success(
        request, _("%(move)s: văn bản %(symbol)s.") % {"move": screen.label, "symbol": submission.symbol}
    )
    return reverse("upward.show", args=[submission.pk])


def _show_refusal(form: forms.StepForm, refused: MoveNotAllowed) -> None:
    """What was shown is no longer so: with what is typed it may be sent again after a look."""
    form.submission.refresh_from_db()
    if refused.code == "upward_stale":
        form.data = {**form.data, "version": str(form.submission.version)}
    day = next((name for name in _DAYS if name in form.fields), "")
    show_refusal(form, refused, FIELD_OF | {"upward_day_outside": day})
