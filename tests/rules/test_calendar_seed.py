from datetime import date

from nhacviec.rules.calendar_seed import FIRST_YEAR, LAST_DECIDED_YEAR, SWAPS, is_estimate, swapped_days
from nhacviec.rules.working_days import DayKind


def test_every_swap_takes_a_weekday_off_and_a_weekend_day_on() -> None:
    for swap in SWAPS:
        off, worked = swap.days
        assert (off.kind, worked.kind) == (DayKind.COMPENSATORY_OFF, DayKind.MAKEUP_WORKDAY)
        assert off.date.isoweekday() <= 5 < worked.date.isoweekday()
        assert abs((off.date - worked.date).days) <= 14
        assert off.source == worked.source != ""


def test_each_half_of_a_swap_belongs_to_its_own_year() -> None:
    assert [day.date for day in swapped_days(2018)] == [date(2018, 12, 31)]
    assert next(day.date for day in swapped_days(2019)) == date(2019, 1, 5)
    told = [day for year in range(FIRST_YEAR, LAST_DECIDED_YEAR + 1) for day in swapped_days(year)]
    assert len(told) == 2 * len(SWAPS)


def test_what_is_fixed_by_law_is_no_estimate() -> None:
    assert not is_estimate(date(2030, 4, 30), is_tet=False)
    assert not is_estimate(date(2026, 2, 17), is_tet=True)
    assert not is_estimate(date(2026, 9, 1), is_tet=False)


def test_what_is_decided_each_year_is_an_estimate_until_then() -> None:
    assert is_estimate(date(2027, 2, 5), is_tet=True)
    assert is_estimate(date(2027, 9, 3), is_tet=False)
    assert is_estimate(date(2026, 11, 24), is_tet=False)
