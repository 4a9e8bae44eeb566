from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.document_kinds import URGENCIES
from nhacviec.rules.entry_limits import EntryCase, entry_limit
from nhacviec.rules.policies import default_policies, effective
from tests.rules.calendars import TET_2026, days

FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("issued_on", "urgency", "task_count", "case", "due_on"),
    [
        (FRIDAY, "hoa_toc", 1, EntryCase.URGENT, FRIDAY),
        (FRIDAY, "khan", 40, EntryCase.URGENT, FRIDAY),
        (FRIDAY, "normal", 0, EntryCase.ORDINARY, date(2026, 3, 9)),
        (FRIDAY, "normal", 4, EntryCase.ORDINARY, date(2026, 3, 9)),
        (FRIDAY, "normal", 5, EntryCase.MANY_TASKS, date(2026, 3, 10)),
        (date(2026, 3, 7), "khan", 1, EntryCase.URGENT, date(2026, 3, 9)),
        (date(2026, 2, 13), "normal", 1, EntryCase.ORDINARY, date(2026, 2, 23)),
        (date(2026, 1, 9), "normal", 1, EntryCase.ORDINARY, date(2026, 1, 10)),
    ],
)
def test_a_document_is_entered_in_time(
    issued_on: date, urgency: str, task_count: int, case: EntryCase, due_on: date
) -> None:
    limit = entry_limit(
        issued_on=issued_on,
        urgency=urgency,
        task_count=task_count,
        policies=default_policies(),
        calendar=TET_2026,
    )
    assert (limit.case, limit.due_on) == (case, due_on)


def test_the_province_decides_the_numbers() -> None:
    policies = effective([("entry_wd", "3", FRIDAY), ("multi_threshold", "2", FRIDAY)], FRIDAY)
    ordinary = entry_limit(
        issued_on=FRIDAY, urgency="normal", task_count=1, policies=policies, calendar=TET_2026
    )
    many = entry_limit(issued_on=FRIDAY, urgency="normal", task_count=2, policies=policies, calendar=TET_2026)
    assert (ordinary.working_days, ordinary.due_on) == (3, date(2026, 3, 11))
    assert (many.case, many.working_days) == (EntryCase.MANY_TASKS, 2)


@given(days, st.sampled_from([level.code for level in URGENCIES]), st.integers(0, 50))
def test_the_last_day_is_a_working_day_not_before_issue(issued_on: date, urgency: str, count: int) -> None:
    limit = entry_limit(
        issued_on=issued_on,
        urgency=urgency,
        task_count=count,
        policies=default_policies(),
        calendar=TET_2026,
    )
    assert limit.due_on >= issued_on
    assert TET_2026.is_working(limit.due_on)
