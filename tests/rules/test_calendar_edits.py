from datetime import date

import pytest

from nhacviec.rules.calendar_edits import (
    DayProblem,
    SpecialDay,
    day_problem,
    day_warning,
    term_end,
    with_changes,
)
from nhacviec.rules.policies import default_policies
from nhacviec.rules.words_calendar import DAY_LETTERS, DAY_PROBLEMS, change_words
from nhacviec.rules.working_days import Calendar, DayKind

FRIDAY, SATURDAY, SUNDAY = date(2018, 7, 13), date(2018, 7, 14), date(2018, 7, 15)
HOLIDAY, OFF, MAKEUP = DayKind.HOLIDAY, DayKind.COMPENSATORY_OFF, DayKind.MAKEUP_WORKDAY


@pytest.mark.parametrize(
    ("day", "kind", "name", "problem"),
    [
        (FRIDAY, HOLIDAY, "Lễ", None),
        (SUNDAY, HOLIDAY, "Lễ", None),
        (FRIDAY, HOLIDAY, "", DayProblem.NAME_REQUIRED),
        (FRIDAY, OFF, "Nghỉ bù", None),
        (FRIDAY, OFF, "", DayProblem.NAME_REQUIRED),
        (SATURDAY, OFF, "Nghỉ bù", DayProblem.OFF_ALREADY),
        (SATURDAY, MAKEUP, "", None),
        (SUNDAY, MAKEUP, "", None),
        (FRIDAY, MAKEUP, "", DayProblem.MAKEUP_ON_WEEKDAY),
    ],
)
def test_a_day_must_change_something_and_have_a_name(
    day: date, kind: DayKind, name: str, problem: DayProblem | None
) -> None:
    assert day_problem(day, kind, name) is problem


def test_only_a_holiday_at_the_weekend_is_warned_of() -> None:
    assert day_warning(SUNDAY, HOLIDAY) is DayProblem.HOLIDAY_ON_WEEKEND
    assert day_warning(FRIDAY, HOLIDAY) is None
    assert day_warning(SATURDAY, MAKEUP) is None


def test_changes_add_replace_and_take_out_days() -> None:
    calendar = Calendar({FRIDAY: (HOLIDAY, "cũ"), SATURDAY: (MAKEUP, "bỏ")})
    changes = {FRIDAY: SpecialDay(OFF, "mới"), SATURDAY: None, date(2018, 7, 16): SpecialDay(HOLIDAY, "thêm")}
    assert dict(with_changes(calendar, changes).days) == {
        FRIDAY: (OFF, "mới"),
        date(2018, 7, 16): (HOLIDAY, "thêm"),
    }


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("10 ngày làm việc", date(2018, 7, 13)),
        ("15 ngày", date(2018, 7, 16)),
        ("1 tháng", date(2018, 7, 30)),
        ("13/7/2018", None),
        ("cuối tháng 7", None),
        ("ngày 25 hằng tháng", None),
        ("không", None),
        ("chẳng rõ", None),
        ("", None),
    ],
)
def test_only_terms_of_days_have_an_end_that_the_calendar_moves(text: str, end: date | None) -> None:
    found = term_end(text, start=date(2018, 6, 29), calendar=Calendar(), policies=default_policies())
    assert found == end


def test_every_problem_and_kind_has_its_words() -> None:
    assert set(DAY_PROBLEMS) == set(DayProblem)
    assert set(DAY_LETTERS) == set(DayKind) and len(set(DAY_LETTERS.values())) == len(DayKind)


def test_the_reason_of_a_move_names_the_day_and_the_decision() -> None:
    before, after = SpecialDay(HOLIDAY, "Lễ"), SpecialDay(OFF, "Nghỉ bù", "12/TB")
    assert change_words(FRIDAY, None, after) == (
        "Thêm vào lịch ngày 13/07/2018 – Nghỉ bù, hoán đổi: Nghỉ bù. Căn cứ: 12/TB."
    )
    assert change_words(FRIDAY, before, after).startswith("Sửa lịch ngày 13/07/2018")
    assert change_words(FRIDAY, before, None) == "Bỏ khỏi lịch ngày 13/07/2018 – Nghỉ lễ, tết: Lễ."
    assert change_words(FRIDAY, None, None) == ""
