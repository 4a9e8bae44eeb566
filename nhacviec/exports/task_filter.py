"""The query of the list's address as the filter of the list, and as words for the sheet about the file."""

from django.http import QueryDict

from nhacviec.queries.task_lists import Filter
from nhacviec.records.models import Unit
from nhacviec.rules.lifecycle import ISSUED, State
from nhacviec.rules.permissions import SEES_ALL, Actor
from nhacviec.rules.text import visible
from nhacviec.rules.timeliness import Timeliness
from nhacviec.rules.words import STATES
from nhacviec.rules.words_deadlines import TIMELINESS
from nhacviec.rules.words_inbox import HEADS

_GROUPS = {"open": "Chưa xong", "closed": "Đã kết thúc"}


def filter_of(query: str, actor: Actor) -> Filter:
    """As the page reads its address: what makes no sense does not filter."""
    given = QueryDict(query) if query else QueryDict("trang_thai=open")
    state, timely = given.get("trang_thai", ""), given.get("thoi_han", "")
    return Filter(
        state=state if state in _GROUPS or state in set(ISSUED) else "",
        timeliness=Timeliness(timely) if timely in set(Timeliness) else None,
        unit_id=_unit_id(given.get("don_vi", ""), actor),
        document=visible(given.get("so", ""))[:100],
        text=visible(given.get("q", ""))[:200],
        head=head if (head := given.get("nhom", "")) in HEADS else "",
        parties=given.get("ca_don_vi_khac", "") in ("on", "1", "true"),
    )


def words_of(wanted: Filter) -> list[tuple[str, str]]:
    """Label and value of everything that filters."""
    unit = Unit.objects.filter(pk=wanted.unit_id).first() if wanted.unit_id else None
    lines = [
        ("Nhóm", HEADS.get(wanted.head, "")),
        ("Trạng thái", _GROUPS.get(wanted.state) or (STATES[State(wanted.state)] if wanted.state else "")),
        ("Tình hình thời hạn", TIMELINESS[wanted.timeliness] if wanted.timeliness else ""),
        ("Đơn vị thực hiện", f"{unit.name} (cả đơn vị trực thuộc)" if unit else ""),
        ("Số, ký hiệu văn bản", wanted.document),
        ("Có các chữ", wanted.text),
        ("Phạm vi nhiệm vụ", "Cả đơn vị cùng nhiệm vụ" if wanted.parties else ""),
    ]
    return [(label, value) for label, value in lines if value]


def _unit_id(typed: str, actor: Actor) -> int | None:
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 19):
        return None
    unit_id = int(typed)
    return unit_id if actor.role in SEES_ALL or unit_id in actor.own_unit_ids else None
