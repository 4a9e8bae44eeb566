"""How submissions look in their list: `{{ body }}` of its table."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from nhacviec.queries.office_day import OfficeDay
from nhacviec.queries.submissions import Line
from nhacviec.rules.submissions import Stop
from nhacviec.screens.page.html import fill
from nhacviec.screens.page.tags import day as written
from nhacviec.screens.submissions.rows import badge, chip_of, holder_words

_ = cache(gettext)  # one language, and a list says the same words in every row


def body(found: Iterable[tuple[Any, ...]], *, day: date, office: OfficeDay, sees_all: bool) -> SafeString:
    """Of rows as queries/submissions.lines reads them, on the day of the list."""
    before, _number, after = reverse("submissions.show", args=[0]).rpartition("0")
    rows = [(Line(*row), day, office) for row in found]
    return SafeString("".join([_row(*row, before, after, sees_all=sees_all) for row in rows]))


def _row(row: Line, day: date, office: OfficeDay, before: str, after: str, *, sees_all: bool) -> SafeString:
    stop, unit = Stop(row.stop), row.unit_short or row.unit_name
    holder = holder_words(stop, unit, row.division_short or row.division_name, row.officer, row.leader)
    return fill(
        '<tr><td class="text-nowrap"><a href="{}{}{}">{}</a><small class="d-block text-secondary">'
        '{}{}</small></td>{}<td class="wide-cell"><span class="clip-2">{}</span></td>'
        '<td class="text-nowrap">{}</td><td>{}</td><td>{}</td><td class="text-nowrap">{}{}</td></tr>\n',
        before,
        row.pk,
        after,
        row.symbol,
        written(row.dated_on),
        fill(' <span class="badge bg-red-lt">{}</span>', _("Khẩn")) if row.urgency != "normal" else "",
        fill("<td>{}</td>", unit) if sees_all else "",
        row.abstract,
        written(row.arrived_on),
        badge(stop),
        holder or "–",
        chip_of(stop, row.due_on, row.days_late, day=day, office=office),
        _until(row),
    )


def _until(row: Line) -> SafeString:
    words = f"{_('hạn')} {written(row.due_on)}" if row.due_on else written(row.closed_on)
    return fill('<small class="d-block text-secondary">{}</small>', words) if words else SafeString("")
