"""Read a day as an office types it: day first, always. Pure."""

import re
from datetime import date

_DAY_FIRST = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
EARLIEST, LATEST = 1900, 2199


def parse_day(text: str) -> date:
    """ "05/07/2018", "5-7-2018", "5.7.2018" and "2018-07-05" are 5 July 2018. Raises ValueError for anything
    else: a month in the first place is an error, never a guess."""
    typed = text.strip()
    if found := _DAY_FIRST.fullmatch(typed):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
    elif found := _ISO.fullmatch(typed):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    else:
        raise ValueError("not_a_day")
    if not EARLIEST <= year <= LATEST:
        raise ValueError("year_out_of_range")
    return date(year, month, day)
