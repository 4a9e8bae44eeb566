import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nhacviec.rules.text import (
    UnusableText,
    canonical_tone,
    clean_line,
    clean_text,
    fold,
    fold_code,
    initials,
    visible,
)

storable = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def test_line_is_composed_trimmed_and_folded() -> None:
    decomposed = unicodedata.normalize("NFD", "  Ủy ban\tnhân   dân\r\ntỉnh Đồng Nai ")
    assert clean_line(decomposed) == "Ủy ban nhân dân tỉnh Đồng Nai"


@pytest.mark.parametrize(
    "hidden",
    [
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u00ad",
        "\x07",
        "\x9f",
        "\uf0b7",
        "\uffff",
        "\ufdd0",
    ],
)
def test_characters_nobody_sees_are_removed(hidden: str) -> None:
    assert clean_line(f"Sở{hidden} Tài chính") == "Sở Tài chính"
    assert clean_text(f"Sở{hidden} Tài chính") == "Sở Tài chính"


@pytest.mark.parametrize(("bad", "code"), [("a\0b", "nul"), ("a\ud800b", "surrogate")])
@pytest.mark.parametrize("clean", [clean_line, clean_text])
def test_what_cannot_be_stored_is_refused(clean: Callable[..., str], bad: str, code: str) -> None:
    with pytest.raises(UnusableText) as refused:
        clean(bad)
    assert refused.value.code == code


@pytest.mark.parametrize("clean", [clean_line, clean_text])
def test_length_counts_after_cleaning(clean: Callable[..., str]) -> None:
    assert clean("  abc \u200b ", limit=3) == "abc"
    with pytest.raises(UnusableText) as refused:
        clean("abcd", limit=3)
    assert refused.value.code == "too_long"


def test_text_keeps_its_paragraphs() -> None:
    assert clean_text("một \t hai\r\n\r\n\r\n\r\nba\u2028bốn\x85năm  \n ") == "một hai\n\nba\nbốn\nnăm"


def test_emoji_and_formulas_stay_text() -> None:
    assert clean_line("=cmd() 👍🏽") == "=cmd() 👍🏽"


def test_tone_typed_before_the_shape_of_the_vowel_is_mended() -> None:
    assert clean_line("Vie\u0323\u0302t e\u0301\u0302") == "Việt ế"
    assert clean_line("a\u0300\u0306") == "ằ"


@given(storable)
@example("\u1fef\u2000a\n\u0301")
def test_cleaning_twice_changes_nothing_more(s: str) -> None:
    for clean in (clean_line, clean_text):
        once = clean(s)
        assert clean(once) == once
        assert once == unicodedata.normalize("NFC", once) == once.strip()
    assert "\n" not in clean_line(s)


@given(st.text())
def test_folding_never_raises_and_twice_changes_nothing_more(s: str) -> None:
    assert fold(fold(s)) == fold(s)
    assert fold_code(fold_code(s)) == fold_code(s)
    assert fold_code(s) == fold(s).replace(" ", "")
    assert visible(visible(s)) == visible(s)


@given(storable)
def test_cleaning_does_not_change_what_a_search_sees(s: str) -> None:
    assert fold(clean_line(s)) == fold(s)


def test_fold_ignores_accents_case_stroke_and_punctuation() -> None:
    assert fold("  Sở Kế hoạch & ĐẦU TƯ, (tỉnh) ") == "so ke hoach dau tu tinh"
    assert fold("Ðồng Nai") == fold("Đồng Nai") == fold("dong nai")
    assert fold("hoà") == fold("hòa") == "hoa"
    assert fold("U\u00adBND\vtỉnh") == "ubnd tinh"


def test_fold_code_also_drops_blanks() -> None:
    assert fold_code("STN & MT") == fold_code("stnmt") == "stnmt"


def test_visible_drops_even_what_cleaning_refuses() -> None:
    assert visible(" a\0\ud800 \u202eb\n") == "a b"


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà", "hòa"), ("HOÀ BÌNH", "HÒA BÌNH"), ("Uỷ ban", "Ủy ban"), ("thuỷ lợi", "thủy lợi"),
        ("khoẻ", "khỏe"), ("toạ đàm", "tọa đàm"), ("tuỳ, uý", "tùy, úy"), ("hòa", "hòa"),
        ("quý", "quý"), ("Quỳ", "Quỳ"), ("hoàn", "hoàn"), ("ngoài", "ngoài"), ("thuyền", "thuyền"),
        ("hoặc", "hoặc"), ("oậ", "oậ"),
    ],
)  # fmt: skip
def test_tone_marks_go_where_the_traditional_spelling_puts_them(new: str, old: str) -> None:
    assert canonical_tone(new) == old


@given(st.text(alphabet="hoaàáạeèuyỳýqtn HOÀ"))
def test_tone_placement_is_stable_and_searches_alike(s: str) -> None:
    assert canonical_tone(canonical_tone(s)) == canonical_tone(s)
    assert fold(canonical_tone(s)) == fold(s)


def test_initials_of_unit_names() -> None:
    assert initials("Sở Tài nguyên và Môi trường") == ("STNMT", "STNVMT", "TNMT")
    assert initials("Sở Kế hoạch và Đầu tư")[0] == "SKHĐT"
    assert initials("Văn phòng UBND tỉnh") == ("VPUBNDT", "VPUBND")
    assert initials("Quận 12")[0] == "Q12"
    assert initials("Công an") == ("CA",)


@pytest.mark.parametrize("name", ["", "  ", "-", "A", "và"])
def test_a_name_without_words_has_no_initials(name: str) -> None:
    assert initials(name) == ()
