"""The list of assignments as Excel: the rows of the page, one after the other, whatever their number.

Columns for going on working with the rows; or with `&cot=…` in the query those of somebody's screen."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf, TruncDate
from django.urls import reverse

from nhacviec.exports import task_columns
from nhacviec.exports.asked import Asked, Prepared
from nhacviec.exports.cells import Kind
from nhacviec.exports.task_filter import rows_of, settled_of, words_of
from nhacviec.exports.task_values import deadline, links, situation_at
from nhacviec.exports.workbook import Column, Table
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.permissions import SEES_ALL
from nhacviec.rules.timeliness import LOCAL_ZONE
from nhacviec.rules.words import DUTIES, STATES

COLUMNS = (
    Column("Mã đầu việc", 17, Kind.LINK),
    Column("Số, ký hiệu văn bản", 14, repeats=True),
    Column("Ngày văn bản", 10.5, Kind.DAY, repeats=True),
    Column("Trích yếu", 26, Kind.LONG_TEXT, repeats=True),
    Column("Nội dung nhiệm vụ", 44, Kind.LONG_TEXT),
    Column("Đơn vị thực hiện", 18, repeats=True),
    Column("Vai trò", 8.5, repeats=True),
    Column("Lĩnh vực", 12, repeats=True),
    Column("Ngày giao", 10.5, Kind.DAY, repeats=True),
    Column("Thời hạn ban đầu", 10.5, Kind.DAY, repeats=True),
    Column("Thời hạn", 15, Kind.DAY, repeats=True),
    Column("Trạng thái", 12, repeats=True),
    Column("Tình hình", 16, repeats=True),
    Column("Số ngày quá hạn, trễ hạn", 9, Kind.WHOLE, repeats=True),
    Column("Ngày trả lời", 10.5, Kind.DAY, repeats=True),
    Column("Chuyên viên theo dõi", 15, repeats=True),
    Column("Người thực hiện", 15, repeats=True),
)
_AT_ONCE = 2000  # rows fetched at a time: memory stays the same for any number


def prepare(asked: Asked) -> Prepared:
    asked, chosen = task_columns.chosen_of(asked)
    settled = settled_of(asked)
    rows = rows_of(asked, settled)
    title = "Danh sách nhiệm vụ"
    return Prepared(
        title=title,
        count=rows.order_by().count(),
        file_name=f"nhiem-vu-{asked.at.today:%Y-%m-%d}",
        words=words_of(settled),
        page=f"{reverse('assignments.index')}{'?' if asked.query else ''}{asked.query}",
        tables=lambda: [table_of(asked, rows, title, chosen)],
    )


def table_of(asked: Asked, rows: QuerySet[Assignment], title: str, chosen: Sequence[str] = ()) -> Table:
    """Any assignments, in their order, as a table. `chosen`: keys of rules/list_columns."""
    columns = task_columns.columns_of(chosen) if chosen else COLUMNS
    return Table(
        name="Nhiệm vụ",
        title=f"{title}, số liệu đến {asked.at.now.astimezone(LOCAL_ZONE):%H:%M %d/%m/%Y}",
        columns=columns,
        rows=task_columns.rows_of(asked, rows, chosen) if chosen else _rows(asked, rows),
        total=lambda count: ["Tổng số đầu việc", count, *[None] * (len(columns) - 2)],
    )


def _rows(asked: Asked, rows: QuerySet[Assignment]) -> Iterator[tuple[Any, ...]]:
    actor, link, how = asked.actor, links(asked.site), situation_at(asked.at)
    sees_all = actor.role in SEES_ALL
    duties = {duty.value: DUTIES[duty] for duty in Duty}
    states = {state.value: STATES[state] for state in State}
    for (
        code, symbol, issued_on, abstract, spoken_by, spoken_on, content, unit, unit_id, duty, field,
        assigned_on, original, due_on, due_hour, state, outcome, days_late, excused, answered_on,
        specialist, officer,
    ) in _values(rows).iterator(chunk_size=_AT_ONCE):  # fmt: skip
        situation, days = how(state, due_on, due_hour, outcome, days_late, excused)
        yield (
            link(code),
            symbol or "Chỉ đạo trực tiếp",
            issued_on or spoken_on,
            abstract or spoken_by,
            content,
            unit,
            duties[duty],
            field,
            assigned_on,
            original,
            deadline(due_on, due_hour),
            states[state],
            situation,
            days,
            answered_on,
            specialist,
            # Who works on it inside another agency is that agency's own matter.
            officer if sees_all or unit_id in actor.own_unit_ids else None,
        )


def _values(rows: QuerySet[Assignment]) -> QuerySet[Assignment, tuple[Any, ...]]:
    document = "task__document__"
    return rows.values_list(
        "code",
        f"{document}symbol",
        f"{document}issued_on",
        f"{document}abstract",
        "task__spoken_by",
        "task__spoken_on",
        "task__content",
        Coalesce(NullIf(F("unit__short_name"), Value("")), F("unit__name")),
        "unit_id",
        "duty",
        "task__field__name",
        TruncDate("assigned_at"),
        "original_due_on",
        "due_on",
        "due_hour",
        "state",
        "outcome",
        "days_late",
        "excused_at",
        TruncDate("answered_at"),
        "task__specialist__full_name",
        "officer__full_name",
    )
