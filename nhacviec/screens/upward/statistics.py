"""What those above are asked for: numbers of any day by whom is asked, who asks, who follows it, and the same
as Excel. Every number leads to exactly its rows."""

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

from nhacviec.exports.submission_sheet import numbers_table
from nhacviec.queries.statistics_asked import Asked, read_asked
from nhacviec.queries.upward import CUTS, OPEN_ONES, counts_by, names_of
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.upward import UpwardCounts, UpwardNumber
from nhacviec.rules.words_upward import CUTS as CUT_WORDS
from nhacviec.rules.words_upward import NOBODY, NUMBERS
from nhacviec.screens.exports.answering import send_tables
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.asking import days_words, period_select

_DAY = ("tinh-den",)
_PERIOD = ("ky", "tu", "den")


@dataclass(frozen=True)
class Cell:
    number: int
    url: str
    hot: bool


@dataclass(frozen=True)
class Line:
    name: str
    cells: Sequence[Cell]
    counts: UpwardCounts


@needs(Right.READ_UPWARD, module=Module.SUPERIORS)
@require_http_methods(["GET", "HEAD", "POST"])  # the page is read, its file is posted for
def statistics(request: OfficeRequest) -> HttpResponse:
    asked = read_asked(request.GET, moment=request.office.moment, policy=request.office.policy)
    cut = request.GET.get("theo", "")
    cut = cut if cut in CUTS else "noi-nhan"
    day, window = asked.as_of.day, asked.window
    found = counts_by(request.actor, cut, day=day, window=window)
    whole = sum(found.values(), UpwardCounts())
    lines = _lines(cut, found, asked)
    if request.method == "POST":
        return _excel(request, asked, cut, lines, whole)
    context: dict[str, Any] = {
        "day": day,
        "day_typed": asked.typed["tinh-den"] if asked.problems.get("tinh-den") else f"{day:%d/%m/%Y}",
        "day_wrong": asked.problems.get("tinh-den", ""),
        "period_select": period_select(asked),
        "window": days_words(window) if window else "",
        "cut": cut,
        "cuts": [
            (CUT_WORDS[c], f"?{urlencode({'theo': c, **_query(asked, _DAY + _PERIOD)})}", c == cut)
            for c in CUTS
        ],
        "first": CUT_WORDS[cut],
        "heads": [NUMBERS[number] for number in UpwardNumber],
        "lines": lines,
        "total": _line(_("Tất cả"), whole, asked, {}),
    }
    return render(request, "upward/statistics.html", context)


def _lines(cut: str, found: dict[int, UpwardCounts], asked: Asked) -> list[Line]:
    names = {0: NOBODY} | names_of(cut, found)
    order = sorted(found, key=lambda pk: (-found[pk].overdue, names.get(pk, ""), pk))
    return [_line(names.get(pk, f"#{pk}"), found[pk], asked, {cut: pk}) for pk in order]


def _line(name: str, counted: UpwardCounts, asked: Asked, whose: dict[str, Any]) -> Line:
    cells = []
    for number in UpwardNumber:
        kept = _query(asked, _DAY if number in OPEN_ONES else _DAY + _PERIOD)
        url = f"{reverse('upward.index')}?{urlencode({'so': number.value, **whose, **kept})}"
        value = counted.of(number)
        cells.append(Cell(value, url, number is UpwardNumber.OVERDUE and value > 0))
    return Line(name, cells, counted)


def _query(asked: Asked, names: Sequence[str]) -> dict[str, str]:
    return {name: value for name, value in asked.params.items() if name in names}


def _excel(
    request: OfficeRequest, asked: Asked, cut: str, lines: Sequence[Line], whole: UpwardCounts
) -> HttpResponse:
    if asked.problems:
        messages.error(
            request, _("Kỳ hoặc ngày tính số liệu không đúng nên chưa xuất tệp. Hãy sửa rồi xuất lại.")
        )
        return redirect(request.get_full_path())
    day = asked.as_of.day
    title = _("Văn bản trình cấp trên, tính đến hết ngày %s") % f"{day:%d/%m/%Y}"
    words: list[tuple[str, object]] = [(_("Tính đến hết ngày"), day), (_("Xếp theo"), CUT_WORDS[cut])]
    if asked.window:
        words.append((_("Kỳ của văn bản đã kết thúc"), days_words(asked.window)))
    site = request.build_absolute_uri("/").rstrip("/")
    rows = [(line.name, line.counts, site + line.cells[0].url) for line in lines]
    return send_tables(
        request,
        kind="thong-ke-trinh-cap-tren",
        title=title,
        file_name=f"trinh-cap-tren-{day:%Y-%m-%d}",
        tables=[numbers_table(CUT_WORDS[cut], rows, whole, names=NUMBERS, title=title)],
        words=words,
    )
