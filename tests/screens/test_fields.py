"""Form fields: what is cleaned, what is refused and in which words."""

from datetime import date, time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from nhacviec.screens.forms.fields import (
    LineField,
    OfficeDateField,
    OfficeForm,
    SymbolField,
    TextField,
    TimeField,
    read_day,
    read_hour,
)


class Sample(OfficeForm):
    title = LineField(label="Tên", limit=20)
    day = OfficeDateField(label="Ngày", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A")])


def test_a_line_is_nfc_without_hidden_characters_and_line_ends() -> None:
    assert LineField().clean("  U\u0309y ban\u200b\n\u202etỉnh  ") == "Ủy ban tỉnh"


def test_emoji_and_formulas_are_kept_as_text() -> None:
    assert LineField().clean("=cmd() 🎉") == "=cmd() 🎉"


@pytest.mark.parametrize(
    ("text", "code"), [("a\0b", "nul"), ("\ud800", "surrogate"), ("x" * 251, "too_long")]
)
def test_unusable_lines_are_refused(text: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        LineField().clean(text)
    assert refused.value.code == code


def test_a_long_text_is_told_how_long_it_is() -> None:
    assert len(TextField().clean("x" * 10_000)) == 10_000
    with pytest.raises(ValidationError, match=r"20\.000 ký tự; tối đa 10\.000"):
        TextField().clean("x" * 20_000)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15/07/2018", date(2018, 7, 15)),
        ("5.7.18", date(2018, 7, 5)),
        ("2018-07-05", date(2018, 7, 5)),
        ("05072018", date(2018, 7, 5)),
        ("31/02/2018", None),
        ("hôm nay", None),
        ("1/2/345", None),
        ("1/2/0018", date(18, 2, 1)),  # four digits are the year itself
    ],
)
def test_days_are_read_as_an_office_writes_them(typed: str, day: date | None) -> None:
    assert read_day(typed) == day


def test_a_year_outside_any_office_is_refused() -> None:
    for typed in ("01/01/1018", "01/01/0018"):
        with pytest.raises(ValidationError, match="Năm không hợp lệ"):
            OfficeDateField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("14h30", time(14, 30)),
        ("14h", time(14)),
        ("8 giờ 5", time(8, 5)),
        ("14:30", time(14, 30)),
        ("25h", None),
        ("x", None),
    ],
)
def test_hours_are_read_as_an_office_writes_them(typed: str, hour: time | None) -> None:
    assert read_hour(typed) == hour
    if hour is None:
        with pytest.raises(ValidationError):
            TimeField().clean(typed)


def test_a_symbol_is_kept_as_typed_but_is_not_only_signs() -> None:
    assert SymbolField().clean(" 1130/KH-VP ") == "1130/KH-VP"
    with pytest.raises(ValidationError):
        SymbolField().clean("/-/")


def test_a_wrong_field_looks_wrong_and_names_its_error_for_screen_readers() -> None:
    html = str(Sample({"title": "", "day": "32/01/2018", "kind": "a"})["day"])
    assert "form-control is-invalid" in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_day_error"' in html


def test_a_form_given_back_after_sign_in_shows_the_text_without_complaints() -> None:
    form = Sample(QueryDict("day=khong"), given_back=True)
    assert not form.is_valid()
    assert not form.errors
    assert 'value="khong"' in str(form["day"])


def test_a_day_is_shown_the_vietnamese_way() -> None:
    assert 'value="29/06/2018"' in str(Sample(initial={"day": date(2018, 6, 29)})["day"])
