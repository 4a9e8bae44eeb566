"""An .xlsx as small in memory as it is on paper. The parser keeps a sheet as one full rectangle, so a file
of 5 KB with a cell in A1 and one in XFD1048576 would take all memory and end the web server's process. So
would one long text that is kept once and shown by a hundred thousand cells, each of which becomes a copy."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

_KEPT = re.compile(r"(\[Content_Types\]\.xml|(_rels|docProps|xl)/.*\.(xml|rels))")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ROW = re.compile(r"[0-9]{1,7}")
_SHEET, _STRINGS = b"sheetData", b"sst"
MOST_CELLS = 2_000_000  # of a sheet's rectangle: 64 MB in the parser
MOST_ELEMENTS = 3_000_000  # of all parts that are walked, empty cells too: two seconds
MOST_TEXT = 20_000_000  # characters of all cells together, one text counted for every cell that shows it


class TooWide(ValueError):
    """Cells that span more than MOST_CELLS, hold more than MOST_TEXT, or are not plain XML."""


def bounded(data: bytes) -> bytes:
    """The same workbook, repacked from exactly the parts that were looked at: pictures, other formats inside
    and what a false size in the archive hides are left out. Raises TooWide, or what zipfile raises."""
    out, spent = BytesIO(), _Spent()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        names = [name for name in given.namelist() if _KEPT.fullmatch(name)]
        lengths = _lengths(given, names, spent)
        for name in names:
            part = given.read(name)
            if _SHEET in part:
                _Extent(spent, lengths).walk(part)
            kept.writestr(name, part, compresslevel=1)
    return out.getvalue()


def _lengths(given: zipfile.ZipFile, names: Sequence[str], spent: "_Spent") -> Sequence[int]:
    """Of the texts that cells share, by their number."""
    found = [part for name in names if _STRINGS in (part := given.read(name))]
    shared = [strings.lengths for part in found if (strings := _Strings(spent)).walk(part)]
    if len(shared) > 1:
        raise TooWide("two tables of texts")
    return shared[0] if shared else ()


@dataclass
class _Spent:
    """On one file, all its parts together."""

    elements: int = 0
    text: int = 0

    def one_more(self) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise TooWide(f"{self.elements} elements")

    def write(self, characters: int) -> None:
        self.text += characters
        if self.text > MOST_TEXT:
            raise TooWide(f"{self.text} characters")


class _Walk:
    """Through one part; a part that declares a document type is none of ours."""

    def __init__(self, spent: _Spent) -> None:
        self.spent = spent

    def walk(self, part: bytes) -> bool:
        """Whether it was what was looked for."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(part, True)
        except expat.ExpatError as broken:
            raise TooWide(str(broken)) from broken
        return True

    def _refuse(self, *declared: object) -> None:
        raise TooWide("a document type has no place in a sheet")

    def _start(self, name: str, attributes: dict[str, str]) -> None: ...

    def _end(self, name: str) -> None: ...

    def _text(self, text: str) -> None: ...


class _Strings(_Walk):
    """How long each text is that cells share."""

    def __init__(self, spent: _Spent) -> None:
        super().__init__(spent)
        self.lengths: list[int] = []
        self.is_table = False

    def walk(self, part: bytes) -> bool:
        super().walk(part)
        return self.is_table

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.spent.one_more()
        element = name.rpartition(":")[2]
        self.is_table |= element == "sst"
        if element == "si":
            self.lengths.append(0)

    def _text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class _Extent(_Walk):
    """Walks the cells that hold something and keeps the last row and column, and how much they say."""

    def __init__(self, spent: _Spent, lengths: Sequence[int]) -> None:
        super().__init__(spent)
        self.lengths, self.longest = lengths, max(lengths, default=0)
        self.row = self.column = 0
        self.last_row = self.last_column = 0
        self.in_cell = False
        self.shares, self.said = False, ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.spent.one_more()
        element, place = name.rpartition(":")[2], attributes.get("r", "")
        if element == "row":
            self.row = _row_number(place) if place else self.row + 1
            self.column = 0
        elif element == "c":
            self.row, self.column = _cell_place(place) if place else (self.row, self.column + 1)
            self.in_cell, self.shares = True, attributes.get("t") == "s"
        elif self.in_cell:
            self.said = "" if element == "v" else f"{self.said}?"  # no number holds an element
            self._note()

    def _text(self, text: str) -> None:
        if self.in_cell:
            self.spent.write(len(text))
            self.said += text if self.shares else ""

    def _end(self, name: str) -> None:
        element = name.rpartition(":")[2]
        if element == "c":
            self.in_cell = False
        elif element == "v" and self.shares:
            self.spent.write(self._length_of(self.said.strip().lstrip("0") or "0"))

    def _length_of(self, number: str) -> int:
        """Of the text that is shared under it; what is no plain number is taken for the longest."""
        if not (number.isascii() and number.isdecimal()):
            return self.longest
        return self.lengths[int(number)] if len(number) < 10 and int(number) < len(self.lengths) else 0

    def _note(self) -> None:
        self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        if self.last_row * self.last_column > MOST_CELLS:
            raise TooWide(f"{self.last_row} × {self.last_column}")


def _row_number(place: str) -> int:
    if not _ROW.fullmatch(place):
        raise TooWide(place)
    return int(place)


def _cell_place(place: str) -> tuple[int, int]:
    found = _CELL.fullmatch(place)
    if found is None:
        raise TooWide(place)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
