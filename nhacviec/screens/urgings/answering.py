"""The agency's answer to a letter: of every duty the cause and the new day, of all at once or of some now and
of others later."""

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhacviec.actions import urging as deeds
from nhacviec.queries.urging_access import urging_to_answer
from nhacviec.queries.urgings import Named, lines_of
from nhacviec.records.models import StaleAssignment, Urging
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Right
from nhacviec.rules.urging import UrgingState
from nhacviec.rules.words import REFUSALS
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.urgings.forms import reply_forms


@needs(Right.ANSWER_URGING)
def answer(request: OfficeRequest, urging_id: int) -> HttpResponse:
    urging = urging_to_answer(request.actor, urging_id)
    if urging.state != UrgingState.SENT:
        messages.warning(request, sentence(MoveNotAllowed("urging_stale")))
        return redirect("urgings.show", urging.pk)
    rows = lines_of(urging, on=request.today)
    forms = reply_forms(request, rows, **typed(request))
    answered = [row for row in rows if row.line is not None and row.line.is_explained]
    problem = _said_again(request, answered)
    valid = [form.is_valid() for form in forms]  # every one: all their mistakes are shown at once
    if request.method == "POST" and all(valid) and not problem:
        replies = {form.line_id: reply for form in forms if (reply := form.reply) is not None}
        try:
            with transaction.atomic():
                left = deeds.answer(actor=request.actor, urging=urging, replies=replies, now=request.now)
        except MoveNotAllowed as refused:
            problem = sentence(refused)
        except StaleAssignment as stale:
            problem = f"{stale}: {REFUSALS['stale']}"
        else:
            return _done(request, urging, sum(reply.is_complete for reply in replies.values()), left)
    wrong = bool(problem) or any(form.is_bound and form.errors for form in forms)
    context = {
        "urging": urging,
        "forms": forms,
        "problem": problem,
        "answered": answered,
        "given_back": any(form.given_back for form in forms),
        "wrong": wrong,
    }
    return render(request, "urgings/answer.html", context, status=422 if wrong else 200)


def _said_again(request: OfficeRequest, answered: Sequence[Named]) -> str:
    """Of what a colleague has answered since the page was shown: what was typed is not left out silently."""
    codes = [
        row.assignment.code
        for row in answered
        if row.line is not None and request.POST.get(f"d{row.line.pk}-new_due_on", "").strip()
    ]
    if not codes:
        return ""
    return _("Đồng nghiệp vừa trả lời %s, nên nội dung bạn nhập cho phần đó không được gửi.") % ", ".join(
        codes
    )


def _done(request: OfficeRequest, urging: Urging, sent: int, left: int) -> HttpResponse:
    if not left:
        messages.success(request, _("Đã trả lời văn bản %s.") % urging.symbol)
        return redirect("urgings.show", urging.pk)
    told = {"sent": sent, "left": left}
    messages.warning(
        request,
        _(
            "Đã gửi trả lời %(sent)s đầu việc; còn %(left)s đầu việc chưa đủ nguyên nhân và thời hạn mới. "
            "Nội dung đang nhập dở được giữ lại."
        )
        % told,
    )
    return redirect("urgings.answer", urging.pk)
