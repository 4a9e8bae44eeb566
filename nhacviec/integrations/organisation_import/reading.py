"""From the bytes of an .xlsx file to rows of clean text. Nothing in a cell is ever evaluated."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from nhacviec.integrations.organisation_import.columns import Column
from nhacviec.integrations.sheets import BadSheet, sheets_of
from nhacviec.rules.text import UnusableText, clean_line
from nhacviec.rules.typed_dates import parse_day

MOST_ROWS = 5_000
HEADER_WITHIN = 15  # rows above the table may hold a title


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
    sheets = sheets_of(data, name, most_rows=MOST_ROWS + HEADER_WITHIN + 2)
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
