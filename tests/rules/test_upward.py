"""What is submitted upward: nothing is a dead end, and only the Office moves it."""

from datetime import date

import pytest

from nhacviec.rules.permissions import AGENCY_ROLES, OFFICE_ROLES, Actor, Role
from nhacviec.rules.policies import default_policies
from nhacviec.rules.reminders import SILENT, Cause
from nhacviec.rules.submission_clock import CountMode, Terms
from nhacviec.rules.submission_permissions import Held
from nhacviec.rules.upward import (
    UPWARD_ENDS,
    UPWARD_MAY,
    UPWARD_OPEN,
    UPWARD_STEPS,
    UpwardCounts,
    UpwardMove,
    UpwardNumber,
    UpwardStop,
    upward_moves,
    upward_terms,
)
from nhacviec.rules.upward_reminders import UPWARD_LADDER, upward_situation

HELD = Held(unit_id=1, division_id=20, officer_id=200, leader_id=300)
DAY = date(2018, 7, 2)


def actor(role: Role, *, person: int = 1, units: tuple[int, ...] = (99,)) -> Actor:
    return Actor(person, "", 1, role, units[0], "", frozenset(units))


def test_every_step_stands_in_both_tables() -> None:
    assert set(UPWARD_STEPS) == set(UPWARD_MAY) == set(UpwardMove)


@pytest.mark.parametrize("stop", UpwardStop)
def test_somebody_of_the_office_can_always_go_on(stop: UpwardStop) -> None:
    moves = upward_moves(actor(Role.OFFICE_LEADER), stop, HELD)
    assert (UpwardMove.REOPEN in moves) == (stop in UPWARD_ENDS)
    assert (UpwardMove.DECISION in moves) == (stop in UPWARD_OPEN)


@pytest.mark.parametrize("stop", UpwardStop)
def test_nobody_outside_the_office_takes_a_step(stop: UpwardStop) -> None:
    for role in sorted(set(Role) - OFFICE_ROLES - {Role.COMMITTEE_LEADER}):
        assert upward_moves(actor(role, person=200, units=(1, 20)), stop, HELD) == []
    assert set(Role) - OFFICE_ROLES >= AGENCY_ROLES
    assert upward_moves(actor(Role.COMMITTEE_LEADER, person=300), stop, HELD) == [UpwardMove.NOTE]


def test_a_specialist_works_on_what_he_follows() -> None:
    mine = upward_moves(actor(Role.OFFICE_SPECIALIST, person=200), UpwardStop.SENT, HELD)
    assert UpwardMove.OPINION in mine and UpwardMove.HAND_ON not in mine
    assert upward_moves(actor(Role.OFFICE_SPECIALIST, person=201), UpwardStop.SENT, HELD) == []


def test_an_opinion_is_awaited_as_long_as_the_policy_says() -> None:
    assert upward_terms(default_policies()) == Terms(20, CountMode.CALENDAR)


def test_people_are_reminded_of_what_is_awaited_and_of_nothing_else() -> None:
    of = {stop: upward_situation(stop=stop, since=DAY, due_on=DAY) for stop in UpwardStop}
    assert {stop for stop in UpwardStop if of[stop] != SILENT} == UPWARD_OPEN
    causes = {cause for stop in UPWARD_OPEN for cause in of[stop].since}
    assert causes == {step.cause for step in UPWARD_LADDER} == {Cause.DEADLINE, Cause.NO_PROGRESS}


def test_numbers_add_up() -> None:
    one = UpwardCounts(1, 2, 3, 4, 5, 6, asked_again=2, longest=7)
    other = UpwardCounts(overdue=1, asked_again=1, longest=9)
    whole = one + other
    assert (whole.of(UpwardNumber.OPEN), whole.of(UpwardNumber.ANSWERED), whole.longest) == (7, 9, 9)
    assert whole.of(UpwardNumber.ASKED_AGAIN) == 3
    assert [one.of(number) for number in UpwardNumber] == [6, 1, 2, 2, 3, 9, 4, 5, 6]
