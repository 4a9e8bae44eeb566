"""Which typed numbers are read, and which are none."""

import pytest

from nhacviec.rules.typed_numbers import OF_A_ROW, typed_number


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("007", 7), ("9" * OF_A_ROW, 10**OF_A_ROW - 1)])
def test_plain_digits_are_a_number(typed: str, number: int) -> None:
    assert typed_number(typed) == number


@pytest.mark.parametrize("typed", ["", "-1", "+1", "1.5", "1e3", " 1", "٣", "²", "1\0", "9" * 19, "9" * 5000])
def test_anything_else_is_none(typed: str) -> None:
    assert typed_number(typed) is None


def test_a_year_has_four_digits_at_most() -> None:
    assert (typed_number("2018", digits=4), typed_number("20180", digits=4)) == (2018, None)
