from datetime import date

import pytest

from nhacviec.rules.typed_dates import parse_day


@pytest.mark.parametrize(
    "typed", ["05/07/2018", "5/7/2018", "5-7-2018", "5.7.2018", " 05 / 07 / 2018 ", "2018-07-05"]
)
def test_the_day_comes_first(typed: str) -> None:
    assert parse_day(typed) == date(2018, 7, 5)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "07/25/2018",
        "31/02/2018",
        "5/7/18",
        "5/7-2018",
        "2018/07/05",
        "05/07/1066",
        "05/07/9999",
        "43286",
        "mai",
    ],
)
def test_what_is_no_day_is_refused_not_guessed(typed: str) -> None:
    with pytest.raises(ValueError):
        parse_day(typed)
