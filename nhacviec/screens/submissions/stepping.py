"""One view for all steps of a submission, to the Committee or upward: the form, what is wrong with it, and
back to its page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from nhacviec.actions.files import add_files, named
from nhacviec.records.models import Submission
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Actor, Right
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.page.guard import View, needs
from nhacviec.screens.page.once import first_result, once
from nhacviec.screens.page.refused import seen_now, sentence, show_refusal
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.submissions.step_form import StepForm


@dataclass(frozen=True)
class Way:
    """What each direction has of its own. `pages` begins the names of its addresses, `codes` those of its
    refusals; `to_move` answers 404 and 403; `whose` stands beside the abstract; `days`: where a day is typed
    that may lie outside; `done`: told when a step is taken."""

    pages: str
    codes: str
    right: Right
    module: Module
    to_move: Callable[[Actor, int, Any], Submission]
    moves_of: Callable[[Actor, Submission], Sequence[Any]]
    words: Mapping[Any, str]
    badge: Callable[[str], SafeString]
    whose: Callable[[Submission], str]
    done: Callable[[], str]
    fields: Mapping[str, str]
    days: Sequence[str]

    @property
    def stale(self) -> str:
        return f"{self.codes}_stale"

    def page_of(self, submission: Submission) -> str:
        return reverse(f"{self.pages}.show", args=[submission.pk])


@dataclass(frozen=True)
class StepScreen:
    way: Way
    move: Any
    slug: str
    icon: str
    form: type[StepForm]
    act: Callable[..., None]

    @property
    def url_name(self) -> str:
        return f"{self.way.pages}.{self.move}"

    @property
    def label(self) -> str:
        return self.way.words[self.move]


def view_of(screen: StepScreen) -> View:
    """The view of one step, for config/urls.py."""

    @needs(screen.way.right, module=screen.way.module)
    @require_http_methods(["GET", "POST"])
    def take(request: OfficeRequest, submission_id: int) -> HttpResponse:
        return _take(request, submission_id, screen)

    return take


def _take(request: OfficeRequest, submission_id: int, screen: StepScreen) -> HttpResponse:
    way = screen.way
    submission = way.to_move(request.actor, submission_id, screen.move)
    if sent_before := first_result(request):
        return redirect(sent_before)
    form = screen.form(submission=submission, request=request, **typed(request))
    if request.method == "GET" and screen.move not in way.moves_of(request.actor, submission):
        messages.warning(request, sentence(MoveNotAllowed(way.stale)))
        return redirect(way.page_of(submission))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, lambda: _made(request, screen, submission, form)))
        except MoveNotAllowed as refused:
            _show_refusal(way, form, refused)
    context = {
        "screen": screen,
        "submission": submission,
        "back": way.page_of(submission),
        "whose": way.whose(submission),
        "badge": way.badge(submission.stop),
        "form": form,
    }
    return render(request, "submissions/step.html", context, status=422 if form.errors else 200)


def _made(request: OfficeRequest, screen: StepScreen, submission: Submission, form: StepForm) -> str:
    """Step and files, both or neither."""
    gone_on = form.cleaned_data["version"] != submission.version
    if gone_on or screen.move not in screen.way.moves_of(request.actor, submission):
        raise MoveNotAllowed(screen.way.stale)
    uploads = form.cleaned_data.get("attached") or []
    with transaction.atomic():
        screen.act(actor=request.actor, submission=submission, now=request.now, **form.arguments())
        if uploads:
            add_files(actor=request.actor, now=request.now, files=named(uploads), submission=submission)
    said = screen.way.done() % {"move": screen.label, "symbol": submission.symbol}
    messages.success(request, said)
    return screen.way.page_of(submission)


def _show_refusal(way: Way, form: StepForm, refused: MoveNotAllowed) -> None:
    """What was shown is no longer so: with what is typed it may be sent again after a look."""
    if refused.code == way.stale:
        form.submission.refresh_from_db()
        seen_now(form, version=form.submission.version)
    day = next((name for name in way.days if name in form.fields), "")
    show_refusal(form, refused, {**way.fields, f"{way.codes}_day_outside": day})
