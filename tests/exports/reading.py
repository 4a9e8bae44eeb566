"""An Excel file as a reader of its own sees it."""

import zipfile
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook


def sheets_of(content: bytes) -> dict[str, list[list[Any]]]:
    """Every sheet's cells, typed as they were written; empty ones are ""."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def rows_of(content: bytes, sheet: str) -> list[list[Any]]:
    """Between the head and the line of the total, which stands under an empty one."""
    rows = sheets_of(content)[sheet][1:]
    return rows[:-2] if len(rows) > 1 and not any(rows[-2]) else rows


def xml_of(content: bytes, part: str = "xl/worksheets/sheet1.xml") -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(part).decode()


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)
