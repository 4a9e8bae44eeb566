"""The balance of the Office's divisions and officers as Excel."""

from collections.abc import Sequence

from nhacviec.exports.cells import Kind, Link
from nhacviec.exports.workbook import Column, Table


def balance_table(
    first: str,
    heads: Sequence[str],
    lines: Sequence[tuple[str, str, Sequence[int]]],
    whole: Sequence[int] | None,
    *,
    title: str,
) -> Table:
    """`lines`: name, where it leads, a number for each head; `whole` below them."""
    columns = (Column(first, 36, Kind.LINK), *(Column(head, 13, Kind.WHOLE, repeats=True) for head in heads))
    return Table(
        name="Số liệu",
        title=title,
        columns=columns,
        rows=[(Link(url, name), *values) for name, url, values in lines],
        total=(lambda _count: ["Tất cả", *whole]) if whole is not None else None,
    )
