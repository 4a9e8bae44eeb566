"""How tasks from above look in their list: `{{ body }}` of its table."""

from collections.abc import Sequence
from functools import cache

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from nhacviec.queries.statistics_rows import class_of_standing, status_words
from nhacviec.queries.superiors import Line, Progress, Question, progress_of
from nhacviec.rules.statistics import Basis
from nhacviec.screens.page.html import fill
from nhacviec.screens.page.tags import day, icon
from nhacviec.screens.statistics.figures import LOOKS

_ = cache(gettext)  # one language, and a list says the same words in every row
_NONE = SafeString("")


def body(lines: Sequence[Line], question: Question) -> SafeString:
    """How far agencies are stands beside what is so today; of a past day their own standings tell it."""
    today, ids = question.asked.as_of.is_today, {line.task_id for line in lines}
    progress = progress_of(ids) if today and ids else {}
    before, _number, after = reverse("assignments.show", args=["NV-0"]).rpartition("NV-0")
    written = []
    for line in lines:
        down = _down(progress.get(line.task_id)) if today else _NONE
        written.append(_row(line, f"{before}{line.code}{after}", question, down))
    return SafeString("".join(written))


def _row(line: Line, url: str, question: Question, down: SafeString) -> SafeString:
    where, when = (line.symbol, line.issued_on) if line.symbol else (_("Chỉ đạo trực tiếp"), line.spoken_on)
    return fill(
        '<tr><td class="text-nowrap">{}<small class="d-block text-secondary">{}</small></td>'
        '<td class="wide-cell"><a class="clip-2" href="{}">{}</a></td>'
        '<td data-label="{}">{}</td><td data-label="{}">{}{}</td><td class="text-nowrap">{}</td>{}</tr>\n',
        where,
        day(when),
        url,
        line.content,
        _("Cơ quan giao"),
        line.assigner_short or line.assigner_name,
        _("Thực hiện"),
        line.unit_short or line.unit_name,
        _small(line.specialist or ""),
        _term(line, question),
        down,
    )


def _term(line: Line, question: Question) -> SafeString:
    """How it stands, by which deadline, and the other deadline where there is another one."""
    asked = question.asked
    current = asked.rules.basis is Basis.CURRENT
    due, other = (line.due_on, line.original_due_on) if current else (line.original_due_on, line.due_on)
    number = class_of_standing(line, asked.as_of, asked.rules.basis)
    colour, sign = LOOKS[number]
    said = status_words(line, number, asked.as_of, due, with_days=current)
    of_other = _("hạn gốc") if current else _("hạn hiện nay")
    return fill(
        '<span class="chip text-{}">{}{}</span>{}{}{}',
        colour,
        icon(sign),
        said,
        _small(f"{_('hạn')} {day(due)}" if due else ""),
        _small(f"{of_other} {day(other)}" if other and other != due else ""),
        _small(_("chờ cấp trên ghi nhận") if line.kind == "answered" else ""),
    )


def _down(progress: Progress | None) -> SafeString:
    if progress is None:
        said = fill('<span class="text-secondary">{}</span>', _("chưa giao"))
    else:
        said = fill("{}", _("%(done)s/%(all)s cơ quan xong") % {"done": progress.done, "all": progress.all})
    return fill('<td class="text-nowrap" data-label="{}">{}</td>', _("Giao xuống"), said)


def _small(words: str) -> SafeString:
    return fill('<small class="d-block text-secondary">{}</small>', words) if words else _NONE
