"""The bar above every statistics page: period, day, way of reading. Its answers stand in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.queries.as_of import Scope
from nhacviec.queries.statistics import scope_of
from nhacviec.queries.statistics_asked import CUSTOM, Asked, presets, read_asked
from nhacviec.queries.statistics_subjects import Subject, subject_of
from nhacviec.rules.periods import Period, PeriodKind, PeriodScheme, Window
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.statistics import Reading
from nhacviec.rules.words_statistics import BASES, READINGS
from nhacviec.screens.page.request import OfficeRequest

_PRESET_WORDS = {
    (PeriodKind.MONTH, "this"): gettext_lazy("Tháng này"),
    (PeriodKind.MONTH, "last"): gettext_lazy("Tháng trước"),
    (PeriodKind.QUARTER, "this"): gettext_lazy("Quý này"),
    (PeriodKind.QUARTER, "last"): gettext_lazy("Quý trước"),
    (PeriodKind.HALF_YEAR, "this"): gettext_lazy("6 tháng này"),
    (PeriodKind.HALF_YEAR, "last"): gettext_lazy("6 tháng trước"),
    (PeriodKind.YEAR, "this"): gettext_lazy("Năm nay"),
    (PeriodKind.YEAR, "last"): gettext_lazy("Năm trước"),
}


def asked_of(request: OfficeRequest) -> Asked:
    return read_asked(request.GET, moment=request.office.moment, policy=request.office.policy)


def wanted(request: OfficeRequest, kind: str, row_id: int | None) -> tuple[Asked, Scope, Subject]:
    """What is asked of whom; 404 where the reader may not know."""
    asked = asked_of(request)
    scope = scope_of(request.actor, kind, row_id, on=asked.as_of.past_day, day=asked.as_of.day)
    subject = subject_of(kind, row_id, province_name(), ids=scope.ids)
    return asked, asked.narrowed(scope), subject


def province_name() -> str:
    return str(_("Toàn tỉnh"))


def bar(request: OfficeRequest, asked: Asked, kept: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What the bar shows: what stands in the address, wrong values with what is wrong about them.

    `kept`: other parameters of this page, which stay when the day is changed."""
    day, kept = asked.as_of.day, dict(kept or {})
    return {
        "asked": asked,
        "day_typed": asked.typed["tinh-den"] if "tinh-den" in asked.problems else f"{day:%d/%m/%Y}",
        "day_wrong": asked.problems.get("tinh-den", ""),
        "from_typed": _shown(asked, "tu", asked.window.first if asked.window else None),
        "to_typed": _shown(asked, "den", asked.window.last if asked.window else None),
        "custom": asked.typed["ky"] == CUSTOM,
        "periods": _named(asked.as_of.day, _scheme(asked.policy), asked.period, asked.window),
        "readings": [(r.value, READINGS[r], r is asked.as_of.reading) for r in Reading],
        "reading_words": READINGS[asked.as_of.reading],
        "basis_words": BASES[asked.rules.basis],
        "other_basis_words": BASES[asked.other_basis],
        "other_basis_url": request.path + asked.measured(asked.other_basis).query(**kept),
        "window": asked.window,
        # The data of a period that is over are usually asked for as they were when it closed.
        "close_url": request.path + asked.query(tinh_den=str(asked.window.last), **kept)
        if asked.window and asked.window.last < asked.as_of.day
        else "",
        "all_url": f"{request.path}?{urlencode(kept)}" if kept else request.path,
        "kept": kept,
    }


@dataclass(frozen=True)
class PeriodSelect:
    """What the field of the period offers (key, words, chosen), and what is wrong about the address.

    `own`: the days of one's own, which go on with the form while they are chosen."""

    choices: list[tuple[str, str, bool]]
    own: Window | None
    wrong: str


def period_select(asked: Asked) -> PeriodSelect:
    day, scheme = asked.as_of.day, _scheme(asked.policy)
    return select_of(day, scheme, asked.period, asked.window, asked.problems)


def select_of(
    day: date, scheme: PeriodScheme, period: Period | None, window: Window | None, problems: Mapping[str, str]
) -> PeriodSelect:
    """The presets seen from that day, and what stands in the address when it is none of them."""
    choices, own = _named(day, scheme, period, window), None if period else window
    if own:
        choices.insert(0, (CUSTOM, days_words(own), True))
    wrong = " ".join(problems[name] for name in ("ky", "tu", "den") if name in problems)
    return PeriodSelect(choices, own, wrong)


def _named(
    day: date, scheme: PeriodScheme, period: Period | None, window: Window | None
) -> list[tuple[str, str, bool]]:
    chosen = period.key if period else ""
    found = [
        (p.key, f"{_PRESET_WORDS[p.kind, which]} ({days_words(days)})", p.key == chosen)
        for which, p, days in presets(day, scheme)
    ]
    if period and window and not any(key == chosen for key, _words, _chosen in found):
        found.insert(0, (chosen, f"{period_words(period)} ({days_words(window)})", True))
    return found


def _scheme(policy: PolicySet) -> PeriodScheme:
    return PeriodScheme(policy.period_scheme)


def period_words(period: Period) -> str:
    return {
        PeriodKind.WEEK: _("Tuần {number} năm {year}"),
        PeriodKind.MONTH: _("Tháng {number}/{year}"),
        PeriodKind.QUARTER: _("Quý {number} năm {year}"),
        PeriodKind.HALF_YEAR: _("6 tháng đầu năm {year}")
        if period.number == 1
        else _("6 tháng cuối năm {year}"),
        PeriodKind.YEAR: _("Năm {year}"),
    }[period.kind].format(number=period.number, year=period.year)


def days_words(window: Window) -> str:
    return f"{window.first:%d/%m/%Y}–{window.last:%d/%m/%Y}"


def _shown(asked: Asked, name: str, value: Any) -> str:
    if asked.typed["ky"] != CUSTOM:
        return ""
    return asked.typed[name] if value is None else f"{value:%d/%m/%Y}"
