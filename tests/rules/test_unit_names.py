import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.text import fold_code
from nhacviec.rules.unit_names import Outcome, Rank, UnitName, resolve, resolve_list

DEPARTMENT, COMMUNE = "department", "commune"
UNITS = (
    UnitName(1, "Sở Tài chính", "", "STC", DEPARTMENT),
    UnitName(2, "Sở Tài nguyên và Môi trường", "Sở TN&MT", "STNMT", DEPARTMENT),
    UnitName(3, "Sở Xây dựng", "", "SXD", DEPARTMENT),
    UnitName(4, "Phòng Tổng hợp", "", "TH", "office_division"),
    UnitName(5, "Huyện Nhà Bè", "Nhà Bè", "", "district"),
    UnitName(6, "UBND xã Nhà Bè", "", "", COMMUNE),
    UnitName(7, "UBND phường Trấn Biên", "Phường Trấn Biên", "", COMMUNE),
    UnitName(8, "Ban Dân tộc", "", "BDT", DEPARTMENT),
    UnitName(9, "Ban Quản lý dự án đầu tư xây dựng", "", "BQLDA", "service_unit"),
    UnitName(10, "Phòng Tài chính - Kế hoạch", "", "", "division"),
)


def ids(query: str) -> list[object]:
    return [match.unit.id for match in resolve(query, UNITS)]


@pytest.mark.parametrize(
    ("query", "first", "rank"),
    [
        ("stc", 1, Rank.SAME_ABBREVIATION),
        ("STC", 1, Rank.SAME_ABBREVIATION),
        ("S.T.C", 1, Rank.ABBREVIATION),
        ("tong hop", 4, Rank.BARE_NAME),
        ("Phòng Tổng Hợp", 4, Rank.NAME),
        ("so tai chinh", 1, Rank.NAME),
        ("tài chính", 1, Rank.BARE_NAME),
        ("tnmt", 2, Rank.INITIALS),
        ("sở tn&mt", 2, Rank.NAME),
        ("stn&mt", 2, Rank.ABBREVIATION),
        ("nha be", 5, Rank.NAME),
        ("tran bien", 7, Rank.BARE_NAME),
        ("so tai ng", 2, Rank.PREFIX),
        ("moi truong", 2, Rank.WORDS),
        ("hop tong", 4, Rank.WORDS),
    ],
)
def test_a_clerk_finds_a_unit(query: str, first: int, rank: Rank) -> None:
    best = resolve(query, UNITS)[0]
    assert (best.unit.id, best.rank) == (first, rank)


def test_weaker_meetings_follow_the_better_ones() -> None:
    assert ids("nha be") == [5, 6]
    assert resolve("nha be", UNITS)[1].rank is Rank.BARE_NAME
    assert ids("tai chinh") == [1, 10]
    assert ids("so tai") == [1, 2]


@pytest.mark.parametrize("query", ["", "  ", "...", "\u200b", "sở ngoại vụ"])
def test_what_means_no_unit_finds_none(query: str) -> None:
    assert resolve(query, UNITS) == []


def test_accents_decide_between_abbreviations_that_fold_alike() -> None:
    units = [UnitName("a", "Ban Dân vận", "", "BDV"), UnitName("b", "Ban Đối ngoại", "", "BĐV")]
    assert [match.unit.id for match in resolve("bđv", units)] == ["b", "a"]
    assert resolve_list("bđv", units)[0].units == (units[1],)
    assert resolve_list("b.d.v", units)[0].outcome is Outcome.AMBIGUOUS


def test_equals_stay_in_the_order_given() -> None:
    twins = [UnitName("x", "Phòng Tổng hợp"), UnitName("y", "Phòng Tổng hợp")]
    assert [match.unit.id for match in resolve("tổng hợp", twins)] == ["x", "y"]


def test_a_list_is_read_piece_by_piece() -> None:
    tokens = resolve_list("stc, sxd; tong hop\nso tai, xyz,,", UNITS)
    assert [(token.typed, token.outcome, [unit.id for unit in token.units]) for token in tokens] == [
        ("stc", Outcome.ONE, [1]),
        ("sxd", Outcome.ONE, [3]),
        ("tong hop", Outcome.ONE, [4]),
        ("so tai", Outcome.AMBIGUOUS, [1, 2]),
        ("xyz", Outcome.UNKNOWN, []),
    ]


def test_a_weak_meeting_is_taken_when_nothing_else_can_be_meant() -> None:
    assert [token.outcome for token in resolve_list("moi truong", UNITS)] == [Outcome.ONE]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tất cả các sở", [1, 2, 3, 8]),
        ("cac so", [1, 2, 3, 8]),
        ("Các sở, ban, ngành", [1, 2, 3, 8]),
        ("toàn bộ các xã", [6, 7]),
        ("các xã, phường, đặc khu", [6, 7]),
        ("các huyện", [5]),
    ],
)
def test_groups_mean_all_their_units(typed: str, expected: list[int]) -> None:
    (token,) = resolve_list(typed, UNITS)
    assert token.outcome is Outcome.GROUP
    assert [unit.id for unit in token.units] == expected


def test_groups_and_units_stand_in_one_list() -> None:
    tokens = resolve_list("các sở, ban, ngành, các xã, nhà bè", UNITS)
    assert [(token.typed, token.outcome) for token in tokens] == [
        ("các sở, ban, ngành", Outcome.GROUP),
        ("các xã", Outcome.GROUP),
        ("nhà bè", Outcome.ONE),
    ]


def test_a_group_without_units_is_unknown() -> None:
    assert resolve_list("các ngành dọc", UNITS)[0].outcome is Outcome.UNKNOWN


names = st.text(alphabet="aăbcdđeêghiklmnoôơpqrstuưvxy ÁÀẢ", min_size=1, max_size=20)
abbreviations = st.text(alphabet="ABCDĐGHKLMNQSTUVX&", min_size=1, max_size=6).filter(fold_code)


@given(
    st.lists(st.tuples(names, abbreviations), min_size=1, max_size=8, unique_by=lambda u: fold_code(u[1])),
    st.data(),
)
def test_a_unique_abbreviation_always_wins(named: list[tuple[str, str]], data: st.DataObject) -> None:
    units = [UnitName(place, name, "", abbreviation) for place, (name, abbreviation) in enumerate(named)]
    meant = data.draw(st.sampled_from(units))
    for typed in (meant.abbreviation, meant.abbreviation.lower(), fold_code(meant.abbreviation)):
        assert resolve(typed, units)[0].unit is meant
        (token,) = resolve_list(typed, units)
        assert (token.outcome, token.units) == (Outcome.ONE, (meant,))


@given(st.text(), st.lists(st.builds(UnitName, st.integers(), names, names, abbreviations), max_size=5))
def test_any_text_gives_the_same_answer_twice_and_no_error(text: str, units: list[UnitName]) -> None:
    assert resolve_list(text, units) == resolve_list(text, units)
    assert [match.rank for match in resolve(text, units)] == sorted(m.rank for m in resolve(text, units))
