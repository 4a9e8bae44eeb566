"""Type the name of an agency, or some letters of it, and be on its page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from nhacviec.queries.statistics import own_scope
from nhacviec.queries.unit_book import UnitBook
from nhacviec.records.models import Unit
from nhacviec.rules.permissions import SEES_ALL, Right
from nhacviec.rules.text import visible
from nhacviec.rules.unit_names import Rank, UnitName, resolve
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.addresses import page_of_scope
from nhacviec.screens.statistics.asking import asked_of

MOST = 30


@needs(Right.READ_TASKS)
@require_safe
def find(request: OfficeRequest) -> HttpResponse:
    """Straight to the only unit that is meant, else the ones to choose from. Closed units are found too:
    their past is asked for."""
    asked = asked_of(request)
    if request.actor.role not in SEES_ALL:
        own = own_scope(request.actor)
        return redirect(page_of_scope(own.kind, own.id) + asked.query())
    typed = visible(request.GET.get("tim", ""))[:100].strip()
    units = _meant(typed, request)
    if len(units) == 1:
        return redirect(page_of_scope("unit", units[0].pk) + asked.query())
    found: list[tuple[Any, str]] = [
        (unit, page_of_scope("unit", unit.pk) + asked.query()) for unit in units[:MOST]
    ]
    context = {"typed": typed, "found": found, "more": max(0, len(units) - MOST)}
    context["bar"] = {"asked": asked}
    return render(request, "statistics/find.html", context)


def _meant(typed: str, request: OfficeRequest) -> list[Unit]:
    book = UnitBook(request.today)
    if not typed:
        return list(book.units.values())
    names: list[UnitName] = [*book.open_names, *book.closed_names]
    matches = resolve(typed, names)
    best = [match for match in matches if match.rank == matches[0].rank]
    certain = len(best) == 1 and best[0].rank <= Rank.INITIALS
    return [book.unit(match.unit) for match in (best if certain else matches)]
