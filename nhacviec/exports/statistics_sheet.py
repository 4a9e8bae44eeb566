"""Pages of numbers as Excel. The numbers come from queries/statistics and are not counted again here.

tables = [
    numbers_table(name="Số liệu", title=…, first="Cơ quan, đơn vị", lines=[Line("Sở Xây dựng", counts, url)],
                  total=counts, rules=rules, headings=words_statistics.NUMBERS, rates=words_statistics.RATES),
    rates_table(counts, rules, title=…, rates=words_statistics.RATES),
    overdue_table(overdue_by_days(…), title=…),
]
return send_tables(request, kind="thong-ke", title=…, file_name=…, tables=tables, words=[("Kỳ", "quý III")])
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nhacviec.exports.cells import Kind, Link
from nhacviec.exports.workbook import Column, Table
from nhacviec.rules.statistics import CountingRules, Counts, Number, Rate
from nhacviec.rules.statistics import rates as rates_of

RateWords = Mapping[str, tuple[str, str, str]]  # key: (name, numerator, denominator)


@dataclass(frozen=True)
class Line:
    """One agency, officer, field … `url`: its page, with the site in front."""

    name: str
    counts: Counts
    url: str = ""


def numbers_table(
    *,
    name: str,
    title: str,
    first: str,
    lines: Sequence[Line],
    total: Counts,
    rules: CountingRules,
    headings: Mapping[Number, str],
    rates: RateWords,
) -> Table:
    """A line each, every number in its column, then the rates; below them `total`, as on the page."""
    shown = [rate for rate in rates if rate in rates_of(total, rules)]
    columns = [
        Column(first, 36, Kind.LINK),
        *(Column(headings[number], 10, Kind.WHOLE, repeats=True) for number in Number),
        *(Column(_rate_heading(rate, rates[rate]), 15, Kind.PERCENT) for rate in shown),
    ]

    def values(label: object, counts: Counts) -> list[Any]:
        found = rates_of(counts, rules)
        numbers = [counts.number(number, rules) for number in Number]
        return [label, *numbers, *(found[rate].percent for rate in shown)]

    return Table(
        name=name,
        title=title,
        columns=columns,
        rows=(values(Link(line.url, line.name), line.counts) for line in lines),
        total=lambda count: values(f"Tổng cộng ({count})", total),
    )


def rates_table(counts: Counts, rules: CountingRules, *, title: str, rates: RateWords) -> Table:
    """Each rate with what was divided by what: the same figures give different rates."""
    found = rates_of(counts, rules)
    return Table(
        name="Tỷ lệ",
        title=title,
        columns=[
            Column("Cách tính", 10),
            Column("Tỷ lệ", 40, Kind.LONG_TEXT),
            Column("Tử số là", 36, Kind.LONG_TEXT),
            Column("Tử số", 10, Kind.WHOLE),
            Column("Mẫu số là", 36, Kind.LONG_TEXT),
            Column("Mẫu số", 10, Kind.WHOLE),
            Column("Kết quả", 10, Kind.PERCENT),
        ],
        rows=[_rate_line(found[rate], words) for rate, words in rates.items() if rate in found],
        counted=False,
    )


def overdue_table(by_days: Sequence[tuple[int, int]], *, title: str) -> Table:
    """How many are overdue by exactly how many days; 0: an hour of the day has passed."""
    return Table(
        name="Quá hạn theo ngày",
        title=title,
        columns=[
            Column("Số ngày quá hạn", 18, Kind.WHOLE),
            Column("Số đầu việc", 14, Kind.WHOLE),
        ],
        rows=by_days,
        total=lambda _count: ["Tổng cộng", sum(number for _days, number in by_days)],
        counted=False,
    )


def _rate_heading(rate: str, words: tuple[str, str, str]) -> str:
    return f"{rate.upper()}: {words[0]} (%)"


def _rate_line(rate: Rate, words: tuple[str, str, str]) -> list[Any]:
    name, above, below = words
    return [rate.rule, name, above, rate.numerator, below, rate.denominator, rate.percent]
