from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from nhacviec.actions.answers import answer, confirm, send_back
from nhacviec.actions.extensions import ask_extension
from nhacviec.actions.objections import raise_objection
from nhacviec.records.models import Answer
from nhacviec.rules.lifecycle import Duty, Move, State
from tests.actions.deeds import (
    answered,
    decide,
    event_says,
    last_event,
    refused,
    refuses_a_stale_row,
    refuses_wrong_states,
    standing_in,
)
from tests.cast import Cast
from tests.make import NOW, make_assignment

LATER = NOW + timedelta(days=3)


def test_an_answer_stops_the_clock_and_freezes_the_outcome(cast: Cast) -> None:
    duty, actor = cast.duty(due_on=date(2018, 7, 20)), standing_in(cast.acting("focal"), cast)
    given = answer(
        actor=actor,
        assignment=duty,
        text="Đã báo cáo",
        document_symbol="2301/SXD-QLN",
        document_date=date(2018, 7, 11),
        now=NOW,
    )
    duty.refresh_from_db()
    assert (duty.state, duty.answered_at) == (State.ANSWERED, NOW)
    assert (duty.outcome, duty.outcome_original, duty.days_late) == ("early", "early", -8)
    assert (given.round, given.verdict, given.answered_by_id) == (1, "waiting", cast.inspector.pk)
    event = last_event(duty)
    event_says(event, "answered", actor)
    assert event.before == {"state": "in_progress"}
    assert event.after == {
        "state": "answered",
        "outcome": "early",
        "outcome_original": "early",
        "days_late": -8,
        "answer": given.pk,
        "round": 1,
        "accepted": False,
    }


def test_answering_at_once_accepts(cast: Cast) -> None:
    duty = answered(cast, state=State.ASSIGNED)
    assert duty.accepted_at == NOW
    assert last_event(duty).after["accepted"] is True


@pytest.mark.parametrize(
    ("due_on", "original", "outcome", "against_original", "days"),
    [
        (date(2018, 7, 12), date(2018, 7, 12), "on_time", "on_time", 0),
        (date(2018, 7, 10), date(2018, 7, 10), "late", "late", 2),
        (date(2018, 7, 13), date(2018, 7, 5), "early", "late", -1),
        (None, None, "done_no_deadline", "done_no_deadline", None),
        (date(2018, 7, 11), None, "late", "done_no_deadline", 1),
    ],
)
def test_both_deadlines_are_measured(
    cast: Cast,
    due_on: date | None,
    original: date | None,
    outcome: str,
    against_original: str,
    days: int | None,
) -> None:
    duty = answered(cast, due_on=due_on, original_due_on=original)
    assert (duty.outcome, duty.outcome_original, duty.days_late) == (outcome, against_original, days)


def test_the_hour_of_the_document_counts_against_the_original_deadline(cast: Cast) -> None:
    day = date(2018, 7, 12)
    task = cast.task(due_on=day, due_hour=time(8, 0))
    duty = answered(cast, task=task, original_due_on=day, due_on=day, due_hour=time(16, 0))
    assert (duty.outcome, duty.outcome_original) == ("on_time", "late")


def test_an_hour_of_the_assignment_counts_against_both_where_the_task_has_another_day(cast: Cast) -> None:
    duty = answered(cast, due_on=date(2018, 7, 12), due_hour=time(8, 0))
    assert (duty.outcome, duty.outcome_original, duty.days_late) == ("late", "late", 0)


def test_an_answer_after_midnight_in_viet_nam_is_late(cast: Cast) -> None:
    before, after = datetime(2018, 7, 20, 16, 59, tzinfo=UTC), datetime(2018, 7, 20, 17, 1, tzinfo=UTC)
    assert answered(cast, before).outcome == "on_time"
    assert answered(cast, after).outcome == "late"


def test_the_day_of_the_document_counts_where_the_province_says_so(cast: Cast) -> None:
    decide("done_basis", "document_date")
    duty = cast.duty(due_on=date(2018, 7, 11))
    answer(actor=cast.acting("focal"), assignment=duty, text="x", document_date=date(2018, 7, 11), now=NOW)
    assert duty.outcome == "on_time"
    assert answered(cast, due_on=date(2018, 7, 11)).outcome == "late"


def test_an_answer_needs_words_and_a_document_that_exists(cast: Cast) -> None:
    actor, tomorrow = cast.acting("focal"), date(2018, 7, 13)
    with refused("text_required"):
        answer(actor=actor, assignment=cast.duty(), text="\n", now=NOW)
    with refused("answer_date_ahead"):
        answer(actor=actor, assignment=cast.duty(), text="x", document_date=tomorrow, now=NOW)


def test_answering_starts_only_while_the_agency_has_the_ball(cast: Cast) -> None:
    actor = cast.acting("focal")
    refuses_wrong_states(cast, Move.ANSWER, lambda a: answer(actor=actor, assignment=a, text="x", now=NOW))
    refuses_a_stale_row(cast.duty(), lambda a: answer(actor=actor, assignment=a, text="x", now=NOW))


def test_the_office_confirms(cast: Cast) -> None:
    duty, actor = answered(cast, due_on=date(2018, 7, 10)), cast.acting("specialist")
    confirm(actor=actor, assignment=duty, now=NOW)
    duty.refresh_from_db()
    assert (duty.state, duty.completed_at, duty.outcome, duty.days_late) == (
        State.COMPLETED,
        NOW,
        "late",
        2,
    )
    given = Answer.objects.get()
    assert (given.verdict, given.decided_by_id, given.decided_at) == ("confirmed", actor.person_id, NOW)
    event = last_event(duty)
    event_says(event, "confirmed", actor)
    assert (event.before["state"], event.after["state"]) == ("answered", "completed")
    assert event.after["answer"] == given.pk


def test_confirmation_may_be_the_moment_that_counts(cast: Cast) -> None:
    decide("done_basis", "confirmed")
    duty = answered(cast, due_on=date(2018, 7, 12))
    assert duty.outcome == "on_time"
    confirm(actor=cast.acting("specialist"), assignment=duty, now=LATER)
    assert (duty.outcome, duty.outcome_original, duty.days_late) == ("late", "late", 3)
    event = last_event(duty)
    assert (event.before["outcome"], event.after["outcome"]) == ("on_time", "late")


def test_an_excused_answer_stays_excused_when_confirmation_counts(cast: Cast) -> None:
    decide("done_basis", "confirmed")
    duty = answered(cast, due_on=date(2018, 7, 12), excused_at=NOW)
    confirm(actor=cast.acting("specialist"), assignment=duty, now=LATER)
    assert (duty.outcome, duty.days_late) == ("on_time", 3)


def test_only_a_leader_confirms_where_the_province_says_so(cast: Cast) -> None:
    decide("confirm_role", "office_leader")
    duty = answered(cast)
    with refused("confirmed_by_leader"):
        confirm(actor=cast.acting("specialist"), assignment=duty, now=NOW)
    confirm(actor=cast.acting("office_leader"), assignment=duty, now=NOW)
    assert duty.state == State.COMPLETED


def test_a_leader_of_the_committee_confirms_what_the_office_answered_even_then(cast: Cast) -> None:
    decide("confirm_role", "office_leader")
    duty = cast.duty(unit=cast.office)
    answer(actor=cast.acting("head"), assignment=duty, text="Đã xong", now=NOW)
    confirm(actor=cast.acting("chair"), assignment=duty, now=NOW)
    assert duty.state == State.COMPLETED


def test_a_lead_with_an_open_required_coordinator_is_confirmed_only_with_a_reason(cast: Cast) -> None:
    duty, actor = answered(cast), cast.acting("specialist")
    make_assignment(duty.task, cast.finance, duty=Duty.COORDINATE, state=State.ANSWERED)
    with refused("coordinators_open"):
        confirm(actor=actor, assignment=duty, reason=" ", now=NOW)
    confirm(actor=actor, assignment=duty, reason="Đã có ý kiến trực tiếp", now=NOW)
    event = last_event(duty)
    assert (event.reason, event.after["coordinators_open"]) == ("Đã có ý kiến trực tiếp", 1)


def test_others_of_the_task_do_not_hold_a_confirmation_up(cast: Cast) -> None:
    duty = answered(cast)
    make_assignment(duty.task, cast.finance, duty=Duty.COORDINATE, state=State.COMPLETED)
    make_assignment(duty.task, cast.bien_hoa, duty=Duty.COORDINATE, state=State.CANCELLED)
    make_assignment(duty.task, cast.it_centre, duty=Duty.COORDINATE, is_required=False)
    make_assignment(duty.task, cast.general, duty=Duty.LEAD)
    confirm(actor=cast.acting("specialist"), assignment=duty, now=NOW)
    assert duty.state == State.COMPLETED


def test_a_coordinator_is_confirmed_whatever_the_others_do(cast: Cast) -> None:
    duty = answered(cast, duty=Duty.COORDINATE)
    make_assignment(duty.task, cast.finance, duty=Duty.COORDINATE)
    confirm(actor=cast.acting("specialist"), assignment=duty, now=NOW)
    assert duty.state == State.COMPLETED


def test_confirming_ends_an_extension_that_still_waits(cast: Cast) -> None:
    duty, focal = cast.duty(), cast.acting("focal")
    extension = ask_extension(
        actor=focal, assignment=duty, asked_due_on=date(2018, 7, 30), reason="Chậm số liệu", now=NOW
    )
    answer(actor=focal, assignment=duty, text="x", now=NOW)
    assert duty.has_open_extension
    actor = cast.acting("specialist")
    confirm(actor=actor, assignment=duty, now=NOW)
    extension.refresh_from_db()
    assert (duty.has_open_extension, extension.state, extension.decided_at) == (False, "withdrawn", NOW)
    event = last_event(duty)
    event_says(event, "extension_withdrawn", actor)
    assert event.after == {"extension": extension.pk, "closed_by": "confirm"}


def test_confirming_starts_only_from_an_answer(cast: Cast) -> None:
    actor = cast.acting("specialist")
    refuses_wrong_states(cast, Move.CONFIRM, lambda a: confirm(actor=actor, assignment=a, now=NOW))
    refuses_a_stale_row(answered(cast), lambda a: confirm(actor=actor, assignment=a, now=NOW))


def test_sending_back_resumes_the_clock_as_if_it_had_never_stopped(cast: Cast) -> None:
    duty, actor = answered(cast, due_on=date(2018, 7, 10)), cast.acting("specialist")
    send_back(actor=actor, assignment=duty, reason="Thiếu số liệu", now=NOW)
    duty.refresh_from_db()
    assert (duty.state, duty.due_on, duty.send_back_count) == (State.IN_PROGRESS, date(2018, 7, 10), 1)
    assert (duty.answered_at, duty.outcome, duty.outcome_original, duty.days_late) == (None, "", "", None)
    given = Answer.objects.get()
    assert (given.verdict, given.reason) == ("sent_back", "Thiếu số liệu")
    event = last_event(duty)
    event_says(event, "sent_back", actor, reason="Thiếu số liệu")
    assert (event.before["outcome"], event.after["round"]) == ("late", 1)


def test_the_next_answer_is_the_next_round(cast: Cast) -> None:
    duty = answered(cast)
    send_back(actor=cast.acting("specialist"), assignment=duty, reason="x", now=NOW)
    again = answer(actor=cast.acting("focal"), assignment=duty, text="Bổ sung", now=LATER)
    assert again.round == 2
    send_back(actor=cast.acting("specialist"), assignment=duty, reason="x", now=LATER)
    assert duty.send_back_count == 2


def test_the_days_of_review_are_left_out_where_the_province_says_so(cast: Cast) -> None:
    decide("review_days_count", "no")
    duty = answered(cast, due_on=date(2018, 7, 16))
    send_back(actor=cast.acting("specialist"), assignment=duty, reason="x", now=LATER)
    duty.refresh_from_db()
    # Three days held (12 to 15 July) move Monday the 16th to Thursday the 19th.
    assert (duty.due_on, duty.original_due_on) == (date(2018, 7, 19), date(2018, 7, 16))
    event = last_event(duty)
    assert (event.before["due_on"], event.after["due_on"]) == ("2018-07-16", "2018-07-19")


def test_sending_back_ends_an_objection_and_an_excuse(cast: Cast) -> None:
    duty, focal = answered(cast, due_on=date(2018, 7, 10), excused_at=None), cast.acting("focal")
    objection = raise_objection(actor=focal, assignment=duty, reason="Mưa bão", now=NOW)
    actor = cast.acting("specialist")
    send_back(actor=actor, assignment=duty, reason="x", now=NOW)
    duty.refresh_from_db()
    objection.refresh_from_db()
    assert (duty.has_open_objection, duty.excused_at) == (False, None)
    assert (objection.state, objection.decided_at) == ("withdrawn", NOW)
    event = last_event(duty)
    event_says(event, "objection_withdrawn", actor)
    assert event.after == {"objection": objection.pk, "closed_by": "send_back"}


def test_sending_back_needs_a_reason_and_an_answer(cast: Cast) -> None:
    actor = cast.acting("specialist")
    with refused("reason_required"):
        send_back(actor=actor, assignment=cast.duty(state=State.ANSWERED), reason="", now=NOW)
    refuses_wrong_states(
        cast, Move.SEND_BACK, lambda a: send_back(actor=actor, assignment=a, reason="x", now=NOW)
    )
    refuses_a_stale_row(answered(cast), lambda a: send_back(actor=actor, assignment=a, reason="x", now=NOW))


def test_nobody_confirms_the_answer_he_gave_himself_in_another_post(cast: Cast) -> None:
    duty = answered(cast)
    in_the_office = replace(cast.acting("office_leader"), person_id=cast.focal.pk)
    with refused("own_answer"):
        confirm(actor=in_the_office, assignment=duty, now=NOW)
