"""A submission on its way: every stop is held by somebody since a day; with the agency the clock stands."""

from datetime import date, timedelta
from typing import Any

import pytest

from nhacviec.actions import submission_ends as ends
from nhacviec.actions import submissions as deeds
from nhacviec.actions.calendar import import_year
from nhacviec.records.models import Event, PolicyValue, Submission, SubmissionStanding
from nhacviec.rules.calendar_edits import SpecialDay
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.submissions import Stop, SubmissionKind
from nhacviec.rules.working_days import DayKind
from tests.cast import Cast
from tests.submitting import MONDAY, answered, at, day, forwarded, handed_back, read, submitted, supplemented


def refused(code: str, deed: Any, *args: Any, **fields: Any) -> None:
    with pytest.raises(MoveNotAllowed) as caught:
        deed(*args, **fields)
    assert caught.value.code == code


def test_registering_starts_the_clock_on_the_day_it_arrived(cast: Cast) -> None:
    row = submitted(cast, on=day(3), arrived_on=MONDAY, dated_on=MONDAY, who="clerk")
    assert (row.stop, row.due_on, row.stop_since) == (Stop.ARRIVED, date(2018, 7, 23), MONDAY)
    (stop,) = row.stops.all()
    assert (stop.began_on, stop.ended_on) == (MONDAY, None)
    (event,) = Event.objects.filter(submission=row)
    assert (event.name, event.unit) == (EventName.SUBMISSION_REGISTERED, None)  # no history of the unit's


def test_the_limit_is_that_of_its_kind_on_the_day_it_starts_and_stays(cast: Cast) -> None:
    PolicyValue.objects.create(
        key="submission_days_land", value="10", effective_from=MONDAY, set_at=at(MONDAY)
    )
    row = submitted(cast, kind=SubmissionKind.LAND)
    assert (row.limit_days, row.due_on) == (10, day(10))
    PolicyValue.objects.create(
        key="submission_days_land", value="30", effective_from=day(1), set_at=at(day(1))
    )
    forwarded(cast, row, on=day(2))
    assert read(row).due_on == day(10)
    assert submitted(cast, on=day(1), kind=SubmissionKind.LAND).limit_days == 30


def test_what_was_never_complete_has_no_clock_until_it_is(cast: Cast) -> None:
    row = submitted(cast, missing="Thiếu bản vẽ", who="clerk")
    assert (row.stop, row.due_on, row.complete_on) == (Stop.SUPPLEMENT, None, None)
    supplemented(cast, row, on=day(7))
    assert (row.stop, row.complete_on, row.due_on) == (Stop.ARRIVED, day(7), day(28))
    assert Event.objects.get(name="submission_registered").reason == "Thiếu bản vẽ"


def test_a_pause_moves_the_due_day_and_it_comes_back_to_who_had_it(cast: Cast) -> None:
    row = handed_back(cast, forwarded(cast, submitted(cast), on=day(1)), on=day(8))
    assert (row.stop, row.due_on) == (Stop.SUPPLEMENT, None)
    supplemented(cast, row, on=day(15))
    assert (row.stop, row.due_on) == (
        Stop.APPRAISAL,
        day(28),
    )  # twelve days more end on a Sunday
    assert row.officer == cast.specialist
    way = [(stop.stop, stop.began_on, stop.ended_on, stop.working_days) for stop in row.stops.all()]
    assert way == [
        (Stop.ARRIVED, MONDAY, day(1), 1),
        (Stop.APPRAISAL, day(1), day(8), 5),
        (Stop.SUPPLEMENT, day(8), day(15), 5),
        (Stop.APPRAISAL, day(15), None, None),
    ]


def test_where_the_policy_says_so_a_pause_stops_nothing(cast: Cast) -> None:
    PolicyValue.objects.create(key="submission_pause", value="no", effective_from=MONDAY, set_at=at(MONDAY))
    row = handed_back(cast, submitted(cast), on=day(8))
    assert (row.stop, row.due_on) == (Stop.SUPPLEMENT, day(21))


def test_consulting_and_asking_a_leader_keep_who_handles_it(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))
    units = [cast.finance, cast.bien_hoa, cast.finance]
    deeds.consult(actor=cast.acting("specialist"), submission=row, units=units, now=at(day(2)))
    deeds.ask_decision(
        actor=cast.acting("specialist"), submission=row, leader=cast.chair, note="Trình ký", now=at(day(4))
    )
    assert (row.stop, row.division, row.officer, row.leader) == (
        Stop.DECISION,
        cast.general,
        cast.specialist,
        cast.chair,
    )
    consulted = row.stops.get(stop=Stop.CONSULTATION)
    assert consulted.consulted == [cast.finance.pk, cast.bien_hoa.pk]
    assert (consulted.began_on, consulted.ended_on) == (day(2), day(4))


def test_nobody_begins_to_count_anew_by_handing_it_to_himself(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))
    refused("submission_there_already", forwarded, cast, row, on=day(9))
    assert read(row).stop_since == day(1) and row.stops.count() == 2
    leader: dict[str, Any] = {"actor": cast.acting("head"), "submission": read(row), "leader": cast.chair}
    deeds.ask_decision(**leader, now=at(day(9)))
    leader["submission"] = read(row)
    refused("submission_there_already", deeds.ask_decision, **leader, now=at(day(12)))
    forwarded(cast, row := read(row), on=day(13))  # given back for more work it is there anew
    forwarded(cast, read(row), on=day(14), officer="head")  # and with somebody else
    assert read(row).stop_since == day(14)


def test_an_answer_stops_the_clock_on_its_day_even_if_recorded_later(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))
    answered(cast, row, on=day(30), dated_on=day(20), answered_on=day(21))
    assert (row.stop, row.closed_on, row.days_used, row.days_late) == (Stop.ANSWERED, day(21), 21, 0)
    assert (row.due_on, row.next_reminder_at) == (None, None)
    late = answered(cast, submitted(cast), on=day(30))
    assert (late.days_used, late.days_late) == (30, 9)


def test_an_answer_needs_a_number_and_days_that_can_be(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(5))
    refused("submission_answer_incomplete", answered, cast, row, on=day(6), symbol=" ")
    refused("submission_answer_before", answered, cast, row, on=day(6), dated_on=day(-1))
    refused("submission_dated_ahead", answered, cast, row, on=day(6), dated_on=day(7))
    refused("submission_day_outside", answered, cast, row, on=day(6), answered_on=day(4), dated_on=day(4))
    refused("submission_day_outside", answered, cast, row, on=day(6), answered_on=day(7), dated_on=day(6))
    assert read(row).stop == Stop.APPRAISAL


@pytest.mark.parametrize("deed", ["return_file", "withdraw"])
def test_the_other_ends_need_a_reason_and_are_told_to_the_agency(deed: str, cast: Cast) -> None:
    row = submitted(cast)
    act = getattr(ends, deed)
    refused("reason_required", act, actor=cast.acting("clerk"), submission=row, reason=" ", now=at(day(1)))
    act(actor=cast.acting("clerk"), submission=row, reason="Không thuộc thẩm quyền", now=at(day(1)))
    assert row.is_closed and row.days_late == 0
    assert [stop.told for stop in row.stops.all()][-1] == "Không thuộc thẩm quyền"


def test_merging_goes_into_an_open_one_only(cast: Cast) -> None:
    row, other, closed = submitted(cast), submitted(cast), answered(cast, submitted(cast), on=day(1))
    fields: dict[str, Any] = {"actor": cast.acting("head"), "submission": row, "reason": "Cùng nội dung"}
    refused("submission_merge_into_itself", ends.merge, **fields, into=row, now=at(day(2)))
    refused("submission_merge_not_open", ends.merge, **fields, into=closed, now=at(day(2)))
    ends.merge(**fields, into=other, now=at(day(2)))
    assert (row.stop, row.merged_into) == (Stop.MERGED, other)


def test_opened_again_the_clock_goes_on_as_if_it_had_never_stopped(cast: Cast) -> None:
    row = answered(cast, forwarded(cast, submitted(cast), on=day(1)), on=day(10))
    ends.reopen(actor=cast.acting("head"), submission=row, reason="Ghi nhầm", now=at(day(30)))
    assert (row.stop, row.due_on, row.closed_on, row.answer_symbol) == (Stop.APPRAISAL, day(21), None, "")
    assert row.next_reminder_at is not None
    never = submitted(cast, missing="Thiếu bản vẽ", who="clerk")
    ends.withdraw(actor=cast.acting("focal"), submission=never, reason="Rút", now=at(day(1)))
    ends.reopen(actor=cast.acting("head"), submission=never, reason="Ghi nhầm", now=at(day(2)))
    told = [stop.told for stop in never.stops.all()]
    assert (never.stop, told[-1]) == (Stop.SUPPLEMENT, "Thiếu bản vẽ")


def test_a_number_is_taken_once_a_year_while_it_is_followed(cast: Cast) -> None:
    row = submitted(cast, symbol="15/TTr-SXD")
    refused("submission_number_taken", submitted, cast, symbol="15 / ttr-sxd")
    assert submitted(cast, symbol="15/TTr-SXD", unit=cast.finance, who="clerk").pk
    ends.withdraw(actor=cast.acting("focal"), submission=row, reason="Làm lại", now=at(day(1)))
    again = submitted(cast, symbol="15/TTr-SXD", on=day(2))
    refused(
        "submission_number_taken",
        ends.reopen,
        actor=cast.acting("head"),
        submission=row,
        reason="Nhầm",
        now=at(day(3)),
    )
    assert read(again).stop == Stop.ARRIVED and read(row).stop == Stop.WITHDRAWN


def test_wrong_heads_are_refused(cast: Cast) -> None:
    refused("classified", submitted, cast, secrecy="mat")
    refused("submission_unit_not_fit", submitted, cast, unit=cast.general, who="clerk")
    refused("submission_dated_ahead", submitted, cast, dated_on=day(1), arrived_on=day(1))
    refused("submission_arrived_ahead", submitted, cast, arrived_on=day(1))
    refused("submission_arrived_before", submitted, cast, arrived_on=day(-1))
    assert not Submission.objects.exists() and not Event.objects.exists()


def test_it_is_passed_on_only_to_who_can_have_it(cast: Cast) -> None:
    row = submitted(cast)
    common: dict[str, Any] = {"actor": cast.acting("clerk"), "submission": row, "now": at(day(1))}
    refused("submission_division_not_fit", deeds.forward, **common, division=cast.finance)
    refused(
        "submission_officer_not_fit",
        deeds.forward,
        **common,
        division=cast.general,
        officer=cast.other_specialist,
    )
    refused("submission_leader_not_fit", deeds.ask_decision, **common, leader=cast.specialist)
    refused("submission_nobody_asked", deeds.consult, **common, units=[])
    refused("submission_missing_required", deeds.ask_supplement, **common, missing=" ")
    refused("text_required", deeds.note, **common, text=" ")
    assert Event.objects.filter(submission=row).count() == 1


def test_what_was_read_before_somebody_else_moved_it_moves_nothing(cast: Cast) -> None:
    row = submitted(cast)
    old = read(row)
    forwarded(cast, row, on=day(1))
    refused("submission_stale", forwarded, cast, old, on=day(1))
    refused("submission_stale", answered, cast, old, on=day(1))
    assert row.stops.count() == 2


def test_a_note_moves_nothing(cast: Cast) -> None:
    row = submitted(cast)
    deeds.note(actor=cast.acting("chair"), submission=row, text="Xem kỹ nguồn vốn", now=at(day(1)))
    assert read(row).version == row.version
    assert Event.objects.get(name="submission_noted").reason == "Xem kỹ nguồn vốn"


def test_a_day_off_declared_later_moves_the_due_day_and_no_number_of_before(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))
    off = {day(21) + timedelta(n): SpecialDay(DayKind.COMPENSATORY_OFF, "Nghỉ bù") for n in range(2)}
    import_year(actor=None, year=2018, changes=off, fingerprint=None, now=at(day(9)))
    assert read(row).due_on == day(23)
    stood = SubmissionStanding.objects.filter(submission=row)
    assert {(s.from_day, s.to_day, s.due_on) for s in stood} == {
        (MONDAY, day(1), day(21)),
        (day(1), day(9), day(21)),
        (day(9), None, day(23)),
    }
    assert Event.objects.get(name="submission_recounted").before == {"due_on": "2018-07-23"}


def test_several_deeds_of_a_day_leave_one_line(cast: Cast) -> None:
    row = answered(cast, handed_back(cast, forwarded(cast, submitted(cast), on=MONDAY), on=MONDAY), on=MONDAY)
    (stood,) = SubmissionStanding.objects.filter(submission=row)
    assert (stood.stop, stood.from_day, stood.to_day) == (Stop.ANSWERED, MONDAY, None)
