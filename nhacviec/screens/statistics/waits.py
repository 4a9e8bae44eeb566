"""How much of the lateness was waiting for others: loaded into the page of numbers after it, or its own."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from nhacviec.queries.as_of import PROVINCE
from nhacviec.queries.statistics import counts
from nhacviec.queries.statistics_subjects import SLUG_OF, SLUGS
from nhacviec.queries.waiting_numbers import NUMBERS, waiting_shares
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.words_statistics import NUMBERS as NUMBER_WORDS
from nhacviec.rules.written_numbers import whole
from nhacviec.screens.page import htmx
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.addresses import page_of_scope
from nhacviec.screens.statistics.asking import wanted


@dataclass(frozen=True)
class Line:
    """One number, with and without what others are to account for."""

    words: str
    all: str
    waited: str
    days_late: str
    days_waited: str
    days_own: str
    left: str


@needs(Right.READ_TASKS, module=Module.COORDINATION)
@require_safe
def province(request: OfficeRequest) -> HttpResponse:
    return _waits(request, PROVINCE, None)


@needs(Right.READ_TASKS, module=Module.COORDINATION)
@require_safe
def show(request: OfficeRequest, slug: str, row_id: int) -> HttpResponse:
    return _waits(request, SLUGS[slug], row_id)


def waits_of_scope(kind: str, row_id: int | None) -> str:
    """The address of this table of somebody."""
    if kind == PROVINCE:
        return reverse("statistics.province_waits")
    return reverse("statistics.waits", args=[SLUG_OF[kind], row_id])


def _waits(request: OfficeRequest, kind: str, row_id: int | None) -> HttpResponse:
    asked, scope, subject = wanted(request, kind, row_id)
    shares = waiting_shares(scope, asked.as_of, asked.rules, window=asked.window)
    found = counts(scope, asked.as_of, asked.rules, window=asked.window)
    lines = []
    for number in NUMBERS:
        share, every = shares[number], found.number(number, asked.rules)
        lines.append(
            Line(
                words=NUMBER_WORDS[number],
                all=whole(every),
                waited=whole(share.duties),
                days_late=whole(share.days_late),
                days_waited=whole(share.days_waited),
                days_own=whole(share.days_own),
                left=whole(every - share.excused),
            )
        )
    context = {
        "subject": subject,
        "lines": lines,
        "any": any(shares[number].duties for number in NUMBERS),
        "is_part": htmx.is_htmx(request),
        "day": asked.as_of.day,
        "page_url": page_of_scope(scope.kind, scope.id) + asked.query(),
    }
    return htmx.show(request, "statistics/waits.html", context, part="waits")
