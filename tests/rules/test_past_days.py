from datetime import date

import pytest

from nhacviec.rules.relative_days import read_past_day

TODAY = date(2018, 11, 21)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("30/9", date(2018, 9, 30)),
        (" 5.7 ", date(2018, 7, 5)),
        ("21-11", TODAY),
        ("22/11", date(2017, 11, 22)),
        ("29/2", date(2016, 2, 29)),
        ("30/9/2016", date(2016, 9, 30)),
        ("30092018", date(2018, 9, 30)),
        ("2018-09-30", date(2018, 9, 30)),
        ("hôm nay", TODAY),
        ("hôm qua", date(2018, 11, 20)),
    ],
)
def test_a_day_without_its_year_is_the_last_one_that_has_come(typed: str, meant: date) -> None:
    assert read_past_day(typed, today=TODAY) == meant


@pytest.mark.parametrize("typed", ["31/9", "30/2", "0/1", "9/13", "30/9/26", "30", "", "tháng 9"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        read_past_day(typed, today=TODAY)
