"""An .xlsx as small in memory as it is on paper. The parser keeps a sheet as one full rectangle, so a file
of 5 KB with a cell in A1 and one in XFD1048576 would take all memory and end the web server's process."""

import re
import zipfile
from io import BytesIO
from xml.parsers import expat

_KEPT = re.compile(r"(\[Content_Types\]\.xml|(_rels|docProps|xl)/.*\.(xml|rels))")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ROW = re.compile(r"[0-9]{1,7}")
_SHEET = b"sheetData"
MOST_CELLS = 2_000_000  # of a sheet's rectangle: 64 MB in the parser


class TooWide(ValueError):
    """A sheet whose cells span more than MOST_CELLS, or that is not plain XML."""


def bounded(data: bytes) -> bytes:
    """The same workbook, repacked from exactly the parts that were looked at: pictures, other formats inside
    and what a false size in the archive hides are left out. Raises TooWide, or what zipfile raises."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            if not _KEPT.fullmatch(name):
                continue
            part = given.read(name)
            if _SHEET in part:
                _Extent().measure(part)
            kept.writestr(name, part, compresslevel=1)
    return out.getvalue()


class _Extent:
    """Walks the cells that hold something and keeps the last row and column."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.last_row = self.last_column = 0
        self.in_cell = False

    def measure(self, part: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(part, True)
        except expat.ExpatError as broken:
            raise TooWide(str(broken)) from broken

    def _refuse(self, *declared: object) -> None:
        raise TooWide("a document type has no place in a sheet")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element, place = name.rpartition(":")[2], attributes.get("r", "")
        if element == "row":
            self.row = _row_number(place) if place else self.row + 1
            self.column = 0
        elif element == "c":
            self.row, self.column = _cell_place(place) if place else (self.row, self.column + 1)
            self.in_cell = True
        elif self.in_cell:
            self._note()

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "c":
            self.in_cell = False

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
