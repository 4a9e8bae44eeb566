"""One view for all moves of a submission: the form, what is wrong with it, and back to its page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhacviec.actions import submission_ends as ends
from nhacviec.actions import submissions as deeds
from nhacviec.actions.files import add_files, named
from nhacviec.actions.submission_corrections import correct
from nhacviec.queries.submission_access import moves_of, submission_to_move
from nhacviec.records.models import Submission
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.submissions import Stop, SubmissionMove
from nhacviec.rules.words_submissions import MOVES
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.page.guard import View, needs
from nhacviec.screens.page.once import first_result, once
from nhacviec.screens.page.refused import seen_now, sentence, show_refusal
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.submissions import forms
from nhacviec.screens.submissions.correct_form import CorrectForm
from nhacviec.screens.submissions.rows import badge

FIELD_OF = {
    "reason_required": "reason",
    "text_required": "text",
    "submission_missing_required": "missing",
    "submission_division_not_fit": "division",
    "submission_officer_not_fit": "officer",
    "submission_leader_not_fit": "leader",
    "submission_nobody_asked": "units",
    "submission_answer_incomplete": "symbol",
    "submission_answer_before": "dated_on",
    "submission_dated_ahead": "dated_on",
    "submission_merge_not_open": "into",
    "submission_number_taken": "symbol",
    "submission_arrived_ahead": "arrived_on",
    "submission_arrived_before": "arrived_on",
    "submission_arrived_after": "arrived_on",
}


@dataclass(frozen=True)
class StepScreen:
    move: SubmissionMove
    slug: str
    icon: str
    form: type[forms.StepForm]
    act: Callable[..., None]

    @property
    def url_name(self) -> str:
        return f"submissions.{self.move}"

    @property
    def label(self) -> str:
        return MOVES[self.move]


_Move = SubmissionMove
STEP_SCREENS: tuple[StepScreen, ...] = (
    StepScreen(_Move.FORWARD, "chuyen-xu-ly", "mail-forward", forms.ForwardForm, deeds.forward),
    StepScreen(_Move.CONSULT, "lay-y-kien", "message", forms.ConsultForm, deeds.consult),
    StepScreen(_Move.ASK_DECISION, "trinh-lanh-dao", "gavel", forms.DecisionForm, deeds.ask_decision),
    StepScreen(
        _Move.ASK_SUPPLEMENT, "yeu-cau-bo-sung", "player-pause", forms.AskSupplementForm, deeds.ask_supplement
    ),
    StepScreen(_Move.SUPPLEMENT, "bo-sung", "player-play", forms.SupplementForm, deeds.supplement),
    StepScreen(_Move.ANSWER, "tra-loi", "file-check", forms.AnswerForm, ends.answer),
    StepScreen(_Move.RETURN, "tra-ho-so", "arrow-back-up", forms.ReturnForm, ends.return_file),
    StepScreen(_Move.WITHDRAW, "rut", "x", forms.EndForm, ends.withdraw),
    StepScreen(_Move.MERGE, "ghep", "git-merge", forms.MergeForm, ends.merge),
    StepScreen(_Move.REOPEN, "mo-lai", "refresh", forms.ReopenForm, ends.reopen),
    StepScreen(_Move.NOTE, "ghi-chu", "notes", forms.NoteForm, deeds.note),
    StepScreen(_Move.CORRECT, "dinh-chinh", "edit", CorrectForm, correct),
)
SCREEN_OF = {screen.move: screen for screen in STEP_SCREENS}


def view_of(screen: StepScreen) -> View:
    """The view of one move, for config/urls.py."""

    @needs(Right.READ_SUBMISSIONS, module=Module.SUBMISSIONS)
    @require_http_methods(["GET", "POST"])
    def take(request: OfficeRequest, submission_id: int) -> HttpResponse:
        return _take(request, submission_id, screen)

    return take


def _take(request: OfficeRequest, submission_id: int, screen: StepScreen) -> HttpResponse:
    submission = submission_to_move(request.actor, submission_id, screen.move)
    if sent_before := first_result(request):
        return redirect(sent_before)
    form = screen.form(submission=submission, request=request, **typed(request))
    if request.method == "GET" and screen.move not in moves_of(request.actor, submission):
        messages.warning(request, sentence(MoveNotAllowed("submission_stale")))
        return redirect("submissions.show", submission.pk)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, lambda: _made(request, screen, submission, form)))
        except MoveNotAllowed as refused:
            _show_refusal(form, refused)
    context = {
        "screen": screen,
        "submission": submission,
        "badge": badge(Stop(submission.stop)),
        "form": form,
    }
    return render(request, "submissions/step.html", context, status=422 if form.errors else 200)


def _made(request: OfficeRequest, screen: StepScreen, submission: Submission, form: forms.StepForm) -> str:
    """Move and files, both or neither."""
    gone_on = form.cleaned_data["version"] != submission.version
    if gone_on or screen.move not in moves_of(request.actor, submission):
        raise MoveNotAllowed("submission_stale")
    arguments: dict[str, Any] = form.arguments()
    uploads = form.cleaned_data.get("attached") or []
    with transaction.atomic():
        screen.act(actor=request.actor, submission=submission, now=request.now, **arguments)
        if uploads:
            add_files(actor=request.actor, now=request.now, files=named(uploads), submission=submission)
    messages.success(
        request, _("%(move)s: hồ sơ %(symbol)s.") % {"move": screen.label, "symbol": submission.symbol}
    )
    return reverse("submissions.show", args=[submission.pk])


def _show_refusal(form: forms.StepForm, refused: MoveNotAllowed) -> None:
    """What was shown is no longer so: with what is typed it may be sent again after a look."""
    if refused.code == "submission_stale":
        form.submission.refresh_from_db()
        seen_now(form, version=form.submission.version)
    beside = FIELD_OF
    if refused.code == "submission_day_outside":
        beside = {refused.code: "answered_on" if "answered_on" in form.fields else "handed_in_on"}
    show_refusal(form, refused, beside)
