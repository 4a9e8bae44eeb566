"""Thang nhắc việc: by which steps duties are reminded of, class by class, and new versions of each."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhacviec.actions.ladders import set_ladder, withdraw_ladder
from nhacviec.queries.ladder_book import Book, book_of, books
from nhacviec.records.models import Ladder
from nhacviec.rules.ladders import DEFAULTS
from nhacviec.rules.ladders import Ladder as RuleLadder
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Right
from nhacviec.rules.reminders import Noun
from nhacviec.rules.words_deadlines import day_words
from nhacviec.rules.words_ladders import NOUNS
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.office_rules.ladder_forms import LadderForm, check_steps, step_forms
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest


@needs(Right.MANAGE_POLICY)
def index(request: OfficeRequest) -> HttpResponse:
    of_noun: dict[Noun, list[Book]] = {noun: [] for noun in Noun}
    for book in books(request.today):
        of_noun[book.of.noun].append(book)
    parts = [(noun.value, NOUNS[noun], several) for noun, several in of_noun.items()]
    return render(request, "ladders/index.html", {"parts": parts})


@needs(Right.MANAGE_POLICY)
def create(request: OfficeRequest) -> HttpResponse:
    """A new version; `?tu=<version>` begins with that one, else with the default of the software, of what
    `?cho=` says."""
    begun = _begun_with(request)
    given = typed(request)
    noun = begun.of.noun
    form = LadderForm(today=request.today, noun=noun, initial=_initial(request, begun), **given)
    lines = step_forms(request, begun, **given)
    if request.method == "POST":
        valid = form.is_valid()
        steps = check_steps(form, lines)
        if valid and form.is_valid() and not any(line.errors for line in lines):
            version = _set(request, form, steps)
            if version is not None:
                return redirect("ladders.show", version.pk)
    status = 422 if form.is_bound and (form.errors or any(line.errors for line in lines)) else 200
    about = {"form": form, "lines": lines, "begun": begun, "noun": NOUNS[noun], "of_tasks": noun is Noun.TASK}
    return render(request, "ladders/form.html", about, status=status)


@needs(Right.MANAGE_POLICY)
def show(request: OfficeRequest, version: int) -> HttpResponse:
    row = get_object_or_404(Ladder, pk=version)
    book = book_of(row.of, request.today)
    if book is None:
        raise Http404
    shown = next(found for found in book.versions if found.row and found.row.pk == version)
    return render(request, "ladders/show.html", {"book": book, "shown": shown})


@needs(Right.MANAGE_POLICY)
@require_POST
def withdraw(request: OfficeRequest, version: int) -> HttpResponse:
    row = get_object_or_404(Ladder, pk=version)
    try:
        withdraw_ladder(actor=request.actor, version=row, now=request.now)
    except MoveNotAllowed as refused:
        messages.error(request, sentence(refused))
        return redirect("ladders.show", version)
    messages.success(request, _("Đã bãi bỏ thang nhắc việc. Từ nay theo thang tiếp theo phù hợp."))
    return redirect("ladders.index")


def _begun_with(request: OfficeRequest) -> RuleLadder:
    wanted = request.GET.get("tu", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 18):
        wished = request.GET.get("cho", "")
        return DEFAULTS[Noun(wished) if wished in list(Noun) else Noun.TASK]
    row = Ladder.objects.filter(pk=int(wanted), is_withdrawn=False).first()
    return row.version.ladder if row else DEFAULTS[Noun.TASK]


def _initial(request: OfficeRequest, begun: RuleLadder) -> dict[str, Any]:
    newest = Ladder.objects.order_by("-id").values_list("pk", flat=True).first() or 0
    return {"effective_from": request.today, "seen_id": newest} | LadderForm.shown(begun.of)


def _set(request: OfficeRequest, form: LadderForm, steps: list[dict[str, Any]]) -> Ladder | None:
    of, given = form.task_class(), form.cleaned_data
    try:
        version = set_ladder(
            actor=request.actor,
            of=of,
            steps=steps,
            effective_from=given["effective_from"],
            decision=given["decision"],
            seen_id=given["seen_id"],
            now=request.now,
        )
    except MoveNotAllowed as refused:
        form.add_error(None, sentence(refused))
        return None
    said = _("Đã lưu thang nhắc việc, áp dụng từ %(day)s.") % {"day": day_words(given["effective_from"])}
    messages.success(request, said)
    return version
