"""Requests to coordinating units as Excel: the list (after "Mẫu 06, chậm phối hợp"), and the numbers by
unit."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from nhacviec.exports.asked import Asked, Prepared, WrongFilter
from nhacviec.exports.cells import Kind, Link
from nhacviec.exports.workbook import Column, Table
from nhacviec.queries.coordination_asked import Asked as AskedList
from nhacviec.queries.coordination_asked import read_asked
from nhacviec.queries.coordination_statistics import Figures
from nhacviec.queries.coordinations import coordinations, in_order
from nhacviec.records.models import Coordination
from nhacviec.rules.coordination import DelayState, ReplyKind, Standing, days_late
from nhacviec.rules.timeliness import LOCAL_ZONE
from nhacviec.rules.words_coordination import DELAYS, FILTERS, REPLIES, SIDES, STANDINGS
from nhacviec.rules.words_deadlines import period_words

COLUMNS = (
    Column("Đơn vị chủ trì hỏi", 26, repeats=True),
    Column("Đơn vị phối hợp", 26, repeats=True),
    Column("Nội dung", 60, Kind.LINK),
    Column("Số văn bản hỏi", 18, repeats=True),
    Column("Ngày gửi", 12, Kind.DAY, repeats=True),
    Column("Hạn trả lời", 12, Kind.DAY, repeats=True),
    Column("Tình trạng", 22, repeats=True),
    Column("Ngày trả lời", 12, Kind.DAY, repeats=True),
    Column("Số ngày chậm", 10, Kind.WHOLE, repeats=True),
    Column("Ý kiến", 18, repeats=True),
    Column("Văn bản trả lời", 18, repeats=True),
    Column("Phản ánh chậm", 26, repeats=True),
    Column("Nội dung phản ánh", 40, Kind.LONG_TEXT),
    Column("Ý kiến của đơn vị bị phản ánh", 40, Kind.LONG_TEXT),
    Column("Kết luận của Văn phòng", 40, Kind.LONG_TEXT),
)


def prepare(asked: Asked) -> Prepared:
    """Raises WrongFilter."""
    wanted = read_asked(QueryDict(asked.query), actor=asked.actor, today=asked.at.today, policy=asked.policy)
    if wanted.problems:
        raise WrongFilter(", ".join(wanted.problems))
    rows = in_order(coordinations(asked.actor, wanted.wanted), wanted.wanted)
    title = "Danh sách yêu cầu phối hợp"
    return Prepared(
        title=title,
        count=rows.order_by().count(),
        file_name=f"phoi-hop-{asked.at.today:%Y-%m-%d}",
        words=_words(wanted),
        page=f"{reverse('coordinations.index')}{'?' if asked.query else ''}{asked.query}",
        tables=lambda: [
            Table(
                name="Phối hợp",
                title=f"{title}, số liệu đến {asked.at.now.astimezone(LOCAL_ZONE):%H:%M %d/%m/%Y}",
                columns=COLUMNS,
                rows=_rows(rows, wanted, asked.site),
                total=lambda count: ["Tổng số yêu cầu", count, *[None] * (len(COLUMNS) - 2)],
            )
        ],
    )


def _rows(rows: QuerySet[Coordination], wanted: AskedList, site: str) -> Iterator[tuple[Any, ...]]:
    start, end = reverse("coordinations.show", args=[0]).split("0")
    day = wanted.wanted.day
    listed: Iterator[Any] = rows.select_related("unit", "asking_unit", "delay").iterator(chunk_size=2000)
    for row in listed:
        stood = Standing(row.stood)
        ended = row.ended_on if row.ended_on and row.ended_on <= day else None
        late = days_late(row.due_then, ended or day)
        delay = getattr(row, "delay", None)
        yield (
            row.asking_unit.label,
            row.unit.label,
            Link(f"{site}{start}{row.pk}{end}", row.content),
            row.symbol,
            row.asked_on,
            row.due_then,
            STANDINGS[stood],
            ended if stood in (Standing.IN_TIME, Standing.LATE) else None,
            late if stood in (Standing.LATE, Standing.OVERDUE) else None,
            REPLIES[ReplyKind(row.reply_kind)] if ended and row.reply_kind else "",
            row.reply_symbol if ended else "",
            DELAYS[DelayState(delay.state)] if delay else "",
            delay.reason if delay else "",
            delay.explanation if delay else "",
            delay.decision if delay else "",
        )


def _words(asked: AskedList) -> list[tuple[str, object]]:
    wanted = asked.wanted
    lines: list[tuple[str, object]] = [
        ("Bên", SIDES[wanted.side]),
        ("Tình trạng", FILTERS.get(wanted.standing, "")),
        ("Đơn vị phối hợp", wanted.unit.name if wanted.unit else ""),
        ("Đơn vị hỏi", wanted.asking.name if wanted.asking else ""),
        ("Có các chữ", wanted.words),
        ("Kỳ", period_words(asked.period) if asked.period else ""),
        ("Gửi từ ngày", wanted.window.first if wanted.window else ""),
        ("Gửi đến ngày", wanted.window.last if wanted.window else ""),
        ("Tính đến hết ngày", wanted.day if wanted.day != wanted.today else ""),
    ]
    return [(label, value) for label, value in lines if value]


def numbers_tables(
    rows: Sequence[tuple[Figures, Sequence[int]]], headings: Sequence[str], *, title: str
) -> list[Table]:
    """A line for each unit as on the page; the last one is the total."""
    columns = [
        Column("Thứ hạng", 10, Kind.WHOLE),
        Column("Đơn vị", 36),
        *(Column(heading, 12, Kind.WHOLE, repeats=True) for heading in headings),
        Column("Tỷ lệ đúng hạn (%)", 14, Kind.PERCENT),
        Column("Số ngày trễ bình quân", 14),
    ]
    *lines, last = [
        [line.rank, line.unit.name if line.unit else "Tổng cộng", *numbers, line.percent, _average(line)]
        for line, numbers in rows
    ]
    return [Table(name="Phối hợp", title=title, columns=columns, rows=lines, total=lambda _count: last)]


def _average(line: Figures) -> str:
    return "" if line.average_late is None else f"{line.average_late:.1f}".replace(".", ",")
