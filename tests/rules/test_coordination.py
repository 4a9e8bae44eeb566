"""The life of a request to a coordinating unit, and of the report that it is late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.coordination import (
    AWAITED,
    COUNTS,
    UNSETTLED,
    CoordinationState,
    CoordinationStep,
    DelayState,
    Situation,
    Standing,
    days_late,
    open_steps,
    reply_term,
    silent_until,
    standing,
)
from nhacviec.rules.working_days import Calendar, DayKind

DUE = date(2018, 7, 19)  # a Thursday
STEP, STATE = CoordinationStep, CoordinationState


def situation(state: CoordinationState = STATE.ASKED, **facts: object) -> Situation:
    return Situation(state=state, due_on=DUE, **facts)  # type: ignore[arg-type]


def test_the_default_deadline_is_working_days_after_the_day_of_asking() -> None:
    holiday = Calendar({date(2018, 7, 16): (DayKind.HOLIDAY, "Ngày nghỉ")})
    asked = date(2018, 7, 12)
    assert reply_term(asked_on=asked, working_days=5, calendar=Calendar()).due_on == DUE
    assert reply_term(asked_on=asked, working_days=5, calendar=holiday).due_on == date(2018, 7, 20)


def test_silence_is_consent_only_after_the_deadline() -> None:
    assert silent_until(due_on=DUE, refused_on=None, calendar=Calendar()) == DUE


def test_who_asked_for_time_and_was_refused_has_a_working_day_left() -> None:
    friday = DUE + timedelta(days=1)
    assert silent_until(due_on=DUE, refused_on=friday, calendar=Calendar()) == date(2018, 7, 23)
    assert silent_until(due_on=DUE, refused_on=date(2018, 7, 13), calendar=Calendar()) == DUE


@pytest.mark.parametrize(
    ("facts", "today", "found"),
    [
        ({}, DUE, Standing.WAITING),
        ({}, DUE + timedelta(days=1), Standing.OVERDUE),
        ({"state": STATE.SEEN}, DUE, Standing.WAITING),
        ({"state": STATE.REPLIED, "ended_on": DUE}, DUE + timedelta(days=9), Standing.IN_TIME),
        ({"state": STATE.REPLIED, "ended_on": DUE + timedelta(days=1)}, DUE, Standing.LATE),
        ({"state": STATE.CONSENTED, "ended_on": DUE}, DUE + timedelta(days=9), Standing.TACIT),
        ({"state": STATE.WITHDRAWN, "ended_on": DUE}, DUE, Standing.DROPPED),
        ({"state": STATE.ENDED, "ended_on": DUE}, DUE, Standing.DROPPED),
    ],
)
def test_how_a_request_counts(facts: dict[str, object], today: date, found: Standing) -> None:
    assert standing(situation(**facts), today=today) is found  # type: ignore[arg-type]


def test_an_open_request_is_replied_to_withdrawn_or_asked_time_for() -> None:
    assert open_steps(situation(), today=DUE) == {STEP.REPLY, STEP.WITHDRAW, STEP.HAND_ON, STEP.ASK_TIME}
    asked = open_steps(situation(asks_time=True), today=DUE)
    assert asked == {STEP.REPLY, STEP.WITHDRAW, STEP.HAND_ON, STEP.GRANT_TIME, STEP.REFUSE_TIME}
    assert STEP.TAKE_BACK in open_steps(situation(is_handed=True), today=DUE)


def test_a_delay_is_reported_only_when_there_is_one() -> None:
    after = DUE + timedelta(days=1)
    assert STEP.REPORT_DELAY in open_steps(situation(), today=after)
    late = situation(STATE.REPLIED, ended_on=after)
    assert open_steps(late, today=after) == {STEP.REPORT_DELAY}
    assert STEP.REPORT_DELAY not in open_steps(situation(is_tacit=True), today=after)
    assert open_steps(situation(STATE.REPLIED, ended_on=DUE), today=after) == frozenset()
    assert open_steps(situation(STATE.CONSENTED, ended_on=after), today=after) == frozenset()
    assert open_steps(situation(STATE.WITHDRAWN, ended_on=after), today=after) == frozenset()


def test_the_unit_speaks_first_and_the_office_only_where_they_disagree() -> None:
    late = {"state": STATE.REPLIED, "ended_on": DUE + timedelta(days=3)}
    reported = open_steps(situation(**late, delay=DelayState.REPORTED), today=DUE)  # type: ignore[arg-type]
    assert reported == {STEP.ACCEPT_DELAY, STEP.DISPUTE_DELAY, STEP.WITHDRAW_REPORT}
    disputed = open_steps(situation(**late, delay=DelayState.DISPUTED), today=DUE)  # type: ignore[arg-type]
    assert disputed == {STEP.UPHOLD_DELAY, STEP.DISMISS_DELAY, STEP.WITHDRAW_REPORT}


@given(
    st.sampled_from(STATE), st.sampled_from([None, *DelayState]), st.booleans(), st.integers(-9, 9),
    st.integers(-9, 9),
)  # fmt: skip
def test_whatever_is_settled_stays_settled(
    state: CoordinationState, delay: DelayState | None, asks: bool, ended: int, now: int
) -> None:
    facts = Situation(
        state=state,
        due_on=DUE,
        ended_on=None if state in AWAITED else DUE + timedelta(days=ended),
        asks_time=asks and state in AWAITED,
        delay=delay,
    )
    steps = open_steps(facts, today=DUE + timedelta(days=now))
    assert not (state not in AWAITED and steps & {STEP.REPLY, STEP.WITHDRAW, STEP.ASK_TIME, STEP.GRANT_TIME})
    assert not (STEP.REPORT_DELAY in steps and delay is not None)
    settled = {STEP.ACCEPT_DELAY, STEP.DISPUTE_DELAY, STEP.UPHOLD_DELAY, STEP.DISMISS_DELAY}
    assert bool(steps & settled) == (delay in UNSETTLED)
    assert delay not in COUNTS or not steps & settled


def test_days_late_are_calendar_days_and_never_negative() -> None:
    assert days_late(DUE, DUE - timedelta(days=3)) == 0
    assert days_late(DUE, date(2018, 7, 23)) == 4
