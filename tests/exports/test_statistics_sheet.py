"""The numbers in the file are those that were given, with what they are a share of."""

from datetime import UTC, datetime
from io import BytesIO

from nhacviec.exports.skeleton import Cover
from nhacviec.exports.statistics_sheet import Line, numbers_table, overdue_table, rates_table
from nhacviec.exports.workbook import write_workbook
from nhacviec.rules.statistics import CountingRules, Counts, Number, total
from tests.exports.reading import sheets_of, xml_of

RULES = CountingRules()
HEADINGS = {number: number.value for number in Number}
RATES = {"r2": ("Đã trả lời trên số được giao", "đã trả lời", "tổng được giao")}
UNITS = [
    Line("Sở Xây dựng", Counts(early=1, late=2, overdue=3, returned=1), "https://a.vn/thong-ke/don-vi/7/"),
    Line("=Sở A & B", Counts()),
]


def test_every_number_stands_under_its_name_and_the_total_is_the_one_given() -> None:
    out, all_of_them = BytesIO(), total(line.counts for line in UNITS)
    tables = [
        numbers_table(
            name="Số liệu",
            title="Số liệu",
            first="Đơn vị",
            lines=UNITS,
            total=all_of_them,
            rules=RULES,
            headings=HEADINGS,
            rates=RATES,
        ),
        rates_table(all_of_them, RULES, title="Tỷ lệ", rates=RATES),
        overdue_table([(1, 2), (30, 1)], title="Quá hạn"),
    ]
    write_workbook(out, tables, lambda rows: Cover("Số liệu", [], "A", datetime(2018, 7, 12, tzinfo=UTC)))
    sheets = sheets_of(out.getvalue())
    head, first, second, _empty, last = sheets["Số liệu"]
    assert first[0] == "Sở Xây dựng" and second[0] == "=Sở A & B" and last[0] == "Tổng cộng (2)"
    for row, counts in ((first, UNITS[0].counts), (second, UNITS[1].counts), (last, all_of_them)):
        told = dict(zip(head, row, strict=True))
        assert {n: told[n.value] for n in Number} == {n: counts.number(n, RULES) for n in Number}
    assert first[-1] == 0.5 and second[-1] == "" and last[-1] == 0.5
    assert sheets["Tỷ lệ"][1] == ["R2", RATES["r2"][0], "đã trả lời", 3, "tổng được giao", 6, 0.5]
    assert sheets["Quá hạn theo ngày"][1:3] == [[1, 2], [30, 1]]
    assert sheets["Quá hạn theo ngày"][-1] == ["Tổng cộng", 3]
    assert xml_of(out.getvalue()).count("<f>") == 1  # no page, no link
