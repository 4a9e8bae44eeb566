"""A periodic task: its periods, and the end of its repeating."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.actions.periods import stop_series
from nhacviec.queries.access import task_by_code, visible_tasks
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.periods import period_from_key
from nhacviec.rules.permissions import Right
from nhacviec.rules.words_deadlines import period_words
from nhacviec.screens.forms.fields import OfficeForm, TextField, typed
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest


class StopForm(OfficeForm):
    reason = TextField(label=gettext_lazy("Lý do"), limit=1000, rows=2)


@needs(Right.READ_TASKS)
def show(request: OfficeRequest, code: str) -> HttpResponse:
    """All periods of the series this task belongs to; the Office may stop it, for a reason."""
    task = task_by_code(request.actor, code)
    head = task.series if task.series_id else task
    if head is None or not head.recurrence:
        raise Http404
    may_stop = request.actor.has(Right.ENTER_DOCUMENTS) and head.recurrence_stopped_at is None
    form = StopForm(**typed(request))
    if request.method == "POST" and not may_stop:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            stop_series(actor=request.actor, now=request.now, task=head, reason=form.cleaned_data["reason"])
        except MoveNotAllowed as refused:
            form.add_error(None, sentence(refused))
        else:
            messages.success(
                request, _("Đã dừng lặp nhiệm vụ %s. Các kỳ đã giao vẫn còn hiệu lực.") % head.code
            )
            return redirect("series.show", head.code)
    periods = visible_tasks(request.actor).filter(Q(pk=head.pk) | Q(series=head)).order_by("-period_key")
    context = {
        "head": head,
        "periods": [(period, period_words(period_from_key(period.period_key))) for period in periods],
        "form": form,
        "may_stop": may_stop,
    }
    return render(request, "series/show.html", context, status=422 if form.errors else 200)
