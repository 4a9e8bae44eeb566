"""The sheet of duties with the columns that somebody chose for the screen, in that order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf, TruncDate

from nhacviec.exports.asked import Asked
from nhacviec.exports.cells import Kind
from nhacviec.exports.task_values import deadline, links, situation_at
from nhacviec.exports.workbook import Column
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.list_columns import BY_KEY, shown
from nhacviec.rules.permissions import SEES_ALL
from nhacviec.rules.words import DUTIES, STATES

PARAMETER = "cot"
Values = dict[str, Any]  # of one duty, by the names of `_FIELDS`
_AT_ONCE = 2000


@dataclass(frozen=True)
class Part:
    """One column of the file; a column of the screen may be several."""

    column: Column
    value: Callable[[Values], Any]


def _name(path: str) -> Coalesce:
    return Coalesce(NullIf(F(f"{path}__short_name"), Value("")), F(f"{path}__name"))


_FIELDS: dict[str, Any] = {
    "code_": F("code"),
    "symbol": F("task__document__symbol"),
    "issued_on": Coalesce("task__document__issued_on", "task__spoken_on"),
    "content": F("task__content"),
    "unit_name": _name("unit"),
    "division_name": _name("division"),
    "officer_name": F("officer__full_name"),
    "field_name": F("task__field__name"),
    "specialist_name": F("task__specialist__full_name"),
    "office_leader_name": F("task__office_leader__full_name"),
    "committee_leader_name": F("task__committee_leader__full_name"),
    "assigner_name": _name("task__assigner"),
    "deliverable": F("task__deliverable"),
    "assigned_on": TruncDate("assigned_at"),
    "answered_on_": TruncDate("answered_at"),
}
_OWN = (
    "unit_id", "duty", "state", "due_on", "due_hour", "original_due_on", "outcome", "days_late", "excused_at",
    "extension_count", "urging_count", "percent", "obstacle",
)  # fmt: skip
_DUTIES = {duty.value: DUTIES[duty] for duty in Duty}
_STATES = {state.value: STATES[state] for state in State}


def _due(row: Values) -> object:
    return deadline(row["due_on"], row["due_hour"])


def _part(
    heading: str,
    width: float,
    name: str | Callable[[Values], Any],
    kind: Kind = Kind.TEXT,
    *,
    repeats: bool = True,
) -> Part:
    value = name if callable(name) else lambda row: row[name]
    return Part(Column(heading, width, kind, repeats=repeats), value)


PARTS: dict[str, tuple[Part, ...]] = {
    "van-ban": (
        _part("Số, ký hiệu văn bản", 14, lambda row: row["symbol"] or "Chỉ đạo trực tiếp"),
        _part("Ngày văn bản", 10.5, "issued_on", Kind.DAY),
    ),
    "noi-dung": (_part("Nội dung nhiệm vụ", 44, "content", Kind.LONG_TEXT, repeats=False),),
    "don-vi": (_part("Đơn vị thực hiện", 18, "unit_name"),),
    "han": (_part("Thời hạn", 15, _due, Kind.DAY),),
    "trang-thai": (
        _part("Trạng thái", 12, lambda row: _STATES[row["state"]]),
        _part("Tình hình", 16, lambda row: row["situation"][0]),
        _part("Số ngày quá hạn, trễ hạn", 9, lambda row: row["situation"][1], Kind.WHOLE),
    ),
    "ma": (),  # the first column of every file
    "giao": (_part("Ngày giao", 10.5, "assigned_on", Kind.DAY),),
    "linh-vuc": (_part("Lĩnh vực", 12, "field_name"),),
    "vai-tro": (_part("Vai trò", 8.5, lambda row: _DUTIES[row["duty"]]),),
    "phong": (_part("Phòng thực hiện", 18, "division_name"),),
    "can-bo": (_part("Cán bộ thực hiện", 15, "officer_name"),),
    "chuyen-vien": (_part("Chuyên viên theo dõi", 15, "specialist_name"),),
    "lanh-dao-vp": (_part("Lãnh đạo VP theo dõi", 15, "office_leader_name"),),
    "lanh-dao-ubnd": (_part("Lãnh đạo UBND theo dõi", 15, "committee_leader_name"),),
    "co-quan-giao": (_part("Cơ quan giao", 18, "assigner_name"),),
    "san-pham": (_part("Sản phẩm", 24, "deliverable", Kind.LONG_TEXT),),
    "han-goc": (_part("Hạn ban đầu", 10.5, "original_due_on", Kind.DAY),),
    "gia-han": (_part("Số lần gia hạn", 9, "extension_count", Kind.WHOLE),),
    "don-doc": (_part("Số lần đôn đốc", 9, "urging_count", Kind.WHOLE),),
    "tien-do": (_part("Mức độ hoàn thành", 9, "percent", Kind.PERCENT),),
    "vuong-mac": (_part("Vướng mắc", 24, "obstacle", Kind.LONG_TEXT, repeats=False),),
    "tra-loi": (_part("Ngày trả lời", 10.5, "answered_on_", Kind.DAY),),
    "so-ngay": (_part("Sớm/trễ (ngày)", 9, "days_late", Kind.WHOLE),),
}
_CODE = Column("Mã đầu việc", 17, Kind.LINK)


def asked_with(query: str, keys: str) -> str:
    """The query with the columns of the screen ("van-ban,han") put beside it."""
    return f"{query}&{urlencode({PARAMETER: keys[:400]})}" if keys else query


def chosen_of(asked: Asked) -> tuple[Asked, tuple[str, ...]]:
    """What is asked without its columns, and the columns; () where the query names none."""
    pairs = parse_qsl(asked.query, keep_blank_values=True)
    keys = [value for name, value in pairs if name == PARAMETER]
    if not keys:
        return asked, ()
    rest = urlencode([pair for pair in pairs if pair[0] != PARAMETER])
    return replace(asked, query=rest), tuple(column.key for column in shown(keys[-1].split(",")))


def columns_of(chosen: Sequence[str]) -> tuple[Column, ...]:
    return (_CODE, *(part.column for key in chosen for part in PARTS[key]))


def rows_of(asked: Asked, rows: QuerySet[Assignment], chosen: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """What goes on inside another agency stays empty, as on the screen."""
    actor, link, how = asked.actor, links(asked.site), situation_at(asked.at)
    sees_all = actor.role in SEES_ALL
    parts = [(part.value, BY_KEY[key].inside) for key in chosen for part in PARTS[key]]
    for row in rows.values(*_OWN, **_FIELDS).iterator(chunk_size=_AT_ONCE):
        inside = sees_all or row["unit_id"] in actor.own_unit_ids
        row["situation"] = how(
            row["state"], row["due_on"], row["due_hour"], row["outcome"], row["days_late"], row["excused_at"]
        )
        yield (
            link(row["code_"]),
            *(value(row) if inside or not is_inside else None for value, is_inside in parts),
        )
