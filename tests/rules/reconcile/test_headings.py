"""Tables of foreign lists, as they come."""

import pytest

from nhacviec.rules.reconcile.headings import NoTable, alike, find_table
from nhacviec.rules.words_reconcile import HEADINGS, SPELLINGS, Heading

PLAIN = ["STT", "Số, ký hiệu văn bản", "Ngày văn bản", "Nội dung nhiệm vụ", "Hạn hoàn thành", "Trạng thái"]


def test_the_template_names_every_column() -> None:
    place = find_table([list(HEADINGS.values()), ["342/TTg-KTTH"]])
    assert place.first == 1
    assert place.columns == {heading: at for at, heading in enumerate(Heading)}


def test_title_rows_above_and_columns_besides_do_not_matter() -> None:
    rows = [
        ["VĂN PHÒNG CHÍNH PHỦ", "", "", ""],
        ["DANH SÁCH NHIỆM VỤ Chính phủ, Thủ tướng Chính phủ giao UBND tỉnh"],
        ["(tính đến ngày 30/6/2018)"],
        [],
        [*PLAIN, "Ghi chú", "Chuyên viên VPCP"],
        ["1", "342/TTg-KTTH", "05/07/2018", "Rà soát", "", ""],
    ]
    place = find_table(rows)
    assert place.first == 5
    assert place.columns == {
        Heading.SYMBOL: 1,
        Heading.DATED: 2,
        Heading.CONTENT: 3,
        Heading.DUE: 4,
        Heading.STATE: 5,
    }


@pytest.mark.parametrize(
    ("header", "heading"),
    [
        ("SO KY HIEU VAN BAN", Heading.SYMBOL),
        ("Số/Ký hiệu văn bản giao nhiệm vụ", Heading.SYMBOL),
        ("Noi dung nhiem vu duoc giao", Heading.CONTENT),
        ("Thời hạn hòan thành", Heading.DUE),
        ("Tình trạng thực hiện đến nay", Heading.STATE),
        ("Số văn bản báo cáo", Heading.REPLY),
        ("Ngày văn bản báo cáo", Heading.REPLIED),
        ("Ngày ban hành VB", Heading.DATED),
        ("Cơ quan giao nhiệm vụ", Heading.ASSIGNER),
    ],
)
def test_a_header_is_known_by_its_likeness(header: str, heading: Heading) -> None:
    assert max(Heading, key=lambda one: alike(header, one)) is heading
    assert alike(header, heading) >= 0.72


def test_a_column_is_claimed_by_the_likest_header_only() -> None:
    row = ["Số văn bản báo cáo", "Ngày văn bản báo cáo", "Số văn bản", "Ngày văn bản", "Nội dung"]
    assert find_table([row]).columns == {
        Heading.REPLY: 0,
        Heading.REPLIED: 1,
        Heading.SYMBOL: 2,
        Heading.DATED: 3,
        Heading.CONTENT: 4,
    }


def test_headers_over_two_rows_with_a_merged_one_above_are_read_together() -> None:
    rows = [
        ["TT", "Văn bản giao nhiệm vụ", "", "Nội dung nhiệm vụ", "Văn bản báo cáo", "", "Trạng thái"],
        ["", "Số, ký hiệu", "Ngày", "", "Số", "Ngày", ""],
        ["1", "342/TTg-KTTH", "05/07/2018", "Rà soát các dự án", "", "", "Đang thực hiện"],
    ]
    place = find_table(rows)
    assert place.first == 2
    assert place.columns[Heading.SYMBOL] == 1
    assert place.columns[Heading.CONTENT] == 3
    assert place.columns[Heading.REPLY] == 4
    assert place.columns[Heading.STATE] == 6


def test_a_row_of_the_list_is_never_taken_for_the_second_row_of_its_header() -> None:
    rows = [[*PLAIN, "Ghi chú"], ["1", "342/TTg-KTTH", "", "Rà soát", "", "", "Hoàn thành"]]
    assert find_table(rows).first == 1


def test_a_missing_column_is_named() -> None:
    with pytest.raises(NoTable) as refused:
        find_table([["STT", "Số, ký hiệu", "Hạn"], ["1", "2", "3"]])
    assert refused.value.missing == (Heading.CONTENT,)


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(NoTable) as refused:
        find_table([["Số, ký hiệu văn bản", "Nội dung nhiệm vụ", "Trạng thái", "Trạng thái"]])
    assert refused.value.twice is Heading.STATE


def test_nothing_is_no_table() -> None:
    nothing: list[list[list[str]]] = [[], [[]], [["", ""]], [["x" * 500, "y"]]]
    for rows in nothing:
        with pytest.raises(NoTable):
            find_table(rows)


@pytest.mark.parametrize("heading", Heading)
def test_every_known_spelling_is_likest_its_own_column(heading: Heading) -> None:
    for name in SPELLINGS[heading]:
        assert alike(name, heading) == 1.0
        assert all(alike(name, other) < 1.0 for other in Heading if other is not heading), name
