"""Working days that were swapped by decision: facts that no table of holidays computes.

Pure data, each fact with its source. They go into the calendar that the office edits; what the office enters
there wins over all of this.
"""

import datetime as dt
from dataclasses import dataclass

from nhacviec.rules.working_days import DayKind

FIRST_YEAR = 2018
# Tết and the second day of Quốc khánh are fixed each year by the Prime Minister (Bộ luật Lao động 2019
# Đ.112): after this year they are estimates.
LAST_DECIDED_YEAR = 2026


@dataclass(frozen=True)
class SeedDay:
    """One exception to the five-day week. `confirmed` False: estimated or not enacted as far as we know."""

    date: dt.date
    kind: DayKind
    name: str
    source: str
    confirmed: bool = True


@dataclass(frozen=True)
class Swap:
    """A weekday off against a Saturday worked."""

    off: dt.date
    worked: dt.date
    source: str

    @property
    def days(self) -> tuple[SeedDay, SeedDay]:
        return (
            SeedDay(
                self.off,
                DayKind.COMPENSATORY_OFF,
                f"Nghỉ hoán đổi (làm bù {self.worked:%d/%m/%Y})",
                self.source,
            ),
            SeedDay(self.worked, DayKind.MAKEUP_WORKDAY, f"Làm bù cho ngày {self.off:%d/%m/%Y}", self.source),
        )


SWAPS = (
    Swap(dt.date(2018, 12, 31), dt.date(2019, 1, 5), "Công văn 6519/VPCP-KGVX năm 2018"),
    Swap(dt.date(2019, 4, 29), dt.date(2019, 5, 4), "Công văn 6519/VPCP-KGVX năm 2018"),
    Swap(dt.date(2024, 4, 29), dt.date(2024, 5, 4), "Công văn 2450/VPCP-KGVX năm 2024"),
    Swap(dt.date(2025, 5, 2), dt.date(2025, 4, 26), "Báo điện tử Chính phủ, 04/03/2025"),
    Swap(dt.date(2026, 1, 2), dt.date(2026, 1, 10), "Công văn 12729/VPCP-KGVX ngày 25/12/2025"),
    Swap(dt.date(2026, 8, 31), dt.date(2026, 8, 22), "Lịch nghỉ Quốc khánh 2026; chưa rõ số văn bản"),
)

CULTURE_DAY_SOURCE = "Nghị quyết 80-NQ/TW ngày 07/01/2026; chưa xác minh văn bản sửa Bộ luật Lao động"


def swapped_days(year: int) -> tuple[SeedDay, ...]:
    """The days of this year that were swapped, off or worked; the other half may lie in the next year."""
    return tuple(day for swap in SWAPS for day in swap.days if day.date.year == year)


def is_estimate(day: dt.date, *, is_tet: bool) -> bool:
    """Whether a day off is only expected: not enacted yet, or not fixed yet for its year."""
    if day.month == 11:  # Ngày Văn hóa 24/11, and the day off instead of it after a weekend
        return True
    second_national_day = (day.month, day.day) in {(9, 1), (9, 3)}
    return day.year > LAST_DECIDED_YEAR and (is_tet or second_national_day)
