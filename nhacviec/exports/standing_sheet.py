"""The rows behind a number of the statistics as Excel: how each stood on the day that was asked about.

The query is that of the page, with `cua` for whose it is: ?so=qua-han&cua=don-vi/12&tinh-den=2018-09-30
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.http import Http404, QueryDict
from django.urls import reverse

from nhacviec.exports.asked import Asked, Prepared, WrongFilter
from nhacviec.exports.cells import Kind
from nhacviec.exports.task_values import deadline, links
from nhacviec.exports.workbook import Column, Table
from nhacviec.queries import statistics_asked as asking
from nhacviec.queries.as_of import Scope
from nhacviec.queries.statistics import scope_of
from nhacviec.queries.statistics_rows import (
    Wanted,
    class_of_standing,
    count_of,
    days_of,
    rows_of,
    status_words,
    told_otherwise,
    wanted_of,
)
from nhacviec.queries.statistics_subjects import SLUG_OF, read_whose, subject_of
from nhacviec.records.models import Standing
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.statistics import Basis
from nhacviec.rules.words_statistics import BASES, READINGS, SCOPES

COLUMNS = (
    Column("Mã đầu việc", 18, Kind.LINK),
    Column("Số, ký hiệu văn bản", 17, repeats=True),
    Column("Ngày văn bản", 12, Kind.DAY, repeats=True),
    Column("Nội dung nhiệm vụ", 60, Kind.LONG_TEXT),
    Column("Đơn vị thực hiện", 26, repeats=True),
    Column("Phòng, đơn vị được phân công", 22, repeats=True),
    Column("Cán bộ thực hiện", 22, repeats=True),
    Column("Ngày giao", 12, Kind.DAY, repeats=True),
    Column("Hạn gốc", 12, Kind.DAY, repeats=True),
    Column("Hạn", 16, Kind.DAY, repeats=True),
    Column("Tình trạng", 20, repeats=True),
    Column("Số ngày quá hạn, trễ", 11, Kind.WHOLE, repeats=True),
)
_AT_ONCE = 2000


def prepare(asked: Asked) -> Prepared:
    """Raises WrongFilter for what is nobody's, or not this reader's to know."""
    query = QueryDict(asked.query)
    question = asking.read_asked(query, moment=asked.at, policy=asked.policy)
    what = wanted_of(query)
    if question.problems or what.problem:
        raise WrongFilter("problems")
    try:
        kind, row_id = read_whose(query.get("cua", ""))
        scope = question.narrowed(
            scope_of(asked.actor, kind, row_id, on=question.as_of.past_day, day=question.as_of.day)
        )
        subject = subject_of(kind, row_id, SCOPES["province"])
    except (ValueError, Http404) as nobody:
        raise WrongFilter("whose") from nobody
    title, columns = f"{subject.name}: {what.words}", columns_of(question, what)
    return Prepared(
        title=title,
        count=count_of(scope, question, what),
        file_name=f"dau-viec-{question.as_of.day:%Y-%m-%d}",
        words=[(SCOPES[kind], subject.name), ("Số liệu", what.words), *words_of(question)],
        page=_page(scope) + question.query(**what.params),
        tables=lambda: [
            Table(
                name="Đầu việc",
                title=f"{title}, tính đến hết ngày {question.as_of.day:%d/%m/%Y}",
                columns=columns,
                rows=_rows(asked.site, scope, question, what),
                total=lambda count: [
                    "Tổng số đầu việc",
                    count,
                    *[None] * (len(columns) - 2),
                ],
            )
        ],
    )


def columns_of(question: asking.Asked, what: Wanted) -> tuple[Column, ...]:
    """What was recorded late or corrected is told with both values."""
    if not what.recorded_late:
        return COLUMNS
    return (*COLUMNS, Column(f"Tình trạng {READINGS[question.other_reading]}", 20, repeats=True))


def words_of(question: asking.Asked) -> list[tuple[str, object]]:
    """The day, the period and the way of counting, for the sheet about the file."""
    lines: list[tuple[str, object]] = [("Tính đến hết ngày", question.as_of.day)]
    if not question.as_of.is_today:
        lines.append(("Cách tính ngày đã qua", READINGS[question.as_of.reading]))
    if question.window:
        lines.append(("Kỳ", f"{question.window.first:%d/%m/%Y}–{question.window.last:%d/%m/%Y}"))
    lines.append(("Hạn dùng để tính", BASES[question.rules.basis]))
    if question.own_only:
        lines.append(("Phạm vi đơn vị", "riêng đơn vị này, không gồm đơn vị bên dưới"))
    if question.duty is Duty.COORDINATE:
        lines.append(("Vai trò", "phối hợp"))
    return lines


def _page(scope: Scope) -> str:
    if scope.column is None:
        return reverse("statistics.province_rows")
    return reverse("statistics.rows", args=[SLUG_OF[scope.kind], scope.id])


def _rows(site: str, scope: Scope, question: asking.Asked, what: Wanted) -> Iterator[tuple[Any, ...]]:
    link = links(site)
    current = question.rules.basis is Basis.CURRENT
    for row, otherwise in _told(scope, question, what):
        assignment, task = row.assignment, row.assignment.task
        number = class_of_standing(row, question.as_of, question.rules.basis)
        due = row.due_on if current else row.original_due_on
        yield (
            link(assignment.code),
            task.document.symbol if task.document else "Chỉ đạo trực tiếp",
            task.document.issued_on if task.document else task.spoken_on,
            task.content,
            row.unit.label,
            row.division.label if row.division else None,
            row.officer.full_name if row.officer else None,
            row.assigned_on,
            row.original_due_on,
            deadline(row.due_on, row.due_hour),
            _first_letter_up(status_words(row, number, question.as_of, due, with_days=current)),
            days_of(row, number, question),
            *otherwise,
        )


def _told(scope: Scope, question: asking.Asked, what: Wanted) -> Iterator[tuple[Standing, tuple[str, ...]]]:
    found = rows_of(scope, question, what).iterator(chunk_size=_AT_ONCE)
    while rows := list(islice(found, _AT_ONCE)):
        if not what.recorded_late:
            yield from ((row, ()) for row in rows)
            continue
        other = told_otherwise(rows, question)
        yield from ((row, (_first_letter_up(other.get(row.assignment_id, "")),)) for row in rows)


def _first_letter_up(words: str) -> str:
    return words[:1].upper() + words[1:]
