"""All the numbers of one agency, division, person, field, document, or of the province."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from nhacviec.queries import statistics
from nhacviec.queries.as_of import PROVINCE, Scope
from nhacviec.queries.statistics_asked import Asked
from nhacviec.queries.statistics_rows import count_late, late_ones
from nhacviec.queries.statistics_subjects import SLUGS, Subject
from nhacviec.records.models import Unit
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import SEES_AGENCY, SEES_ALL, Right
from nhacviec.rules.statistics import Counts, Number
from nhacviec.rules.units import UnitKind
from nhacviec.rules.words_statistics import NUMBERS, READINGS, SCOPES
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics import excel
from nhacviec.screens.statistics.addresses import page_of_scope, rows_of_scope
from nhacviec.screens.statistics.asking import bar, wanted
from nhacviec.screens.statistics.figures import Figure, Figures, coordinated, differences
from nhacviec.screens.statistics.overdue import overdue_days
from nhacviec.screens.statistics.sides import Side, sides_of, sides_table
from nhacviec.screens.statistics.table import Line
from nhacviec.screens.statistics.trend import trend_lines
from nhacviec.screens.statistics.updates import updates_of_scope
from nhacviec.screens.statistics.waits import waits_of_scope


@needs(Right.READ_TASKS)
@excel.page_or_excel
def province(request: OfficeRequest) -> HttpResponse:
    return _page(request, PROVINCE, None)


@needs(Right.READ_TASKS)
@excel.page_or_excel
def show(request: OfficeRequest, slug: str, row_id: int) -> HttpResponse:
    return _page(request, SLUGS[slug], row_id)


def _page(request: OfficeRequest, kind: str, row_id: int | None) -> HttpResponse:
    asked, scope, subject = wanted(request, kind, row_id)
    if isinstance(subject.row, Unit) and kind == "unit" and subject.row.kind == UnitKind.DIVISION:
        # Duties are an agency's; its division has those that were handed on to it.
        return redirect(page_of_scope("division", row_id) + asked.query())
    if excel.is_wanted(request):
        return _as_excel(request, asked, scope, subject)
    return render(request, "statistics/show.html", context_of(request, asked, scope, subject))


def _as_excel(request: OfficeRequest, asked: Asked, scope: Scope, subject: Subject) -> HttpResponse:
    counts = _count(scope, asked)
    url, rows = page_of_scope(scope.kind, scope.id) + asked.query(), rows_of_scope(scope.kind, scope.id)
    days = statistics.overdue_by_days(scope, asked.as_of, asked.rules, duty=asked.duty, window=asked.window)
    return excel.send(
        request,
        asked,
        name=subject.name,
        first=SCOPES[subject.kind],
        lines=[Line(scope.id or 0, subject.name, url, rows, counts)],
        whole=counts,
        by_days=days,
        more=sides_table(_sides(request, asked, scope, subject)),
    )


def context_of(request: OfficeRequest, asked: Asked, scope: Scope, subject: Subject) -> dict[str, Any]:
    rows = rows_of_scope(scope.kind, scope.id)
    apart = coordinated(asked)
    here, there = (asked.duty, asked.rules.basis), (asked.duty, asked.other_basis)
    beside = (apart.duty, apart.rules.basis)
    found = statistics.counts_each_way(
        [here, there, beside], scope, asked.as_of, asked.rules, window=asked.window
    )
    own = found[here]
    figures = Figures(own, asked, rows, found[there])
    return {
        "subject": subject,
        "figures": figures,
        "rates": figures.rates(),
        "apart_figures": _apart(Figures(found[beside], apart, rows)),
        "overdue": overdue_days(
            statistics.overdue_by_days(scope, asked.as_of, asked.rules, duty=asked.duty, window=asked.window),
            figures,
        ),
        "updates_url": updates_of_scope(scope.kind, scope.id) + asked.query(),
        "waits_url": waits_of_scope(scope.kind, scope.id) + asked.query(vai=None)
        if is_on(Module.COORDINATION, request.office.policy) and asked.duty is Duty.LEAD
        else "",
        "sides": _sides(request, asked, scope, subject),
        "trend": trend_lines(scope, asked, rows),
        "late_records": late_records(scope, asked, own, rows),
        "sees_all": request.actor.role in SEES_ALL,
        "inside": subject.kind == "unit" and request.actor.role in SEES_ALL | SEES_AGENCY,
        "kind_words": SCOPES[subject.kind],
        "index_url": reverse("statistics.index") + asked.query(pham_vi=None, vai=None),
        "cut_query": asked.query(pham_vi=None, vai=None),
        "urge_url": _to_urge(request, scope),
        "whole_url": page_of_scope(scope.kind, scope.id) + asked.query(pham_vi=None),
        "own_url": page_of_scope(scope.kind, scope.id) + asked.query(pham_vi="rieng"),
        "bar": {**bar(request, asked), "excel": True},
    }


def _sides(request: OfficeRequest, asked: Asked, scope: Scope, subject: Subject) -> list[Side]:
    """Of an agency: a division of it neither submits nor is asked under its own name."""
    if subject.kind != "unit" or not isinstance(subject.row, Unit):
        return []
    return sides_of(request, asked, scope, subject.row)


def _to_urge(request: OfficeRequest, scope: Scope) -> str:
    """The agency's overdue duties in the list, where they are chosen for a letter."""
    if scope.kind != "unit" or not request.actor.has(Right.URGE):
        return ""
    query = {"so": Number.OVERDUE.value, "don-vi": str(scope.id)}
    return f"{reverse('assignments.index')}?{urlencode(query)}"


def _count(scope: Scope, asked: Asked) -> Counts:
    return statistics.counts(scope, asked.as_of, asked.rules, duty=asked.duty, window=asked.window)


def _apart(figures: Figures) -> list[Figure]:
    """What is only coordinated, in one line."""
    numbers = (Number.LATE, Number.OVERDUE, Number.DUE_SOON, Number.WAITING)
    whole_line = [figures.assigned, figures.answered, figures.unanswered]
    return whole_line + [figures.of(number) for number in numbers]


@dataclass(frozen=True)
class LateRecords:
    """What the other way of reading the day says differently."""

    count: str  # of the duties that differ
    more: bool  # there are more than `count`
    rows_url: str
    reading: str
    url: str
    lines: list[tuple[str, Figure, Figure]]


def late_records(scope: Scope, asked: Asked, own: Counts, rows: str) -> LateRecords | None:
    """None for today, and where both readings tell the same of every duty."""
    if asked.as_of.is_today:
        return None
    count = count_late(scope, asked)
    if not count.number and asked.window is None:
        return None
    other = asked.read(asked.other_reading)
    theirs = _count(scope, other)
    ours, yours = Figures(own, asked, rows), Figures(theirs, other, rows)
    lines = [
        (NUMBERS[number], yours.of(number), ours.of(number))
        for number, _one, _two in differences(own, theirs, asked.rules)
        if number not in (Number.ASSIGNED, Number.ANSWERED, Number.UNANSWERED)
    ]
    page = page_of_scope(scope.kind, scope.id)
    if not count.number and not lines:
        return None
    return LateRecords(
        count=count.said,
        more=not count.is_exact,
        rows_url=rows + asked.query(**late_ones().params) if count.number else "",
        reading=READINGS[asked.other_reading],
        url=page + other.query(),
        lines=lines,
    )
