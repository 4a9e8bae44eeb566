import unicodedata
from datetime import date, time
from enum import StrEnum

import pytest

from nhacviec.rules import words_deadlines as words
from nhacviec.rules.deadline_problems import ProblemCode
from nhacviec.rules.deadlines import Deadline, DeadlineKind, Rule, TermUnit, due_from_days, due_on_date
from nhacviec.rules.periods import PeriodKind, period_from_key
from nhacviec.rules.recurrence import Recurrence
from nhacviec.rules.timeliness import Chip, ChipKind, Timeliness
from nhacviec.rules.working_days import DayKind
from tests.rules.calendars import PLAIN, TET_2026


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (words.DEADLINE_KINDS, DeadlineKind),
        (words.DAY_KINDS, DayKind),
        (words.TIMELINESS, Timeliness),
        (words._CHIPS, ChipKind),
        (words.RULES, Rule),
        (words._PROBLEMS, ProblemCode),
    ],
)
def test_every_code_has_its_words_in_composed_letters(
    table: dict[StrEnum, str], codes: type[StrEnum]
) -> None:
    assert set(table) == set(codes)
    assert all(text and unicodedata.is_normalized("NFC", text) for text in table.values())


@pytest.mark.parametrize(
    ("kind", "number", "text"),
    [
        (ChipKind.DAYS_LEFT, 3, "còn 3 ngày làm việc"),
        (ChipKind.DUE_TODAY, None, "đến hạn hôm nay"),
        (ChipKind.OVERDUE_DAYS, 12, "quá hạn 12 ngày"),
        (ChipKind.OVERDUE_HOURS, 2, "quá hạn 2 giờ"),
        (ChipKind.HOURS_LEFT, 3, "còn 3 giờ"),
        (ChipKind.HOURS_LEFT, 0, "còn dưới 1 giờ"),
        (ChipKind.EARLY, 2, "sớm 2 ngày"),
        (ChipKind.ON_TIME, None, "đúng hạn"),
        (ChipKind.LATE_DAYS, 4, "trễ 4 ngày"),
        (ChipKind.NO_DEADLINE, None, "không thời hạn"),
    ],
)
def test_the_chip_reads_as_people_say_it(kind: ChipKind, number: int | None, text: str) -> None:
    assert words.chip_words(Chip(kind, number, Timeliness.ON_TRACK)) == text


def test_days_and_hours_are_written_as_in_an_office() -> None:
    assert words.weekday_words(date(2018, 7, 15)) == "Chủ nhật, 15/07/2018"
    assert words.hour_words(time(14)) == "14 giờ"
    assert words.hour_words(time(8, 5)) == "8 giờ 05"


def test_a_reason_is_a_name_or_the_weekend() -> None:
    assert words.why_words(None) == ""
    assert words.why_words("weekend") == "nghỉ cuối tuần"
    assert words.why_words("holiday") == "Nghỉ lễ, tết"
    assert words.why_words("Giỗ Tổ Hùng Vương") == "Giỗ Tổ Hùng Vương"


def test_a_working_term_explains_each_day_that_is_not_counted() -> None:
    found = due_from_days(start=date(2026, 2, 12), days=2, unit=TermUnit.WORKING, calendar=TET_2026)
    assert words.reckoning_words(found)[2:] == [
        "12/02/2026: ngày bắt đầu, không tính.",
        "13/02/2026: tính 1 ngày, cộng dồn 1.",
        "14/02/2026 – 15/02/2026: nghỉ cuối tuần, không tính.",
        "16/02/2026: Tết Nguyên đán 1, không tính.",
        "17/02/2026: Tết Nguyên đán 2, không tính.",
        "18/02/2026: Tết Nguyên đán 3, không tính.",
        "19/02/2026: Tết Nguyên đán 4, không tính.",
        "20/02/2026: Tết Nguyên đán 5, không tính.",
        "21/02/2026 – 22/02/2026: nghỉ cuối tuần, không tính.",
        "23/02/2026: tính 1 ngày, cộng dồn 2.",
        "Hạn: hết ngày thứ Hai, 23/02/2026.",
    ]


def test_a_rolled_term_explains_the_days_rolled_over() -> None:
    found = due_from_days(start=date(2026, 1, 9), days=2, calendar=TET_2026)
    assert words.reckoning_words(found)[-5:] == [
        "09/01/2026: ngày bắt đầu, không tính.",
        "10/01/2026: tính 1 ngày (Làm bù), cộng dồn 1.",
        "11/01/2026: tính 1 ngày, cộng dồn 2.",
        "11/01/2026: nghỉ cuối tuần, lùi hạn.",
        "Hạn: hết ngày thứ Hai, 12/01/2026.",
    ]


def test_a_long_calendar_term_is_told_in_one_line() -> None:
    found = due_from_days(start=date(2018, 1, 1), days=365, calendar=PLAIN)
    assert len(words.reckoning_words(found)) == 5


def test_an_hour_is_told_at_the_end() -> None:
    found = due_on_date(day=date(2018, 12, 5), hour=time(14), calendar=PLAIN)
    assert words.reckoning_words(found)[-1] == "Hạn: 14 giờ thứ Tư, 05/12/2018."


def test_no_deadline_is_explained_without_a_day() -> None:
    assert words.reckoning_words(Deadline(None)) == []


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("2018-W30", "tuần 30/2018"),
        ("2018-07", "tháng 7/2018"),
        ("2018-Q3", "quý III/2018"),
        ("2018-H1", "6 tháng đầu năm 2018"),
        ("2018-H2", "6 tháng cuối năm 2018"),
        ("2018", "năm 2018"),
    ],
)
def test_periods_have_names(key: str, text: str) -> None:
    assert words.period_words(period_from_key(key)) == text


@pytest.mark.parametrize(
    ("recurrence", "text"),
    [
        (Recurrence(PeriodKind.MONTH, 25), "ngày 25 hằng tháng"),
        (Recurrence(PeriodKind.QUARTER), "ngày cuối hằng quý"),
        (Recurrence(PeriodKind.QUARTER, 5, 1), "ngày 05 tháng sau hằng quý"),
        (Recurrence(PeriodKind.HALF_YEAR, 5, -3), "ngày 05 của 3 tháng trước hằng 6 tháng"),
        (Recurrence(PeriodKind.YEAR, 5, 2), "ngày 05 của 2 tháng sau hằng năm"),
        (Recurrence(PeriodKind.YEAR, 15, -6), "ngày 15/06 hằng năm"),
        (Recurrence(PeriodKind.YEAR, None, -10), "ngày cuối tháng 2 hằng năm"),
        (Recurrence(PeriodKind.WEEK, 5), "thứ Sáu hằng tuần"),
        (Recurrence(PeriodKind.WEEK), "hằng tuần"),
    ],
)
def test_recurrences_read_as_people_say_them(recurrence: Recurrence, text: str) -> None:
    assert words.recurrence_words(recurrence) == text
