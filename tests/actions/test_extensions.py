from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from nhacviec.actions.answers import answer
from nhacviec.actions.extensions import (
    ask_extension,
    grant_extension,
    refuse_extension,
    withdraw_extension,
)
from nhacviec.actions.objections import raise_objection
from nhacviec.actions.receiving import return_duty
from nhacviec.records.models import Assignment, Extension
from nhacviec.rules.lifecycle import Move, ReturnReason, State
from tests.actions.deeds import (
    decide,
    event_says,
    last_event,
    refused,
    refuses_a_stale_row,
    refuses_wrong_states,
    standing_in,
)
from tests.cast import Cast
from tests.make import NOW

DUE = date(2018, 7, 20)
NEW_DUE = date(2018, 7, 31)


def ask(
    cast: Cast, duty: Assignment, day: date = NEW_DUE, reason: str = "Chờ số liệu", now: datetime = NOW
) -> Extension:
    return ask_extension(
        actor=cast.acting("focal"), assignment=duty, asked_due_on=day, reason=reason, now=now
    )


def asked(cast: Cast, **fields: object) -> Assignment:
    duty = cast.duty(**fields)  # type: ignore[arg-type]
    ask(cast, duty)
    return duty


def test_a_unit_asks_for_a_later_day(cast: Cast) -> None:
    duty, actor = cast.duty(state=State.ASSIGNED), standing_in(cast.acting("focal"), cast)
    extension = ask_extension(
        actor=actor, assignment=duty, asked_due_on=NEW_DUE, reason="Chờ số liệu", now=NOW
    )
    duty.refresh_from_db()
    assert (duty.has_open_extension, duty.due_on, duty.state) == (True, DUE, State.ASSIGNED)
    assert (extension.state, extension.from_due_on, extension.asked_by_id) == (
        "asked",
        DUE,
        cast.inspector.pk,
    )
    event = last_event(duty)
    event_says(event, "extension_asked", actor, reason="Chờ số liệu")
    assert (event.before, event.after) == (
        {"due_on": "2018-07-20"},
        {"asked_due_on": "2018-07-31", "extension": extension.pk},
    )


def test_a_reason_is_needed(cast: Cast) -> None:
    with refused("reason_required"):
        ask(cast, cast.duty(), reason=" ")


def test_one_request_at_a_time(cast: Cast) -> None:
    duty = asked(cast)
    with refused("extension_open"):
        ask(cast, duty)


def test_what_has_no_deadline_needs_no_extension(cast: Cast) -> None:
    with refused("extension_no_deadline"):
        ask(cast, cast.duty(due_on=None))


@pytest.mark.parametrize("day", [DUE, date(2018, 7, 19)])
def test_the_new_day_is_later(cast: Cast, day: date) -> None:
    with refused("extension_not_later"):
        ask(cast, cast.duty(), day)


def test_a_slip_of_the_keyboard_is_noticed(cast: Cast) -> None:
    with refused("deadline_too_far"):
        ask(cast, cast.duty(), date(2108, 7, 31))


def test_two_working_days_before_the_deadline_is_early_enough_and_one_is_not(cast: Cast) -> None:
    wednesday, thursday = datetime(2018, 7, 18, 2, tzinfo=UTC), datetime(2018, 7, 19, 2, tzinfo=UTC)
    with refused("extension_too_late"):
        ask(cast, cast.duty(), now=thursday)
    assert ask(cast, cast.duty(), now=wednesday).state == "asked"


def test_a_province_may_allow_asking_until_the_last_moment(cast: Cast) -> None:
    decide("ext_lead_wd", "0")
    on_the_day, after = datetime(2018, 7, 20, 2, tzinfo=UTC), datetime(2018, 7, 21, 2, tzinfo=UTC)
    assert ask(cast, cast.duty(), now=on_the_day).state == "asked"
    with refused("extension_overdue"):
        ask(cast, cast.duty(), now=after)
    with refused("extension_overdue"):
        ask(cast, cast.duty(due_hour=time(8)), now=on_the_day)


def test_extensions_are_counted(cast: Cast) -> None:
    with refused("extension_too_many"):
        ask(cast, cast.duty(extension_count=1))
    decide("ext_max", "")
    assert ask(cast, cast.duty(extension_count=9)).state == "asked"


def test_a_province_may_allow_none(cast: Cast) -> None:
    decide("ext_max", "0")
    with refused("extension_never"):
        ask(cast, cast.duty())


def test_length_is_measured_from_the_original_deadline(cast: Cast) -> None:
    decide("ext_max_days", "10")
    with refused("extension_too_long"):
        ask(cast, cast.duty())
    with refused("extension_too_long"):
        ask(cast, cast.duty(original_due_on=date(2018, 7, 15)), date(2018, 7, 26))
    assert ask(cast, cast.duty(original_due_on=None), date(2018, 7, 30)).state == "asked"


def test_a_unit_withdraws_its_request(cast: Cast) -> None:
    duty, actor = asked(cast), cast.acting("focal")
    withdraw_extension(actor=actor, assignment=duty, reason="Đã đủ số liệu", now=NOW)
    duty.refresh_from_db()
    extension = duty.extensions.get()
    assert (duty.has_open_extension, extension.state, extension.decision) == (
        False,
        "withdrawn",
        "Đã đủ số liệu",
    )
    event_says(last_event(duty), "extension_withdrawn", actor, reason="Đã đủ số liệu")


def test_a_grant_moves_the_deadline_and_keeps_the_original(cast: Cast) -> None:
    duty, actor = asked(cast, due_hour=time(16)), cast.acting("chair")
    grant_extension(
        actor=actor, assignment=duty, granted_due_on=date(2018, 7, 27), decision="Đồng ý 1 tuần", now=NOW
    )
    duty.refresh_from_db()
    assert (duty.due_on, duty.original_due_on, duty.due_hour) == (date(2018, 7, 27), DUE, None)
    assert (duty.extension_count, duty.has_open_extension, duty.outcome) == (1, False, "")
    extension = duty.extensions.get()
    assert (extension.state, extension.granted_due_on, extension.decided_by_id) == (
        "granted",
        date(2018, 7, 27),
        actor.person_id,
    )
    event = last_event(duty)
    event_says(event, "extension_granted", actor, reason="Đồng ý 1 tuần")
    assert event.before == {"due_on": "2018-07-20", "due_hour": "16:00:00"}
    assert event.after == {
        "due_on": "2018-07-27",
        "due_hour": None,
        "extension_count": 1,
        "extension": extension.pk,
    }


def test_a_grant_measures_a_waiting_answer_again(cast: Cast) -> None:
    duty, focal = asked(cast), cast.acting("focal")
    late = datetime(2018, 7, 24, 2, tzinfo=UTC)
    answer(actor=focal, assignment=duty, text="x", now=late)
    objection = raise_objection(actor=focal, assignment=duty, reason="Mưa bão", now=late)
    assert (duty.outcome, duty.days_late) == ("late", 4)
    grant_extension(actor=cast.acting("chair"), assignment=duty, granted_due_on=NEW_DUE, now=NOW)
    duty.refresh_from_db()
    objection.refresh_from_db()
    assert (duty.outcome, duty.outcome_original, duty.days_late) == ("early", "late", -7)
    assert (duty.has_open_objection, objection.state) == (False, "withdrawn")
    granted, closed = duty.events.order_by("-id")[1], last_event(duty)
    assert (granted.before["outcome"], granted.after["outcome"]) == ("late", "early")
    assert (closed.name, closed.after["closed_by"]) == ("objection_withdrawn", "grant_extension")


def test_an_answer_that_stays_late_keeps_its_objection(cast: Cast) -> None:
    duty, focal = asked(cast), cast.acting("focal")
    late = datetime(2018, 7, 24, 2, tzinfo=UTC)
    answer(actor=focal, assignment=duty, text="x", now=late)
    raise_objection(actor=focal, assignment=duty, reason="Mưa bão", now=late)
    grant_extension(actor=cast.acting("chair"), assignment=duty, granted_due_on=date(2018, 7, 23), now=NOW)
    assert (duty.outcome, duty.days_late, duty.has_open_objection) == ("late", 1, True)


def test_a_grant_stays_within_the_policy_and_after_the_deadline(cast: Cast) -> None:
    duty, actor = asked(cast), cast.acting("chair")
    with refused("extension_not_later"):
        grant_extension(actor=actor, assignment=duty, granted_due_on=DUE, now=NOW)
    decide("ext_max_days", "5")
    with refused("extension_too_long"):
        grant_extension(actor=actor, assignment=duty, granted_due_on=NEW_DUE, now=NOW)
    duty.due_on = None
    with refused("extension_no_deadline"):
        grant_extension(actor=actor, assignment=duty, granted_due_on=NEW_DUE, now=NOW)


def test_a_refusal_says_why(cast: Cast) -> None:
    duty, actor = asked(cast), cast.acting("chair")
    with refused("reason_required"):
        refuse_extension(actor=actor, assignment=duty, decision="", now=NOW)
    refuse_extension(actor=actor, assignment=duty, decision="Việc gấp", now=NOW)
    duty.refresh_from_db()
    extension = duty.extensions.get()
    assert (duty.due_on, duty.has_open_extension, duty.extension_count) == (DUE, False, 0)
    assert (extension.state, extension.decision, extension.decided_at) == ("refused", "Việc gấp", NOW)
    event_says(last_event(duty), "extension_refused", actor, reason="Việc gấp")


def test_after_a_refusal_the_unit_may_ask_again(cast: Cast) -> None:
    duty = asked(cast)
    refuse_extension(actor=cast.acting("chair"), assignment=duty, decision="Quá dài", now=NOW)
    assert ask(cast, duty, date(2018, 7, 25)).state == "asked"


def test_decisions_need_a_request(cast: Cast) -> None:
    actor, duty = cast.acting("chair"), cast.duty()
    with refused("no_open_extension"):
        grant_extension(actor=actor, assignment=duty, granted_due_on=NEW_DUE, now=NOW)
    with refused("no_open_extension"):
        refuse_extension(actor=actor, assignment=duty, decision="x", now=NOW)
    with refused("no_open_extension"):
        withdraw_extension(actor=actor, assignment=duty, now=NOW)


def test_a_returned_duty_takes_its_request_along(cast: Cast) -> None:
    duty = asked(cast, state=State.ASSIGNED)
    return_duty(
        actor=cast.acting("focal"),
        assignment=duty,
        return_reason=ReturnReason.WRONG_UNIT,
        reason="Thuộc Sở Tài chính",
        now=NOW,
    )
    duty.refresh_from_db()
    assert (duty.has_open_extension, duty.extensions.get().state) == (False, "withdrawn")
    assert last_event(duty).after["closed_by"] == "return"


def test_extensions_start_where_the_lifecycle_says(cast: Cast) -> None:
    chair, focal = cast.acting("chair"), cast.acting("focal")
    deeds = {
        Move.ASK_EXTENSION: lambda a: ask(cast, a),
        Move.WITHDRAW_EXTENSION: lambda a: withdraw_extension(actor=focal, assignment=a, now=NOW),
        Move.GRANT_EXTENSION: lambda a: grant_extension(
            actor=chair, assignment=a, granted_due_on=NEW_DUE, now=NOW
        ),
        Move.REFUSE_EXTENSION: lambda a: refuse_extension(actor=chair, assignment=a, decision="x", now=NOW),
    }
    for move, deed in deeds.items():
        refuses_wrong_states(cast, move, deed)
        refuses_a_stale_row(cast.duty() if move is Move.ASK_EXTENSION else asked(cast), deed)


def test_nobody_decides_on_the_request_he_made_in_another_post(cast: Cast) -> None:
    duty = asked(cast)
    decider = replace(cast.acting("chair"), person_id=cast.focal.pk)
    with refused("own_request"):
        grant_extension(actor=decider, assignment=duty, granted_due_on=NEW_DUE, now=NOW)
    duty.refresh_from_db()
    with refused("own_request"):
        refuse_extension(actor=decider, assignment=duty, decision="Không có căn cứ", now=NOW)
    assert duty.extensions.get().state == "asked"
