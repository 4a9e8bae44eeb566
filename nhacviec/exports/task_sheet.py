"""The list of assignments as Excel: the rows of the page, one after the other, whatever their number."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf, TruncDate
from django.urls import reverse

from nhacviec.exports.asked import Asked, Prepared
from nhacviec.exports.cells import Kind, Link
from nhacviec.exports.task_filter import rows_of, settled_of, words_of
from nhacviec.exports.workbook import Column, Table
from nhacviec.queries.clock import Moment
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.permissions import SEES_ALL
from nhacviec.rules.timeliness import LOCAL_ZONE, Timeliness, days_overdue, timeliness
from nhacviec.rules.words import DUTIES, STATES
from nhacviec.rules.words_deadlines import EXCUSED, TIMELINESS

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
_RUNNING = frozenset({State.ASSIGNED, State.IN_PROGRESS, State.RETURNED})
_STOPPED = frozenset({State.ANSWERED, State.COMPLETED})
_AT_ONCE = 2000  # rows fetched at a time: memory stays the same for any number


def prepare(asked: Asked) -> Prepared:
    settled = settled_of(asked)
    rows = rows_of(asked, settled)
    title = "Danh sách nhiệm vụ"
    return Prepared(
        title=title,
        count=rows.order_by().count(),
        file_name=f"nhiem-vu-{asked.at.today:%Y-%m-%d}",
        words=words_of(settled),
        page=f"{reverse('assignments.index')}{'?' if asked.query else ''}{asked.query}",
        tables=lambda: [table_of(asked, rows, title)],
    )


def table_of(asked: Asked, rows: QuerySet[Assignment], title: str) -> Table:
    """Any assignments, in their order, as a table."""
    return Table(
        name="Nhiệm vụ",
        title=f"{title}, số liệu đến {asked.at.now.astimezone(LOCAL_ZONE):%H:%M %d/%m/%Y}",
        columns=COLUMNS,
        rows=_rows(asked, rows),
        total=lambda count: ["Tổng số đầu việc", count, *[None] * (len(COLUMNS) - 2)],
    )


def _rows(asked: Asked, rows: QuerySet[Assignment]) -> Iterator[tuple[Any, ...]]:
    actor, link, how = asked.actor, _links(asked.site), _situation(asked.at)
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
            due_on if due_hour is None or due_on is None else datetime.combine(due_on, due_hour),
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


def _links(site: str) -> Callable[[str], Link]:
    start, end = reverse("assignments.show", args=["NV-0"]).split("NV-0")
    start = f"{site}{start}"
    return lambda code: Link(f"{start}{code}{end}", code)


def _situation(
    at: Moment,
) -> Callable[[str, date | None, time | None, str, int | None, datetime | None], tuple[str, int | None]]:
    """From a row to its timeliness in words and the days it is overdue or was late.

    The same as queries/clock.timely: a stopped clock shows the frozen outcome."""

    @cache
    def running(due_on: date | None, due_hour: time | None) -> tuple[str, int | None]:
        found = timeliness(
            due_on=due_on,
            due_hour=due_hour,
            now=at.now,
            due_soon_days=at.due_soon_days,
            calendar=at.calendar,
        )
        overdue = days_overdue(due_on=due_on, today=at.today) if found is Timeliness.OVERDUE else None
        return TIMELINESS[found], overdue

    def situation(
        state: str,
        due_on: date | None,
        due_hour: time | None,
        outcome: str,
        days_late: int | None,
        excused: datetime | None,
    ) -> tuple[str, int | None]:
        if state in _RUNNING:
            return running(due_on, due_hour)
        if state not in _STOPPED or not outcome:
            return "", None
        if outcome != Timeliness.LATE:
            return TIMELINESS[Timeliness(outcome)], None
        words = TIMELINESS[Timeliness.LATE]
        return (f"{words} ({EXCUSED})" if excused else words), days_late

    return situation
