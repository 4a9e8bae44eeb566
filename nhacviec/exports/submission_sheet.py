"""Submissions as Excel: a list as it is on the page, and the tables of their numbers, of upward ones too."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from nhacviec.exports.asked import Asked, Prepared, WrongFilter
from nhacviec.exports.cells import Kind, Link
from nhacviec.exports.workbook import Column, Table
from nhacviec.queries.submission_counts import name_of
from nhacviec.queries.submission_filter import Question, read_question
from nhacviec.queries.submissions import held_words, rows
from nhacviec.records.models import SubmissionStanding
from nhacviec.rules.permissions import Actor, Right
from nhacviec.rules.submissions import OPEN_STOPS, Spread, Stop, SubmissionCounts, SubmissionKind
from nhacviec.rules.timeliness import days_overdue
from nhacviec.rules.upward import UpwardCounts
from nhacviec.rules.words_submissions import CUTS, KINDS, NUMBERS, STOPS

COLUMNS = (
    Column("Số, ký hiệu", 20, Kind.LINK),
    Column("Ngày văn bản", 12, Kind.DAY, repeats=True),
    Column("Cơ quan trình", 26, repeats=True),
    Column("Trích yếu", 55, Kind.LONG_TEXT),
    Column("Nội dung đề nghị", 40, Kind.LONG_TEXT),
    Column("Loại hồ sơ", 22, repeats=True),
    Column("Ngày đến", 12, Kind.DAY, repeats=True),
    Column("Đang ở", 20, repeats=True),
    Column("Phòng xử lý", 24, repeats=True),
    Column("Chuyên viên xử lý", 22, repeats=True),
    Column("Lãnh đạo được trình", 22, repeats=True),
    Column("Hạn trả lời", 12, Kind.DAY, repeats=True),
    Column("Số ngày quá hạn", 10, Kind.WHOLE, repeats=True),
    Column("Ngày kết thúc", 12, Kind.DAY, repeats=True),
    Column("Văn bản trả lời", 20),
)


def prepare(asked: Asked) -> Prepared:
    """Raises WrongFilter where the reader has nothing to read, or the day is wrong."""
    question = read_question(QueryDict(asked.query).dict(), moment=asked.at, policy=asked.policy)
    if not asked.actor.has(Right.READ_SUBMISSIONS) or question.asked.problems:
        raise WrongFilter("submissions")
    found = rows(asked.actor, question.narrowed, day=question.day)
    number = question.narrowed.number
    title = f"Hồ sơ trình UBND tỉnh{f': {NUMBERS[number]}' if number else ''}"
    return Prepared(
        title=title,
        count=found.order_by().count(),
        file_name=f"ho-so-trinh-{question.day:%Y-%m-%d}",
        words=_words(asked.actor, question),
        page=f"{reverse('submissions.index')}{question.query()}",
        tables=lambda: [
            Table(
                name="Hồ sơ trình",
                title=f"{title}, tính đến hết ngày {question.day:%d/%m/%Y}",
                columns=COLUMNS,
                rows=_rows(found, asked.site, question),
                total=lambda count: ["Tổng số hồ sơ", count, *[None] * (len(COLUMNS) - 2)],
            )
        ],
    )


def _rows(found: QuerySet[SubmissionStanding], site: str, question: Question) -> Iterator[tuple[Any, ...]]:
    start, end = reverse("submissions.show", args=[0]).split("0")
    for row in found.iterator(chunk_size=2000):
        submission, stop = row.submission, Stop(row.stop)
        late = days_overdue(due_on=row.due_on, today=question.day) if stop in OPEN_STOPS else row.days_late
        yield (
            Link(f"{site}{start}{submission.pk}{end}", submission.symbol),
            submission.dated_on,
            row.unit.label,
            submission.abstract,
            submission.asked,
            KINDS[SubmissionKind(submission.kind)],
            submission.arrived_on,
            STOPS[stop],
            row.division.label if row.division else None,
            row.officer.full_name if row.officer else None,
            row.leader.full_name if row.leader else None,
            row.due_on,
            late or None,
            row.closed_on,
            submission.answer_symbol if stop is Stop.ANSWERED else None,
        )


def _words(actor: Actor, question: Question) -> list[tuple[str, object]]:
    wanted = question.narrowed
    lines: list[tuple[str, object]] = [("Tính đến hết ngày", question.day)]
    lines += [("Có các chữ", wanted.words)] if wanted.words else []
    lines += [("Chặng", STOPS[wanted.stop])] if wanted.stop else []
    lines += [("Loại hồ sơ", KINDS[wanted.kind])] if wanted.kind else []
    lines += [("Số ngày quá hạn", wanted.days)] if wanted.days is not None else []
    lines += [(CUTS[cut], name_of(actor, cut, pk)) for cut, pk in wanted.ids.items()]
    lines += [("Hạn từ ngày", wanted.due_from)] if wanted.due_from else []
    lines += [("Đang giữ", held)] if (held := held_words(actor, wanted)) else []
    lines += [("Phạm vi", "kể cả đơn vị bên dưới")] if wanted.below else []
    if wanted.window:
        lines.append(("Kết thúc trong", f"{wanted.window.first:%d/%m/%Y}–{wanted.window.last:%d/%m/%Y}"))
    return lines


def numbers_table(
    first: str,
    lines: Sequence[tuple[str, SubmissionCounts | UpwardCounts, str]],
    whole: SubmissionCounts | UpwardCounts,
    *,
    names: Mapping[Any, str],
    title: str,
) -> Table:
    """Names with their counts and where they lead; the whole below them. `names`: the numbers in order."""

    def counts(counted: SubmissionCounts | UpwardCounts) -> list[int]:
        return [*(counted.of(number) for number in names), counted.longest]

    columns = (
        Column(first, 34, Kind.LINK),
        *(Column(words, 13, Kind.WHOLE, repeats=True) for words in names.values()),
        Column("Quá hạn lâu nhất (ngày)", 13, Kind.WHOLE, repeats=True),
    )
    return Table(
        name="Số liệu",
        title=title,
        columns=columns,
        rows=[(Link(url, name), *counts(counted)) for name, counted, url in lines],
        total=lambda _count: ["Tất cả", *counts(whole)],
    )


def spreads_table(took: Mapping[Stop, Spread], *, title: str) -> Table:
    columns = (
        Column("Chặng", 28),
        Column("Số lượt đã qua", 13, Kind.WHOLE),
        Column("Trung bình (ngày làm việc)", 14, Kind.TEXT),
        Column("9 trong 10 lượt xong trong (ngày làm việc)", 18, Kind.WHOLE),
    )
    return Table(
        name="Thời gian từng chặng",
        title=title,
        columns=columns,
        rows=[
            (STOPS[stop], s.count, f"{s.average:.1f}".replace(".", ",") if s.count else "", s.p90 or None)
            for stop, s in took.items()
        ],
        counted=False,
    )
