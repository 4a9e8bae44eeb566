"""What had ended before a month began (records/models/month_end): where figures of a later day begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Subquery

from nhacviec.records.models import MonthEnd

NUMBERS = ("in_time", "late", "tacit", "other", "late_days")


@dataclass(frozen=True)
class Begun:
    """`month`: what ended before this day is in `rows`, by id (by stop and days for stops), with NUMBERS."""

    month: date
    rows: Mapping[Any, Any]


def begun_with(subject: str, cut: str, *, day: date) -> Begun | None:
    """The last month end that the figures of that day may begin with; None: there is none."""
    known = MonthEnd.objects.filter(subject=subject)
    last = known.filter(month__lte=day).order_by("-month").values("month")[:1]
    rows = known.filter(month=Subquery(last))
    if subject != "stop":
        rows = rows.filter(cut=cut)
    found = list(rows.values_list("cut", "month", "row", *NUMBERS, named=True))
    if not found:
        return None
    return Begun(found[0].month, {(row.cut, row.row) if subject == "stop" else row.row: row for row in found})
