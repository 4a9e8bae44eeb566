"""Days in a foreign list. A real day of Excel is taken as it is; of a written one nobody guesses whether the
day or the month comes first: other days of the column prove it, or the person is asked. Pure."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from nhacviec.rules.typed_dates import EARLIEST, LATEST

_NUMBERS = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}.*)?")
_SPELT = re.compile(r"(?:ng[àa]y\s+)?(\d{1,2})\s+th[áa]ng\s+(\d{1,2})\s+n[ăa]m\s+(\d{4})", re.IGNORECASE)
_FEWEST = 3  # real days that say something together


class DayOrder(StrEnum):
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def readings(text: str) -> dict[DayOrder, date]:
    """The day it is in either order; one only where the other is no day, the same where it is plain."""
    typed = text.strip()
    if found := _ISO.fullmatch(typed):
        plain = _day(found[1], found[2], found[3])
        return dict.fromkeys(DayOrder, plain) if plain else {}
    if found := _SPELT.fullmatch(typed):
        plain = _day(found[3], found[2], found[1])
        return dict.fromkeys(DayOrder, plain) if plain else {}
    found = _NUMBERS.fullmatch(typed)
    if found is None:
        return {}
    both = {
        DayOrder.DAY_FIRST: _day(found[4], found[3], found[1]),
        DayOrder.MONTH_FIRST: _day(found[4], found[1], found[3]),
    }
    return {order: day for order, day in both.items() if day is not None}


def is_doubtful(text: str) -> bool:
    """Whether it is one day read one way and another read the other way."""
    return len(set(readings(text).values())) == 2


def order_of(texts: Iterable[str]) -> DayOrder | None:
    """Which comes first in a column; None when the person must be asked. Day first, as offices write, unless
    a day speaks against it, or a doubtful one has no witness: one that is a day in that order only."""
    found = [readings(text) for text in texts]
    if any(set(both) == {DayOrder.MONTH_FIRST} for both in found):
        return None
    proven = any(set(both) == {DayOrder.DAY_FIRST} for both in found)
    doubtful = any(len(set(both.values())) == 2 for both in found)
    return DayOrder.DAY_FIRST if proven or not doubtful else None


def read_day(text: str, order: DayOrder) -> date:
    """Raises ValueError for what is no day in that order."""
    found = readings(text)
    if order not in found:
        raise ValueError("not_a_day")
    return found[order]


def may_be_swapped(real: Iterable[date], texts: Iterable[str]) -> bool:
    """An Excel set to months first makes real days of what it can and leaves 13/07/2018 as text: every real
    day of the column is then before the 13th. They stay as they are, but somebody should look."""
    days = list(real)
    left = [readings(text) for text in texts]
    return (
        len(days) >= _FEWEST
        and all(day.day <= 12 for day in days)
        and any(set(both) == {DayOrder.DAY_FIRST} for both in left)
    )


def _day(year: str, month: str, day: str) -> date | None:
    if not EARLIEST <= int(year) <= LATEST:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
