"""Ban hành: one look at everything that is about to be given out, then all of it at once."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from nhacviec.actions.tasks import check_issuable, issue
from nhacviec.queries.access import document_by_id
from nhacviec.queries.cascade import parents_due, served_by, too_late_to_give
from nhacviec.queries.drafts import drafts, drafts_like, spoken_draft
from nhacviec.queries.recipients import told_at_issue
from nhacviec.records.models import Document, Task
from nhacviec.rules.cascade import breaks
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import Right
from nhacviec.rules.words_deadlines import weekday_words
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.once import first_result, once
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest


@needs(Right.ENTER_DOCUMENTS)
def of_document(request: OfficeRequest, document_id: int) -> HttpResponse:
    document = document_by_id(request.actor, document_id)
    rows = drafts(request.actor).filter(document=document)
    back = reverse("entry.edit", args=[document.pk])
    return _page(request, rows, back=back, document=document)


@needs(Right.ENTER_DOCUMENTS)
def of_spoken(request: OfficeRequest, code: str) -> HttpResponse:
    if request.method == "POST" and (done := first_result(request)):
        return redirect(done)  # what is issued is no draft any more
    first = spoken_draft(request.actor, code)
    if first is None:
        raise Http404
    back = reverse("entry.spoken_edit", args=[code])
    return _page(request, drafts_like(request.actor, first), back=back, document=None)


def _page(
    request: OfficeRequest, rows: QuerySet[Task], *, back: str, document: Document | None
) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        bare = list(rows.select_related(None).prefetch_related(None))  # nothing of them is shown
        try:
            return redirect(once(request, lambda: _issue(request, bare, document)))
        except MoveNotAllowed as refused:
            problem = sentence(refused)
    tasks = list(rows)
    if not tasks and not problem:
        return redirect(back)
    for task in tasks:
        task.shown_due = weekday_words(task.due_on) if task.due_on else ""  # type: ignore[attr-defined]
    duties = [duty for task in tasks for duty in task.assignments.all()]
    units = {duty.unit_id: duty.unit for duty in duties}
    context = {
        "document": document,
        "tasks": tasks,
        "units": list(units.values()),
        "duty_count": len(duties),
        "told": told_at_issue(list(units.values()), tasks, request.today),
        "blocking": _blocking(tasks, request.today),
        "warnings": _warnings(request, tasks),
        "problem": problem,
        "seen": _seen(tasks),
        "back": back,
    }
    return render(request, "entry/issue.html", context, status=422 if problem else 200)


def _seen(tasks: list[Task]) -> str:
    """What the summary showed; issuing something else than was looked at is refused."""
    return ",".join(f"{task.code}:{task.version}" for task in tasks)


def _issue(request: OfficeRequest, tasks: list[Task], document: Document | None) -> str:
    if request.POST.get("seen") != _seen(tasks):
        raise MoveNotAllowed("drafts_changed")
    issued = issue(actor=request.actor, now=request.now, tasks=tasks)
    where = reverse("documents.show", args=[document.pk]) if document else reverse("entry.start")
    units = len({duty.unit_id for duty in issued})
    text = _("Đã ban hành {} nhiệm vụ cho {} đơn vị.")
    if document:
        link = format_html('<a href="{}">{}</a>', where, document.symbol)
        messages.success(request, format_html("{} {}", text.format(len(tasks), units), link))
    else:
        messages.success(
            request, f"{text.format(len(tasks), units)} {', '.join(task.code for task in tasks)}"
        )
    return where


def _blocking(tasks: list[Task], today: date) -> list[tuple[Task, str]]:
    found = []
    for task in tasks:
        try:
            check_issuable(task, list(task.assignments.all()), today=today)
        except MoveNotAllowed as refused:
            found.append((task, sentence(refused)))
    for task in too_late_to_give(tasks, served_by(tasks)):
        found.append((task, sentence(MoveNotAllowed("served_is_closed", task=task))))
    return found


def _warnings(request: OfficeRequest, tasks: list[Task]) -> list[str]:
    found: list[str] = []
    calendar = request.office.calendar
    above = parents_due(tasks) if is_on(Module.SUPERIORS, request.office.policy) else {}
    for number, task in enumerate(tasks, start=1):
        named: dict[str, Any] = {"number": number, "day": f"{task.due_on:%d/%m/%Y}" if task.due_on else ""}
        if task.due_on is None:
            found.append(_("Nhiệm vụ %(number)s không có thời hạn.") % named)
        elif task.due_on < request.today:
            found.append(_("Nhiệm vụ %(number)s đã quá hạn ngay khi giao (%(day)s).") % named)
        elif not calendar.is_working(task.due_on):
            found.append(_("Hạn của nhiệm vụ %(number)s rơi vào ngày nghỉ (%(day)s).") % named)
        if breaks(due := above.get(task.pk), task.due_on):
            named["due"] = f"{due:%d/%m/%Y}"
            found.append(
                _("Nhiệm vụ %(number)s có thời hạn muộn hơn hạn UBND tỉnh báo cáo cấp trên (%(due)s).")
                % named
            )
    return found
