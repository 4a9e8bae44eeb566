"""Văn bản trình cấp trên: the list, of today or of any day, with what has waited too long first."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhacviec.queries.upward import CUTS, Question, counts, names_of, read_question, rows
from nhacviec.queries.upward_choices import committees, superiors
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.upward import UpwardCounts, UpwardNumber
from nhacviec.rules.words_upward import CUTS as CUT_WORDS
from nhacviec.rules.words_upward import NUMBERS
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import show as show_page
from nhacviec.screens.page.paging import page_of
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.upward.looks import rows_of

HEADS = (
    UpwardNumber.OVERDUE,
    UpwardNumber.IN_TIME,
    UpwardNumber.ASKED_AGAIN,
    UpwardNumber.OPINION,
    UpwardNumber.ANSWERED,
    UpwardNumber.ENDED_OTHERWISE,
)
_KEPT = ("chuyen-vien", "han-tu", "ky", "tu", "den")  # in the address, in no field of the filter


@needs(Right.READ_UPWARD, module=Module.SUPERIORS)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    question = read_question(request.GET, moment=request.office.moment, policy=request.office.policy)
    page = page_of(request, rows(request.actor, question.narrowed, day=question.day))
    wanted = question.narrowed
    number = wanted.number
    context: dict[str, Any] = {
        "page": page,
        "rows": rows_of(page.object_list, day=question.day, office=request.office),
        "wanted": wanted,
        "heads": _heads(question, counts(request.actor, day=question.day)),
        "title": f"Trình cấp trên: {NUMBERS[number]}" if number else "Văn bản trình cấp trên",
        "narrowed_by": _narrowed_by(question),
        "kept": [(n, request.GET[n]) for n in _KEPT if n in request.GET and f"{n}=" in question.query()],
        "addressee": wanted.ids.get("noi-nhan"),
        "committee": wanted.ids.get("co-quan"),
        "addressees": superiors(request.today),
        "committees": committees(request.today),
        "may_register": request.actor.has(Right.REGISTER_UPWARD),
        "day": question.day,
        "is_past": not question.asked.as_of.is_today,
        "day_typed": question.asked.typed["tinh-den"],
        "day_wrong": question.asked.problems.get("tinh-den", ""),
    }
    return show_page(request, "upward/index.html", context, part="rows")


def _heads(question: Question, counted: UpwardCounts) -> list[dict[str, Any]]:
    return [
        {
            "url": question.query(so=number.value),
            "label": NUMBERS[number],
            "count": counted.of(number),
            "here": question.narrowed.number is number,
            "hot": number is UpwardNumber.OVERDUE and counted.overdue > 0,
        }
        for number in HEADS
    ]


def _narrowed_by(question: Question) -> list[tuple[str, str, str]]:
    """What no field of the filter shows: (what, whom, address without it)."""
    found = [
        (CUT_WORDS[cut], names_of(cut, {pk: None}).get(pk, f"#{pk}"), question.query(chuyen_vien=None))
        for cut, pk in question.narrowed.ids.items()
        if CUTS[cut] == "officer"
    ]
    if day := question.narrowed.due_from:
        found.append((_("Hạn từ ngày"), f"{day:%d/%m/%Y}", question.query(han_tu=None)))
    return found
