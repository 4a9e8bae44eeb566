"""The numbers of a page as an Excel file: the same counts, no second reading.

Asked for by a POST to the page's own address: what leaves the system is put on record."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhacviec.exports import statistics_sheet as sheets
from nhacviec.exports.workbook import Table
from nhacviec.queries.statistics_asked import Asked
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.statistics import Counts
from nhacviec.rules.words_deadlines import period_words
from nhacviec.rules.words_statistics import BASES, NUMBERS, RATES, READINGS
from nhacviec.screens.exports.answering import send_tables
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.table import Line

page_or_excel = require_http_methods(["GET", "HEAD", "POST"])  # the page is read, its file is posted for


def is_wanted(request: OfficeRequest) -> bool:
    return request.method == "POST"


def send(
    request: OfficeRequest,
    asked: Asked,
    *,
    name: str,
    first: str,
    lines: Sequence[Line],
    whole: Counts,
    by_days: Sequence[tuple[int, int]] = (),
    more: Sequence[Table] = (),
) -> HttpResponse:
    """`name`: whose numbers; `first`: what the lines are; `by_days`: (days overdue, how many); `more`: what
    else the page shows.

    Of a wrong day or period there is no file: without it the numbers would be others than were asked for."""
    if asked.problems:
        wrong = _("Kỳ hoặc ngày tính số liệu không đúng nên chưa xuất tệp. Hãy sửa rồi xuất lại.")
        messages.error(request, wrong)
        return redirect(request.get_full_path())  # where it says beside each field what is wrong
    site = request.build_absolute_uri("/").rstrip("/")
    day = f"{asked.as_of.day:%d/%m/%Y}"
    title = _("Số liệu thực hiện nhiệm vụ: %(name)s, tính đến hết ngày %(day)s") % {"name": name, "day": day}
    tables: list[Table] = [
        sheets.numbers_table(
            name=_("Số liệu"),
            title=title,
            first=first,
            lines=[sheets.Line(line.name, line.counts, site + line.url) for line in lines],
            total=whole,
            rules=asked.rules,
            headings=NUMBERS,
            rates=RATES,
        ),
        sheets.rates_table(whole, asked.rules, title=title, rates=RATES),
    ]
    if by_days:
        tables.append(sheets.overdue_table(by_days, title=title))
    return send_tables(
        request,
        kind="thong-ke",
        title=title,
        file_name=f"so-lieu-{asked.as_of.day:%Y-%m-%d}",
        tables=[*tables, *more],
        words=_words(asked, name),
    )


def _words(asked: Asked, name: str) -> list[tuple[str, object]]:
    lines: list[tuple[str, object]] = [(_("Số liệu của"), name), (_("Tính đến hết ngày"), asked.as_of.day)]
    if not asked.as_of.is_today:
        lines.append((_("Cách tính ngày đã qua"), READINGS[asked.as_of.reading]))
    if asked.period:
        lines.append((_("Kỳ"), period_words(asked.period)))
    if asked.window:
        window = f"{asked.window.first:%d/%m/%Y} – {asked.window.last:%d/%m/%Y}"
        lines.append((_("Từ ngày – đến ngày"), window))
    lines.append((_("Hạn dùng để tính"), BASES[asked.rules.basis]))
    if asked.own_only:
        lines.append((_("Phạm vi"), _("Chỉ của đơn vị, không kể đơn vị trực thuộc")))
    if asked.duty is Duty.COORDINATE:
        lines.append((_("Vai trò"), _("Phối hợp")))
    return lines
