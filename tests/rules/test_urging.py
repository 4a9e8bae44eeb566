"""Which duties are urged, as what, and what counts as an answer."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from nhacviec.rules.lifecycle import State
from nhacviec.rules.urging import Reply, Unfit, proposed, reply_day, said, unanswered, unfit
from nhacviec.rules.working_days import Calendar

DAY = date(2018, 7, 12)
NOON = datetime(2018, 7, 12, 5, 0, tzinfo=UTC)  # 12:00 in Việt Nam


@pytest.mark.parametrize(
    ("state", "due_on", "due_hour", "drafted", "why"),
    [
        (State.IN_PROGRESS, DAY - timedelta(days=1), None, False, None),
        (State.ASSIGNED, DAY, time(11), False, None),  # the hour is past
        (State.ASSIGNED, DAY, time(13), False, Unfit.NOT_OVERDUE),
        (State.IN_PROGRESS, DAY, None, False, Unfit.NOT_OVERDUE),
        (State.IN_PROGRESS, None, None, False, Unfit.NOT_OVERDUE),
        (State.ANSWERED, DAY - timedelta(days=1), None, False, Unfit.NOT_RUNNING),
        (State.RETURNED, DAY - timedelta(days=1), None, False, Unfit.NOT_RUNNING),
        (State.SUSPENDED, DAY - timedelta(days=1), None, False, Unfit.NOT_RUNNING),
        (State.IN_PROGRESS, DAY - timedelta(days=1), None, True, Unfit.IN_DRAFT),
    ],
)
def test_only_what_is_overdue_in_the_agencys_hands_is_urged(
    state: State, due_on: date | None, due_hour: time | None, drafted: bool, why: Unfit | None
) -> None:
    assert unfit(state=state, due_on=due_on, due_hour=due_hour, at=NOON, drafted=drafted) == why


def test_the_letter_counts_itself_and_the_calendar_days() -> None:
    told = said(due_on=DAY - timedelta(days=12), urged_before=2, on=DAY)
    assert (told.number, told.days) == (3, 12)


def test_the_answer_is_asked_for_in_working_days() -> None:
    assert reply_day(today=DAY, working_days=5, calendar=Calendar({})) == date(2018, 7, 19)


@pytest.mark.parametrize(
    ("days", "urged_on", "reply_due_on", "is_proposed"),
    [
        (5, None, None, True),
        (4, None, None, False),
        (30, DAY - timedelta(days=7), None, True),
        (30, DAY - timedelta(days=6), None, False),
        (30, DAY - timedelta(days=9), DAY, False),  # the answer may still come today
        (30, DAY - timedelta(days=9), DAY - timedelta(days=1), True),
    ],
)
def test_the_batch_names_what_is_late_enough_and_waits_for_no_answer(
    days: int, urged_on: date | None, reply_due_on: date | None, is_proposed: bool
) -> None:
    found = proposed(days=days, after_days=5, urged_on=urged_on, reply_due_on=reply_due_on, on=DAY)
    assert found == is_proposed


def test_an_answer_gives_cause_and_day_of_every_duty_not_done() -> None:
    whole, no_day, no_cause = Reply("funding", "", DAY), Reply("funding", "", None), Reply("", "", DAY)
    assert unanswered([whole, None], [False, True]) == 0
    assert unanswered([whole, no_day, no_cause, None], [False] * 4) == 3
