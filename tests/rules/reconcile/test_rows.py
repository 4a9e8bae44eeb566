"""Rows of a foreign list: taken as they are, asked about, or told what is wrong with them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.reconcile.days import DayOrder
from nhacviec.rules.reconcile.differences import Progress
from nhacviec.rules.reconcile.headings import NoTable
from nhacviec.rules.reconcile.rows import MOST_ROWS, DaysUnclear, ListRow, TooManyRows, read_list
from nhacviec.rules.words_reconcile import Heading

HEAD = ["STT", "Số, ký hiệu văn bản", "Ngày văn bản", "Nội dung nhiệm vụ", "Hạn hoàn thành", "Trạng thái"]


def rows_of(*rows: list[object], order: DayOrder | None = None) -> list[ListRow]:
    return list(read_list([["DANH SÁCH NHIỆM VỤ"], HEAD, *rows], order).rows)


def line(**cells: object) -> list[object]:
    given: dict[str, object] = {
        "symbol": "342/TTg-KTTH", "dated": date(2018, 5, 2), "content": "Rà soát", "due": "", "state": "",
    }  # fmt: skip
    return [1.0, *(given | cells).values()]


def test_a_row_is_read_as_it_stands() -> None:
    [row] = rows_of(line(dated=datetime(2018, 5, 2, 8), due="30/07/2018", state="Đang thực hiện"))
    assert (row.number, row.text(Heading.SYMBOL)) == (3, "342/TTg-KTTH")
    assert row.days == {Heading.DATED: date(2018, 5, 2), Heading.DUE: date(2018, 7, 30)}
    assert (row.progress, row.problems) == (Progress.OPEN, [])


def test_titles_of_groups_and_empty_lines_are_no_rows() -> None:
    rows = rows_of(["I. NHIỆM VỤ QUÁ HẠN"], line(), [], ["Tổng cộng", "", "", "", 1.0], line(content="Khác"))
    assert [row.number for row in rows] == [4, 7]


def test_a_merged_cell_of_the_document_holds_for_the_rows_below_it() -> None:
    rows = rows_of(line(), line(symbol=None, dated=None, content="Tổng hợp"))
    assert [row.text(Heading.SYMBOL) for row in rows] == ["342/TTg-KTTH"] * 2
    assert rows[1].days == rows[0].days and rows[1].problems == []


@pytest.mark.parametrize(
    ("cells", "heading", "code"),
    [
        ({"content": ""}, Heading.CONTENT, "required"),
        ({"due": "31/02/2018"}, Heading.DUE, "bad_date"),
        ({"due": 43286.0}, Heading.DUE, "bad_date"),
        ({"state": "Nửa nạc nửa mỡ"}, Heading.STATE, "bad_state"),
        ({"content": "x" * 5_001}, Heading.CONTENT, "too_long"),
        ({"symbol": "a\0b"}, Heading.SYMBOL, "nul"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(cells: dict[str, object], heading: Heading, code: str) -> None:
    good, wrong = rows_of(line(content="Khác"), line(**cells))
    assert good.problems == []
    assert [(p.heading, p.code) for p in wrong.problems] == [(heading, code)]


def test_the_first_row_has_no_document_above_it() -> None:
    [row] = rows_of(line(symbol=""))
    assert [(p.heading, p.code) for p in row.problems] == [(Heading.SYMBOL, "required")]


def test_a_task_that_stands_there_twice_is_told_once() -> None:
    first, again = rows_of(line(), line(content="RÀ SOÁT."))
    assert first.problems == [] and [(p.code, p.value) for p in again.problems] == [("repeated", "3")]


def test_what_can_be_read_both_ways_is_asked_about_and_then_read_as_answered() -> None:
    with pytest.raises(DaysUnclear) as asked:
        rows_of(line(due="05/07/2018"))
    assert (asked.value.heading, asked.value.example) == (Heading.DUE, "05/07/2018")
    for order, day in ((DayOrder.DAY_FIRST, date(2018, 7, 5)), (DayOrder.MONTH_FIRST, date(2018, 5, 7))):
        assert rows_of(line(due="05/07/2018"), order=order)[0].days[Heading.DUE] == day
    with pytest.raises(DaysUnclear) as asked:
        rows_of(line(due="07/13/2018"))
    assert asked.value.example == "07/13/2018"


def test_a_real_day_is_taken_as_it_is_and_a_suspect_column_is_pointed_out() -> None:
    cells = [line(due=date(2018, m, 7), content=f"Việc {m}") for m in (5, 6, 7)]
    found = read_list([HEAD, *cells, line(due="13/07/2018")])
    assert [row.days[Heading.DUE] for row in found.rows][:3] == [date(2018, m, 7) for m in (5, 6, 7)]
    assert found.may_be_swapped


def test_too_long_a_list_and_none_at_all_are_refused() -> None:
    with pytest.raises(TooManyRows):
        rows_of(*[line(content=f"Việc {n}") for n in range(MOST_ROWS + 1)])
    with pytest.raises(NoTable):
        read_list([["a", "b"], ["c"]])


anything = st.one_of(
    st.none(), st.text(max_size=12), st.floats(allow_nan=True), st.booleans(), st.dates(), st.datetimes()
)


@given(st.lists(st.lists(anything, max_size=8), max_size=8), st.sampled_from(DayOrder))
def test_whatever_stands_in_the_cells_nothing_breaks(cells: list[list[object]], order: DayOrder) -> None:
    for row in rows_of(*cells, order=order):
        assert row.problems or (row.text(Heading.SYMBOL) and row.text(Heading.CONTENT))


def test_a_day_outside_the_years_of_an_office_is_no_day() -> None:
    [row] = rows_of(line(dated=datetime(9999, 12, 31), due=date(1899, 12, 31)))
    assert row.days == {}
    assert [(p.heading, p.code, p.value) for p in row.problems] == [
        (Heading.DATED, "bad_date", "31/12/9999"),
        (Heading.DUE, "bad_date", "31/12/1899"),
    ]


def test_what_is_told_of_a_wrong_cell_can_be_kept() -> None:
    [row] = rows_of(line(due="31\0/12\ud800x"))
    assert [p.value for p in row.problems] == ["31/12x"]


def test_a_row_that_carries_a_stamp_of_secrecy_is_not_taken_in() -> None:
    [row] = rows_of(line(content="TỐI MẬT. Triển khai nhiệm vụ"))
    assert [(p.code, p.value) for p in row.problems] == [("classified", "Tối mật")]


def test_a_cell_far_beyond_its_limit_is_not_even_cleaned() -> None:
    [row] = rows_of(line(content="x" * 40_000, symbol="y" * 500))
    assert [(p.heading, p.code) for p in row.problems] == [
        (Heading.SYMBOL, "too_long"),
        (Heading.CONTENT, "too_long"),
    ]
