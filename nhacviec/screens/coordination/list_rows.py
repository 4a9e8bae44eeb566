"""How requests to coordinating units look in their list: `{{ body }}` of its table."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from nhacviec.queries.coordinations import Line
from nhacviec.rules.coordination import Standing
from nhacviec.screens.page.html import fill
from nhacviec.screens.page.tags import day, standing_badge, word

_ = cache(gettext)  # one language, and a list says the same words in every row
_AWAITED = (Standing.WAITING, Standing.OVERDUE)


def body(found: Iterable[tuple[Any, ...]]) -> SafeString:
    """Of rows as queries/coordinations.lines reads them."""
    before, _number, after = reverse("coordinations.show", args=[0]).rpartition("0")
    return SafeString("".join([_row(Line(*row), before, after) for row in found]))


def _row(row: Line, before: str, after: str) -> SafeString:
    return fill(
        '<tr><td class="wide-cell"><a class="clip-2" href="{}{}{}">{}</a></td>'
        '<td data-label="{}">{}</td><td data-label="{}">{}</td>'
        '<td class="text-nowrap" data-label="{}">{}</td><td class="text-nowrap" data-label="{}">{}</td>'
        "<td>{}{}{}</td></tr>\n",
        before,
        row.pk,
        after,
        row.content,
        _("Bên hỏi"),
        row.asking_short or row.asking_name,
        _("Hỏi"),
        row.unit_short or row.unit_name,
        _("Gửi"),
        day(row.asked_on),
        _("Hạn"),
        day(row.due_then),
        standing_badge(row.stood),
        _small(word(row.reply_kind, "reply_kind") if row.stood not in _AWAITED else ""),
        _small(word(row.delay, "delay") if row.delay else ""),
    )


def _small(words: str) -> SafeString:
    return fill('<small class="d-block text-secondary">{}</small>', words) if words else SafeString("")
