"""What the Committee owes agencies: numbers of any day by division, officer, leader and agency, how long the
stops take, and the same as Excel. Every number leads to exactly its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhacviec.exports.submission_sheet import numbers_table, spreads_table
from nhacviec.queries.statistics_asked import Asked, read_asked
from nhacviec.queries.submission_counts import (
    OverdueDays,
    counts_by,
    names_of,
    overdue_by_days,
    spreads,
    total_of,
)
from nhacviec.queries.submissions import CUTS, NOBODY
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import SEES_ALL, Right
from nhacviec.rules.submissions import OPEN_NUMBERS, SubmissionCounts, SubmissionNumber
from nhacviec.rules.words_submissions import CUTS as CUT_WORDS
from nhacviec.rules.words_submissions import NOBODY as NOBODY_WORDS
from nhacviec.rules.words_submissions import NUMBERS, SHORT, STOPS
from nhacviec.screens.exports.answering import send_tables
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.asking import days_words, period_select

_DAY = ("tinh-den",)
_PERIOD = ("ky", "tu", "den")
# In the order of the table; ANSWERED is the sum of the two after it.
COLUMNS = tuple(SubmissionNumber)
MOST_DAYS = 100  # named one by one


@dataclass(frozen=True)
class Cell:
    number: int
    url: str
    hot: bool = False


@dataclass(frozen=True)
class Line:
    name: str
    cells: Sequence[Cell]
    longest: int
    counts: SubmissionCounts


@needs(Right.READ_SUBMISSIONS, module=Module.SUBMISSIONS)
@require_http_methods(["GET", "HEAD", "POST"])  # the page is read, its file is posted for
def statistics(request: OfficeRequest) -> HttpResponse:
    if request.actor.role not in SEES_ALL:
        return redirect("submissions.index")  # an agency's own are all on its list
    asked = read_asked(request.GET, moment=request.office.moment, policy=request.office.policy)
    cut = request.GET.get("theo", "")
    cut = cut if cut in CUTS else "phong"
    day, window = asked.as_of.day, asked.window
    found = counts_by(request.actor, cut, day=day, window=window)
    whole = total_of(found)
    lines = _lines(cut, found, asked)
    took = spreads(request.actor, day=day, window=window)
    if request.method == "POST":
        return _excel(request, asked, cut, lines, whole, took)
    base = _query(asked, _DAY)
    by_days = overdue_by_days(request.actor, day=day)
    context: dict[str, Any] = {
        "asked": asked,
        "day": day,
        "day_typed": asked.typed["tinh-den"] if asked.problems.get("tinh-den") else f"{day:%d/%m/%Y}",
        "day_wrong": asked.problems.get("tinh-den", ""),
        "period_select": period_select(asked),
        "window": days_words(window) if window else "",
        "cut": cut,
        "cuts": [(CUT_WORDS[c], f"?{urlencode({'theo': c, **_kept(asked)})}", c == cut) for c in CUTS],
        "first": CUT_WORDS[cut],
        "heads": [(SHORT[number], NUMBERS[number]) for number in COLUMNS],
        "lines": lines,
        "total": _line(_("Tất cả"), whole, asked, {}),
        "by_days": [
            (row, _rows_url({"so": "qua-han", "qua-ngay": row.days, **base})) for row in by_days[:MOST_DAYS]
        ],
        "more_days": _more(by_days[MOST_DAYS:]),
        "more_days_url": _rows_url({"so": "qua-han", **base}),
        "took": [(STOPS[stop], spread) for stop, spread in took.items()],
    }
    return render(request, "submissions/statistics.html", context)


def _more(rows: Sequence[OverdueDays]) -> OverdueDays | None:
    """Those past the days that are named one by one: from how many days on, and how many."""
    return OverdueDays(rows[0].days, sum(row.count for row in rows)) if rows else None


def _lines(cut: str, found: dict[int, SubmissionCounts], asked: Asked) -> list[Line]:
    names = names_of(cut, found)
    if NOBODY in found:
        names[NOBODY] = NOBODY_WORDS[cut]
    order = sorted(found, key=lambda pk: (-found[pk].overdue, -found[pk].open, names.get(pk, ""), pk))
    return [_line(names.get(pk, f"#{pk}"), found[pk], asked, {cut: pk}) for pk in order]


def _line(name: str, counted: SubmissionCounts, asked: Asked, whose: dict[str, Any]) -> Line:
    cells = []
    for number in COLUMNS:
        kept = _query(asked, _DAY if number in OPEN_NUMBERS else _DAY + _PERIOD)
        url = _rows_url({"so": number.value, **whose, **kept})
        value = counted.of(number)
        cells.append(Cell(value, url, number is SubmissionNumber.OVERDUE and value > 0))
    return Line(name, cells, counted.longest, counted)


def _rows_url(params: dict[str, Any]) -> str:
    return f"{reverse('submissions.index')}?{urlencode(params)}"


def _kept(asked: Asked) -> dict[str, str]:
    return _query(asked, _DAY + _PERIOD)


def _query(asked: Asked, names: Sequence[str]) -> dict[str, str]:
    return {name: value for name, value in asked.params.items() if name in names}


def _excel(
    request: OfficeRequest,
    asked: Asked,
    cut: str,
    lines: Sequence[Line],
    whole: SubmissionCounts,
    took: Any,
) -> HttpResponse:
    if asked.problems:
        messages.error(
            request, _("Kỳ hoặc ngày tính số liệu không đúng nên chưa xuất tệp. Hãy sửa rồi xuất lại.")
        )
        return redirect(request.get_full_path())
    day = asked.as_of.day
    title = _("Hồ sơ trình UBND tỉnh, tính đến hết ngày %s") % f"{day:%d/%m/%Y}"
    words: list[tuple[str, object]] = [(_("Tính đến hết ngày"), day), (_("Xếp theo"), CUT_WORDS[cut])]
    if asked.window:
        words.append((_("Kỳ của hồ sơ đã kết thúc"), days_words(asked.window)))
    site = request.build_absolute_uri("/").rstrip("/")
    rows = [(line.name, line.counts, site + line.cells[0].url) for line in lines]
    return send_tables(
        request,
        kind="thong-ke-ho-so-trinh",
        title=title,
        file_name=f"ho-so-trinh-{day:%Y-%m-%d}",
        tables=[
            numbers_table(CUT_WORDS[cut], rows, whole, names=NUMBERS, title=title),
            spreads_table(took, title=title),
        ],
        words=words,
    )
