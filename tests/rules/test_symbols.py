import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.symbols import kind_from_symbol, parse_symbol, same_symbol


@pytest.mark.parametrize(
    ("raw", "number", "suffix", "year", "kind", "body"),
    [
        ("1130/KH-VP", 1130, "", None, "ke_hoach", "VP"),
        ("847/QĐ-UBND", 847, "", None, "quyet_dinh", "UBND"),
        ("51/2015/QĐ-UBND", 51, "", 2015, "quyet_dinh_qppl", "UBND"),
        ("42/2014/QĐ-TTg", 42, "", 2014, "quyet_dinh_qppl", "TTG"),
        ("6088/UBND-TH", 6088, "", None, "cong_van", "UBND-TH"),
        ("08-QC/TW", 8, "", None, "quy_che", "TW"),
        ("1729-TB/TU", 1729, "", None, "thong_bao", "TU"),
        ("1298/QĐ-UBND-HC", 1298, "", None, "quyet_dinh", "UBND-HC"),
        ("2531A/UBND-VP", 2531, "A", None, "cong_van", "UBND-VP"),
        ("342/VP.UBND-TH", 342, "", None, "cong_van", "VP.UBND-TH"),
        ("73/2005/QĐ.UBT", 73, "", 2005, "quyet_dinh_qppl", "UBT"),
        ("335/2025/NĐ-CP", 335, "", 2025, "nghi_dinh", "CP"),
        ("04/TTr-SXD", 4, "", None, "to_trinh", "SXD"),
        ("1270/BC-TCTTTg", 1270, "", None, "bao_cao", "TCTTTG"),
        ("12/CV-STC", 12, "", None, "cong_van", "STC"),
        ("1234 UBND-TH", 1234, "", None, "cong_van", "UBND-TH"),
        ("1130", 1130, "", None, None, ""),
        ("51/2015", 51, "", 2015, None, ""),
        ("15A", 15, "A", None, None, ""),
        ("KH-VP", None, "", None, "ke_hoach", "VP"),
        ("không số", None, "", None, None, "KHÔNGSỐ"),
        ("", None, "", None, None, ""),
        ("12345678901/QĐ-UBND", None, "", None, None, "12345678901/QĐ-UBND"),
    ],
)
def test_symbols_are_taken_apart(
    raw: str, number: int | None, suffix: str, year: int | None, kind: str | None, body: str
) -> None:
    symbol = parse_symbol(raw)
    assert (symbol.number, symbol.suffix, symbol.year, symbol.kind_code, symbol.body) == (
        number,
        suffix,
        year,
        kind,
        body,
    )
    assert symbol.raw == raw


@pytest.mark.parametrize(
    "typed",
    [
        "0847/QĐ-UBND", " 847 / QĐ - UBND ", "847/qđ-ubnd", "847/QÐ-UBND", "847/qd-ubnd", "Số: 847/QĐ-UBND",
        "số 847/QĐ–UBND", "Quyết định số 847/QĐ-UBND ngày 09/02/2023", "847\\QĐ-UBND", "847/QD.UBND",
        "8\u200b47/QĐ-UBND\n",
        "Số, ký hiệu: 847/QĐ-UBND", "847QĐ-UBND",
    ],
)  # fmt: skip
def test_the_same_symbol_typed_differently_is_the_same(typed: str) -> None:
    assert same_symbol(typed, "847/QĐ-UBND")
    assert parse_symbol(typed).folded_key == parse_symbol("847/QĐ-UBND").folded_key
    assert parse_symbol(typed).number_key == "847"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("08-QC/TW", "8-QC/TW", True),
        ("08-QC/TW", "08/QC-TW", True),
        ("2531A/UBND-VP", "2531/UBND-VP", False),
        ("2531A/UBND-VP", "2531a/ubnd-vp", True),
        ("6088/UBND-TH", "6088/UBND-KT", False),
        ("6088/UBND-TH", "6088", True),
        ("6088/UBND-TH", "6089/UBND-TH", False),
        ("51/2015/QĐ-UBND", "51/QĐ-UBND", True),
        ("51/2015/QĐ-UBND", "51/2016/QĐ-UBND", False),
        ("51/2015/QĐ-UBND", "51", True),
        ("không số", "Không  số", True),
        ("không số", "12/QĐ-UBND", False),
        ("", "", False),
        ("", "12", False),
        ("-", "/", False),
    ],
)
def test_an_agency_compares_its_paper_copy(a: str, b: str, same: bool) -> None:
    assert same_symbol(a, b) is same
    assert same_symbol(b, a) is same


def test_numbers_of_different_divisions_share_one_series() -> None:
    assert parse_symbol("6088/UBND-TH").number_key == parse_symbol("06088/UBND-KT").number_key
    assert parse_symbol("2531A/UBND-VP").number_key != parse_symbol("2531/UBND-VP").number_key


def test_a_symbol_tells_its_kind() -> None:
    letter = kind_from_symbol("6088/UBND-TH")
    assert letter is not None
    assert letter.name == "Công văn"
    assert kind_from_symbol("6088") is None


@given(st.text())
def test_nothing_makes_it_fail(raw: str) -> None:
    symbol = parse_symbol(raw)
    assert symbol.raw == raw
    assert symbol.number is None or 0 <= symbol.number < 10**9
    assert not raw.strip() or same_symbol(raw, raw) is (symbol.folded_key != "")


@given(
    st.integers(0, 99999),
    st.sampled_from(["", "/2019"]),
    st.sampled_from(["QĐ-UBND", "UBND-TH", "TTr-STC", "BC-UBND"]),
    st.data(),
)
def test_spacing_case_and_zeros_never_matter(number: int, year: str, rest: str, data: st.DataObject) -> None:
    neat = f"{number}{year}/{rest}"
    zeros = data.draw(st.sampled_from(["", "0", "00"]))
    blank = data.draw(st.sampled_from(["", " ", "\t", "\u00a0"]))
    sloppy = f"{zeros}{number}{blank}{year}{blank}/{blank}{rest.replace('-', blank + '-')}".swapcase()
    assert same_symbol(neat, sloppy)
    assert parse_symbol(neat).folded_key == parse_symbol(sloppy).folded_key
