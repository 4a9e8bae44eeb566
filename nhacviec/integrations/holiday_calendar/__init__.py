"""The public holidays of Việt Nam: computed by the `holidays` package, corrected by the facts it lacks.

The package knows no Saturday that is worked instead of another day, nor every swap (2/1/2026);
`calendar_seed` does. A fact of ours replaces what the package says about that day.
"""

import datetime as dt

from nhacviec.rules.calendar_seed import (
    CULTURE_DAY_SOURCE,
    FIRST_YEAR,
    SeedDay,
    is_estimate,
    swapped_days,
)
from nhacviec.rules.working_days import DayKind

LAST_YEAR = 2099  # the lunar tables of the package end there
_LAW = "Bộ luật Lao động 2019, Điều 112"
_LAW_BEFORE_2021 = "Bộ luật Lao động 2012, Điều 115"
_EXPECTED = "Dự kiến, chờ quyết định của Thủ tướng Chính phủ"


def days_of_year(year: int) -> list[SeedDay]:
    """Every exception to the five-day week in this year, in order. ValueError outside 2018 to 2099."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"no calendar for the year {year}")
    import holidays  # a large library: only where a calendar is proposed, not for every web server

    computed = holidays.country_holidays("VN", years=year, language="vi")
    days = {day: _seed(day, name) for day, name in computed.items()}
    days |= {fact.date: fact for fact in swapped_days(year)}
    return sorted(days.values(), key=lambda each: each.date)


def _seed(day: dt.date, name: str) -> SeedDay:
    compensatory = "nghỉ bù" in name or name.startswith("Ngày nghỉ")
    kind = DayKind.COMPENSATORY_OFF if compensatory else DayKind.HOLIDAY
    estimate = is_estimate(day, is_tet=day.month < 4 and "Tết" in name and "Dương lịch" not in name)
    return SeedDay(day, kind, name, _source(day, estimate), confirmed=not estimate)


def _source(day: dt.date, estimate: bool) -> str:
    if day.month == 11:
        return CULTURE_DAY_SOURCE
    if estimate:
        return _EXPECTED
    return _LAW if day.year >= 2021 else _LAW_BEFORE_2021
