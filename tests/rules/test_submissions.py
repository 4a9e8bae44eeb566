"""The way of a submission: nothing is a dead end, nobody decides for the other side."""

from datetime import date
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.permissions import AGENCY_ROLES, OFFICE_ROLES, Actor, Role
from nhacviec.rules.policies import default_policies, effective
from nhacviec.rules.submission_clock import CountMode, Terms
from nhacviec.rules.submission_permissions import SUBMISSION_MAY, Held, submission_moves
from nhacviec.rules.submissions import (
    ENDS,
    OPEN_STOPS,
    RUNNING,
    SUBMISSION_STEPS,
    Stop,
    SubmissionKind,
    SubmissionMove,
    limit_of_stop,
    moves_from,
    spread,
    terms_of,
)

HELD = Held(unit_id=10, division_id=20, officer_id=200, leader_id=300)
DAY = date(2018, 7, 12)


def actor(role: Role, *, person: int = 1, units: tuple[int, ...] = ()) -> Actor:
    return Actor(person, "", 1, role, units[0] if units else 99, "", frozenset(units))


def test_every_move_stands_in_both_tables() -> None:
    assert set(SUBMISSION_STEPS) == set(SUBMISSION_MAY) == set(SubmissionMove)


@pytest.mark.parametrize("stop", sorted(OPEN_STOPS))
def test_every_open_stop_can_be_left_towards_every_end(stop: Stop) -> None:
    assert {SUBMISSION_STEPS[move].target for move in moves_from(stop)} >= ENDS


@pytest.mark.parametrize("stop", sorted(ENDS))
def test_an_end_is_left_only_by_opening_it_again(stop: Stop) -> None:
    assert moves_from(stop) == [SubmissionMove.REOPEN, SubmissionMove.NOTE]


def test_the_clock_runs_everywhere_but_with_the_agency() -> None:
    assert {Stop.SUPPLEMENT} == OPEN_STOPS - RUNNING


@pytest.mark.parametrize("stop", Stop)
def test_an_agency_only_supplements_and_withdraws_what_is_its_own(stop: Stop) -> None:
    for role in AGENCY_ROLES:
        own = submission_moves(actor(role, units=(10,)), stop, HELD)
        assert set(own) <= {SubmissionMove.SUPPLEMENT, SubmissionMove.WITHDRAW}
        assert submission_moves(actor(role, units=(11,)), stop, HELD) == []


def test_a_specialist_works_on_what_he_or_his_unnamed_division_was_handed() -> None:
    mine = submission_moves(actor(Role.OFFICE_SPECIALIST, person=200, units=(20,)), Stop.APPRAISAL, HELD)
    assert SubmissionMove.ASK_DECISION in mine and SubmissionMove.WITHDRAW not in mine
    colleague = actor(Role.OFFICE_SPECIALIST, person=201, units=(20,))
    assert submission_moves(colleague, Stop.APPRAISAL, HELD) == []
    unnamed = Held(unit_id=10, division_id=20, officer_id=None, leader_id=None)
    assert SubmissionMove.ASK_DECISION in submission_moves(colleague, Stop.APPRAISAL, unnamed)
    nobody = Held(unit_id=10, division_id=None, officer_id=None, leader_id=None)
    assert submission_moves(colleague, Stop.ARRIVED, nobody) == []


def test_a_leader_of_the_committee_passes_on_what_is_before_him() -> None:
    chair = actor(Role.COMMITTEE_LEADER, person=300)
    assert submission_moves(chair, Stop.DECISION, HELD) == [SubmissionMove.FORWARD, SubmissionMove.NOTE]
    other = actor(Role.COMMITTEE_LEADER, person=301)
    assert submission_moves(other, Stop.DECISION, HELD) == [SubmissionMove.NOTE]


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ADMINISTRATOR])
def test_who_only_looks_moves_nothing(role: Role) -> None:
    for stop in Stop:
        assert submission_moves(actor(role, person=200, units=(10, 20)), stop, HELD) == []


def test_somebody_of_the_office_can_always_go_on() -> None:
    for stop in OPEN_STOPS:
        for role in OFFICE_ROLES - {Role.OFFICE_SPECIALIST}:
            assert submission_moves(actor(role), stop, HELD), (stop, role)


def test_the_limit_is_that_of_its_kind_or_the_common_one() -> None:
    assert terms_of(SubmissionKind.LAND, default_policies()) == Terms(20, CountMode.CALENDAR, True)
    policies = effective(
        [
            ("submission_days", "15", DAY),
            ("submission_days_land", "30", DAY),
            ("submission_count_mode", "working", DAY),
            ("submission_pause", "no", DAY),
        ],
        DAY,
    )
    assert terms_of(SubmissionKind.LAND, policies) == Terms(30, CountMode.WORKING, False)
    assert terms_of(SubmissionKind.GENERAL, policies).days == 15
    assert [terms_of(kind, policies).days for kind in SubmissionKind].count(15) == len(SubmissionKind) - 1


def test_stops_of_the_office_have_a_limit_of_their_own() -> None:
    limits = {stop: limit_of_stop(stop, default_policies()) for stop in Stop}
    assert {stop for stop, days in limits.items() if days} == RUNNING
    assert limits[Stop.CONSULTATION] == 5


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_nine_in_ten_were_done_within_the_percentile(days: list[int]) -> None:
    found = spread(days)
    assert sum(d <= found.p90 for d in days) >= 0.9 * len(days)
    assert found.p90 == min(d for d in days if sum(other <= d for other in days) >= 0.9 * len(days))
    assert found.average == pytest.approx(mean(days)) and found.count == len(days)


def test_of_nothing_nothing_is_said() -> None:
    assert spread([]).count == 0
