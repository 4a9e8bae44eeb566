"""An address becomes a question and a question one address; nothing is left out quietly."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.filter_address import LONGEST, Question, address, read, read_text, without
from nhacviec.rules.relative_days import Day, read_day
from nhacviec.rules.statistics import Number
from nhacviec.rules.task_filter import TO_DO, Choice, Days, Filter, Overdue


def problems(query: str) -> list[tuple[str, str]]:
    return [(problem.key, problem.code) for problem in read_text(query).problems]


def test_the_bare_address_asks_for_what_is_to_be_done() -> None:
    assert read({}).filter == TO_DO
    assert read_text("sap-xep=-giao&trang=2").filter == TO_DO
    assert read_text("trang-thai=").filter == read_text("trang-thai=tat-ca").filter == Filter()
    assert address(Filter()) == "trang-thai=tat-ca"


def test_old_spellings_are_understood() -> None:
    assert read_text("trang_thai=open&don_vi=7").filter == read_text("trang-thai=open&don-vi=%237").filter


def test_operators_of_choices_and_days() -> None:
    found = read_text("trang-thai=answered,returned&khong-linh-vuc=3&han-truoc=21/07/2018&giao-sau=hom-nay")
    assert found.problems == ()
    assert found.filter == Filter(
        states=Choice(("answered", "returned")),
        fields=Choice(("3",), negated=True),
        due=Days(last=Day(fixed=date(2018, 7, 20))),
        assigned=Days(first=Day(word="hom-nay", shift=1)),
    )
    assert read_text("linh-vuc=3&linh-vuc=4&tru=linh-vuc").filter.fields == Choice(("3", "4"), negated=True)
    assert read_text("han=khong-co").filter.due == Days(missing=True)
    assert read_text("qua-ngay=10-30").filter.overdue == Overdue(10, 30)
    assert read_text("qua-ngay=10-").filter.overdue == Overdue(10, None)


def test_a_number_of_the_statistics_counts_leads() -> None:
    assert read_text("so=qua-han").filter == Filter(number=Number.OVERDUE, duties=Choice(("lead",)))
    assert read_text("so=qua-han&vai-tro=phoi-hop").filter.duties == Choice(("coordinate",))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("trang-thai=xong", ("trang-thai", "unknown_value")),
        ("linh-vuc=abc", ("linh-vuc", "unknown_value")),
        ("linh-vuc=1&khong-linh-vuc=2", ("khong-linh-vuc", "both_ways")),
        ("han-tu=2018-02-30", ("han-tu", "no_day")),
        ("han-tu=20/7/2018&han-den=19/7/2018", ("han-den", "days_crossed")),
        ("qua-ngay=5-3", ("qua-ngay", "no_days_overdue")),
        ("so=abc", ("so", "unknown_value")),
        ("ky=2018-13", ("ky", "no_period")),
        ("tinh-den=hom-nay", ("tinh-den", "no_day")),
        ("sao=maybe", ("sao", "unknown_value")),
        ("q=a%00b", ("q", "nul")),
        ("q=" + "x" * 201, ("q", "too_long")),
        ("don-vi=" + ",".join(map(str, range(300))), ("don-vi", "too_many")),
        ("q=" + "x" * (LONGEST + 1), ("", "too_long")),
    ],
)
def test_what_cannot_be_read_is_a_problem_of_its_key(query: str, expected: tuple[str, str]) -> None:
    assert problems(query) == [expected]


def test_unknown_keys_are_named() -> None:
    assert read_text("trang-thai=open&foo=1&zarsrc=2").unknown == ("foo", "zarsrc")


def test_one_condition_can_be_left_out() -> None:
    asked = read_text("trang-thai=open&khong-linh-vuc=3&q=abc").filter
    assert address(without(asked, "khong-linh-vuc")) == "q=abc&trang-thai=open"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("20/7/2018", "2018-07-20"), ("20072018", "2018-07-20"), ("hôm nay", "hom-nay"),
        ("hom nay + 7", "hom-nay+7"), ("Cuối tuần-2", "cuoi-tuan-2"), ("đầu quý", "dau-quy"),
    ],
)  # fmt: skip
def test_days_as_offices_type_them(typed: str, text: str) -> None:
    assert read_day(typed).text == text
    assert read_day(read_day(typed).typed) == read_day(typed)


def test_moving_days() -> None:
    today = date(2018, 7, 12)
    assert read_day("cuối tuần").on(today) == date(2018, 7, 15)
    assert read_day("đầu quý").on(today) == date(2018, 7, 1)
    assert read_day("cuối quý").on(today) == date(2018, 9, 30)
    assert read_day("cuối năm - 1").on(today) == date(2018, 12, 30)
    assert read_day("hôm nay+9999").on(date(9999, 12, 1)) == date(9999, 12, 31)


_KEYS = (
    "trang-thai khong-thoi-han vai-tro don-vi khong-linh-vuc chuyen-vien can-bo q so so-van-ban han han-tu "
    "han-den giao-truoc sao qua-ngay ky tinh-den nhom x"
)
KEYS = st.sampled_from(_KEYS.split())
_VALUES = (
    "open answered,returned overdue 1,2,3 toi khong-co cua-toi hom-nay+3 2018-07-20 co khong 5 1-9 2018-Q3 "
    "qua-han lead"
)
VALUES = st.one_of(st.text(max_size=20), st.sampled_from(_VALUES.split()))


@given(st.dictionaries(KEYS, st.lists(VALUES, max_size=3), max_size=5))
def test_whatever_was_read_is_written_so_that_it_reads_the_same(query: dict[str, list[str]]) -> None:
    found: Question = read(query)
    again = read_text(address(found.filter))
    assert again.filter == found.filter
    assert again.problems == ()
    assert address(again.filter) == address(found.filter)
