import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.document_kinds import (
    DOCUMENT_KINDS,
    SECRECIES,
    URGENCIES,
    Level,
    classified_words,
    is_urgent,
    kind_from_abbreviation,
    kind_of,
)


def test_codes_are_unique_and_found_again() -> None:
    assert len({kind.code for kind in DOCUMENT_KINDS}) == len(DOCUMENT_KINDS)
    assert all(kind_of(kind.code) is kind for kind in DOCUMENT_KINDS)
    assert kind_of("khong_co") is None


def test_the_decree_lists_27_kinds_and_3_copies_with_an_abbreviation() -> None:
    by_group = [kind.group for kind in DOCUMENT_KINDS if kind.abbreviation]
    assert by_group.count("administrative") == 27
    assert by_group.count("copy") == 3
    assert {kind.name for kind in DOCUMENT_KINDS if not kind.abbreviation} == {"Công văn", "Thư công"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("QĐ", "quyet_dinh"), ("qd", "quyet_dinh"), ("qđ", "quyet_dinh"), ("QÐ", "quyet_dinh"),
        ("QyĐ", "quy_dinh"),
        ("ĐA", "de_an"), ("DA", "du_an"), ("HD", "huong_dan"), ("HĐ", "hop_dong"), ("ttr", "to_trinh"),
        ("TTr", "to_trinh"), ("cd", "cong_dien"), ("CV", "cong_van"), ("KL", "ket_luan"),
    ],
)  # fmt: skip
def test_abbreviations_are_understood(typed: str, code: str) -> None:
    kind = kind_from_abbreviation(typed)
    assert kind is not None
    assert kind.code == code


def test_a_year_makes_a_decision_a_legal_normative_document() -> None:
    decision = kind_from_abbreviation("QĐ", has_year=True)
    notice = kind_from_abbreviation("TB", has_year=True)
    assert decision is not None
    assert notice is not None
    assert (decision.code, notice.code) == ("quyet_dinh_qppl", "thong_bao")


@pytest.mark.parametrize("typed", ["UBND", "", "???"])
def test_other_letters_are_no_kind(typed: str) -> None:
    assert kind_from_abbreviation(typed) is None


def test_everything_above_ordinary_is_urgent() -> None:
    assert [is_urgent(level.code) for level in URGENCIES] == [False, True, True, True]
    assert not is_urgent("khac")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ỦY BAN NHÂN DÂN\nMẬT\nSố: 12/BC-UBND", ("mat",)),
        ("TỐI  MẬT", ("toi_mat",)),
        ("[TUYỆT MẬT]", ("tuyet_mat",)),
        ("MẬT\nTUYỆT MẬT\nTỐI MẬT", ("tuyet_mat", "toi_mat", "mat")),
        ("TUYỆT\nMẬT", ("mat",)),
        ("Độ mật: Tối mật", ("toi_mat",)),
        ("ĐỘ MẬT: TUYỆT MẬT", ("tuyet_mat",)),
        ("Độ mật - mật", ("mat",)),
        ("M\u00adA\u0302\u0323T", ("mat",)),
        ("công tác bảo vệ bí mật nhà nước", ()),
        ("VỀ BẢO VỆ BÍ MẬT NHÀ NƯỚC", ()),
        ("QUY ĐỊNH MẬT ĐỘ XÂY DỰNG; mật độ 60%", ()),
        ("BẢO MẬT THÔNG TIN, MẬT KHẨU, MẬT MÃ", ()),
        ("Độ mật: Không", ()),
        ("", ()),
    ],
)
def test_secrecy_stamps_are_told_from_other_words(text: str, codes: tuple[str, ...]) -> None:
    assert classified_words(text) == codes


@given(st.text(), st.sampled_from(SECRECIES[1:]), st.text())
def test_a_stamp_on_its_own_line_is_found_in_any_text(before: str, level: Level, after: str) -> None:
    assert level.code in classified_words(f"{before}\n{level.name.upper()}\n{after}")
