"""Days of a filter: a date, or a day that moves with the calendar ("hom-nay+7", "cuoi-tuan"). Pure.

A saved list "due this week" must mean this week next month too, so the words are kept, not the date.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from nhacviec.rules.deadlines import last_of_month
from nhacviec.rules.text import fold
from nhacviec.rules.typed_dates import parse_day

_MOVING = re.compile(r"([a-z]+(?:-[a-z]+)?)(?:([+-])([0-9]{1,4}))?")
_BARE = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})")


def _first_of_quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _last_of_quarter(day: date) -> date:
    return last_of_month(day.year, _first_of_quarter(day).month + 2)


WORDS: dict[str, Callable[[date], date]] = {
    "hom-nay": lambda day: day,
    "hom-qua": lambda day: day - timedelta(days=1),
    "dau-tuan": lambda day: day - timedelta(days=day.weekday()),
    "cuoi-tuan": lambda day: day + timedelta(days=6 - day.weekday()),
    "dau-thang": lambda day: day.replace(day=1),
    "cuoi-thang": lambda day: last_of_month(day.year, day.month),
    "dau-quy": _first_of_quarter,
    "cuoi-quy": _last_of_quarter,
    "dau-nam": lambda day: day.replace(month=1, day=1),
    "cuoi-nam": lambda day: day.replace(month=12, day=31),
}
SAID = {
    "hom-nay": "hôm nay",
    "hom-qua": "hôm qua",
    "dau-tuan": "đầu tuần",
    "cuoi-tuan": "cuối tuần",
    "dau-thang": "đầu tháng",
    "cuoi-thang": "cuối tháng",
    "dau-quy": "đầu quý",
    "cuoi-quy": "cuối quý",
    "dau-nam": "đầu năm",
    "cuoi-nam": "cuối năm",
}


@dataclass(frozen=True, slots=True)
class Day:
    """A date, or a word with a shift in days; `shift` counts on from the date too."""

    fixed: date | None = None
    word: str = ""
    shift: int = 0

    def on(self, today: date) -> date:
        """The date that is meant on a day; the calendar's ends are never left."""
        start = self.fixed or WORDS[self.word](today)
        ordinal = start.toordinal() + self.shift
        return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))

    def moved(self, days: int) -> "Day":
        if self.fixed:
            return Day(fixed=Day(fixed=self.fixed, shift=days).on(self.fixed))
        return Day(word=self.word, shift=self.shift + days)

    @property
    def text(self) -> str:
        """As it stands in an address: 2018-07-20, hom-nay, hom-nay+7."""
        if self.fixed:
            return self.fixed.isoformat()
        return f"{self.word}{self.shift:+d}" if self.shift else self.word

    @property
    def typed(self) -> str:
        """As it stands in a form: 20/07/2018, hôm nay+7."""
        if self.fixed:
            return f"{self.fixed:%d/%m/%Y}"
        return f"{SAID[self.word]}{self.shift:+d}" if self.shift else SAID[self.word]


def read_day(typed: str) -> Day:
    """ "20/7/2018", "2018-07-20", "20072018", "hôm nay", "hom-nay+7", "cuối tuần - 2". ValueError for what is
    no day."""
    if bare := _BARE.fullmatch(typed.strip()):
        return Day(fixed=parse_day("/".join(bare.groups())))
    moving = _MOVING.fullmatch(_with_hyphens(typed))
    if moving and moving[1] in WORDS:
        shift = int(moving[3] or 0)
        return Day(word=moving[1], shift=-shift if moving[2] == "-" else shift)
    return Day(fixed=parse_day(typed))


def read_past_day(typed: str, *, today: date) -> date:
    """As read_day; and "30/9" is the last 30 September that is not ahead. ValueError for what is no day."""
    if found := _DAY_AND_MONTH.fullmatch(typed.strip()):
        for year in range(today.year, today.year - 9, -1):  # 29/2 comes once in four years, or in eight
            with suppress(ValueError):
                if (meant := date(year, int(found[2]), int(found[1]))) <= today:
                    return meant
        raise ValueError("not_a_day")
    return read_day(typed).on(today)


def _with_hyphens(typed: str) -> str:
    """The folded words joined by a hyphen, with the sign that was typed before the number."""
    words = fold(typed).split()
    number = words.pop() if words and words[-1].isdecimal() else ""
    sign = "-" if re.search(r"-\s*[0-9]+\s*$", typed) else "+"
    return "-".join(words) + (f"{sign}{number}" if number else "")
