import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.unit_codes import MAX_LENGTH, BadUnitCode, parse_code, to_leaf_first, to_root_first


@pytest.mark.parametrize(
    ("leaf_first", "root_first"),
    [
        ("000.00.00.H19", "H19"),
        ("000.00.15.H19", "H19.15"),
        ("000.02.15.H19", "H19.15.02"),
        ("001.02.15.H19", "H19.15.02.001"),
        ("001.00.15.H19", "H19.15.00.001"),
    ],
)
def test_the_two_spellings_mean_one_code(leaf_first: str, root_first: str) -> None:
    assert to_root_first(leaf_first) == to_root_first(root_first) == root_first
    assert to_leaf_first(root_first) == to_leaf_first(leaf_first) == leaf_first


def test_a_code_with_a_root_at_both_ends_is_read_root_first() -> None:
    assert to_root_first("A12.00.15.H19") == "A12.00.15.H19"


def test_case_blanks_and_hidden_characters_do_not_matter() -> None:
    assert to_root_first(" h19 . 15\u200b") == "H19.15"


def test_a_leaf_with_letters_is_kept() -> None:
    assert parse_code("H37.DN.001").groups == ("H37", "DN", "001")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "empty"),
        (" \u200b", "empty"),
        ("H19." + "1" * MAX_LENGTH, "too_long"),
        ("H19-15", "bad_character"),
        ("Đ19", "bad_character"),
        ("H19..15", "empty_group"),
        (".H19", "empty_group"),
        ("000.00.15", "no_root"),
        ("15.HH", "no_root"),
    ],
)
def test_bad_codes_say_what_is_wrong(raw: str, code: str) -> None:
    with pytest.raises(BadUnitCode) as refused:
        parse_code(raw)
    assert refused.value.code == code


@pytest.mark.parametrize("raw", ["H37.DN.001", "H1.15", "H19.15.02.001.05", "H19.150"])
def test_codes_without_a_four_group_spelling_say_so(raw: str) -> None:
    with pytest.raises(BadUnitCode) as refused:
        to_leaf_first(raw)
    assert refused.value.code == "no_2016_form"


@given(
    st.from_regex(r"[A-Z][0-9]{2}", fullmatch=True),
    st.tuples(
        st.from_regex(r"[A-Z0-9]{2}", fullmatch=True),
        st.from_regex(r"[A-Z0-9]{2}", fullmatch=True),
        st.from_regex(r"[0-9]{3}", fullmatch=True),
    ),
    st.integers(0, 3),
)
def test_there_and_back_gives_the_same_code(root: str, below: tuple[str, str, str], depth: int) -> None:
    used = list(below[:depth])
    while used and set(used[-1]) == {"0"}:
        used.pop()
    code = ".".join([root, *used])
    leaf_first = to_leaf_first(code)
    assert len(leaf_first) == 13
    assert to_root_first(code) == code
    assert to_root_first(leaf_first) == code
