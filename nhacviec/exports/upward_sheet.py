"""Submissions upward as Excel: a list as it is on the page."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from nhacviec.exports.asked import Asked, Prepared, WrongFilter
from nhacviec.exports.cells import Kind, Link
from nhacviec.exports.workbook import Column, Table
from nhacviec.queries.modules import modules_on
from nhacviec.queries.upward import Question, names_of, read_question, rows
from nhacviec.records.models import SubmissionStanding
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.timeliness import days_overdue
from nhacviec.rules.upward import UpwardStop
from nhacviec.rules.words_upward import CUTS, NUMBERS, STOPS

COLUMNS = (
    Column("Số, ký hiệu", 20, Kind.LINK),
    Column("Ngày văn bản", 12, Kind.DAY, repeats=True),
    Column("Cơ quan trình", 24, repeats=True),
    Column("Trình cơ quan", 28, repeats=True),
    Column("Trích yếu", 55, Kind.LONG_TEXT),
    Column("Nội dung xin ý kiến", 40, Kind.LONG_TEXT),
    Column("Nhiệm vụ liên quan", 18),
    Column("Ngày gửi", 12, Kind.DAY, repeats=True),
    Column("Hạn chờ ý kiến", 12, Kind.DAY, repeats=True),
    Column("Các lần hỏi lại", 24),
    Column("Tình trạng", 24, repeats=True),
    Column("Số ngày quá hạn", 10, Kind.WHOLE, repeats=True),
    Column("Người theo dõi", 22, repeats=True),
    Column("Ngày có ý kiến", 12, Kind.DAY, repeats=True),
    Column("Ý kiến", 40, Kind.LONG_TEXT),
    Column("Văn bản quyết định", 20),
    Column("Ngày kết thúc", 12, Kind.DAY, repeats=True),
)


def prepare(asked: Asked) -> Prepared:
    """Raises WrongFilter where the module is off, the reader has nothing to read, or the day is wrong."""
    on = Module.SUPERIORS in modules_on(asked.at.today)
    question = read_question(QueryDict(asked.query).dict(), moment=asked.at, policy=asked.policy)
    if not on or not asked.actor.has(Right.READ_UPWARD) or question.asked.problems:
        raise WrongFilter("upward")
    found = rows(asked.actor, question.narrowed, day=question.day)
    number = question.narrowed.number
    title = f"Văn bản trình cấp trên{f': {NUMBERS[number]}' if number else ''}"
    return Prepared(
        title=title,
        count=found.order_by().count(),
        file_name=f"trinh-cap-tren-{question.day:%Y-%m-%d}",
        words=_words(question),
        page=f"{reverse('upward.index')}{question.query()}",
        tables=lambda: [
            Table(
                name="Trình cấp trên",
                title=f"{title}, tính đến hết ngày {question.day:%d/%m/%Y}",
                columns=COLUMNS,
                rows=_rows(found, asked.site, question),
                total=lambda count: ["Tổng số văn bản", count, *[None] * (len(COLUMNS) - 2)],
            )
        ],
    )


def _rows(found: QuerySet[SubmissionStanding], site: str, question: Question) -> Iterator[tuple[Any, ...]]:
    """What was known of each at the end of that day."""
    start, end = reverse("upward.show", args=[0]).split("0")
    day = question.day
    for row in found.iterator(chunk_size=2000):
        submission, stop = row.submission, UpwardStop(row.stop)
        sent = stop is UpwardStop.SENT
        late = days_overdue(due_on=row.due_on, today=day) if sent else row.days_late
        said = not sent and submission.opinion_on is not None and submission.opinion_on <= day
        asked_again = [f"{asked:%d/%m/%Y}" for asked in submission.asked_again if asked <= day]
        yield (
            Link(f"{site}{start}{submission.pk}{end}", submission.symbol),
            submission.dated_on,
            row.unit.label,
            submission.addressee.label if submission.addressee else None,
            submission.abstract,
            submission.asked,
            submission.task.code if submission.task else None,
            submission.arrived_on,
            row.due_on,
            ", ".join(asked_again) or None,
            STOPS[stop],
            late or None,
            row.officer.full_name if row.officer else None,
            submission.opinion_on if said else None,
            submission.opinion if said else None,
            submission.answer_symbol if stop is UpwardStop.ANSWERED else None,
            row.closed_on,
        )


def _words(question: Question) -> list[tuple[str, object]]:
    wanted = question.narrowed
    lines: list[tuple[str, object]] = [("Tính đến hết ngày", question.day)]
    lines += [("Có các chữ", wanted.words)] if wanted.words else []
    lines += [(CUTS[cut], names_of(cut, {pk: None}).get(pk, f"#{pk}")) for cut, pk in wanted.ids.items()]
    lines += [("Hạn từ ngày", wanted.due_from)] if wanted.due_from else []
    if wanted.window:
        lines.append(("Kết thúc trong", f"{wanted.window.first:%d/%m/%Y}–{wanted.window.last:%d/%m/%Y}"))
    return lines
