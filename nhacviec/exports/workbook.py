"""An Excel file of any length in little memory.

XlsxWriter makes the workbook: styles, widths, frozen heads, filters, print set-up, the sheet about the file.
Only the rows between are written here, one after the other straight into the archive: XlsxWriter needs six
times as long for them (docs/decisions/0006-excel-writer.md).
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from nhacviec.exports.cells import Kind, Styles, Writer, writer_of
from nhacviec.exports.skeleton import Cover, Sheet, Skeleton, column_letters, skeleton

MOST_ROWS = 1_048_575  # of a sheet, the head not counted
_AT_ONCE = 500  # rows joined before they are compressed
_LETTERS = 1.25  # of our font in the width that Excel calls one character
_LINE, _MOST_LINES = 15, 27  # points; Excel takes no row above 409
_FAST = 1  # of zlib: a quarter larger than its default, in a quarter of its time


@dataclass(frozen=True)
class Column:
    heading: str
    width: float  # in characters, as Excel counts
    kind: Kind = Kind.TEXT
    repeats: bool = False  # few different values


@dataclass(frozen=True)
class Table:
    """One kind of rows; continues on further sheets where one is too short for it."""

    name: str  # of its sheet
    title: str  # printed on every page
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    # From the number of rows written to the line below them; None for no such line.
    total: Callable[[int], Sequence[Any]] | None = None
    counted: bool = True  # among the rows of the file; False: it only says more about them


OnRows = Callable[[int], None]
Rows = Iterator[Sequence[Any]]


def write_workbook(
    target: Path | BinaryIO,
    tables: Sequence[Table],
    cover: Callable[[int], Cover],
    *,
    on_rows: OnRows | None = None,
    most_rows: int = MOST_ROWS,
) -> int:
    """Write the file; how many rows of counted tables are in it. `cover` is asked last, with that number.

    `on_rows` hears now and then how many rows are written; what it raises ends the writing."""
    told = on_rows or (lambda rows: None)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_FAST) as archive:
        book = _Book(archive, told, most_rows)
        for table in tables:
            book.write(table)
        book.finish(cover(book.rows))
        return book.rows


def height_of(columns: Sequence[Column]) -> Callable[[Sequence[Any]], str]:
    """From a row's values to the height its longest text needs; "" where one line will do.

    Excel finds that out by itself, but not every other program does."""
    long = [(at, int(c.width * _LETTERS)) for at, c in enumerate(columns) if c.kind is Kind.LONG_TEXT]

    def height(values: Sequence[Any]) -> str:
        lines = 1
        for at, letters in long:
            text = values[at]
            if text and (len(text) > letters or "\n" in text):
                # Words are not broken: each line but the last is a little short.
                lines = max(lines, 1 + text.count("\n") + len(text) // max(1, letters - 3))
        return f' ht="{min(lines, _MOST_LINES) * _LINE}"' if lines > 1 else ""

    return height


class _Book:
    def __init__(self, archive: zipfile.ZipFile, told: OnRows, most_rows: int) -> None:
        self.archive, self.told, self.most_rows = archive, told, most_rows
        self.sheets: list[Sheet] = []
        self.rows = 0

    def write(self, table: Table) -> None:
        left: Rows | None = iter(table.rows)
        first = 1
        while left is not None:
            sheet = _sheet(table, first, [s.name for s in self.sheets])
            left = self._write_sheet(sheet, table, left)
            first += sheet.rows

    def finish(self, cover: Cover) -> None:
        for name, part in skeleton(self.sheets, cover).others():
            self.archive.writestr(name, part)

    def _write_sheet(self, sheet: Sheet, table: Table, rows: Rows) -> Rows | None:
        """Fill one sheet; what is left for the next, None when the table is at its end."""
        self.sheets.append(sheet)
        made = skeleton(self.sheets)
        part = made.part_of(len(self.sheets))
        writers = _writers(table.columns, made.styles)
        with self.archive.open(part, "w", force_zip64=True) as out:
            out.write(made.head)
            left = self._write_rows(out.write, sheet, writers, table, rows)
            if left is None and table.total is not None:
                if sheet.rows + 2 > max(self.most_rows, 2):
                    left = iter(())  # no room below: the total stands on a sheet of its own
                else:
                    out.write(_total(table, made, sheet.rows + 3, sheet.first + sheet.rows - 1))
            out.write(skeleton(self.sheets).tail)
        return left

    def _write_rows(
        self,
        out: Callable[[bytes], object],
        sheet: Sheet,
        writers: list[tuple[str, Writer]],
        table: Table,
        rows: Rows,
    ) -> Rows | None:
        """As many rows as the sheet holds; the others, None when there are none."""
        row, waiting, height = 0, [], height_of(table.columns)
        for values in rows:
            row += 1
            at = str(row + 1)
            cells = "".join(
                [f"{start}{at}{write(v)}" for (start, write), v in zip(writers, values, strict=True)]
            )
            waiting.append(f'<row r="{at}"{height(values)}>{cells}</row>')
            if row == self.most_rows:
                break
            if len(waiting) == _AT_ONCE:
                out("".join(waiting).encode())
                waiting.clear()
                self.told(self.rows + row)
        out("".join(waiting).encode())
        self.rows += row if table.counted else 0
        sheet.rows = row
        self.told(self.rows)
        following = next(rows, None)
        return None if following is None else chain([following], rows)


def _sheet(table: Table, first: int, taken: list[str]) -> Sheet:
    number = 1 + sum(name == table.name or name.startswith(f"{table.name} (") for name in taken)
    name = table.name if number == 1 else f"{table.name} ({number})"
    return Sheet(name=name, title=table.title, columns=table.columns, first=first)


def _writers(columns: Sequence[Column], styles: Sequence[Styles]) -> list[tuple[str, Writer]]:
    return [
        (f'<c r="{column_letters(at)}', writer_of(column.kind, styles[at], repeats=column.repeats))
        for at, column in enumerate(columns)
    ]


def _total(table: Table, made: Skeleton, at: int, rows: int) -> bytes:
    """Below an empty line, so that neither filter nor sorting takes it along."""
    assert table.total is not None
    cells = []
    for column, (spot, value) in zip(table.columns, enumerate(table.total(rows)), strict=True):
        kind = Kind.TEXT if value is None or isinstance(value, str) else column.kind
        if isinstance(value, int) and kind not in (Kind.WHOLE, Kind.PERCENT):
            kind = Kind.WHOLE
        style = made.total_styles[kind]
        write = writer_of(kind, Styles(style, style, style), repeats=False)
        cells.append(f'<c r="{column_letters(spot)}{at}{write(value)}')
    return f'<row r="{at}">{"".join(cells)}</row>'.encode()
