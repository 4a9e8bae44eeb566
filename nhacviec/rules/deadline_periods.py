"""Read a periodic duty in plain text (small letters, no accents): "ngay 25 hang thang", "hang quy"."""

import re
from datetime import date

from nhacviec.rules.deadline_days import ImpossibleDate
from nhacviec.rules.periods import PeriodKind
from nhacviec.rules.recurrence import Recurrence

_EVERY = {
    "tuan": PeriodKind.WEEK,
    "thang": PeriodKind.MONTH,
    "quy": PeriodKind.QUARTER,
    "6 thang": PeriodKind.HALF_YEAR,
    "sau thang": PeriodKind.HALF_YEAR,
    "nua nam": PeriodKind.HALF_YEAR,
    "nam": PeriodKind.YEAR,
}
_WEEKDAYS = {"hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5, "bay": 6, "chu nhat": 7}
_PERIOD = re.compile(r"(?:hang|moi) (6 thang|sau thang|nua nam|tuan|thang|quy|nam)")
_FILLING = re.compile(r"\b(?:dinh ky|bao cao|gui|cham nhat|vao|den|cua)\b")
_BEFORE = re.compile(r"\btruoc ((?:ngay )?[0-9]|ngay\b)")
_DAY = re.compile(
    r"(?:ngay )?([0-9]{1,2}|cuoi(?: cung)?)(?: thang (truoc|sau|cuoi))?|ngay cuoi(?: cung)? thang"
)
_DAY_OF_YEAR = re.compile(r"(?:ngay )?([0-9]{1,2}|cuoi) ?(?:[/.-]|thang) ?([0-9]{1,2})")
_WEEKDAY = re.compile(r"(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat))")
_OFFSETS = {"truoc": -1, "sau": 1}
_A_LEAP_YEAR = 2020


def read_recurrence(s: str, *, before_inclusive: bool) -> Recurrence | None:
    """The periodic rule that `s` names; None when it names none. ImpossibleDate for day 32 or 31/2.

    "Trước ngày D hằng tháng" is day D, or the day before it when the policy is strict.
    """
    plain = " ".join(_FILLING.sub(" ", s).split())
    found = _PERIOD.search(plain)
    if found is None:
        return None
    every = _EVERY[found[1]]
    rest = " ".join((plain[: found.start()] + " " + plain[found.end() :]).split())
    before = _BEFORE.search(rest)
    rest = _BEFORE.sub(r"\1", rest)
    recurrence = _weekly(rest) if every is PeriodKind.WEEK else _in_months(every, rest)
    if recurrence is not None and before and not before_inclusive:
        return _day_earlier(recurrence)
    return recurrence


def _weekly(rest: str) -> Recurrence | None:
    if not rest:
        return Recurrence(PeriodKind.WEEK)
    match = _WEEKDAY.fullmatch(rest)
    if match is None:
        return None
    return Recurrence(PeriodKind.WEEK, weekday_number(match[1] or match[2]))


def weekday_number(name: str) -> int:
    """1 (Monday) to 7 of "hai", "2" … "bay", "7", "chu nhat"."""
    return int(name) - 1 if name.isdecimal() else _WEEKDAYS[name]


def _in_months(every: PeriodKind, rest: str) -> Recurrence | None:
    if not rest:
        return Recurrence(every)
    if every is PeriodKind.YEAR and (match := _DAY_OF_YEAR.fullmatch(rest)):
        return _yearly(match[1], int(match[2]))
    match = _DAY.fullmatch(rest)
    if match is None:
        return None
    last = match[1] is None or not match[1].isdecimal()
    if every is PeriodKind.YEAR and not last:
        return None  # the month is missing
    day = None if last else int(match[1])
    if day is not None and not 1 <= day <= 31:
        raise ImpossibleDate
    return Recurrence(every, day, _OFFSETS.get(match[2] or "", 0))


def _yearly(day: str, month: int) -> Recurrence:
    if not 1 <= month <= 12:
        raise ImpossibleDate
    if day == "cuoi":
        return Recurrence(PeriodKind.YEAR, None, month - 12)
    try:
        date(_A_LEAP_YEAR, month, int(day))
    except ValueError:
        raise ImpossibleDate from None
    return Recurrence(PeriodKind.YEAR, int(day), month - 12)


def _day_earlier(recurrence: Recurrence) -> Recurrence:
    """The eve of the day; of day 1 the last day of the month before."""
    if recurrence.day is None or recurrence.every is PeriodKind.WEEK:
        return recurrence
    if recurrence.day > 1:
        return Recurrence(recurrence.every, recurrence.day - 1, recurrence.month_offset)
    return Recurrence(recurrence.every, None, recurrence.month_offset - 1)
