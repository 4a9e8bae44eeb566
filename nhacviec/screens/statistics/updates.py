"""R6, how much of what was unanswered was updated: loaded into the page of numbers after it, or its own."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from nhacviec.queries.as_of import PROVINCE
from nhacviec.queries.statistics_asked import Asked
from nhacviec.queries.statistics_subjects import SLUG_OF, SLUGS
from nhacviec.queries.update_rate import month_of, update_rate
from nhacviec.rules.periods import PeriodScheme
from nhacviec.rules.permissions import Right
from nhacviec.rules.words_statistics import RATES
from nhacviec.rules.written_numbers import percent, whole
from nhacviec.screens.page import htmx
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.addresses import page_of_scope
from nhacviec.screens.statistics.asking import wanted


@needs(Right.READ_TASKS)
@require_safe
def province(request: OfficeRequest) -> HttpResponse:
    return _updates(request, PROVINCE, None)


@needs(Right.READ_TASKS)
@require_safe
def show(request: OfficeRequest, slug: str, row_id: int) -> HttpResponse:
    return _updates(request, SLUGS[slug], row_id)


def updates_of_scope(kind: str, row_id: int | None) -> str:
    """The address of this rate of somebody."""
    if kind == PROVINCE:
        return reverse("statistics.province_updates")
    return reverse("statistics.updates", args=[SLUG_OF[kind], row_id])


def _updates(request: OfficeRequest, kind: str, row_id: int | None) -> HttpResponse:
    asked, scope, subject = wanted(request, kind, row_id)
    window = asked.window or month_of(asked.as_of.day, PeriodScheme(asked.policy.period_scheme))
    rate = update_rate(scope, asked.as_of, window, duty=asked.duty)
    context = {
        "subject": subject,
        "rule": rate.rule,
        "percent": percent(rate.percent),
        "updated": whole(rate.numerator),
        "to_update": whole(rate.denominator),
        "first": window.first,
        "until": min(window.last, asked.as_of.day),
        "not_begun": asked.as_of.day < window.first,
        "page_url": page_of_scope(scope.kind, scope.id) + asked.query(),
        **_words(asked),
    }
    return htmx.show(request, "statistics/updates.html", context, part="rate")


def _words(asked: Asked) -> dict[str, Any]:
    name, above, below = RATES["r6"]
    return {"name": name, "above": above, "below": below, "is_main": asked.policy.rate_rule == "r6"}
