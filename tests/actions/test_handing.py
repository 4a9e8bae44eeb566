from datetime import date

import pytest

from nhacviec.actions.handing import hand_on, take_back
from nhacviec.rules.lifecycle import Move, State
from nhacviec.rules.permissions import Role
from nhacviec.rules.units import UnitKind
from tests.actions.deeds import event_says, last_event, refused, refuses_a_stale_row, refuses_wrong_states
from tests.cast import Cast
from tests.make import NOW, make_person, make_post, make_unit


def test_a_duty_goes_to_a_division_and_an_officer(cast: Cast) -> None:
    duty, actor = cast.duty(state=State.ASSIGNED), cast.acting("focal")
    hand_on(
        actor=actor,
        assignment=duty,
        division=cast.infrastructure,
        officer=cast.officer,
        note="Làm trước thứ Sáu",
        now=NOW,
    )
    duty.refresh_from_db()
    assert (duty.division, duty.officer, duty.state) == (cast.infrastructure, cast.officer, State.ASSIGNED)
    assert duty.accepted_at is None
    event = last_event(duty)
    event_says(event, "handed_on", actor, reason="Làm trước thứ Sáu")
    assert event.before == {"division": None, "officer": None}
    assert event.after == {"division": cast.infrastructure.pk, "officer": cast.officer.pk}


def test_a_duty_is_handed_on_again(cast: Cast) -> None:
    duty = cast.duty(division=cast.infrastructure, officer=cast.officer)
    hand_on(actor=cast.acting("officer"), assignment=duty, division=None, officer=cast.other_officer, now=NOW)
    assert (duty.division, duty.officer) == (None, cast.other_officer)
    assert last_event(duty).before == {"division": cast.infrastructure.pk, "officer": cast.officer.pk}


def test_an_office_division_hands_on_inside_itself(cast: Cast) -> None:
    duty = cast.duty(unit=cast.general)
    hand_on(actor=cast.acting("head"), assignment=duty, division=None, officer=cast.specialist, now=NOW)
    assert duty.officer == cast.specialist


@pytest.mark.parametrize("division", ["finance", "construction", "committee"])
def test_only_a_division_below_the_agency_is_taken(cast: Cast, division: str) -> None:
    with refused("division_not_ours"):
        hand_on(
            actor=cast.acting("focal"),
            assignment=cast.duty(),
            division=getattr(cast, division),
            officer=None,
            now=NOW,
        )


def test_a_closed_division_is_not_taken(cast: Cast) -> None:
    closed = make_unit(
        "Phòng cũ", kind=UnitKind.DIVISION, parent=cast.construction, valid_to=date(2018, 7, 11)
    )
    with refused("division_not_ours"):
        hand_on(actor=cast.acting("focal"), assignment=cast.duty(), division=closed, officer=None, now=NOW)


@pytest.mark.parametrize("officer", ["finance_focal", "chair"])
def test_only_an_officer_of_the_agency_is_taken(cast: Cast, officer: str) -> None:
    with refused("officer_not_ours"):
        hand_on(
            actor=cast.acting("focal"),
            assignment=cast.duty(),
            division=None,
            officer=getattr(cast, officer),
            now=NOW,
        )


def test_the_officer_belongs_to_the_division_named_with_him(cast: Cast) -> None:
    with refused("officer_not_ours"):
        hand_on(
            actor=cast.acting("focal"),
            assignment=cast.duty(),
            division=cast.planning,
            officer=cast.officer,
            now=NOW,
        )


@pytest.mark.parametrize(
    "why", ["post over", "post not begun", "account locked", "only standing in", "reads only"]
)
def test_an_officer_without_a_working_post_of_his_own_today_is_not_taken(cast: Cast, why: str) -> None:
    person = make_person("moi", is_active=why != "account locked")
    role = Role.INSPECTOR if why == "reads only" else Role.AGENCY_OFFICER
    fields: dict[str, object] = {}
    if why == "post over":
        fields = {"valid_to": date(2018, 7, 11)}
    if why == "post not begun":
        fields = {"valid_from": date(2018, 7, 13)}
    if why == "only standing in":
        fields = {"valid_to": date(2018, 8, 1), "stands_in_for": cast.officer.posts.get()}
    make_post(person, cast.infrastructure, role, **fields)  # type: ignore[arg-type]
    with refused("officer_not_ours"):
        hand_on(actor=cast.acting("focal"), assignment=cast.duty(), division=None, officer=person, now=NOW)


def test_somebody_must_be_chosen(cast: Cast) -> None:
    with refused("nobody_chosen"):
        hand_on(actor=cast.acting("focal"), assignment=cast.duty(), division=None, officer=None, now=NOW)


def test_the_same_hands_again_need_something_to_say(cast: Cast) -> None:
    duty, actor = cast.duty(officer=cast.officer), cast.acting("focal")
    with refused("nothing_changed"):
        hand_on(actor=actor, assignment=duty, division=None, officer=cast.officer, now=NOW)
    hand_on(actor=actor, assignment=duty, division=None, officer=cast.officer, note="Gấp", now=NOW)
    assert last_event(duty).reason == "Gấp"


def test_a_duty_is_taken_back(cast: Cast) -> None:
    duty = cast.duty(division=cast.infrastructure, officer=cast.officer)
    actor = cast.acting("director")
    take_back(actor=actor, assignment=duty, reason="Nghỉ phép", now=NOW)
    duty.refresh_from_db()
    assert (duty.division, duty.officer) == (None, None)
    event = last_event(duty)
    event_says(event, "taken_back", actor, reason="Nghỉ phép")
    assert event.before == {"division": cast.infrastructure.pk, "officer": cast.officer.pk}


def test_what_was_never_handed_on_is_not_taken_back(cast: Cast) -> None:
    with refused("not_handed"):
        take_back(actor=cast.acting("focal"), assignment=cast.duty(), now=NOW)


def test_handing_starts_only_while_the_agency_has_the_ball(cast: Cast) -> None:
    actor = cast.acting("focal")
    refuses_wrong_states(
        cast,
        Move.HAND_ON,
        lambda a: hand_on(actor=actor, assignment=a, division=None, officer=cast.officer, now=NOW),
    )
    refuses_wrong_states(cast, Move.TAKE_BACK, lambda a: take_back(actor=actor, assignment=a, now=NOW))
    refuses_a_stale_row(
        cast.duty(),
        lambda a: hand_on(actor=actor, assignment=a, division=None, officer=cast.officer, now=NOW),
    )
    refuses_a_stale_row(
        cast.duty(officer=cast.officer), lambda a: take_back(actor=actor, assignment=a, now=NOW)
    )


def test_a_division_alone_is_enough(cast: Cast) -> None:
    duty = cast.duty()
    hand_on(actor=cast.acting("focal"), assignment=duty, division=cast.planning, officer=None, now=NOW)
    duty.refresh_from_db()
    assert (duty.division, duty.officer) == (cast.planning, None)
