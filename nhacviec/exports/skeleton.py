"""The workbook around the rows: made by XlsxWriter with a head and one sample line, which is then cut out.

The sample line tells which style number each column got. Sheets are made in their order and the sheet about
the file comes last, so the numbers do not change while sheets are added."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Protocol

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from nhacviec.exports.cells import Kind, Link, Styles, clean
from nhacviec.rules.timeliness import LOCAL_ZONE

COVER_NAME = "Thông tin"
_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_CELL = {**_FONT, "border": 1, "border_color": "#C8CED6"}
_HEAD = {
    **_CELL,
    "bold": True,
    "bg_color": "#DCE6F1",
    "text_wrap": True,
    "valign": "vcenter",
    "align": "center",
}
_DAY, _MOMENT = {"num_format": "dd/mm/yyyy"}, {"num_format": "dd/mm/yyyy hh:mm"}
_LOOKS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"text_wrap": True},
    Kind.LONG_TEXT: {"text_wrap": True},
    Kind.DAY: {**_DAY, "align": "center"},
    Kind.WHOLE: {"num_format": "#,##0"},
    Kind.PERCENT: {"num_format": "0.0%"},
    Kind.LINK: {"font_color": "#0B5CAD", "underline": 1},
}
_TOTAL = {**_FONT, "bold": True, "top": 2}
_MARKED = {"quote_prefix": True}
_STYLE = re.compile(r' s="([0-9]+)"')
_ROW_END = b"</row>"
_A4 = 9
_LONGEST_URL = 2000  # Excel takes 2,079 characters


class Head(Protocol):
    """What a column tells about itself here."""

    @property
    def heading(self) -> str: ...
    @property
    def width(self) -> float: ...
    @property
    def kind(self) -> Kind: ...


@dataclass
class Sheet:
    name: str
    title: str
    columns: Sequence[Head]
    first: int = 1  # which row of the table stands first here
    rows: int = 0


@dataclass(frozen=True)
class Cover:
    """The sheet about the file: what it shows, as of when, who made it and when."""

    title: str
    lines: Sequence[tuple[str, object]]  # a label and a text, number, day, moment or Link
    author: str
    made_at: datetime


@dataclass(frozen=True)
class Skeleton:
    parts: Mapping[str, bytes]
    sheets: int
    styles: Sequence[Styles]  # of the last sheet's columns
    total_styles: Mapping[Kind, int]

    def part_of(self, number: int) -> str:
        return f"xl/worksheets/sheet{number}.xml"

    @property
    def _last(self) -> bytes:
        return self.parts[self.part_of(self.sheets)]

    @property
    def head(self) -> bytes:
        """The last sheet up to the end of its head; how far it goes is not said, it is not known yet."""
        head = self._last[: self._last.index(_ROW_END) + len(_ROW_END)]
        return re.sub(rb"<dimension [^>]*/>", b"", head)

    @property
    def tail(self) -> bytes:
        return self._last[self._last.index(b"</sheetData>") :]

    def others(self) -> Iterator[tuple[str, bytes]]:
        """Every part but the sheets of rows."""
        written = {self.part_of(number) for number in range(1, self.sheets + 1)}
        return ((name, part) for name, part in self.parts.items() if name not in written)


def skeleton(sheets: Sequence[Sheet], cover: Cover | None = None) -> Skeleton:
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        formats = _Formats(book)
        for sheet in sheets:
            _add(book, formats, sheet)
        if cover is not None:
            _add_cover(book, formats, cover)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    last = parts[f"xl/worksheets/sheet{len(sheets)}.xml"].decode()
    sample = last[last.index("</row>") : last.index("</sheetData>")]
    numbers = [int(number) for number in _STYLE.findall(sample)]
    columns = len(sheets[-1].columns)
    plain, marked, moment, total = (
        numbers[:columns],
        numbers[columns : 2 * columns],
        numbers[2 * columns : 3 * columns],
        numbers[3 * columns :],
    )
    styles = [Styles(*three) for three in zip(plain, marked, moment, strict=True)]
    return Skeleton(parts, len(sheets), styles, dict(zip(Kind, total, strict=True)))


def column_letters(at: int) -> str:
    return str(xl_col_to_name(at))


class _Formats:
    """Formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[str, Any] = {}

    def __call__(self, *looks: dict[str, Any]) -> Any:
        look: dict[str, Any] = {}
        for one in looks:
            look |= one
        return self.made.setdefault(repr(sorted(look.items())), self.book.add_format(look))


def _add(book: Any, formats: _Formats, sheet: Sheet) -> None:
    added = book.add_worksheet(sheet.name)
    count = len(sheet.columns)
    for at, column in enumerate(sheet.columns):
        look = _LOOKS[column.kind]
        added.write_string(0, at, clean(column.heading), formats(_HEAD))
        added.set_column(at, at, column.width)
        added.write_blank(1, at, None, formats(_CELL, look))
        added.write_blank(2, at, None, formats(_CELL, look, _MARKED))
        added.write_blank(3, at, None, formats(_CELL, look, _MOMENT if column.kind is Kind.DAY else {}))
    for at, kind in enumerate(Kind):
        added.write_blank(4, at, None, formats(_TOTAL, {} if kind is Kind.LINK else _LOOKS[kind]))
    last = max(1, sheet.rows)
    added.set_row(0, 48)
    added.freeze_panes(1, 1)
    added.autofilter(0, 0, last, count - 1)
    added.ignore_errors({"number_stored_as_text": f"A1:{column_letters(count - 1)}{last + 3}"})
    _print_on_a4(added, sheet.title)
    added.repeat_rows(0)


def _print_on_a4(added: Any, title: str) -> None:
    added.set_landscape()
    added.set_paper(_A4)
    added.fit_to_pages(1, 0)
    added.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    added.set_header(f"&L&9{clean(title)[:150].replace('&', '&&')}")
    added.set_footer("&L&9Nhắc Việc&R&9Trang &P/&N")


def _add_cover(book: Any, formats: _Formats, cover: Cover) -> None:
    added = book.add_worksheet(COVER_NAME)
    added.set_column(0, 0, 24)
    added.set_column(1, 1, 90)
    added.write_string(0, 0, clean(cover.title), formats(_FONT, {"bold": True, "font_size": 14}))
    for row, (label, value) in enumerate(cover.lines, start=2):
        added.write_string(row, 0, clean(label), formats(_FONT, {"bold": True}))
        _write(added, row, value, formats)
    _print_on_a4(added, cover.title)
    book.set_properties(
        {
            "title": clean(cover.title),
            "author": clean(cover.author),
            "created": cover.made_at.astimezone(LOCAL_ZONE).replace(tzinfo=None),
        }
    )


def _write(added: Any, row: int, value: object, formats: _Formats) -> None:
    left = {"align": "left"}
    if isinstance(value, Link) and len(value.url) > _LONGEST_URL:
        _write(added, row, f"{value.text[:_LONGEST_URL]}…", formats)
    elif isinstance(value, Link):
        added.write_url(row, 1, value.url, formats(_FONT, _LOOKS[Kind.LINK]), clean(value.text))
    elif isinstance(value, datetime):
        local = value.astimezone(LOCAL_ZONE).replace(tzinfo=None)
        added.write_datetime(row, 1, local, formats(_FONT, left, _MOMENT))
    elif isinstance(value, date):
        added.write_datetime(row, 1, value, formats(_FONT, left, _DAY))
    elif isinstance(value, int | float):
        added.write_number(row, 1, value, formats(_FONT, left, _LOOKS[Kind.WHOLE]))
    else:
        added.write_string(row, 1, clean(str(value)), formats(_FONT, {"text_wrap": True}))
