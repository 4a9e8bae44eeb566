"""What those above gave to the Committee as Excel: numbers by source (Mẫu 04), and the list behind them."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from nhacviec.exports.asked import Asked, Prepared, WrongFilter
from nhacviec.exports.cells import Kind, Link
from nhacviec.exports.standing_sheet import words_of
from nhacviec.exports.workbook import Column, Table
from nhacviec.queries.modules import modules_on
from nhacviec.queries.statistics_rows import class_of_standing, days_of, status_words
from nhacviec.queries.superiors import (
    Question,
    Sources,
    by_source,
    in_order,
    progress_of,
    read_question,
    rows,
)
from nhacviec.records.models import Person, Standing, Unit
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.statistics import Basis, Counts, rates, total
from nhacviec.rules.words_superiors import FROM_ABOVE, NUMBERS

COLUMNS = (
    Column("Mã đầu việc", 18, Kind.LINK),
    Column("Số, ký hiệu văn bản", 17, repeats=True),
    Column("Ngày văn bản", 12, Kind.DAY, repeats=True),
    Column("Cơ quan giao", 24, repeats=True),
    Column("Nội dung nhiệm vụ", 60, Kind.LONG_TEXT),
    Column("Đơn vị thực hiện", 24, repeats=True),
    Column("Chuyên viên theo dõi", 22, repeats=True),
    Column("Ngày giao", 12, Kind.DAY, repeats=True),
    Column("Hạn gốc", 12, Kind.DAY, repeats=True),
    Column("Hạn", 12, Kind.DAY, repeats=True),
    Column("Tình trạng", 20, repeats=True),
    Column("Số ngày quá hạn, trễ", 11, Kind.WHOLE, repeats=True),
    Column("Số cơ quan được giao xuống (hiện nay)", 14, Kind.WHOLE, repeats=True),
    Column("Trong đó đã xong (hiện nay)", 12, Kind.WHOLE, repeats=True),
)
_AT_ONCE = 2000


def prepare(asked: Asked) -> Prepared:
    """Raises WrongFilter where the module is off, the reader has nothing to read, or the day is wrong."""
    on = Module.SUPERIORS in modules_on(asked.at.today)
    question = read_question(QueryDict(asked.query).dict(), moment=asked.at, policy=asked.policy)
    if not on or not asked.actor.has(Right.READ_FROM_ABOVE) or question.asked.problems:
        raise WrongFilter("from above")
    sources = Sources()
    found = rows(asked.actor, question, sources)
    title = FROM_ABOVE + (f": {NUMBERS[question.number].lower()}" if question.number else "")
    day = f"tính đến hết ngày {question.asked.as_of.day:%d/%m/%Y}"
    return Prepared(
        title=title,
        count=found.order_by().count(),
        file_name=f"cap-tren-giao-{question.asked.as_of.day:%Y-%m-%d}",
        words=_words(question, sources),
        page=f"{reverse('superiors.index')}{question.query()}",
        says_when=True,
        tables=lambda: [
            Table(
                name="Danh mục",
                title=f"{title}, {day}",
                columns=COLUMNS,
                rows=_rows(found, asked.site, question),
                total=lambda count: ["Tổng số nhiệm vụ", count, *[None] * (len(COLUMNS) - 2)],
            ),
            _numbers(by_source(asked.actor, question, sources), question, f"Mẫu 04. {FROM_ABOVE}, {day}"),
        ],
    )


def _rows(found: QuerySet[Standing], site: str, question: Question) -> Iterator[tuple[Any, ...]]:
    start, end = reverse("assignments.show", args=["NV-0"]).split("NV-0")
    asked = question.asked
    current = asked.rules.basis is Basis.CURRENT
    for ids in _portions(found):
        lines = in_order(ids)
        progress = progress_of({line.task_id for line in lines})
        for line in lines:
            number = class_of_standing(line, asked.as_of, asked.rules.basis)
            due = line.due_on if current else line.original_due_on
            said = status_words(line, number, asked.as_of, due, with_days=current)
            down = progress.get(line.task_id)
            yield (
                Link(f"{site}{start}{line.code}{end}", line.code),
                line.symbol or "Chỉ đạo trực tiếp",
                line.issued_on if line.symbol else line.spoken_on,
                line.assigner_short or line.assigner_name,
                line.content,
                line.unit_short or line.unit_name,
                line.specialist,
                line.assigned_on,
                line.original_due_on,
                line.due_on,
                said[:1].upper() + said[1:],
                days_of(line, number, asked),
                down.all if down else None,
                down.done if down else None,
            )


def _portions(found: QuerySet[Standing]) -> Iterator[list[int]]:
    ids = found.values_list("pk", flat=True).iterator(chunk_size=_AT_ONCE)
    while portion := list(islice(ids, _AT_ONCE)):
        yield portion


def _numbers(lines: Sequence[tuple[Unit, Counts]], question: Question, title: str) -> Table:
    rules = question.asked.rules

    def cells(name: str, counts: Counts) -> list[Any]:
        in_time = rates(counts, rules)["r5"]
        return [name, *(counts.number(number, rules) for number in NUMBERS), in_time.percent]

    columns = [
        Column("Cơ quan giao", 34),
        *(Column(words, 12, Kind.WHOLE, repeats=True) for words in NUMBERS.values()),
        Column("Tỷ lệ đúng hạn trên số đã báo cáo có thời hạn (%)", 16, Kind.PERCENT),
    ]
    whole = cells("Cộng", total(counts for _unit, counts in lines))
    return Table(
        name="Theo cơ quan giao",
        title=title,
        columns=columns,
        rows=[cells(unit.name, counts) for unit, counts in lines],
        total=lambda _count: whole,
    )


def _words(question: Question, sources: Sources) -> list[tuple[str, object]]:
    lines = words_of(question.asked)
    if question.source is not None and (unit := sources.units.get(question.source)):
        lines.append(("Cơ quan giao", unit.name))
    if question.unit is not None:
        lines.append(("Đơn vị thực hiện", _name(Unit.objects.filter(pk=question.unit).first())))
    if question.specialist is not None:
        person = Person.objects.filter(pk=question.specialist).first()
        lines.append(("Chuyên viên theo dõi", person.full_name if person else "không có"))
    if question.number is not None:
        lines.append(("Số liệu", NUMBERS[question.number]))
    if question.words:
        lines.append(("Có các chữ", question.words))
    return lines


def _name(unit: Unit | None) -> str:
    return unit.name if unit else "không có"
