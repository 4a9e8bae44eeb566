"""Read a deadline as a clerk types it: "trước ngày 20/11", "20 ngày", "10nlv", "cuối quý III".

Accents, case and spaces do not matter. A missing year, month or day is the nearest one on or after the date
of the document. What is typed is either understood in one way only or refused with a code;
`words_deadlines` has the sentences. Text is cut off at MAX_TEXT characters, so no input costs more than a
moment.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, time

from nhacviec.rules.deadline_days import ImpossibleDate, read_day, read_point, read_range
from nhacviec.rules.deadline_periods import read_recurrence, weekday_number
from nhacviec.rules.deadline_problems import DeadlineProblem, ProblemCode
from nhacviec.rules.deadlines import (
    MAX_TERM_DAYS,
    Deadline,
    DeadlineKind,
    Point,
    TermUnit,
    due_at_point,
    due_from_days,
    due_on_date,
    no_deadline,
)
from nhacviec.rules.recurrence import Recurrence, first_due
from nhacviec.rules.text import visible
from nhacviec.rules.working_days import Calendar

MAX_TEXT = 200


@dataclass(frozen=True)
class ParsedDeadline:
    """What was typed, and the deadline it means.

    `stated_on` is the day that was named, before any policy moved it; `begins_on` the first day of a range.
    A term has `amount` and `unit`, a named day its `point`, a periodic duty its `recurrence` (and the
    deadline of its first period).
    """

    kind: DeadlineKind
    deadline: Deadline
    stated_on: date | None = None
    begins_on: date | None = None
    before: bool = False
    point: Point | None = None
    amount: int | None = None
    unit: TermUnit | None = None
    recurrence: Recurrence | None = None


@dataclass(frozen=True)
class _Reading:
    """What the parts of the parser share: the document's date and the province's policy."""

    issued_on: date
    calendar: Calendar
    before_inclusive: bool
    roll_computed: bool
    roll_explicit: bool
    count_days: TermUnit


class _Refused(Exception):
    def __init__(self, code: ProblemCode, **params: object) -> None:
        self.problem = DeadlineProblem(code, params)


_SIX = re.compile(r"\bsáu\b")
_NEXT_OR_SIXTH_MONTH = re.compile(r"\bthang sau\b")
_WITHIN = {"trong thang": "thang nay", "trong quy": "quy nay", "trong nam": "nam nay"}
_WITHIN |= {key.replace("trong", "het"): value for key, value in _WITHIN.items()}
_WEEKDAY = re.compile(r"(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat)) (?=ngay|[0-9])")
_FROM_TEXT = str.maketrans({"đ": "d", ",": " ", ";": " ", "'": " ", "′": " ", "’": " "})
_DASHES = re.compile("[‐-―−]")
_QUARTER = re.compile(r"\bqui")
_ASIDE = re.compile(r"\([^()]*\)")
_NONE = re.compile(r"-+|khong|ko|(?:khong|ko)(?: co| xac dinh| ro)?(?: thoi)? han|khong xac dinh")
_CONTINUOUS = re.compile(r"(?:viec )?(?:lam )?(?:thuong xuyen|lien tuc)(?: lien tuc)?")
_PERIODIC = re.compile(r"\b(?:hang|moi|dinh ky)\b")
_LEAD = re.compile(
    r"(?:(?:phai|can|hoan thanh|thuc hien|xong|bao cao|gui|han chot|han|thoi han|thoi gian|trong vong|trong"
    r"|cham nhat|muon nhat|khong qua|la|vao|den het|den|het|(?P<before>truoc))(?: ?: ?| |$))+"
)
_FROM_SIGNING = re.compile(r" (?:ke )?tu (?:ngay )?(?:ky|ban hanh|phat hanh)(?: van ban)?")
_TERM = re.compile(r"(-?[0-9]+) ?(ngay lam viec|ngay ?lv|nlv|ngay lich|ngay|n|tuan|thang|quy|nam|t)")
_UNITS = {
    "ngay lich": (TermUnit.CALENDAR, 1),
    "tuan": (TermUnit.WEEKS, 1),
    "thang": (TermUnit.MONTHS, 1),
    "quy": (TermUnit.MONTHS, 3),
    "nam": (TermUnit.MONTHS, 12),
}
_LONGEST = {TermUnit.WEEKS: MAX_TERM_DAYS // 7, TermUnit.MONTHS: MAX_TERM_DAYS * 12 // 366}
# BLDS 2015 Đ.146 khoản 1: half a month is 15 days, half a year six months.
_HALVES = {"nua thang": (15, TermUnit.CALENDAR), "nua nam": (6, TermUnit.MONTHS)}
_HOUR = re.compile(
    r"(?:vao )?(?:luc )?(?<![0-9/.-])([0-9]{1,2}) ?(?:gio|g|h|:) ?(?:([0-9]{2})(?![0-9]| ?[/.-]| thang))?"
    r"(?: ?(?:phut|p)\b)?(?: ?(sang|chieu|toi)\b)?"
)
_MONTH_AND_YEAR = re.compile(r"[0-9]{1,2} ?[/.-] ?[0-9]{4}")


def parse_deadline(
    text: str,
    *,
    issued_on: date,
    calendar: Calendar,
    before_inclusive: bool = True,
    roll_computed: bool = True,
    roll_explicit: bool = False,
    count_days: TermUnit = TermUnit.CALENDAR,
) -> ParsedDeadline | DeadlineProblem:
    """The deadline that `text` means in a document of `issued_on`, or why it was not understood.

    Policy: `before_inclusive` (does "trước ngày D" take D in), `roll_computed` and `roll_explicit` (does a
    term, or a named day, that ends on a day off move on), `count_days` (what bare "ngày" counts: calendar
    or working days).
    """
    if len(text) > MAX_TEXT:
        return DeadlineProblem(ProblemCode.TEXT_TOO_LONG, {"limit": MAX_TEXT})
    reading = _Reading(issued_on, calendar, before_inclusive, roll_computed, roll_explicit, count_days)
    plain = _plain(text)
    if _NEXT_OR_SIXTH_MONTH.search(visible(text).lower()):
        return DeadlineProblem(ProblemCode.AMBIGUOUS_SAU)
    try:
        return _parse(_WITHIN.get(plain, plain), reading)
    except _Refused as refused:
        return refused.problem
    except ImpossibleDate:
        return DeadlineProblem(ProblemCode.IMPOSSIBLE_DATE, {"text": plain})


def _plain(text: str) -> str:
    """Small letters without accents, digits of one kind, single blanks."""
    # Without accents "sáu" (six) and "sau" (next) are one word.
    told_apart = _SIX.sub("6", unicodedata.normalize("NFC", visible(text)).lower())
    apart = unicodedata.normalize("NFKD", told_apart)
    bare = "".join(c for c in apart if unicodedata.category(c) != "Mn").translate(_FROM_TEXT)
    one_kind = _ASIDE.sub(" ", _QUARTER.sub("quy", _DASHES.sub("-", bare)))
    return " ".join(one_kind.split()).rstrip(" .")


def _parse(s: str, reading: _Reading) -> ParsedDeadline:
    if not s:
        raise _Refused(ProblemCode.EMPTY)
    if _NONE.fullmatch(s):
        return ParsedDeadline(DeadlineKind.NONE, no_deadline())
    if _CONTINUOUS.fullmatch(s):
        return ParsedDeadline(DeadlineKind.NONE, no_deadline(continuous=True))
    if s == "trong ngay":
        return _dated(reading.issued_on, reading)
    if _PERIODIC.search(s):
        return _periodic(s, reading)
    lead = _LEAD.match(s)
    before = lead is not None and lead["before"] is not None
    rest = s[lead.end() :] if lead else s
    found = None if before else _term(_FROM_SIGNING.sub("", rest), reading)
    return found or _hour_and_day(rest, before, reading) or _range(rest, reading) or _refuse(rest)


def _refuse(s: str) -> ParsedDeadline:
    if s.isdecimal():
        raise _Refused(ProblemCode.AMBIGUOUS_NUMBER, number=int(s))
    if _MONTH_AND_YEAR.fullmatch(s):
        raise _Refused(ProblemCode.AMBIGUOUS_MONTH, text=s)
    raise _Refused(ProblemCode.UNKNOWN, text=s)


def _periodic(s: str, reading: _Reading) -> ParsedDeadline:
    recurrence = read_recurrence(s, before_inclusive=reading.before_inclusive)
    if recurrence is None:
        raise _Refused(ProblemCode.UNKNOWN_PERIOD, text=s)
    first = first_due(recurrence, reading.issued_on, reading.calendar, roll=reading.roll_explicit)
    return ParsedDeadline(DeadlineKind.PERIODIC, first, recurrence=recurrence)


def _term(s: str, reading: _Reading) -> ParsedDeadline | None:
    if s in _HALVES:
        return _counted(*_HALVES[s], reading)
    match = _TERM.fullmatch(s)
    if match is None:
        return None
    number, name = int(match[1]), match[2]
    if number < 1:
        raise _Refused(ProblemCode.ZERO_TERM)
    if name == "t":
        raise _Refused(ProblemCode.AMBIGUOUS_UNIT, number=number)
    if name in ("ngay", "n"):
        return _counted(number, reading.count_days, reading)
    unit, times = _UNITS.get(name, (TermUnit.WORKING, 1))
    return _counted(number * times, unit, reading)


def _counted(amount: int, unit: TermUnit, reading: _Reading) -> ParsedDeadline:
    longest = _LONGEST.get(unit, MAX_TERM_DAYS)
    if amount > longest:
        raise _Refused(ProblemCode.TOO_FAR, limit=MAX_TERM_DAYS)
    deadline = due_from_days(
        start=reading.issued_on,
        days=amount,
        unit=unit,
        calendar=reading.calendar,
        roll=reading.roll_computed,
    )
    kind = DeadlineKind.WORKING_DAYS if unit is TermUnit.WORKING else DeadlineKind.CALENDAR_DAYS
    return ParsedDeadline(kind, deadline, amount=amount, unit=unit)


def _hour_and_day(s: str, before: bool, reading: _Reading) -> ParsedDeadline | None:
    match = _HOUR.search(s)
    if match is None:
        return _day_or_point(s, before, reading)
    rest = " ".join((s[: match.start()] + " " + s[match.end() :]).split())
    lead = _LEAD.match(rest)
    rest = rest[lead.end() :] if lead else rest
    if not rest:
        raise _Refused(ProblemCode.DATE_MISSING, hour=match[0].strip())
    day = _named_day(rest, reading)
    return _dated(day, reading, hour=_clock(match)) if day else None


def _clock(match: re.Match[str]) -> time | None:
    """The hour typed; None for 24 giờ, which is the end of the day and so no limit of its own."""
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] in ("chieu", "toi") and hour < 12:
        hour += 12
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise _Refused(ProblemCode.IMPOSSIBLE_HOUR, text=match[0].strip())
    return None if hour == 24 else time(hour, minute)


def _day_or_point(s: str, before: bool, reading: _Reading) -> ParsedDeadline | None:
    day = _named_day(s, reading)
    if day is not None:
        return _dated(day, reading, before=before)
    found = read_point(s, reading.issued_on)
    if found is None:
        return None
    if before and not found.named:
        raise _Refused(ProblemCode.AMBIGUOUS_BEFORE, text=s)
    if before:
        return _dated(found.day, reading, before=True)
    _check(found.day, reading)
    deadline = due_at_point(
        point=found.point,
        year=found.year,
        number=found.number,
        calendar=reading.calendar,
        roll_explicit=reading.roll_explicit,
    )
    return ParsedDeadline(DeadlineKind.DATE, deadline, stated_on=found.day, point=found.point)


def _named_day(s: str, reading: _Reading) -> date | None:
    """The day in `s`, with its weekday before it or not; a weekday that differs is refused."""
    weekday = _WEEKDAY.match(s)
    day = read_day(s[weekday.end() :] if weekday else s, reading.issued_on)
    if day and weekday and day.isoweekday() != weekday_number(weekday[1] or weekday[2]):
        raise _Refused(ProblemCode.WEEKDAY_DIFFERS, day=day)
    return day


def _range(s: str, reading: _Reading) -> ParsedDeadline | None:
    found = read_range(s, reading.issued_on)
    if found is None:
        return None
    first, last = found
    return replace(_dated(last, reading), begins_on=first)


def _dated(day: date, reading: _Reading, *, before: bool = False, hour: time | None = None) -> ParsedDeadline:
    _check(day, reading)
    deadline = due_on_date(
        day=day,
        hour=hour,
        before=before,
        before_inclusive=reading.before_inclusive,
        calendar=reading.calendar,
        roll_explicit=reading.roll_explicit,
    )
    if before and not reading.before_inclusive and day == reading.issued_on:
        raise _Refused(ProblemCode.BEFORE_DOCUMENT, day=day, issued_on=reading.issued_on)
    return ParsedDeadline(DeadlineKind.DATE, deadline, stated_on=day, before=before)


def _check(day: date, reading: _Reading) -> None:
    if day < reading.issued_on:
        raise _Refused(ProblemCode.BEFORE_DOCUMENT, day=day, issued_on=reading.issued_on)
    if (day - reading.issued_on).days > MAX_TERM_DAYS:
        raise _Refused(ProblemCode.TOO_FAR, limit=MAX_TERM_DAYS)
