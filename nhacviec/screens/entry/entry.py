"""Nhập nhiệm vụ: one page with the document on the left and its tasks as cards on the right.

Every button is a plain form button; static/js/entry.js only makes the same page quicker."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhacviec.queries.access import document_by_id
from nhacviec.queries.documents import waiting_for_entry
from nhacviec.queries.drafts import drafts, drafts_like, my_drafts, spoken_draft
from nhacviec.queries.unit_book import UnitBook
from nhacviec.queries.upward_choices import superiors
from nhacviec.records.models import Task
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import Right
from nhacviec.rules.text import visible
from nhacviec.rules.units import UnitKind
from nhacviec.screens.entry.deadline_reading import Reckoner
from nhacviec.screens.entry.entry_page import EntryPage, SpokenForm, unsent
from nhacviec.screens.forms.fields import read_office_day, typed
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest


@needs(Right.ENTER_DOCUMENTS)
@require_safe
def start(request: OfficeRequest) -> HttpResponse:
    """What waits to be entered, and what was begun."""
    waiting = waiting_for_entry(request.actor, request.office.policy).select_related("issuer")[:100]
    return render(request, "entry/start.html", {"waiting": waiting, "drafts": my_drafts(request.actor)})


@needs(Right.ENTER_DOCUMENTS)
def edit(request: OfficeRequest, document_id: int) -> HttpResponse:
    """The tasks of a document."""
    document = document_by_id(request.actor, document_id)
    own = list(drafts(request.actor).filter(document=document))
    files = list(document.files.filter(removed_at=None))
    more = {
        "document": document,
        "files": files,
        "shown_file": next((f for f in files if f.kind in ("pdf", "png", "jpeg", "webp")), None),
        "from_above": document.issuer.kind == UnitKind.SUPERIOR
        and is_on(Module.SUPERIORS, request.office.policy),
        "issued_count": document.tasks.exclude(issued_at=None).count(),
    }
    return EntryPage(request, own, typed(request), document=document).answer(more)


@needs(Right.ENTER_DOCUMENTS)
def spoken(request: OfficeRequest, code: str = "") -> HttpResponse:
    """Tasks of a spoken direction: a new one, or the drafts that belong to the draft `code`."""
    own: list[Task] = []
    initial: dict[str, Any] = {"spoken_on": request.today}
    if code:
        first = spoken_draft(request.actor, code)
        if first is None:
            raise Http404
        own = list(drafts_like(request.actor, first))
        initial = {
            "spoken_by": first.spoken_by,
            "spoken_on": first.spoken_on,
            "spoken_at": first.spoken_at_event,
            "superior": first.assigner if first.assigner.kind == UnitKind.SUPERIOR else None,
        }
    sent = typed(request)
    above = superiors(request.today) if is_on(Module.SUPERIORS, request.office.policy) else ()
    form = SpokenForm(initial=initial, superiors=above, **(sent | unsent(request)))
    return EntryPage(request, own, sent, spoken=form).answer({"code": code})


@needs(Right.ENTER_DOCUMENTS)
@require_safe
def deadline(request: OfficeRequest) -> HttpResponse:
    """The reckoning under a deadline field, while one types."""
    text = next((request.GET[name] for name in request.GET if name.endswith("deadline")), "")
    given_on = read_office_day(request.GET.get("given_on") or request.GET.get("spoken_on") or "")
    reckoner = Reckoner(request.office.calendar, request.office.policy, given_on or request.today)
    return render(request, "entry/reckoning.html", {"shown": reckoner.show(text[:400])})


@needs(Right.READ_TASKS)
@require_safe
def suggest_units(request: OfficeRequest) -> JsonResponse:
    """What the letters typed into a box of units can mean: {"units": [{"text", "label", "note"}]}."""
    book = UnitBook(
        request.today,
        assignable=not request.GET.get("tat-ca"),
        from_above=bool(request.GET.get("cap-tren")) and is_on(Module.SUPERIORS, request.office.policy),
    )
    found = book.suggest(visible(request.GET.get("q", ""))[:100])
    return JsonResponse({"units": [vars(suggestion) for suggestion in found]})
