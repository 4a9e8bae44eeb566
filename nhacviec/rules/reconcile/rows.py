"""The rows of a foreign list, each with what is wrong in it. Nothing is guessed: what cannot be read is an
error of its row, what can be read two ways is asked about. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from nhacviec.rules.document_kinds import SECRECIES, classified_words
from nhacviec.rules.reconcile.days import DayOrder, is_doubtful, may_be_swapped, order_of, read_day
from nhacviec.rules.reconcile.differences import Progress
from nhacviec.rules.reconcile.headings import find_table
from nhacviec.rules.text import UnusableText, clean_line, clean_text, fold, visible
from nhacviec.rules.typed_dates import EARLIEST, LATEST
from nhacviec.rules.words_reconcile import DAYS, Heading, progress_said

Cell = object  # what a sheet holds: text, a number, a day, nothing
MOST_ROWS = 2_000
_LIMITS: Mapping[Heading, int] = {
    Heading.SYMBOL: 100,
    Heading.CONTENT: 5_000,
    Heading.ASSIGNER: 250,
    Heading.STATE: 2_000,
    Heading.REPLY: 100,
}
_LIMIT_OF_A_DAY = 60
_SECRECY = {level.code: level.name for level in SECRECIES}
_ROOM = 4  # blanks and hidden characters that cleaning takes away


class DaysUnclear(ValueError):
    """Nobody can tell whether day or month comes first; `example` can be read both ways, or only with the
    month first."""

    def __init__(self, heading: Heading, example: str) -> None:
        super().__init__(heading)
        self.heading, self.example = heading, example


class TooManyRows(ValueError):
    pass


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell; `code` is a key of words_reconcile.ROW_PROBLEMS."""

    heading: Heading
    code: str
    value: str = ""


@dataclass
class ListRow:
    """`number` as Excel shows it. What has a problem is empty."""

    number: int
    texts: dict[Heading, str] = field(default_factory=dict)
    days: dict[Heading, date] = field(default_factory=dict)
    progress: Progress | None = None
    problems: list[Problem] = field(default_factory=list)

    def text(self, heading: Heading) -> str:
        return self.texts.get(heading, "")


@dataclass(frozen=True)
class ForeignList:
    rows: Sequence[ListRow]
    columns: Sequence[Heading]
    may_be_swapped: bool  # real days of some column may have day and month the wrong way round


def read_list(cells: Sequence[Sequence[Cell]], order: DayOrder | None = None) -> ForeignList:
    """`order`: what the person answered when he was asked. Raises NoTable, DaysUnclear, TooManyRows."""
    place = find_table([[_written(cell) for cell in row] for row in cells[:40]])
    below = [
        (number, {h: row[at] if at < len(row) else None for h, at in place.columns.items()})
        for number, row in enumerate(cells[place.first :], start=place.first + 1)
    ]
    below = [(number, row) for number, row in below if _says_something(row)]
    if len(below) > MOST_ROWS:
        raise TooManyRows
    swapped, orders = False, {}
    for heading in DAYS:
        column = [row.get(heading) for _number, row in below]
        texts = [_written(cell) for cell in column if not isinstance(cell, date)]
        swapped |= may_be_swapped([_day(c) for c in column if isinstance(c, date)], texts)
        orders[heading] = order or order_of(texts)
        if orders[heading] is None:
            raise DaysUnclear(heading, next((t for t in texts if is_doubtful(t)), "") or _odd(texts))
    rows: list[ListRow] = []
    for number, given in below:
        row = _row(number, given, {h: o for h, o in orders.items() if o}, rows[-1] if rows else None)
        rows.append(row)
    _mark_repeated(rows)
    return ForeignList(rows, tuple(place.columns), swapped)


def _odd(texts: Sequence[str]) -> str:
    return next((text for text in texts if order_of([text]) is None), "")


def _says_something(row: Mapping[Heading, Cell]) -> bool:
    """Not a heading of a group, a sum, or an empty line: it names a document or a task."""
    return any(_written(row.get(heading)).strip() for heading in (Heading.SYMBOL, Heading.CONTENT))


def _row(
    number: int, given: Mapping[Heading, Cell], orders: Mapping[Heading, DayOrder], above: ListRow | None
) -> ListRow:
    row = ListRow(number)
    for heading, cell in given.items():
        if heading in DAYS:
            _take_day(row, heading, cell, orders[heading])
        else:
            _take_text(row, heading, _written(cell))
    if not row.text(Heading.SYMBOL) and above is not None and _is_merged(row):
        row.texts[Heading.SYMBOL] = above.text(Heading.SYMBOL)  # a merged cell: one document, several rows
        if Heading.DATED in above.days:
            row.days.setdefault(Heading.DATED, above.days[Heading.DATED])
    for heading in (Heading.SYMBOL, Heading.CONTENT):
        if not row.text(heading) and not any(p.heading is heading for p in row.problems):
            row.problems.append(Problem(heading, "required"))
    if levels := classified_words("\n".join(row.texts.values())):
        row.problems.append(Problem(Heading.CONTENT, "classified", ", ".join(_SECRECY[at] for at in levels)))
    said = row.text(Heading.STATE)
    row.progress = progress_said(said)
    if said and row.progress is None:
        row.problems.append(Problem(Heading.STATE, "bad_state", said[:60]))
    return row


def _is_merged(row: ListRow) -> bool:
    return bool(row.text(Heading.CONTENT)) and not any(p.heading is Heading.SYMBOL for p in row.problems)


def _take_day(row: ListRow, heading: Heading, cell: Cell, order: DayOrder) -> None:
    if isinstance(cell, date):
        day = _day(cell)
        if EARLIEST <= day.year <= LATEST:
            row.days[heading] = day
        else:
            row.problems.append(Problem(heading, "bad_date", f"{day:%d/%m/}{day.year}"))
        return
    text = visible(_written(cell)[:_LIMIT_OF_A_DAY])
    if not text or fold(text) in ("", "khong", "khong co"):
        return
    try:
        row.days[heading] = read_day(text, order)
    except ValueError:
        row.problems.append(Problem(heading, "bad_date", text[:40]))


def _take_text(row: ListRow, heading: Heading, written: str) -> None:
    clean = clean_text if heading is Heading.CONTENT else clean_line
    if len(written) > _LIMITS[heading] * _ROOM:  # cleaning looks at every character
        row.problems.append(Problem(heading, "too_long"))
        return
    try:
        row.texts[heading] = clean(written, limit=_LIMITS[heading])
    except UnusableText as bad:
        row.problems.append(Problem(heading, bad.code))


def _mark_repeated(rows: Sequence[ListRow]) -> None:
    """The same task twice would be matched with two of ours."""
    seen: dict[tuple[str, str, date | None], int] = {}
    for row in rows:
        content = fold(row.text(Heading.CONTENT))
        key = (fold(row.text(Heading.SYMBOL)), content, row.days.get(Heading.DATED))
        if not content:
            continue
        first = seen.setdefault(key, row.number)
        if first != row.number:
            row.problems.append(Problem(Heading.CONTENT, "repeated", str(first)))


def _day(cell: date) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def _written(cell: Cell) -> str:
    """A cell as text; whole numbers without a fraction."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
