"""From the bytes of an .xlsx file to the cells of its sheets. Nothing in a cell is ever evaluated."""

from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook

from nhacviec.integrations.bounding import TooWide, bounded
from nhacviec.rules.file_checks import check_file
from nhacviec.rules.file_types import FileKind, FileLimits, FileRefused

MOST_BYTES = 5 * 1024 * 1024
_MOST_SHEETS = 5
_LIMITS = FileLimits(size=MOST_BYTES, unpacked=100 * 1024 * 1024)


class BadSheet(ValueError):
    """`code` is a key of a table FILE_PROBLEMS; `params` fill its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def sheets_of(data: bytes, name: str, *, most_rows: int) -> list[list[list[Any]]]:
    """The first sheets, each at most so many rows. BadSheet: too_large, not_xlsx, damaged, too_wide."""
    if len(data) > MOST_BYTES:
        raise BadSheet("too_large")
    try:
        check_file(BytesIO(data), name, limits=_LIMITS, allowed=frozenset({FileKind.XLSX}))
    except FileRefused as refused:
        damaged = refused.code in ("damaged", "zip_bomb", "bad_paths")
        raise BadSheet("damaged" if damaged else "not_xlsx") from refused
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(bounded(data)))
        return [
            book.get_sheet_by_name(sheet).to_python(skip_empty_area=False, nrows=most_rows)
            for sheet in book.sheet_names[:_MOST_SHEETS]
        ]
    except TooWide as wide:
        raise BadSheet("too_wide") from wide
    except Exception as broken:  # whatever a parser makes of a foreign file: no reason to fall over
        raise BadSheet("damaged") from broken
    except BaseException as panic:  # the parser's own, a day before time began: no Exception of Python's
        if type(panic).__name__ != "PanicException":
            raise
        raise BadSheet("damaged") from None
