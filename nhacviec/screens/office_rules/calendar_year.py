"""A year of the working calendar as twelve small tables, Monday first."""

import calendar as months_of
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nhacviec.rules.calendar_edits import SpecialDay
from nhacviec.rules.words_calendar import DAY_LETTERS, special_day_words


@dataclass(frozen=True)
class Square:
    """One day in a month's table; `day` None: it belongs to the month before or after."""

    day: date | None
    css: str = ""
    letter: str = ""
    title: str = ""


@dataclass(frozen=True)
class Month:
    number: int
    weeks: list[list[Square]]


def months(year: int, special: Mapping[date, SpecialDay], today: date) -> list[Month]:
    shape = months_of.Calendar(firstweekday=0)
    return [
        Month(
            number,
            [
                [
                    _square(day, special.get(day), today) if day.month == number else Square(None)
                    for day in week
                ]
                for week in shape.monthdatescalendar(year, number)
            ],
        )
        for number in range(1, 13)
    ]


def _square(day: date, said: SpecialDay | None, today: date) -> Square:
    now = " day-today" if day == today else ""
    if said is None:
        return Square(day, ("day-weekend" if day.isoweekday() > 5 else "") + now)
    unsure = "" if said.is_confirmed else " day-unconfirmed"
    return Square(
        day, f"day-{said.kind}" + unsure + now, DAY_LETTERS[said.kind], special_day_words(day, said)
    )
