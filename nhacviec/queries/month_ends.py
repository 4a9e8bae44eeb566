"""What had ended before a month began (records/models/month_end): where figures of a later day begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Subquery

from nhacviec.queries.kept_statements import Given, Kept, keep
from nhacviec.records.models import MonthEnd


class Line(NamedTuple):
    """One of MonthEnd."""

    cut: str
    month: date
    row: int
    in_time: int
    late: int
    tacit: int
    other: int
    late_days: int


@dataclass(frozen=True)
class Begun:
    """`month`: what ended before this day is in `rows`, by id (by stop and days for stops)."""

    month: date
    rows: Mapping[Any, Line]


def begun_with(subject: str, cut: str, *, day: date) -> Begun | None:
    """The last month end that the figures of that day may begin with; None: there is none."""
    is_stop = subject == "stop"
    found = [Line(*row) for row in _lines(is_stop).ask({"subject": subject, "cut": cut, "day": day})]
    if not found:
        return None
    return Begun(found[0].month, {(row.cut, row.row) if is_stop else row.row: row for row in found})


@lru_cache(maxsize=2)
def _lines(is_stop: bool) -> Kept:
    known = MonthEnd.objects.filter(subject=Given("subject"))
    last = known.filter(month__lte=Given("day")).order_by("-month").values("month")[:1]
    rows = known.filter(month=Subquery(last))
    if not is_stop:
        rows = rows.filter(cut=Given("cut"))
    return keep(rows.order_by().values_list(*Line._fields))
