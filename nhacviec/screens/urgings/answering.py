"""The agency's answer to a letter: of every duty the cause and the new day, of all at once or of some now and
of others later."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhacviec.actions import urging as deeds
from nhacviec.queries.urging_access import urging_to_answer
from nhacviec.queries.urgings import lines_of
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
    problem = ""
    valid = [form.is_valid() for form in forms]  # every one: all their mistakes are shown at once
    if request.method == "POST" and all(valid):
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
        "answered": [row for row in rows if row.line is not None and row.line.is_explained],
        "given_back": any(form.given_back for form in forms),
        "wrong": wrong,
    }
    return render(request, "urgings/answer.html", context, status=422 if wrong else 200)


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
