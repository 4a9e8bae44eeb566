"""Nhiệm vụ cấp trên giao: numbers by source as of any day (Mẫu 04), every one of them a link to its rows."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhacviec.queries import superiors
from nhacviec.queries.superiors import Question, Sources
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.statistics import Counts, Number, rates, total
from nhacviec.rules.words_superiors import FROM_ABOVE, NUMBERS
from nhacviec.rules.written_numbers import percent, whole
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import show as show_page
from nhacviec.screens.page.paging import page_of
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.asking import period_select
from nhacviec.screens.superiors.list_rows import body


@dataclass(frozen=True)
class Cell:
    number: str
    url: str
    here: bool
    hot: bool


@dataclass(frozen=True)
class Line:
    """One source; `share`: in time of what was reported and had a deadline."""

    name: str
    url: str
    cells: list[Cell]
    share: str
    share_of: str


@needs(Right.READ_FROM_ABOVE, module=Module.SUPERIORS)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    office, sources = request.office, Sources()
    question = superiors.read_question(request.GET, moment=office.moment, policy=office.policy)
    found = superiors.rows(request.actor, question, sources)
    page = page_of(request, found.values_list("pk", flat=True))
    counted = superiors.by_source(request.actor, question, sources)
    asked = question.asked
    context: dict[str, Any] = {
        "page": page,
        "body": body(superiors.in_order(list(page.object_list)), question),
        "question": question,
        "asked": asked,
        "title": FROM_ABOVE + (f": {NUMBERS[question.number].lower()}" if question.number else ""),
        "heads": [NUMBERS[number] for number in NUMBERS],
        "lines": [line_of(unit.name, unit.pk, counts, question) for unit, counts in counted],
        "total": line_of(_("Cộng"), None, total(c for _u, c in counted), question) if counted else None,
        "sources": [(u.pk, u.name, u.pk in {t.pk for t in sources.tops}) for u in sources.units.values()],
        "committee_units": superiors.committee_units(),
        "specialists": superiors.specialists(),
        "period_select": period_select(asked),
        "day_typed": asked.typed["tinh-den"],
        "is_past": not asked.as_of.is_today,
        "may_enter": request.actor.has(Right.ENTER_DOCUMENTS),
        "may_reconcile": request.actor.has(Right.RECONCILE),
    }
    return show_page(request, "superiors/index.html", context, part="rows")


def line_of(name: str, source: int | None, counts: Counts, question: Question) -> Line:
    rules = question.asked.rules
    in_time = rates(counts, rules)["r5"]
    at = {"nguon": source} if source is not None else {}
    return Line(
        name=name,
        url=question.query(**at, so=None),
        cells=[
            Cell(
                number=whole(value := counts.number(number, rules)),
                url=question.query(**at, so=number.value),
                here=question.number is number and question.source == source,
                hot=number in (Number.OVERDUE, Number.LATE) and value > 0,
            )
            for number in NUMBERS
        ],
        share=percent(in_time.percent),
        share_of=f"{whole(in_time.numerator)}/{whole(in_time.denominator)}",
    )
