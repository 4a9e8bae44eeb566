"""Who may know of a request, take which step of it, and read its files and its lines of history."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from nhacviec.actions import delays
from nhacviec.queries.coordination_access import (
    coordination_by_id,
    coordination_for,
    duty_to_ask_for,
    hidden_requests,
    sees_coordination,
    steps_open_to,
    visible_coordinations,
)
from nhacviec.queries.file_access import reads_file
from nhacviec.queries.story import story_of
from nhacviec.records.models import Coordination, StoredFile
from nhacviec.rules.coordination import CoordinationStep
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.coordination import asked, days, fresh, reported
from tests.make import NOW, make_assignment

EVERYBODY = (
    "clerk", "specialist", "head", "office_leader", "chair", "inspector", "focal", "officer", "other_officer",
    "director", "finance_focal", "bien_hoa_focal", "admin",
)  # fmt: skip
SEE_ALL = {"clerk", "specialist", "head", "office_leader", "chair", "inspector"}
STEP = CoordinationStep


@pytest.fixture
def requests(cast: Cast) -> dict[str, Coordination]:
    """One of a duty handed to the officer, one of another duty that asks somebody else."""
    handed = cast.duty(officer=cast.officer, division=cast.infrastructure)
    return {"finance": asked(cast, handed), "bien_hoa": asked(cast, units=[cast.bien_hoa])}


def test_both_sides_know_of_a_request_and_who_sees_all(cast: Cast, requests: dict[str, Coordination]) -> None:
    known = {
        name: {who for who in EVERYBODY if request in visible_coordinations(cast.acting(who))}
        for name, request in requests.items()
    }
    assert known == {
        "finance": SEE_ALL | {"focal", "director", "officer", "finance_focal"},
        "bien_hoa": SEE_ALL | {"focal", "director", "bien_hoa_focal"},
    }


def test_a_row_in_hand_is_judged_as_the_query_judges_it(
    cast: Cast, requests: dict[str, Coordination]
) -> None:
    for who in EVERYBODY:
        actor = cast.acting(who)
        found = {r.pk for r in requests.values() if sees_coordination(actor, fresh(r))}
        assert found == set(visible_coordinations(actor).values_list("pk", flat=True)), who
        assert found == set(visible_coordinations(actor, few=True).values_list("pk", flat=True)), who


def test_what_was_handed_to_somebody_who_left_the_unit_is_known_to_him_no_more(cast: Cast) -> None:
    request = asked(cast, cast.duty(officer=cast.officer, division=cast.infrastructure))
    actor = cast.acting("officer")
    for elsewhere in (replace(actor, own_unit_ids=frozenset(), unit_id=cast.finance.pk), actor):
        for few in (True, False):
            is_known = visible_coordinations(elsewhere, few=few).filter(pk=request.pk).exists()
            assert is_known == (elsewhere is actor)


def test_what_one_may_not_know_of_is_not_found_and_what_is_not_his_is_forbidden(
    cast: Cast, requests: dict[str, Coordination]
) -> None:
    with pytest.raises(Http404):
        coordination_by_id(cast.acting("bien_hoa_focal"), requests["finance"].pk)
    with pytest.raises(Http404):
        coordination_by_id(cast.acting("clerk"), 10**9)
    with pytest.raises(PermissionDenied):
        coordination_for(cast.acting("focal"), requests["finance"].pk, STEP.REPLY)
    assert coordination_for(cast.acting("finance_focal"), requests["finance"].pk, STEP.REPLY)


def test_only_who_works_on_the_lead_asks(cast: Cast) -> None:
    duty = cast.duty(officer=cast.officer)
    part = make_assignment(duty.task, cast.finance, duty=Duty.COORDINATE)
    may = {who for who in EVERYBODY if _may_ask(cast, who, duty.code)}
    assert may == {"focal", "director", "officer"}
    assert not _may_ask(cast, "finance_focal", part.code)


def _may_ask(cast: Cast, who: str, code: str) -> bool:
    try:
        return duty_to_ask_for(cast.acting(who), code) is not None
    except (Http404, PermissionDenied):
        return False


def test_each_side_has_its_own_steps(cast: Cast, requests: dict[str, Coordination]) -> None:
    steps = _steps(cast, requests["finance"])
    assert steps == {
        "focal": {STEP.WITHDRAW}, "director": {STEP.WITHDRAW}, "officer": {STEP.WITHDRAW},
        "finance_focal": {STEP.REPLY, STEP.HAND_ON, STEP.ASK_TIME},
    }  # fmt: skip


def test_a_division_of_the_office_replies_by_its_head(cast: Cast) -> None:
    request = asked(cast, units=[cast.general])
    steps = _steps(cast, request)
    assert steps["head"] == {STEP.REPLY, STEP.HAND_ON, STEP.ASK_TIME}
    assert not any(STEP.REPLY in found for who, found in steps.items() if who != "head")


def test_a_dispute_is_settled_by_the_office_and_never_by_a_party(
    cast: Cast, requests: dict[str, Coordination]
) -> None:
    def dispute(request: Coordination) -> dict[str, set[CoordinationStep]]:
        reported(cast, request, now=days(3))
        who = cast.acting("finance_focal")
        delays.dispute_delay(actor=who, request=fresh(request), explanation="Không chậm", now=days(3))
        return {
            who: steps & {STEP.UPHOLD_DELAY, STEP.DISMISS_DELAY}
            for who, steps in _steps(cast, request).items()
            if steps & {STEP.UPHOLD_DELAY, STEP.DISMISS_DELAY}
        }

    both = {STEP.UPHOLD_DELAY, STEP.DISMISS_DELAY}
    assert dispute(requests["finance"]) == {"specialist": both, "head": both, "office_leader": both}
    own = asked(
        cast, cast.duty(unit=cast.general)
    )  # the division asks; its head and its specialist are a party
    assert dispute(own) == {"office_leader": both}


def _steps(cast: Cast, request: Coordination) -> dict[str, set[CoordinationStep]]:
    found = {}
    for who in EVERYBODY:
        row = fresh(request)
        steps = steps_open_to(cast.acting(who), row, row.situation(), today=local_date(days(3)))
        found[who] = set(steps) - {STEP.REPORT_DELAY, STEP.WITHDRAW_REPORT}
    return {who: steps for who, steps in found.items() if steps}


def test_files_of_a_request_are_read_by_both_sides(cast: Cast, requests: dict[str, Coordination]) -> None:
    stored = StoredFile.objects.create(
        coordination=requests["finance"], path="x", name="a.pdf", kind="pdf", size=1, sha256="0" * 64,
        uploaded_by=cast.focal, uploaded_at=NOW,
    )  # fmt: skip
    readers = {who for who in EVERYBODY if reads_file(cast.acting(who), stored)}
    assert readers == (SEE_ALL - {"admin"}) | {"focal", "director", "officer", "finance_focal"}


def test_another_coordinator_of_the_task_does_not_read_the_exchange_in_its_story(cast: Cast) -> None:
    task, lead, _part = cast.shared_task()
    theirs = asked(cast, lead, units=[cast.bien_hoa])
    ours = asked(cast, lead)
    reader = cast.acting("finance_focal")
    assert hidden_requests(reader, task) == [theirs.pk]
    assert hidden_requests(cast.acting("specialist"), task) == []
    lines = story_of(lead, [lead], hidden=hidden_requests(reader, task)).lines
    named = [
        line.event.after["coordination"] for line in lines if line.event.name == EventName.COORDINATION_ASKED
    ]
    assert named == [ours.pk]
