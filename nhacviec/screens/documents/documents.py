"""Văn bản: the register, one document with its tasks, entering and mending its head."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from nhacviec.actions.documents import change_document, mark_no_task, register_document
from nhacviec.actions.files import add_files, named
from nhacviec.queries.access import document_by_id, documents_to_list, visible_assignments, visible_tasks
from nhacviec.queries.cascade import may_serve
from nhacviec.queries.documents import chosen, issuers, matching, years
from nhacviec.queries.story import lines
from nhacviec.queries.unit_book import UnitBook
from nhacviec.records.models import Document, Unit
from nhacviec.rules.document_kinds import DOCUMENT_KINDS, kind_of
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import AGENCY_ROLES, SEES_ALL, Right
from nhacviec.rules.text import visible
from nhacviec.rules.words_exports import ENTRY_STATES
from nhacviec.screens.documents.document_form import MOST_FILES, DocumentForm
from nhacviec.screens.forms.fields import OfficeForm, TextField, typed
from nhacviec.screens.forms.upload_field import FilesField
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import show as show_page
from nhacviec.screens.page.once import first_result, once
from nhacviec.screens.page.paging import bounded_page_of
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest


class NoTaskForm(OfficeForm):
    reason = TextField(label=gettext_lazy("Lý do"), limit=1000, rows=2)


class FilesForm(OfficeForm):
    attached = FilesField(label=gettext_lazy("Thêm tệp"), required=True, most=MOST_FILES)

    def __init__(self, *args: Any, request: OfficeRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attached"].seen_by(request)  # type: ignore[attr-defined]


@needs(Right.READ_TASKS)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    """The register, narrowed by what stands in the address."""
    wanted = chosen(request.GET)
    rows = matching(documents_to_list(request.actor), actor=request.actor, **wanted)
    page = bounded_page_of(request, rows)
    for document in page.object_list:
        _describe(document)
    context = {
        "page": page,
        "chosen": wanted,
        "kinds": DOCUMENT_KINDS,
        "entry_states": ENTRY_STATES,
        "issuers": [] if request.actor.role in AGENCY_ROLES else issuers(),
        "years": years(),
        "may_enter": request.actor.has(Right.ENTER_DOCUMENTS),
        "filtered": any(wanted.values()),
    }
    return show_page(request, "documents/index.html", context, part="rows")


@needs(Right.READ_TASKS)
@require_safe
def show(request: OfficeRequest, document_id: int) -> HttpResponse:
    document = document_by_id(request.actor, document_id)
    return _show(request, document, FilesForm(request=request), NoTaskForm(**typed(request)))


@needs(Right.ENTER_DOCUMENTS)
def create(request: OfficeRequest) -> HttpResponse:
    """Register a document; then, unless told otherwise, go on to its tasks."""
    if sent_before := first_result(request):
        return redirect(sent_before)
    book = UnitBook(request.today, assignable=False)
    form = DocumentForm(book=book, today=request.today, **typed(request), **_proposed(request, book))
    form.fields["attached"].seen_by(request)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        return redirect(once(request, lambda: _register(request, form)))
    status = 422 if form.errors else 200
    chosen = [visible(f.name or "") for f in request.FILES.getlist("attached")] if form.errors else []
    context = {"form": form, "chosen_files": chosen}
    return render(request, "documents/form.html", context, status=status)


@needs(Right.ENTER_DOCUMENTS)
def edit(request: OfficeRequest, document_id: int) -> HttpResponse:
    document = document_by_id(request.actor, document_id)
    book = UnitBook(request.today, assignable=False)
    form = DocumentForm(book=book, today=request.today, document=document, **typed(request))
    if request.method == "POST" and form.is_valid():
        changed = change_document(actor=request.actor, now=request.now, document=document, **form.head())
        if changed:
            messages.success(request, _("Đã sửa thông tin văn bản %s.") % document.symbol)
        return redirect("documents.show", document.pk)
    context = {"form": form, "document": document}
    return render(request, "documents/form.html", context, status=422 if form.errors else 200)


@needs(Right.ENTER_DOCUMENTS)
def no_task(request: OfficeRequest, document_id: int) -> HttpResponse:
    """The document demands nothing: say why, and it leaves the list of what is to be entered."""
    document = document_by_id(request.actor, document_id)
    form = NoTaskForm(**typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            mark_no_task(
                actor=request.actor, now=request.now, document=document, reason=form.cleaned_data["reason"]
            )
        except MoveNotAllowed as refused:
            form.add_error(None, sentence(refused))
        else:
            messages.success(request, _("Đã ghi nhận văn bản %s không giao nhiệm vụ.") % document.symbol)
            return redirect("documents.show", document.pk)
    return _show(request, document, FilesForm(request=request), form, status=422 if form.errors else 200)


@needs(Right.ENTER_DOCUMENTS)
def add_file(request: OfficeRequest, document_id: int) -> HttpResponse:
    document = document_by_id(request.actor, document_id)
    form = FilesForm(**typed(request), request=request)
    if request.method == "POST" and form.is_valid():
        uploads = form.cleaned_data["attached"]
        once(request, lambda: _add_files(request, document, uploads))
        messages.success(request, _("Đã thêm %(count)s tệp.") % {"count": len(uploads)})
        return redirect("documents.show", document.pk)
    return _show(request, document, form, NoTaskForm(), status=422 if form.errors else 200)


def _show(
    request: OfficeRequest,
    document: Document,
    files_form: FilesForm,
    no_task_form: NoTaskForm,
    status: int = 200,
) -> HttpResponse:
    tasks = list(visible_tasks(request.actor).filter(document=document).order_by("position", "id"))
    duties = visible_assignments(request.actor).filter(task__in=tasks).select_related("unit").order_by("id")
    by_task: dict[int, list[Any]] = {task.pk: [] for task in tasks}
    for duty in duties:
        by_task[duty.task_id].append(duty)
    _describe(document)
    may_enter = request.actor.has(Right.ENTER_DOCUMENTS)
    context = {
        "document": document,
        "tasks": [(task, by_task[task.pk]) for task in tasks],
        "files": document.files.filter(removed_at=None),
        "history": lines(document.events.filter(task=None)) if may_enter else [],
        "sees_all": request.actor.role in SEES_ALL,
        "may_enter": may_enter,
        "may_link": may_enter
        and is_on(Module.SUPERIORS, request.office.policy)
        and any(may_serve(task, by_task[task.pk]) for task in tasks),
        "files_form": files_form,
        "no_task_form": no_task_form,
        "draft_count": sum(task.issued_at is None for task in tasks),
    }
    return render(request, "documents/show.html", context, status=status)


def _describe(document: Any) -> None:
    """What a row shows beside its columns: the kind's name, whether its tasks were entered."""
    kind = kind_of(document.kind)
    document.kind_name = kind.name if kind else document.kind
    document.entry_label = ENTRY_STATES[document.entry_state]


def _proposed(request: OfficeRequest, book: UnitBook) -> dict[str, Any]:
    """A new document most often comes from the Committee and was drafted in the person's own division."""
    own: Unit | None = book.units.get(request.actor.unit_id)
    committee = next((unit for unit in book.units.values() if unit.kind == "committee"), None)
    drafting = own if own is not None and own.kind == "office_division" else None
    return {
        "initial": {"issuer": committee, "drafting_unit": drafting, "urgency": "normal", "secrecy": "none"}
    }


def _register(request: OfficeRequest, form: DocumentForm) -> str:
    document = register_document(actor=request.actor, now=request.now, **form.head())
    if form.cleaned_data["attached"]:
        _add_files(request, document, form.cleaned_data["attached"])
    url = reverse("documents.show", args=[document.pk])
    messages.success(request, format_html(_('Đã vào sổ văn bản <a href="{}">{}</a>.'), url, document.symbol))
    return url if request.POST.get("then") == "stop" else reverse("entry.edit", args=[document.pk])


def _add_files(request: OfficeRequest, document: Document, uploads: list[Any]) -> str:
    add_files(actor=request.actor, now=request.now, files=named(uploads), document=document)
    return reverse("documents.show", args=[document.pk])
