"""From the bytes of an .xlsx file to rows of clean text. Nothing in a cell is ever evaluated."""

from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook

from nhacviec.integrations.organisation_import.bounding import TooWide, bounded
from nhacviec.integrations.organisation_import.columns import Column
from nhacviec.rules.file_checks import check_file
from nhacviec.rules.file_types import FileKind, FileLimits, FileRefused
from nhacviec.rules.text import UnusableText, clean_line
from nhacviec.rules.typed_dates import parse_day

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
HEADER_WITHIN = 15  # rows above the table may hold a title
_LIMITS = FileLimits(size=MOST_BYTES, unpacked=100 * 1024 * 1024)


class BadSheet(ValueError):
    """`code` is a key of words.FILE_PROBLEMS; `params` fill its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass
class Problem:
    """What is wrong in one cell. `code` is a key of words.ROW_PROBLEMS."""

    column: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass
class SourceRow:
    """One row as the file has it: number as Excel shows it; days as dd/mm/yyyy; absent columns are absent."""

    number: int
    cells: dict[str, str]
    problems: list[Problem] = field(default_factory=list)


def read_rows(data: bytes, name: str, columns: tuple[Column, ...]) -> list[SourceRow]:
    """The rows under the header of the first sheet that has one. Raises BadSheet."""
    if len(data) > MOST_BYTES:
        raise BadSheet("too_large")
    try:
        check_file(BytesIO(data), name, limits=_LIMITS, allowed=frozenset({FileKind.XLSX}))
    except FileRefused as refused:
        damaged = refused.code in ("damaged", "zip_bomb", "bad_paths")
        raise BadSheet("damaged" if damaged else "not_xlsx") from refused
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(bounded(data)))
        sheets = [
            book.get_sheet_by_name(sheet).to_python(
                skip_empty_area=False, nrows=MOST_ROWS + HEADER_WITHIN + 2
            )
            for sheet in book.sheet_names[:5]
        ]
    except TooWide as wide:
        raise BadSheet("too_wide") from wide
    except Exception as broken:  # whatever a parser makes of a foreign file: no reason to fall over
        raise BadSheet("damaged") from broken
    for sheet in sheets:
        found = _header(sheet, columns)
        if found is not None:
            return _rows(sheet, *found)
    raise BadSheet("no_header", columns="”, “".join(c.header for c in columns if c.required))


def _header(sheet: list[list[Any]], columns: tuple[Column, ...]) -> tuple[int, dict[int, Column]] | None:
    for place, row in enumerate(sheet[:HEADER_WITHIN]):
        heads: dict[int, Column] = {}
        for at, cell in enumerate(row[:100]):
            column = next((c for c in columns if isinstance(cell, str) and c.is_headed(cell)), None)
            if column in heads.values():
                raise BadSheet("column_twice", column=column.header if column else "")
            if column is not None:
                heads[at] = column
        if all(column in heads.values() for column in columns if column.required):
            return place, heads
    return None


def _rows(sheet: list[list[Any]], place: int, heads: dict[int, Column]) -> list[SourceRow]:
    rows = []
    for number, cells in enumerate(sheet[place + 1 :], start=place + 2):
        given = {column: cells[at] if at < len(cells) else "" for at, column in heads.items()}
        if all(cell is None or str(cell).strip() == "" for cell in given.values()):
            continue
        rows.append(_row(number, given))
    if len(rows) > MOST_ROWS:
        raise BadSheet("too_many_rows")
    if not rows:
        raise BadSheet("no_rows")
    return rows


def _row(number: int, given: dict[Column, Any]) -> SourceRow:
    row = SourceRow(number, {})
    for column, cell in given.items():
        try:
            text = clean_line(_written(cell), limit=column.limit)
        except UnusableText as bad:
            row.cells[column.key] = ""
            row.problems.append(Problem(column.key, bad.code, {"limit": column.limit}))
            continue
        if column.is_date and text:
            try:
                text = f"{parse_day(text):%d/%m/%Y}"
            except ValueError:
                row.problems.append(Problem(column.key, "bad_date", {"value": text[:40]}))
        if column.required and not text:
            row.problems.append(Problem(column.key, "required"))
        row.cells[column.key] = text
    return row


def _written(cell: Any) -> str:
    """A cell as text; whole numbers without a fraction, days as dd/mm/yyyy."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
