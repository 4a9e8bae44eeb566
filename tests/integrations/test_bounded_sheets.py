"""An .xlsx that is small as a file and enormous as a sheet never reaches the parser."""

import struct
import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from nhacviec.integrations import bounding
from nhacviec.integrations.bounding import TooWide, bounded
from nhacviec.integrations.organisation_import.columns import COLUMNS
from nhacviec.integrations.organisation_import.reading import read_rows
from nhacviec.integrations.sheets import BadSheet, sheets_of

SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(**more: str) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Sở Y tế")
        sheet.write(2, 1, 7)
    return out.getvalue() if not more else _with(out.getvalue(), {SHEET: more["rows"]})


def _with(data: bytes, parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in {**dict.fromkeys(given.namelist()), **parts}:
            rows = parts.get(name)
            sheet = f'<worksheet xmlns="{SPACE}"><sheetData>{rows}</sheetData></worksheet>'
            made.writestr(name, given.read(name) if rows is None else sheet)
    return out.getvalue()


def cell(place: str) -> str:
    return f'<c r="{place}"><v>1</v></c>'


def test_an_ordinary_workbook_says_the_same() -> None:
    data = workbook()
    sheets = [CalamineWorkbook.from_filelike(BytesIO(d)).get_sheet_by_index(0) for d in (data, bounded(data))]
    assert sheets[0].to_python() == sheets[1].to_python() == [["Sở Y tế", ""], ["", ""], ["", 7.0]]


@pytest.mark.parametrize(
    "rows",
    [
        f"<row>{cell('A1')}</row><row>{cell('XFD1048576')}</row>",
        f"<row>{cell('A1')}{cell('CV1048576')}</row>",
        f'<row r="1">{cell("A1")}{"<c><v>1</v></c>" * 16000}</row><row r="1000"><c><v>1</v></c></row>',
        f"<row>{cell('A99999999')}</row>",
        f"<row>{cell('a1')}</row>",
        '<row r="-1"><c><v>1</v></c></row>',
        f"<row>{cell('A1')}",
    ],
)
def test_cells_far_apart_are_refused_in_words(rows: str) -> None:
    with pytest.raises(TooWide):
        bounded(workbook(rows=rows))
    with pytest.raises(BadSheet) as refused:
        read_rows(workbook(rows=rows), "ds.xlsx", COLUMNS["units"])
    assert refused.value.code == "too_wide"


def test_empty_cells_that_only_carry_a_colour_do_not_count() -> None:
    data = workbook(rows=f'<row>{cell("A1")}</row><row><c r="XFD1048576" s="1"/></row>')
    sheet = CalamineWorkbook.from_filelike(BytesIO(bounded(data))).get_sheet_by_index(0)
    assert sheet.to_python() == [[1.0]]


def test_a_document_type_is_refused() -> None:
    data = _with(workbook(), {})
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            part = given.read(name)
            made.writestr(name, b'<!DOCTYPE a [<!ENTITY b "c">]>' * (name == SHEET) + part)
    with pytest.raises(TooWide):
        bounded(out.getvalue())


def _shared(text: str, *, cells: int) -> bytes:
    """One text that many cells show."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at in range(cells):
            sheet.write_string(at // 50, at % 50, text)
    return out.getvalue()


def test_a_text_is_counted_for_every_cell_that_shows_it() -> None:
    assert bounded(_shared("x" * 20_000, cells=900))
    assert len(_shared("x" * 20_000, cells=1_050)) < 20_000
    for text in ("x" * 20_000, "sheetData" * 3_000):  # the name of another part says nothing
        with pytest.raises(TooWide):
            bounded(_shared(text, cells=1_050))


@pytest.mark.parametrize(
    "number", ["00000000000", " 0 ", "0.0", "+0", "<x/>0", "0<x/>", "</v><f>7</f><v>0", "9</v><v>0"]
)
def test_however_its_number_is_written(number: str) -> None:
    data = _shared("x" * 20_000, cells=1)
    cells = f'<c t="s"><v>{number}</v></c>' * 1_050
    with pytest.raises(TooWide):
        bounded(_with(data, {SHEET: f"<row>{cells}</row>"}))


def test_empty_elements_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounding, "MOST_ELEMENTS", 1_000)
    assert bounded(workbook())
    for rows in ("<row/>" * 1_000, f"<row>{'<c/>' * 1_000}</row>", "<a/>" * 1_000):
        with pytest.raises(TooWide):
            bounded(workbook(rows=rows))


def test_a_day_before_time_began_is_damage() -> None:
    """The parser panics over it: what it raises then is no Exception."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet().write_number(0, 0, -1e15, book.add_format({"num_format": "dd/mm/yyyy"}))
    with pytest.raises(BadSheet) as refused:
        sheets_of(out.getvalue(), "ds.xlsx", most_rows=10)
    assert refused.value.code == "damaged"


def test_other_formats_inside_are_left_out() -> None:
    out = BytesIO(workbook())
    with zipfile.ZipFile(out, "a") as more:
        for name in ("xl/workbook.bin", "content.xml", "mimetype", "xl/media/image1.png"):
            more.writestr(name, "x")
    assert (
        zipfile.ZipFile(BytesIO(bounded(out.getvalue()))).namelist()
        == zipfile.ZipFile(BytesIO(bounded(workbook()))).namelist()
    )


def test_a_size_that_the_archive_lies_about_is_damage() -> None:
    data = bytearray(workbook(rows=cell("A1") * 1000))
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(SHEET.encode()))
    struct.pack_into("<I", data, place + 24, 10)
    with pytest.raises(BadSheet) as refused:
        read_rows(bytes(data), "ds.xlsx", COLUMNS["units"])
    assert refused.value.code == "damaged"
