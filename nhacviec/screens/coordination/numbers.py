"""How units coordinate: one line each, every number a link to its rows, ranked; the same as Excel."""

from collections.abc import Iterable
from html import escape

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhacviec.exports.coordination_sheet import numbers_tables
from nhacviec.queries.coordination_asked import Asked
from nhacviec.queries.coordination_statistics import ORDERS, Figures, by_unit, sorted_by, total_of
from nhacviec.queries.coordinations import BOTH, COUNTED
from nhacviec.rules.coordination import Standing
from nhacviec.rules.modules import Module
from nhacviec.rules.periods import PeriodScheme
from nhacviec.rules.permissions import Right
from nhacviec.rules.words_coordination import NUMBERS, SIDES
from nhacviec.rules.words_deadlines import period_words
from nhacviec.rules.written_numbers import percent, whole
from nhacviec.screens.coordination.coordinations import asked_of
from nhacviec.screens.exports.answering import send_tables
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import show as show_page
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.asking import select_of

# Number → what the list is asked for; "" for all that was received.
LINKS: dict[str, str] = {
    "nhan": "",
    "dung-han": Standing.IN_TIME.value,
    "tre": Standing.LATE.value,
    "qua-han": Standing.OVERDUE.value,
    "con-han": Standing.WAITING.value,
    "im-lang": Standing.TACIT.value,
    "rut": Standing.DROPPED.value,
    "tinh-cham": COUNTED,
}


@needs(Right.READ_TASKS, module=Module.COORDINATION)
@require_http_methods(["GET", "HEAD", "POST"])  # the page is read, its file is posted for
def numbers(request: OfficeRequest) -> HttpResponse:
    asked = asked_of(request)
    order = request.GET.get("xep", "")
    order = order if order in ORDERS else ORDERS[0]
    lines = by_unit(request.actor, asked.wanted)
    total, shown = total_of(lines), sorted_by(lines, order)
    if request.method == "POST":
        return _excel(request, asked, shown, total)
    context = {
        "asked": asked,
        "body": _body(shown, asked),
        "total": _total(total, asked),
        "heads": [(key, NUMBERS[key], asked.query(xep=key)) for key in LINKS],
        "name_url": asked.query(xep="ten"),
        "rank_url": asked.query(xep="thu-hang"),
        "order": order,
        "day_typed": asked.typed["tinh-den"],
        "period_select": select_of(
            asked.wanted.day,
            PeriodScheme(request.office.policy.period_scheme),
            asked.period,
            asked.wanted.window,
            asked.problems,
        ),
        "sides": [(key, words) for key, words in SIDES.items() if key == BOTH or request.actor.own_unit_ids],
    }
    return show_page(request, "coordinations/numbers.html", context, part="numbers")


_OF_TOTAL = ' class="total"'
_UNIT = "_unit_"  # in an address, where the unit of a line goes


def _urls(asked: Asked, unit: str | None) -> dict[str, str]:
    """Where the numbers of a line lead, by number: written once for all lines."""
    index = reverse("coordinations.index")
    return {
        key: index + asked.query(don_vi=unit, tinh_trang=standing or None) for key, standing in LINKS.items()
    }


def _body(lines: list[Figures], asked: Asked) -> SafeString:
    """The rows of the table: 250 with eight links each, so they are written here and not in the template."""
    urls = [(key, *escape(url).partition(_UNIT)[::2]) for key, url in _urls(asked, _UNIT).items()]
    return SafeString("".join([_line(line, urls) for line in lines]))


def _total(total: Figures, asked: Asked) -> SafeString:
    urls = _urls(asked, asked.params.get("don-vi"))
    return SafeString(_line(total, [(key, escape(url), "") for key, url in urls.items()]))


def _line(line: Figures, urls: Iterable[tuple[str, str, str]]) -> str:
    """`urls`: number, and its address, escaped, before and after the unit."""
    unit, average = (line.unit.pk, line.average_late) if line.unit else ("", line.average_late)
    numbers = "".join(
        [
            f'<td class="num"><a href="{before}{unit}{after}">{whole(number_of(line, key))}</a></td>'
            for key, before, after in urls
        ]
    )
    return (
        f'<tr{"" if line.unit else _OF_TOTAL}><td class="num">{line.rank or ""}</td>'
        f'<th scope="row">{escape(line.unit.label if line.unit else _("Tổng cộng"))}</th>{numbers}'
        f'<td class="num">{percent(line.percent)}</td>'
        f'<td class="num">{f"{average:.1f}".replace(".", ",") if average is not None else "–"}</td></tr>'
    )


def number_of(line: Figures, key: str) -> int:
    if key == "nhan":
        return line.received
    return line.counted if key == "tinh-cham" else line.number(LINKS[key])


def _excel(request: OfficeRequest, asked: Asked, lines: list[Figures], total: Figures) -> HttpResponse:
    if asked.problems:
        messages.error(request, _("Điều kiện không đúng nên chưa xuất tệp. Hãy sửa rồi xuất lại."))
        return redirect(request.get_full_path())
    title = _("Số liệu phối hợp, tính đến hết ngày %s") % f"{asked.wanted.day:%d/%m/%Y}"
    rows = [(line, [number_of(line, key) for key in LINKS]) for line in [*lines, total]]
    return send_tables(
        request,
        kind="phoi-hop",
        title=title,
        file_name=f"so-lieu-phoi-hop-{asked.wanted.day:%Y-%m-%d}",
        tables=numbers_tables(rows, [NUMBERS[key] for key in LINKS], title=title),
        words=_words(asked),
    )


def _words(asked: Asked) -> list[tuple[str, object]]:
    wanted = asked.wanted
    found: list[tuple[str, object]] = [(_("Tính đến hết ngày"), wanted.day), (_("Bên"), SIDES[wanted.side])]
    if asked.period:
        found.append((_("Kỳ"), period_words(asked.period)))
    if wanted.window:
        window = f"{wanted.window.first:%d/%m/%Y} – {wanted.window.last:%d/%m/%Y}"
        found.append((_("Gửi từ ngày – đến ngày"), window))
    if wanted.unit:
        found.append((_("Đơn vị được hỏi"), wanted.unit.name))
    if wanted.asking:
        found.append((_("Bên hỏi"), wanted.asking.name))
    if wanted.words:
        found.append((_("Có các chữ"), wanted.words))
    found.append((_("Tỷ lệ đúng hạn"), _("trả lời đúng hạn / (đúng hạn + trễ hạn + quá hạn chưa trả lời)")))
    return found
