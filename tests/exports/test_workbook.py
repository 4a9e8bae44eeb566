"""Any value, any length: what is written is read back as it was, by a reader that is not ours."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.dom.minidom import parseString

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.exports.cells import CUT_SHORT, MOST_CHARACTERS, Kind, Link
from nhacviec.exports.skeleton import Cover
from nhacviec.exports.workbook import Column, Table, write_workbook
from tests.exports.reading import rows_of, sheets_of, xml_of

NOW = datetime(2018, 7, 12, 2, 0, tzinfo=UTC)
COLUMNS = (
    Column("Mã", 18, Kind.LINK),
    Column("Nội dung", 40, Kind.LONG_TEXT),
    Column("Số", 10, repeats=True),
    Column("Ngày", 12, Kind.DAY, repeats=True),
    Column("Số ngày", 8, Kind.WHOLE),
    Column("Tỷ lệ", 8, Kind.PERCENT),
)
EMPTY = (None,) * 5


def written(rows: Any, *, most_rows: int = 1_048_575, columns: Any = COLUMNS, total: Any = None) -> bytes:
    out = BytesIO()
    table = Table("Nhiệm vụ", "Danh sách & bảng", columns, rows, total)
    write_workbook(
        out,
        [table],
        lambda count: Cover("Danh sách", [("Số dòng", count)], "Nguyễn A", NOW),
        most_rows=most_rows,
    )
    return out.getvalue()


def back(*texts: str) -> list[str]:
    """The texts as they come back."""
    return [
        str(row[1])
        for row in rows_of(written([[None, text, None, None, 1, None] for text in texts]), "Nhiệm vụ")
    ]


def test_values_keep_their_types() -> None:
    link = Link("https://a.vn/dau-viec/NV-1/", "NV-1")
    row = [link, "Rà soát", "0012", date(2018, 7, 20), 12, 33.3]
    [got] = rows_of(written([row]), "Nhiệm vụ")
    assert got == ["NV-1", "Rà soát", "0012", date(2018, 7, 20), 12, 0.333]


def test_a_day_with_its_hour_is_a_moment_on_a_vietnamese_clock() -> None:
    rows = [[None, "a", None, datetime(2018, 7, 20, 14, 30), None, None], [None, "b", None, NOW, None, None]]
    got = rows_of(written(rows), "Nhiệm vụ")
    assert [row[3] for row in got] == [datetime(2018, 7, 20, 14, 30), datetime(2018, 7, 12, 9, 0)]


def test_days_before_excel_are_text() -> None:
    rows = [[None, "a", None, day, None, None] for day in (date(1899, 5, 2), date(1900, 3, 1))]
    assert [row[3] for row in rows_of(written(rows), "Nhiệm vụ")] == ["02/05/1899", date(1900, 3, 1)]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+84 900", "-5", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "\r=1", "=cmd|' /C calc'!A0"],
)
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    content = written([[None, text, None, None, None, None]])
    xml = xml_of(content)
    assert "<f>" not in xml and "<hyperlink" not in xml
    assert rows_of(content, "Nhiệm vụ")[0][1].strip() == text.strip()
    assert 'quotePrefix="1"' in xml_of(content, "xl/styles.xml")


def test_text_that_is_edited_in_excel_stays_text() -> None:
    content = written([[None, "=1+1", None, None, None, None], [None, "một", None, None, None, None]])
    styles = parseString(xml_of(content, "xl/styles.xml")).getElementsByTagName("cellXfs")[0]
    marked = [x.getAttribute("quotePrefix") == "1" for x in styles.getElementsByTagName("xf")]
    cells = {
        c.getAttribute("r"): int(c.getAttribute("s"))
        for c in parseString(xml_of(content)).getElementsByTagName("c")
    }
    assert marked[cells["B2"]] and not marked[cells["B3"]]


def test_no_text_becomes_a_link_by_itself() -> None:
    content = written([[None, "https://vidu.vn/a", "mailto:a@b.vn", None, None, None]])
    assert "hyperlink" not in xml_of(content).lower()


def test_a_link_is_ours_and_its_text_cannot_leave_it() -> None:
    nasty = 'A","B")&<x>'
    content = written([[Link("https://a.vn/1/", nasty), None, None, None, None, None]])
    cell: Any = parseString(xml_of(content)).getElementsByTagName("f")[0].firstChild
    assert cell.data == 'HYPERLINK("https://a.vn/1/","A"",""B"")&<x>")'
    assert rows_of(content, "Nhiệm vụ")[0][0] == nasty


def test_a_link_too_long_for_a_formula_is_text() -> None:
    content = written([[Link("https://a.vn/", "x" * 300), None, None, None, None, None]])
    assert "<f>" not in xml_of(content) and rows_of(content, "Nhiệm vụ")[0][0] == "x" * 300


def test_a_cell_holds_no_more_than_excel_takes() -> None:
    [kept] = back("ă" * 40_000)
    assert len(kept) == MOST_CHARACTERS and kept.endswith(CUT_SHORT)
    [pairs] = back("😀" * 20_000)  # two units each, and never half of one
    assert len(pairs.encode("utf-16-le")) // 2 <= MOST_CHARACTERS and set(pairs) - set(CUT_SHORT) == {"😀"}


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    got = back("a\x00b\x07c\x1b\ufffed\ud800e", "dòng 1\r\ndòng 2\rdòng 3")
    assert got == ["abcde", "dòng 1\ndòng 2\ndòng 3"]


def test_text_that_excel_would_decode_stays_as_it_is() -> None:
    assert "_x005F_x0041_" in xml_of(written([[None, "_x0041_", None, None, None, None]]))


TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip)


@given(st.lists(TEXTS, min_size=5, max_size=30))
def test_any_text_comes_back(texts: list[str]) -> None:
    assert back(*texts) == [text.replace("\ufffe", "").replace("\uffff", "") for text in texts]


def test_a_full_sheet_goes_on_on_the_next() -> None:
    rows = [[None, f"dòng {n}", None, None, n, None] for n in range(250)]
    content = written(iter(rows), most_rows=100, total=lambda count: ["Tổng", None, None, None, count, None])
    sheets = sheets_of(content)
    assert list(sheets) == ["Nhiệm vụ", "Nhiệm vụ (2)", "Nhiệm vụ (3)", "Thông tin"]
    got = [row[4] for name in list(sheets)[:3] for row in sheets[name][1:] if row[1]]
    assert got == list(range(250))
    assert sheets["Nhiệm vụ (3)"][-1] == ["Tổng", "", "", "", 250, ""]
    assert sheets["Thông tin"][-1] == ["Số dòng", 250]
    assert 'ref="A1:F51"' in xml_of(content, "xl/worksheets/sheet3.xml")


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 200])
def test_every_row_is_there_at_the_edges_of_sheets(count: int) -> None:
    content = written(([None, "x", None, None, n, None] for n in range(count)), most_rows=100)
    sheets = [rows for name, rows in sheets_of(content).items() if name != "Thông tin"]
    assert len(sheets) == max(1, -(-count // 100))
    assert [row[4] for rows in sheets for row in rows[1:]] == list(range(count))


def test_the_sheet_is_set_up_for_reading_and_printing() -> None:
    content = written([[None, "x", None, None, 1, None]])
    xml, book = xml_of(content), xml_of(content, "xl/workbook.xml")
    assert '<pane xSplit="1" ySplit="1" topLeftCell="B2"' in xml and 'state="frozen"' in xml
    assert '<autoFilter ref="A1:F2"/>' in xml
    assert 'orientation="landscape"' in xml and 'paperSize="9"' in xml and "fitToPage" in xml
    assert "numberStoredAsText" in xml and "Danh sách &amp;&amp; bảng" in xml
    assert "_xlnm.Print_Titles" in book and "$1:$1" in book
    parseString(xml)


def test_writing_stops_when_it_is_told_to(tmp_path: Path) -> None:
    def stop(rows: int) -> None:
        raise InterruptedError(rows)

    table = Table("a", "a", COLUMNS, ([None, "x", None, None, n, None] for n in range(10_000)))
    with pytest.raises(InterruptedError):
        write_workbook(tmp_path / "a.xlsx", [table], lambda n: Cover("a", [], "a", NOW), on_rows=stop)


_MEASURE = """
import sys, tracemalloc
from datetime import date
from io import BytesIO
from pathlib import Path
from tests.exports.test_workbook import COLUMNS, NOW, rows_like_real
from nhacviec.exports.skeleton import Cover
from nhacviec.exports.workbook import Table, write_workbook
tracemalloc.start()
write_workbook(Path(sys.argv[1]), [Table("a", "a", COLUMNS, rows_like_real(int(sys.argv[2])))],
               lambda n: Cover("a", [], "a", NOW))
print(tracemalloc.get_traced_memory()[1])
"""


def rows_like_real(count: int) -> Iterator[list[Any]]:
    day = date(2018, 1, 1).toordinal()
    for n in range(count):
        link = Link(f"https://a.vn/dau-viec/NV-{n}/", f"NV-{n}")
        yield [link, f"Báo cáo kết quả {n} " * 8, f"{n}/UBND", date.fromordinal(day + n % 900), n, n / 7]


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    peaks = []
    for count in (4_000, 24_000):
        done = subprocess.run(
            [sys.executable, "-c", _MEASURE, str(tmp_path / "a.xlsx"), str(count)],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
        )
        peaks.append(int(done.stdout))
    assert peaks[1] < peaks[0] * 1.3 + 500_000, peaks
