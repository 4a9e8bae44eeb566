"""The other sides of an agency's page: what the Committee owes it, what it owes others, what others owe it.
A side whose module is off is not there."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from nhacviec.exports.cells import Kind
from nhacviec.exports.workbook import Column, Table
from nhacviec.queries import sides
from nhacviec.queries.as_of import Scope
from nhacviec.queries.coordination_asked import default_side_of
from nhacviec.queries.coordinations import BOTH, OPEN
from nhacviec.queries.sides import Awaited
from nhacviec.queries.statistics_asked import OWN_ONLY, Asked
from nhacviec.queries.submission_filter import WITH_BELOW
from nhacviec.records.models import Unit
from nhacviec.rules.coordination import Standing
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import Actor, Right
from nhacviec.rules.submissions import SubmissionCounts, SubmissionNumber
from nhacviec.rules.written_numbers import whole
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.figures import Figure


@dataclass(frozen=True)
class Part:
    figure: Figure
    count: int


@dataclass(frozen=True)
class Side:
    """`head` is what is owed altogether, `parts` add up to it; `longest`: days of what is latest."""

    head: Part
    parts: list[Part]
    longest: str
    about: str


def sides_of(request: OfficeRequest, asked: Asked, scope: Scope, unit: Unit) -> list[Side]:
    found = []
    policy, actor = request.office.policy, request.actor
    if is_on(Module.SUBMISSIONS, policy) and actor.has(Right.READ_SUBMISSIONS):
        owed = sides.owed_by_committee(actor, scope, asked.as_of)
        found.append(committee_side(owed, asked, {"co-quan": unit.pk} | _submitted_below(scope)))
    if is_on(Module.COORDINATION, policy):
        asked_of = sides.owed_to_others(actor, scope, asked.as_of)
        asked_by = sides.owed_by_others(actor, scope, asked.as_of)
        own = {"pham-vi": OWN_ONLY} if scope.own_only else {}
        found += [
            coordination_side(
                _("Đơn vị khác chờ trả lời"),
                _("yêu cầu phối hợp gửi đến đơn vị này"),
                asked_of,
                coordination_address(actor, asked, {"don-vi": unit.pk} | own),
            ),
            coordination_side(
                _("Đang chờ đơn vị khác"),
                _("yêu cầu phối hợp đơn vị này gửi đi"),
                asked_by,
                coordination_address(actor, asked, {"ben-hoi": unit.pk} | own),
            ),
        ]
    return found


def committee_side(owed: SubmissionCounts, asked: Asked, whose: dict[str, Any]) -> Side:
    def figure(number: SubmissionNumber, label: str, look: tuple[str, str] = ("", "")) -> Part:
        count = owed.of(number)
        query = _of_day(asked) | {"so": number.value} | whose
        url = f"{reverse('submissions.index')}?{urlencode(query)}"
        return _figure(label, count, url, look, hot=number is SubmissionNumber.OVERDUE)

    return Side(
        head=figure(SubmissionNumber.OPEN, _("Chờ UBND tỉnh giải quyết")),
        parts=[
            figure(SubmissionNumber.OVERDUE, _("Quá hạn trả lời"), ("red", "alert-triangle")),
            figure(SubmissionNumber.IN_TIME, _("Trong hạn"), ("green", "clock")),
            figure(SubmissionNumber.SUPPLEMENT, _("Chờ cơ quan bổ sung"), ("secondary", "hourglass")),
        ],
        longest=longest_words(owed.longest),
        about=_("hồ sơ trình UBND tỉnh"),
    )


def coordination_side(label: str, about: str, awaited: Awaited, address: str) -> Side:
    def figure(words: str, count: int, standing: str, look: tuple[str, str] = ("", "")) -> Part:
        url = f"{address}&tinh-trang={standing}"
        return _figure(words, count, url, look, hot=standing == Standing.OVERDUE)

    waiting = awaited.open - awaited.overdue
    return Side(
        head=figure(label, awaited.open, OPEN),
        parts=[
            figure(_("Quá hạn trả lời"), awaited.overdue, Standing.OVERDUE, ("red", "alert-triangle")),
            figure(_("Trong hạn"), waiting, Standing.WAITING, ("green", "clock")),
        ],
        longest=longest_words(awaited.longest),
        about=about,
    )


def coordination_address(actor: Actor, asked: Asked, whose: dict[str, Any]) -> str:
    """Of a list that speaks of all sides, whichever the reader sees first; ends so that `&…` may follow."""
    side = {} if default_side_of(actor) == BOTH else {"phia": BOTH}
    return f"{reverse('coordinations.index')}?{urlencode(_of_day(asked) | side | whose)}"


def sides_table(shown: list[Side]) -> list[Table]:
    """The same in the agency's Excel file; nothing where every module is off."""
    if not shown:
        return []
    columns = (Column(_("Việc"), 40), Column(_("Số"), 10, Kind.WHOLE), Column(_("Ghi chú"), 40))
    rows: list[tuple[str, int, str | None]] = []
    for side in shown:
        rows.append((side.head.figure.label, side.head.count, side.about))
        for index, part in enumerate(side.parts):
            rows.append((f"– {part.figure.label}", part.count, side.longest if index == 0 else None))
    name = _("Với đơn vị khác")
    return [Table(name=name, title=name, columns=columns, rows=rows, counted=False)]


def longest_words(days: int) -> str:
    return _("lâu nhất %(days)s ngày") % {"days": whole(days)} if days else ""


def _figure(label: str, count: int, url: str, look: tuple[str, str], *, hot: bool) -> Part:
    colour, icon = look
    figure = Figure(label, whole(count), url if count else "", colour, icon, hot=hot and count > 0)
    return Part(figure, count)


def _submitted_below(scope: Scope) -> dict[str, str]:
    return {} if scope.own_only else {"pham-vi": WITH_BELOW}


def _of_day(asked: Asked) -> dict[str, Any]:
    return {name: value for name, value in asked.params.items() if name == "tinh-den"}
