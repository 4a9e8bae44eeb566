"""Read a named day in plain text (small letters, no accents): "15/7", "ngay 5 thang 7", "cuoi quy iii".

Where a year, month or quarter is missing it is the nearest that gives a day on or after the document's date.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nhacviec.rules.deadlines import Point, point_day

_SLASHED = r"([0-9]{1,2}) ?[/.] ?([0-9]{1,2})(?: ?(?:[/.]|nam) ?([0-9]{4}|[0-9]{2}))?"
_DASHED = r"([0-9]{1,2}) ?- ?([0-9]{1,2})(?: ?- ?([0-9]{4}|[0-9]{2}))?"
_WORDED = r"([0-9]{1,2}) ?thang ?([0-9]{1,2})(?: ?(?:nam|/|-) ?([0-9]{4}|[0-9]{2}))?"
_DAY_FORMS = tuple(re.compile(rf"(?:ngay ?)?{form}") for form in (_SLASHED, _DASHED, _WORDED))
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_ONLY = re.compile(r"ngay ?([0-9]{1,2})")
_RANGE = re.compile(rf"(?:tu )?(?:ngay )?{_SLASHED} ?(?:-|den(?: het)?) ?(?:ngay )?{_SLASHED}")
_OF_A_YEAR = re.compile(r"(?:(dau|giua|cuoi) )?nam(?: ?([0-9]{4}|[0-9]{2}|nay|sau|toi))?")
_IN_A_YEAR = re.compile(
    r"(?:(dau|giua|cuoi) )?(thang|quy)"
    r"(?: ?([0-9]{1,2}|i{1,3}|iv)(?: ?(?:/|-|nam) ?([0-9]{4}|nay|sau|toi))?| (nay|sau|toi))?"
)
_POINTS = {
    ("dau", "thang"): Point.START_OF_MONTH,
    ("giua", "thang"): Point.MID_MONTH,
    ("cuoi", "thang"): Point.END_OF_MONTH,
    ("cuoi", "quy"): Point.END_OF_QUARTER,
    ("dau", "nam"): Point.START_OF_YEAR,
    ("giua", "nam"): Point.MID_YEAR,
    ("cuoi", "nam"): Point.END_OF_YEAR,
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TIMES_A_YEAR = {"thang": 12, "quy": 4}


class ImpossibleDate(ValueError):
    """The form of a date without a day behind it: 31/2, quý 5, a range that ends before it begins."""


@dataclass(frozen=True)
class NamedPoint:
    """A point of a month, quarter or year. `named` is False for "tháng 9": then its end is meant."""

    point: Point
    year: int
    number: int
    named: bool

    @property
    def day(self) -> date:
        return point_day(self.point, self.year, self.number)


def read_day(s: str, issued_on: date) -> date | None:
    """The day that `s` names; None when it has not the form of one. ImpossibleDate for 31/2."""
    for form in _DAY_FORMS:
        if match := form.fullmatch(s):
            return _day(match[1], match[2], match[3], issued_on)
    if match := _ISO.fullmatch(s):
        return _day(match[3], match[2], match[1], issued_on)
    if match := _DAY_ONLY.fullmatch(s):
        months = ((issued_on.year, issued_on.month), _month_after(issued_on))
        return _nearest(((year, month, int(match[1])) for year, month in months), issued_on)
    return None


def read_range(s: str, issued_on: date) -> tuple[date, date] | None:
    """First and last day of "từ ngày A đến ngày B"; a year that A lacks is the one before B."""
    match = _RANGE.fullmatch(s)
    if match is None:
        return None
    last = _day(match[4], match[5], match[6], issued_on)
    years = (_full_year(match[3]),) if match[3] else (last.year, last.year - 1)
    begins = (_valid_or_none(year, int(match[2]), int(match[1])) for year in years)
    first = next((day for day in begins if day and day <= last), None)
    if first is None:
        raise ImpossibleDate
    return first, last


def read_point(s: str, issued_on: date) -> NamedPoint | None:
    """The point that `s` names; None when it names none. ImpossibleDate for quý 5 and tháng 13."""
    if match := _OF_A_YEAR.fullmatch(s):
        return _point_of_year(match[1], match[2], issued_on)
    match = _IN_A_YEAR.fullmatch(s)
    if match is None:
        return None
    where, unit, number, year, relative = match.groups()
    point = _POINTS.get((where or "cuoi", unit))
    if point is None or (where is None and number is None and relative is None):
        return None
    named, in_year = where is not None, _TIMES_A_YEAR[unit]
    if number is None:
        # Months, or quarters, since the year 0.
        current = (issued_on.year * 12 + issued_on.month - 1) * in_year // 12
        ahead = (0, 1) if relative is None else (int(relative != "nay"),)
        counts = [divmod(current + each, in_year) for each in ahead]
        return _nearest_point(
            [NamedPoint(point, which_year, i + 1, named) for which_year, i in counts], issued_on
        )
    which = _ROMAN.get(number) or int(number)
    if not 1 <= which <= in_year:
        raise ImpossibleDate
    years = (issued_on.year, issued_on.year + 1) if year is None else (_year(year, issued_on),)
    return _nearest_point([NamedPoint(point, each, which, named) for each in years], issued_on)


def _point_of_year(where: str | None, year: str | None, issued_on: date) -> NamedPoint | None:
    if where is None and year is None:
        return None
    point = _POINTS[where or "cuoi", "nam"]
    years = (issued_on.year, issued_on.year + 1) if year is None else (_year(year, issued_on),)
    return _nearest_point([NamedPoint(point, each, 1, where is not None) for each in years], issued_on)


def _nearest_point(candidates: list[NamedPoint], issued_on: date) -> NamedPoint:
    """The first not before the document; the last one where all are, for the caller to refuse."""
    return next((each for each in candidates if each.day >= issued_on), candidates[-1])


def _year(written: str, issued_on: date) -> int:
    if written.isdecimal():
        return _valid(_full_year(written), 1, 1).year
    return issued_on.year + (written != "nay")


def _day(day: str, month: str, year: str | None, issued_on: date) -> date:
    if year is not None:
        return _valid(_full_year(year), int(month), int(day))
    years = (issued_on.year, issued_on.year + 1)
    return _nearest(((each, int(month), int(day)) for each in years), issued_on)


def _full_year(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0)


def _month_after(day: date) -> tuple[int, int]:
    return (day.year + day.month // 12, day.month % 12 + 1)


def _nearest(candidates: Iterable[tuple[int, int, int]], issued_on: date) -> date:
    days = (_valid_or_none(*candidate) for candidate in candidates)
    found = next((day for day in days if day and day >= issued_on), None)
    if found is None:
        raise ImpossibleDate
    return found


def _valid_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _valid(year: int, month: int, day: int) -> date:
    found = _valid_or_none(year, month, day)
    if found is None:
        raise ImpossibleDate
    return found
