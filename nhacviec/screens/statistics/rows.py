"""The rows behind a number, as they stood on the day that is asked about."""

from dataclasses import dataclass, replace
from datetime import date, time
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nhacviec.queries.access import visible_assignments
from nhacviec.queries.as_of import PROVINCE, Scope
from nhacviec.queries.lateness import lateness_of_many
from nhacviec.queries.standing_rows import due_column
from nhacviec.queries.statistics_asked import Asked
from nhacviec.queries.statistics_rows import (
    Wanted,
    class_of_standing,
    count_of,
    status_words,
    told_otherwise,
    wanted_of,
)
from nhacviec.queries.statistics_subjects import SLUGS, whose_of
from nhacviec.records.models import Assignment, Standing
from nhacviec.rules import statistics as definitions
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.permissions import SEES_ALL, Right
from nhacviec.rules.statistics import Basis, Number
from nhacviec.rules.words_lateness import sentence
from nhacviec.rules.words_statistics import READINGS
from nhacviec.rules.written_numbers import whole
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.addresses import page_of_scope
from nhacviec.screens.statistics.asking import bar, wanted
from nhacviec.screens.statistics.figures import LOOKS
from nhacviec.screens.statistics.row_pages import row_page

# The conditions of the list of assignments that mean the same.
LIST_KEYS = {
    "unit": "don-vi",
    "division": "phong",
    "officer": "can-bo",
    "specialist": "chuyen-vien",
    "office_leader": "lanh-dao-vp",
    "committee_leader": "lanh-dao-ubnd",
    "field": "linh-vuc",
    "document": "van-ban",
}
_EXPLAINED = frozenset({Number.LATE, Number.OVERDUE})


@dataclass(frozen=True)
class Row:
    """One line; `due` by the deadline that is measured by, `other_due` the other where it differs."""

    standing: Standing
    assignment: Assignment
    number: Number
    words: str
    colour: str
    icon: str
    due: date | None
    hour: time | None
    other_due: date | None
    waiting: bool
    linked: bool  # the reader may open it
    why: str = ""  # how it came to be late, told from today
    otherwise: str = ""  # how the other reading of the day tells it


@needs(Right.READ_TASKS)
@require_safe
def province_rows(request: OfficeRequest) -> HttpResponse:
    return _page(request, PROVINCE, None)


@needs(Right.READ_TASKS)
@require_safe
def rows(request: OfficeRequest, slug: str, row_id: int) -> HttpResponse:
    return _page(request, SLUGS[slug], row_id)


def _page(request: OfficeRequest, kind: str, row_id: int | None) -> HttpResponse:
    asked, scope, subject = wanted(request, kind, row_id)
    what = wanted_of(request.GET)
    count = count_of(scope, asked, what)
    page = row_page(request, scope, asked, what, count)
    context = {
        "subject": subject,
        "what": what,
        "count": whole(count),
        "page": page,
        "rows": _shown(request, page.rows, asked, what),
        "coordinated": asked.duty is Duty.COORDINATE,
        "page_url": page_of_scope(scope.kind, scope.id) + asked.query(vai=None),
        "in_list": _in_list(asked, what, scope),
        "export_query": asked.query(**what.params, cua=whose_of(scope))[1:],
        "bar": bar(request, asked, what.params),
    }
    return render(request, "statistics/rows.html", context)


def _shown(request: OfficeRequest, standings: list[Standing], asked: Asked, what: Wanted) -> list[Row]:
    linked = {standing.assignment_id for standing in standings}
    if request.actor.role not in SEES_ALL:
        visible = visible_assignments(request.actor).filter(pk__in=linked)
        linked = set(visible.values_list("pk", flat=True))
    rows = [_row(standing, asked, standing.assignment_id in linked) for standing in standings]
    if what.recorded_late:
        return _told_twice(rows, asked)
    if not asked.as_of.is_today:
        return rows
    late = [row.assignment for row in rows if row.number in _EXPLAINED and row.linked]
    told = lateness_of_many(late, now=request.now, basis=asked.rules.basis) if late else {}
    return [replace(r, why=sentence(told[r.assignment.pk])) if r.assignment.pk in told else r for r in rows]


def _told_twice(rows: list[Row], asked: Asked) -> list[Row]:
    """What was recorded late or corrected, with both values."""
    found, reading = told_otherwise([row.standing for row in rows], asked), READINGS[asked.other_reading]
    return [replace(row, otherwise=f"{reading}: {found.get(row.assignment.pk, '')}") for row in rows]


def _row(standing: Standing, asked: Asked, linked: bool) -> Row:
    current = asked.rules.basis is Basis.CURRENT
    due = getattr(standing, due_column(asked.rules.basis))
    other = standing.original_due_on if current else standing.due_on
    number = class_of_standing(standing, asked.as_of, asked.rules.basis)
    colour, icon = LOOKS[number]
    return Row(
        standing=standing,
        assignment=standing.assignment,
        number=number,
        words=status_words(standing, number, asked.as_of, due, with_days=current),
        colour=colour,
        icon=icon,
        due=due,
        hour=standing.due_hour if standing.due_on == due else None,
        other_due=other if other != due else None,
        waiting=standing.kind == definitions.Standing.ANSWERED,
        linked=linked,
    )


def _in_list(asked: Asked, what: Wanted, scope: Scope) -> str:
    """The same rows in the list of assignments, where they are worked on; it speaks of this moment, by the
    province's own rules, and of one number at a time."""
    key = LIST_KEYS.get(scope.kind)
    if not asked.as_of.is_today or asked.window or len(what.numbers) != 1 or "han" in asked.params:
        return ""
    if asked.own_only or (key is None and scope.kind != PROVINCE):
        return ""
    duty = "phoi-hop" if asked.duty is Duty.COORDINATE else "chu-tri"
    query = what.params | {"vai-tro": duty} | ({key: str(scope.id)} if key else {})
    return f"{reverse('assignments.index')}?{urlencode(query)}"
