from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.deadline_problems import DeadlineProblem, ProblemCode
from nhacviec.rules.deadline_text import MAX_TEXT, ParsedDeadline, parse_deadline
from nhacviec.rules.deadlines import DeadlineKind, Point, Rule, TermUnit
from nhacviec.rules.periods import PeriodKind
from nhacviec.rules.recurrence import Recurrence
from nhacviec.rules.words_deadlines import deadline_words, problem_words, recurrence_words
from tests.rules.calendars import PLAIN, TET_2026

ISSUED = date(2018, 6, 29)  # a Friday
DATE, CALENDAR, WORKING = DeadlineKind.DATE, DeadlineKind.CALENDAR_DAYS, DeadlineKind.WORKING_DAYS


def read(text: str, issued_on: date = ISSUED) -> ParsedDeadline:
    found = parse_deadline(text, issued_on=issued_on, calendar=PLAIN)
    assert isinstance(found, ParsedDeadline), found
    return found


def problem(text: str, issued_on: date = ISSUED) -> DeadlineProblem:
    found = parse_deadline(text, issued_on=issued_on, calendar=PLAIN)
    assert isinstance(found, DeadlineProblem), found
    return found


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("15/7/2018", date(2018, 7, 15)),
        ("15-07-2018", date(2018, 7, 15)),
        ("15.7", date(2018, 7, 15)),
        ("15/7", date(2018, 7, 15)),
        ("15 / 7 / 2018", date(2018, 7, 15)),
        ("１５／７", date(2018, 7, 15)),
        ("2018-07-15", date(2018, 7, 15)),
        ("15/7/18", date(2018, 7, 15)),
        ("15/7 năm 2018", date(2018, 7, 15)),
        ("29/6", date(2018, 6, 29)),
        ("28/6", date(2019, 6, 28)),
        ("ngày 05 tháng 7 năm 2018", date(2018, 7, 5)),
        ("NGAY 5 THANG 7", date(2018, 7, 5)),
        ("trong ngày 20/11", date(2018, 11, 20)),
        ("chậm nhất ngày 20/11.", date(2018, 11, 20)),
        ("hoàn thành xong đến hết ngày 20/11;", date(2018, 11, 20)),
        ("hạn chót: 20/11", date(2018, 11, 20)),
        ("ngày 20", date(2018, 7, 20)),
        ("ngày 30", date(2018, 6, 30)),
        ("ngày 31", date(2018, 7, 31)),
        ("trong ngày", ISSUED),
        ("thứ Sáu, ngày 20/7/2018", date(2018, 7, 20)),
        ("thu sau 20/7", date(2018, 7, 20)),
        ("trước thứ 6 ngày 20/7", date(2018, 7, 20)),
        ("Chủ nhật 15/7", date(2018, 7, 15)),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str, due: date) -> None:
    found = read(text)
    assert (found.kind, found.deadline.due_on, found.stated_on) == (DATE, due, due)


def test_day_of_a_month_goes_over_the_year() -> None:
    assert read("ngày 20", issued_on=date(2018, 12, 21)).deadline.due_on == date(2019, 1, 20)


@pytest.mark.parametrize(
    ("text", "due", "hour"),
    [
        ("trước 14 giờ ngày 05/12/2018", date(2018, 12, 5), time(14)),
        ("trước 14 giờ, ngày 05/12/2018", date(2018, 12, 5), time(14)),
        ("14h30 5/12/2018", date(2018, 12, 5), time(14, 30)),
        ("14:30 5/12", date(2018, 12, 5), time(14, 30)),
        ("14 giờ 30 phút ngày 5 tháng 12", date(2018, 12, 5), time(14, 30)),
        ("14h 15/12", date(2018, 12, 15), time(14)),
        ("14h 15 tháng 12", date(2018, 12, 15), time(14)),
        ("5/12/2018 lúc 16g", date(2018, 12, 5), time(16)),
        ("trước 4h chiều ngày 5/12", date(2018, 12, 5), time(16)),
        ("8 giờ sáng trong ngày 5/12", date(2018, 12, 5), time(8)),
        ("0 giờ ngày 5/12", date(2018, 12, 5), time(0)),
        ("24 giờ ngày 5/12", date(2018, 12, 5), None),
    ],
)
def test_an_hour_is_read_with_its_day(text: str, due: date, hour: time | None) -> None:
    found = read(text).deadline
    assert (found.due_on, found.due_hour) == (due, hour)


@pytest.mark.parametrize("text", ["trước ngày 20/11/2018", "truoc 20/11", "xong trước ngày 20 tháng 11"])
def test_before_a_day_is_read_by_policy(text: str) -> None:
    assert read(text).before
    assert read(text).deadline.due_on == date(2018, 11, 20)
    strict = parse_deadline(text, issued_on=ISSUED, calendar=PLAIN, before_inclusive=False)
    assert isinstance(strict, ParsedDeadline)
    assert strict.deadline.due_on == date(2018, 11, 19)
    assert strict.stated_on == date(2018, 11, 20)


@pytest.mark.parametrize(
    ("text", "kind", "amount", "unit"),
    [
        ("20 ngày", CALENDAR, 20, TermUnit.CALENDAR),
        ("20n", CALENDAR, 20, TermUnit.CALENDAR),
        ("20 ngày lịch", CALENDAR, 20, TermUnit.CALENDAR),
        ("trong vòng 20 (hai mươi) ngày kể từ ngày ký", CALENDAR, 20, TermUnit.CALENDAR),
        ("trong thời hạn 20 ngày", CALENDAR, 20, TermUnit.CALENDAR),
        ("nửa tháng", CALENDAR, 15, TermUnit.CALENDAR),
        ("10 ngày làm việc", WORKING, 10, TermUnit.WORKING),
        ("10nlv", WORKING, 10, TermUnit.WORKING),
        ("10 ngay lam viec", WORKING, 10, TermUnit.WORKING),
        ("2 tuần", CALENDAR, 2, TermUnit.WEEKS),
        ("01 tháng", CALENDAR, 1, TermUnit.MONTHS),
        ("1 quý", CALENDAR, 3, TermUnit.MONTHS),
        ("1 năm", CALENDAR, 12, TermUnit.MONTHS),
        ("nửa năm", CALENDAR, 6, TermUnit.MONTHS),
        ("3650 ngày", CALENDAR, 3650, TermUnit.CALENDAR),
    ],
)
def test_a_term_is_read_with_its_unit(text: str, kind: DeadlineKind, amount: int, unit: TermUnit) -> None:
    found = read(text)
    assert (found.kind, found.amount, found.unit) == (kind, amount, unit)
    assert found.deadline.reckoning.start == ISSUED


def test_twenty_days_are_counted_and_rolled() -> None:
    assert read("20 ngày").deadline.due_on == date(2018, 7, 19)
    assert read("2 ngày").deadline.due_on == date(2018, 7, 2)
    kept = parse_deadline("2 ngày", issued_on=ISSUED, calendar=PLAIN, roll_computed=False)
    assert isinstance(kept, ParsedDeadline)
    assert kept.deadline.due_on == date(2018, 7, 1)


def test_what_a_bare_day_counts_is_a_policy() -> None:
    found = parse_deadline("10 ngày", issued_on=ISSUED, calendar=PLAIN, count_days=TermUnit.WORKING)
    assert isinstance(found, ParsedDeadline)
    assert (found.kind, found.deadline.due_on) == (WORKING, date(2018, 7, 13))
    plain = parse_deadline("10 ngày lịch", issued_on=ISSUED, calendar=PLAIN, count_days=TermUnit.WORKING)
    assert isinstance(plain, ParsedDeadline)
    assert plain.kind is CALENDAR
    assert deadline_words(plain, count_days=TermUnit.WORKING) == "10 ngày lịch"


@pytest.mark.parametrize(
    ("text", "due", "point"),
    [
        ("cuối tháng", date(2018, 6, 30), Point.END_OF_MONTH),
        ("cuối tháng 8", date(2018, 8, 31), Point.END_OF_MONTH),
        ("cuoi thang 5", date(2019, 5, 31), Point.END_OF_MONTH),
        ("giữa tháng", date(2018, 7, 15), Point.MID_MONTH),
        ("đầu tháng", date(2018, 7, 1), Point.START_OF_MONTH),
        ("giữa tháng 9/2018", date(2018, 9, 15), Point.MID_MONTH),
        ("xong trong tháng 6 năm 2019", date(2019, 6, 30), Point.END_OF_MONTH),
        ("hết tháng 8", date(2018, 8, 31), Point.END_OF_MONTH),
        ("cuối tháng này", date(2018, 6, 30), Point.END_OF_MONTH),
        ("cuối tháng sau", date(2018, 7, 31), Point.END_OF_MONTH),
        ("cuối quý", date(2018, 6, 30), Point.END_OF_QUARTER),
        ("cuối quý III", date(2018, 9, 30), Point.END_OF_QUARTER),
        ("cuối quý 1", date(2019, 3, 31), Point.END_OF_QUARTER),
        ("quý sau", date(2018, 9, 30), Point.END_OF_QUARTER),
        ("Quí IV-2025", date(2025, 12, 31), Point.END_OF_QUARTER),
        ("trong quý III năm 2019", date(2019, 9, 30), Point.END_OF_QUARTER),
        ("cuối năm", date(2018, 12, 31), Point.END_OF_YEAR),
        ("cuối năm nay", date(2018, 12, 31), Point.END_OF_YEAR),
        ("năm 2019", date(2019, 12, 31), Point.END_OF_YEAR),
        ("cuối tháng 3 năm sau", date(2019, 3, 31), Point.END_OF_MONTH),
        ("cuối tháng 8 năm nay", date(2018, 8, 31), Point.END_OF_MONTH),
        ("giữa năm", date(2018, 6, 30), Point.MID_YEAR),
        ("cuối năm 19", date(2019, 12, 31), Point.END_OF_YEAR),
        ("trong tháng", date(2018, 6, 30), Point.END_OF_MONTH),
        ("trong quý", date(2018, 6, 30), Point.END_OF_QUARTER),
        ("hết năm", date(2018, 12, 31), Point.END_OF_YEAR),
        ("cuối tháng sáu", date(2018, 6, 30), Point.END_OF_MONTH),
        ("cuối tháng tới", date(2018, 7, 31), Point.END_OF_MONTH),
        ("đầu năm", date(2019, 1, 1), Point.START_OF_YEAR),
    ],
)
def test_a_named_day_is_the_nearest_not_before_the_document(text: str, due: date, point: Point) -> None:
    found = read(text)
    assert (found.kind, found.deadline.due_on, found.point) == (DATE, due, point)


def test_before_a_named_day_is_a_date_with_before() -> None:
    found = read("trước cuối tháng 8")
    assert (found.before, found.point, found.stated_on) == (True, None, date(2018, 8, 31))


def test_next_year_is_counted_from_the_document() -> None:
    assert read("cuối tháng sau", issued_on=date(2018, 12, 3)).deadline.due_on == date(2019, 1, 31)


@pytest.mark.parametrize(
    "text", ["không", "không thời hạn", "KHÔNG CÓ THỜI HẠN", "ko", "-", "–", "không xác định thời hạn"]
)
def test_no_deadline_is_typed_in_many_ways(text: str) -> None:
    assert (read(text).kind, read(text).deadline.due_on) == (DeadlineKind.NONE, None)


def test_a_continuous_duty_has_no_deadline_and_says_so() -> None:
    found = read("thường xuyên")
    assert found.kind is DeadlineKind.NONE
    assert found.deadline.reckoning.rules == (Rule.CONTINUOUS,)


MONTHLY, QUARTERLY, YEARLY, WEEKLY = PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.WEEK


@pytest.mark.parametrize(
    ("text", "recurrence", "due"),
    [
        ("hằng tháng ngày 25", Recurrence(MONTHLY, 25), date(2018, 7, 25)),
        ("ngày 15 hằng tháng", Recurrence(MONTHLY, 15), date(2018, 7, 15)),
        ("trước ngày 25 hàng tháng", Recurrence(MONTHLY, 25), date(2018, 7, 25)),
        ("mỗi tháng", Recurrence(MONTHLY), date(2018, 6, 30)),
        ("cuối mỗi tháng", Recurrence(MONTHLY), date(2018, 6, 30)),
        ("hàng quý", Recurrence(QUARTERLY), date(2018, 6, 30)),
        ("định kỳ hằng quý vào ngày 20", Recurrence(QUARTERLY, 20), date(2018, 9, 20)),
        ("ngày 05 tháng sau hằng quý", Recurrence(QUARTERLY, 5, 1), date(2018, 7, 5)),
        ("hằng 6 tháng", Recurrence(PeriodKind.HALF_YEAR), date(2018, 6, 30)),
        ("trước ngày 25/12 hằng năm", Recurrence(YEARLY, 25, 0), date(2018, 12, 25)),
        ("ngày 15 tháng 6 hằng năm", Recurrence(YEARLY, 15, -6), date(2019, 6, 15)),
        ("ngày cuối tháng 2 hằng năm", Recurrence(YEARLY, None, -10), date(2019, 2, 28)),
        ("29/2 hằng năm", Recurrence(YEARLY, 29, -10), date(2019, 2, 28)),
        ("hằng năm", Recurrence(YEARLY), date(2018, 12, 31)),
        ("hằng tuần", Recurrence(WEEKLY), date(2018, 6, 29)),
        ("thứ tư hằng tuần", Recurrence(WEEKLY, 3), date(2018, 7, 4)),
        ("thứ 6 hằng tuần", Recurrence(WEEKLY, 5), date(2018, 6, 29)),
        ("chủ nhật hằng tuần", Recurrence(WEEKLY, 7), date(2018, 7, 1)),
    ],
)
def test_a_periodic_duty_is_read_with_its_first_due_date(
    text: str, recurrence: Recurrence, due: date
) -> None:
    found = read(text)
    assert (found.kind, found.recurrence) == (DeadlineKind.PERIODIC, recurrence)
    assert found.deadline.due_on == due
    assert found.deadline.reckoning.rules[0] is Rule.PERIODIC


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("trước ngày 25 hằng tháng", Recurrence(MONTHLY, 24)),
        ("trước ngày 1 hằng tháng", Recurrence(MONTHLY, None, -1)),
        ("ngày 25 hằng tháng", Recurrence(MONTHLY, 25)),
        ("trước ngày cuối hằng quý", Recurrence(QUARTERLY)),
        ("trước ngày 10/3 hằng năm", Recurrence(YEARLY, 9, -9)),
    ],
)
def test_before_a_periodic_day_is_its_eve_when_the_policy_is_strict(
    text: str, recurrence: Recurrence
) -> None:
    found = parse_deadline(text, issued_on=ISSUED, calendar=PLAIN, before_inclusive=False)
    assert isinstance(found, ParsedDeadline)
    assert found.recurrence == recurrence


@pytest.mark.parametrize(
    ("text", "begins", "due"),
    [
        ("Từ ngày 25/6/2018 - 25/7/2018", date(2018, 6, 25), date(2018, 7, 25)),
        ("từ 15/7 đến hết ngày 15/8", date(2018, 7, 15), date(2018, 8, 15)),
        ("20/12 – 10/01", date(2018, 12, 20), date(2019, 1, 10)),
    ],
)
def test_a_range_is_due_at_its_end(text: str, begins: date, due: date) -> None:
    found = read(text)
    assert (found.begins_on, found.deadline.due_on) == (begins, due)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", ProblemCode.EMPTY),
        (" \u200b\t", ProblemCode.EMPTY),
        ("x" * (MAX_TEXT + 1), ProblemCode.TEXT_TOO_LONG),
        ("abc", ProblemCode.UNKNOWN),
        ("trước 20 ngày", ProblemCode.UNKNOWN),
        ("tháng", ProblemCode.UNKNOWN),
        ("đầu quý", ProblemCode.UNKNOWN),
        ("năm 2019 năm 2020", ProblemCode.UNKNOWN),
        ("14h cuối tháng", ProblemCode.UNKNOWN),
        ("20 ngày kể từ ngày nhận", ProblemCode.UNKNOWN),
        ("31/2", ProblemCode.IMPOSSIBLE_DATE),
        ("31/2/2019", ProblemCode.IMPOSSIBLE_DATE),
        ("0/7", ProblemCode.IMPOSSIBLE_DATE),
        ("7/15/2018", ProblemCode.IMPOSSIBLE_DATE),
        ("15/7/0000", ProblemCode.IMPOSSIBLE_DATE),
        ("ngày 32", ProblemCode.IMPOSSIBLE_DATE),
        ("tháng 13", ProblemCode.IMPOSSIBLE_DATE),
        ("quý 5", ProblemCode.IMPOSSIBLE_DATE),
        ("cuối năm 0000", ProblemCode.IMPOSSIBLE_DATE),
        ("từ 15/8/2018 đến 15/7/2018", ProblemCode.IMPOSSIBLE_DATE),
        ("ngày 32 hằng tháng", ProblemCode.IMPOSSIBLE_DATE),
        ("ngày 31/2 hằng năm", ProblemCode.IMPOSSIBLE_DATE),
        ("ngày 15/13 hằng năm", ProblemCode.IMPOSSIBLE_DATE),
        ("25h 5/7", ProblemCode.IMPOSSIBLE_HOUR),
        ("24h30 5/7", ProblemCode.IMPOSSIBLE_HOUR),
        ("14h75 5/7", ProblemCode.IMPOSSIBLE_HOUR),
        ("trước 14h", ProblemCode.DATE_MISSING),
        ("28/6/2018", ProblemCode.BEFORE_DOCUMENT),
        ("cuối tháng 5/2018", ProblemCode.BEFORE_DOCUMENT),
        ("15/7/2118", ProblemCode.TOO_FAR),
        ("3651 ngày", ProblemCode.TOO_FAR),
        ("3651 nlv", ProblemCode.TOO_FAR),
        ("600 tuần", ProblemCode.TOO_FAR),
        ("11 năm", ProblemCode.TOO_FAR),
        ("9" * 190 + " ngày", ProblemCode.TOO_FAR),
        ("0 ngày", ProblemCode.ZERO_TERM),
        ("-3 ngày", ProblemCode.ZERO_TERM),
        ("5", ProblemCode.AMBIGUOUS_NUMBER),
        ("9/2018", ProblemCode.AMBIGUOUS_MONTH),
        ("2t", ProblemCode.AMBIGUOUS_UNIT),
        ("cuoi thang sau", ProblemCode.AMBIGUOUS_SAU),
        ("thứ Hai ngày 20/7/2018", ProblemCode.WEEKDAY_DIFFERS),
        ("cuối tháng năm 2019", ProblemCode.UNKNOWN),
        ("cuối tháng sau năm 2019", ProblemCode.UNKNOWN),
        ("năm ii", ProblemCode.UNKNOWN),
        ("năm", ProblemCode.UNKNOWN),
        ("thứ sáu", ProblemCode.UNKNOWN),
        ("trước tháng 9", ProblemCode.AMBIGUOUS_BEFORE),
        ("hằng ngày", ProblemCode.UNKNOWN_PERIOD),
        ("ngày 25 hằng năm", ProblemCode.UNKNOWN_PERIOD),
        ("ngày 25 hằng tuần", ProblemCode.UNKNOWN_PERIOD),
        ("ngày abc hằng tháng", ProblemCode.UNKNOWN_PERIOD),
        ("định kỳ", ProblemCode.UNKNOWN_PERIOD),
    ],
)
def test_what_is_not_one_clear_deadline_is_refused_with_an_example(text: str, code: ProblemCode) -> None:
    found = problem(text)
    assert found.code is code
    words = problem_words(found)
    assert "{" not in words and words.endswith(".")


def test_before_the_day_of_the_document_is_refused_when_the_policy_is_strict() -> None:
    found = parse_deadline("trước ngày 29/6", issued_on=ISSUED, calendar=PLAIN, before_inclusive=False)
    assert isinstance(found, DeadlineProblem)
    assert found.code is ProblemCode.BEFORE_DOCUMENT


def test_the_refusal_of_an_early_date_names_both_days() -> None:
    words = problem_words(problem("15/1/2018"))
    assert "15/01/2018" in words and "29/06/2018" in words


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("15.7", "15/07/2018"),
        ("truoc 20/11", "trước ngày 20/11/2018"),
        ("14h30 5/12", "trước 14 giờ 30 ngày 05/12/2018"),
        ("15/7 - 15/8", "từ ngày 15/07/2018 đến ngày 15/08/2018"),
        ("20n", "20 ngày"),
        ("10nlv", "10 ngày làm việc"),
        ("2 tuan", "2 tuần"),
        ("cuoi quy 3", "cuối quý III/2018"),
        ("cuoi thang 8", "cuối tháng 08/2018"),
        ("cuoi nam", "cuối năm 2018"),
        ("-", "không thời hạn"),
        ("thuong xuyen", "thường xuyên"),
        ("ngay 5 hang thang", "ngày 05 hằng tháng"),
    ],
)
def test_a_deadline_is_written_back_in_full(typed: str, written: str) -> None:
    assert deadline_words(read(typed)) == written


issue_days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
near_days = st.dates(date(2036, 1, 1), date(2037, 12, 31))
shapes = st.one_of(
    near_days.map(lambda d: f"{d:%d/%m/%Y}"),
    near_days.map(lambda d: f"trước ngày {d:%d/%m/%Y}"),
    near_days.map(lambda d: f"từ 01/01/2020 đến {d:%d/%m/%Y}"),
    st.builds(lambda t, d: f"{t:%Hh%M} {d:%d/%m/%Y}", st.times(), near_days),
    st.builds(
        lambda n, u: f"{n} {u}", st.integers(1, 100), st.sampled_from(["ngày", "nlv", "tuần", "tháng"])
    ),
    st.builds(lambda p, m: f"{p} tháng {m}", st.sampled_from(["đầu", "giữa", "cuối"]), st.integers(1, 12)),
    st.builds(lambda q, y: f"cuối quý {q}/{y}", st.integers(1, 4), st.just(2036)),
    st.sampled_from(["đầu năm", "giữa năm", "cuối năm", "không", "thường xuyên", "hằng quý", "hằng tuần"]),
    st.builds(lambda d, u: f"ngày {d} hằng {u}", st.integers(1, 31), st.sampled_from(["tháng", "quý"])),
    st.builds(lambda d, m: f"{d}/{m} hằng năm", st.integers(1, 28), st.integers(1, 12)),
)


@given(shapes, issue_days)
def test_reading_what_is_written_gives_the_same_deadline(text: str, issued_on: date) -> None:
    issued_on = issued_on.replace(year=2035) if "20" in text else issued_on
    found = parse_deadline(text, issued_on=issued_on, calendar=TET_2026)
    assert isinstance(found, ParsedDeadline)
    again = parse_deadline(deadline_words(found), issued_on=issued_on, calendar=TET_2026)
    assert again == found


typable = st.one_of(
    st.builds(
        Recurrence,
        st.sampled_from([MONTHLY, QUARTERLY, PeriodKind.HALF_YEAR]),
        st.none() | st.integers(1, 31),
        st.sampled_from([-1, 0, 1]),
    ),
    st.builds(Recurrence, st.just(YEARLY), st.none() | st.integers(1, 28), st.integers(-11, 0)),
    st.builds(Recurrence, st.just(WEEKLY), st.none() | st.integers(1, 7)),
)


@given(typable)
def test_reading_a_written_recurrence_gives_it_back(recurrence: Recurrence) -> None:
    assert read(recurrence_words(recurrence)).recurrence == recurrence


@given(near_days, issue_days)
def test_a_date_without_a_year_is_the_nearest_not_before_the_document(day: date, issued_on: date) -> None:
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    found = read(f"{day:%d/%m}", issued_on).deadline.due_on
    assert found is not None
    assert (found.day, found.month) == (day.day, day.month)
    assert issued_on <= found
    assert (found - issued_on).days <= 365


PIECES = (
    "trước ngày tháng quý năm hằng cuối giữa đầu trong 14h 14 giờ 20 20/11 2018 làm việc không - – / từ đến"
    " nlv t thứ sáu định kỳ tuần nay sau 31/2 iii ( ) ."
)
words = st.sampled_from(PIECES.split(" "))
anything = (
    st.text(max_size=300) | st.lists(words, max_size=14).map(" ".join) | st.text("0123456789/-. hgntđ\0")
)


@given(anything, st.booleans(), st.booleans())
def test_no_text_breaks_the_reader(text: str, inclusive: bool, roll: bool) -> None:
    found = parse_deadline(
        text, issued_on=ISSUED, calendar=PLAIN, before_inclusive=inclusive, roll_explicit=roll
    )
    if isinstance(found, DeadlineProblem):
        assert problem_words(found)
    elif found.kind is DeadlineKind.NONE:
        assert found.deadline.due_on is None
    else:
        assert found.deadline.due_on is not None and found.deadline.due_on >= ISSUED


@pytest.mark.parametrize("filling", ["\0", "\u202e", "😀", "9", " ", "(", "trước ", "a\u0301", "\ud800", "ﷺ"])
def test_ten_thousand_characters_are_refused_and_two_hundred_are_read(filling: str) -> None:
    assert problem((filling * 10_000)[:10_000]).code is ProblemCode.TEXT_TOO_LONG
    assert problem((filling * MAX_TEXT)[:MAX_TEXT]).code is not ProblemCode.TEXT_TOO_LONG


def test_hidden_characters_and_decomposed_letters_do_not_matter() -> None:
    assert read("\u202e15/\u200b7\0/2018\ufeff").deadline.due_on == date(2018, 7, 15)
    assert read("tru\u031bo\u031b\u0301c nga\u0300y 20/11").before
