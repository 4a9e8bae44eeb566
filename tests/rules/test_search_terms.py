import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.search_terms import (
    MOST_CHARACTERS,
    code_of,
    matches,
    search_for,
    search_text,
    symbol_words,
    words_of,
    written_words_of,
)
from nhacviec.rules.text import visible

TEXT = search_text("Báo cáo việc giải phóng mặt bằng tại Hoà Bình", "6088/UBND-TH", "NV-2018-004211")


def found(typed: str, text: str = TEXT) -> list[bool]:
    return [matches(text, tier) for tier in search_for(typed).tiers]


@pytest.mark.parametrize(
    "typed",
    ["giai phong mat bang", "GIAI  PHONG", "hoa binh", "bao cao 6088", "6088ubnd", "6088/UBND-TH", "4211"],
)  # fmt: skip
def test_without_accents_there_is_one_degree_of_likeness(typed: str) -> None:
    assert found(typed) == [True]


@pytest.mark.parametrize("typed", ["giải phóng", "hòa bình", "hoà bình", "Giải phóng mặt bằng 6088"])
def test_accents_as_written_come_first_wherever_the_tone_stands(typed: str) -> None:
    assert found(typed) == [True, True]


@pytest.mark.parametrize("typed", ["giai phóng", "giãi phóng", "hỏa bình"])
def test_other_accents_are_found_after_those(typed: str) -> None:
    exact, plain = found(typed)
    assert plain
    assert exact == (typed == "giai phóng")


def test_a_word_must_be_whole() -> None:
    assert found("gia phon") == [False]


def test_a_phrase_in_quotes_stands_word_for_word_and_inside_one_field() -> None:
    assert found('"giải phóng mặt bằng"') == [True, True]
    assert found('"phong giai"') == [False]
    assert found("“mat bang” 6088") == [True]
    assert found('"binh 6088"') == [False]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "nothing"), ("  ", "nothing"), ("%", "nothing"), ("%_%", "nothing"),
        ("' & | ! : * ( )", "nothing"), ('""', "nothing"), ("\0", "nothing"), ("\ud800", "nothing"),
        ("a", "one_letter"), ("Đ", "one_letter"),
        ("5", ""), ("ab", ""), ("x\0y", ""), ("a " * 60, "too_long"),
        ("x" * (MOST_CHARACTERS + 1), "too_long"),
        ("báo cáo " * 1250, "too_long"), ("<script>alert(1)</script>", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_for_says_why(typed: str, problem: str) -> None:
    assert search_for(typed).problem == problem


@given(st.text(max_size=400))
def test_anything_may_be_typed(typed: str) -> None:
    wanted = search_for(typed)
    for tier in (*wanted.tiers, *wanted.symbol_tiers):
        assert all(word.strip("#=").isalnum() for word in tier.words)


@given(st.text(max_size=80))
def test_every_text_is_found_by_itself(text: str) -> None:
    wanted = search_for(text)
    if not wanted.problem:
        assert matches(search_text(visible(text)), wanted.tiers[-1])


@given(st.text(max_size=80))
def test_what_matches_as_written_matches_without_accents(text: str) -> None:
    wanted = search_for(text)
    if not wanted.problem and matches(search_text(visible(text)), wanted.tiers[0]):
        assert matches(search_text(visible(text)), wanted.tiers[-1])


def number_found(typed: str, symbol: str) -> list[bool]:
    words = search_text(symbol, more=symbol_words(symbol))
    return [matches(words, tier) for tier in search_for(typed).symbol_tiers]


@pytest.mark.parametrize(
    "typed",
    ["1130", "1130/KH-VP", "1130 kh vp", "1130khvp", "1130/kh", "số 1130", "Văn bản số: 1130/KH-VP", "01130"],
)
def test_a_number_is_found_in_any_spacing(typed: str) -> None:
    assert number_found(typed, "1130/KH-VP")[0]


@pytest.mark.parametrize("typed", ["113", "130", "30/KH-VP", "30khvp", "13 k", "1130 v"])
def test_half_a_number_is_found_after_whole_numbers(typed: str) -> None:
    exact, half = number_found(typed, "1130/KH-VP")
    assert half
    assert exact == (typed == "1130 v")


@pytest.mark.parametrize(
    ("typed", "symbol"), [("khvp", "1130/KH-VP"), ("ubnd th", "6088/UBND-TH"), ("2531a", "2531A/UBND-VP")]
)
def test_letters_of_a_symbol_are_found_together_and_apart(typed: str, symbol: str) -> None:
    assert any(number_found(typed, symbol))


@pytest.mark.parametrize("typed", ["báo cáo", "1131", "1130 kt", "1 2 3 4 5 6 7 8 9"])
def test_what_is_no_number_of_it_is_not_found_as_one(typed: str) -> None:
    assert not any(number_found(typed, "1130/KH-VP"))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("NV-2018-004211", "NV-2018-004211"), ("nv 2018 4211", "NV-2018-004211"),
        (" nv-2018-004211.2 ", "NV-2018-004211.2"), ("2018-004211", ""), ("NV-2018", ""), ("NV-2018-1 x", ""),
    ],
)  # fmt: skip
def test_a_code_is_read_however_it_is_typed(typed: str, code: str) -> None:
    assert code_of(typed) == code


def test_letters_and_digits_part_company() -> None:
    assert words_of("Q1/2018 H19") == ("q", "1", "2018", "h", "19")
    assert written_words_of("Đường Hoà") == ("đường", "hòa")
