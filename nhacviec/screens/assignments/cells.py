"""The cells of a row, one function for each column of rules/list_columns."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.timeliness import local_date
from nhacviec.screens.assignments.row import Row
from nhacviec.screens.page.html import fill
from nhacviec.screens.page.tags import chip_of, day, icon, name_of_unit, state_badge, url_of_code, word

Cell = Callable[[Row], SafeString]
NOTHING = SafeString("")
_ = cache(gettext)  # one language, and a list says the same word in every row


def cell(key: str, row: Row) -> SafeString:
    """Of the column `key`: one that is always wide, or a further one (MORE)."""
    return STANDARD_CELLS[key](row) if key in STANDARD_CELLS else more(key, row)


def _document(row: Row) -> SafeString:
    html, duty = '<td class="doc"><strong>{}</strong><small>{}</small></td>', row.duty
    if duty.symbol is None:
        return fill(html, _("Chỉ đạo trực tiếp"), day(duty.spoken_on))
    return fill(html, duty.symbol, day(duty.issued_on))


def _content(row: Row) -> SafeString:
    duty = row.duty
    return fill(
        '<td class="what"><a class="clip-2" href="{}">{}{}</a>'
        '<small class="text-secondary">{}{}</small></td>',
        url_of_code("assignments.show", duty.code),
        _star() if duty.is_starred else "",
        duty.content,
        duty.code,
        f" · {_('phối hợp')}" if duty.duty == Duty.COORDINATE else "",
    )


@cache
def _star() -> SafeString:
    return fill(
        '{}<span class="visually-hidden">{}</span>', icon("star-filled", "text-yellow"), _("Trọng tâm")
    )


def _unit(row: Row) -> SafeString:
    """Which agency, or in one's own which division; and the officer, to those who may know."""
    duty, officer = row.duty, NOTHING
    if duty.officer_name and row.inside:
        officer = fill('<small class="text-secondary d-block" title="{0}">{0}</small>', duty.officer_name)
    return fill('<td class="who">{}{}</td>', _who(row), officer)


def _who(row: Row) -> str:
    duty = row.duty
    if not row.own:
        return name_of_unit(row.request.actor, duty.unit_id, duty.unit_label)
    if duty.division_id:
        return duty.division_label
    if duty.officer_id:  # whose name stands below, where there is room for it
        return duty.unit_label
    return fill('<span class="text-secondary">{}</span>', _("chưa phân công"))


def _due(row: Row) -> SafeString:
    below = NOTHING
    if row.duty.due_on:
        below = fill('<small class="text-secondary d-block">{}</small>', due_words(row))
    waited = fill('<small class="waited d-block">{}</small>', row.waited) if row.waited else NOTHING
    return fill('<td class="due">{}{}{}</td>', chip_of(row.duty, row.request.office), below, waited)


def due_words(row: Row) -> str:
    """12/07/2018 17:00"""
    hour = row.duty.due_hour
    return day(row.duty.due_on) + (f" {hour:%H:%M}" if hour else "")


def _state(row: Row) -> SafeString:
    duty, said = row.duty, []
    if row.inside and duty.send_back_count and duty.state == State.IN_PROGRESS:
        said.append(f"{_('làm lại lần')} {duty.send_back_count}")
    if row.inside and duty.has_open_extension:
        said.append(_("xin gia hạn"))
    below = [fill('<small class="d-block text-secondary">{}</small>', words) for words in said]
    return fill('<td class="state">{}{}</td>', state_badge(duty.state), SafeString("".join(below)))


STANDARD_CELLS: dict[str, Cell] = {
    "van-ban": _document,
    "noi-dung": _content,
    "don-vi": _unit,
    "han": _due,
    "trang-thai": _state,
}


def more(key: str, row: Row) -> SafeString:
    """A column beyond the standard ones: its value with its name, which a phone shows beside it."""
    name, value = MORE[key]
    number = " num" if key in _NUMBERS else ""
    return fill('<td class="extra{}{}" data-label="{}">{}</td>', _CSS.get(key, ""), number, name, value(row))


def _clipped(text: str) -> SafeString:
    return fill('<span class="clip-2">{}</span>', text)


def _day_of(moment: datetime | None) -> str:
    return day(local_date(moment)) if moment else ""


_CSS = {"ma": " code"}
_NUMBERS = frozenset({"gia-han", "don-doc", "tien-do", "so-ngay"})
MORE: dict[str, tuple[Promise, Callable[[Row], object]]] = {
    "ma": (gettext_lazy("Mã"), lambda row: row.duty.code),
    "giao": (gettext_lazy("Ngày giao"), lambda row: _day_of(row.duty.assigned_at)),
    "linh-vuc": (gettext_lazy("Lĩnh vực"), lambda row: row.duty.field_name or ""),
    "vai-tro": (gettext_lazy("Vai trò"), lambda row: word(row.duty.duty, "duty")),
    "phong": (gettext_lazy("Phòng thực hiện"), lambda row: row.duty.division_label if row.inside else ""),
    "can-bo": (gettext_lazy("Cán bộ thực hiện"), lambda row: (row.inside and row.duty.officer_name) or ""),
    "chuyen-vien": (gettext_lazy("Chuyên viên"), lambda row: row.duty.specialist_name or ""),
    "lanh-dao-vp": (gettext_lazy("Lãnh đạo VP"), lambda row: row.duty.office_leader_name or ""),
    "lanh-dao-ubnd": (gettext_lazy("Lãnh đạo UBND"), lambda row: row.duty.committee_leader_name or ""),
    "co-quan-giao": (gettext_lazy("Cơ quan giao"), lambda row: row.duty.assigner_label),
    "san-pham": (gettext_lazy("Sản phẩm"), lambda row: _clipped(row.duty.deliverable)),
    "han-goc": (gettext_lazy("Hạn ban đầu"), lambda row: day(row.duty.original_due_on)),
    "gia-han": (gettext_lazy("Số lần gia hạn"), lambda row: row.duty.extension_count),
    "don-doc": (gettext_lazy("Số lần đôn đốc"), lambda row: row.duty.urging_count if row.inside else ""),
    "tien-do": (gettext_lazy("Hoàn thành"), lambda row: f"{row.duty.percent} %" if row.inside else ""),
    "vuong-mac": (
        gettext_lazy("Vướng mắc"),
        lambda row: _clipped(row.duty.obstacle if row.inside else ""),
    ),
    "tra-loi": (gettext_lazy("Ngày trả lời"), lambda row: _day_of(row.duty.answered_at)),
    "so-ngay": (
        gettext_lazy("Sớm/trễ (ngày)"),
        lambda row: "" if row.duty.days_late is None else row.duty.days_late,
    ),
}
