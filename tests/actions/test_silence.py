"""What happens when nobody says anything: only what the office's rules say, once, and with their words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from nhacviec.actions.answers import answer
from nhacviec.actions.objections import raise_objection
from nhacviec.actions.receiving import accept, return_duty
from nhacviec.actions.silence import accept_silently, confirm_silently
from nhacviec.records.models import Assignment, Event
from nhacviec.rules.lifecycle import Duty, MoveNotAllowed, ReturnReason, State
from nhacviec.rules.timeliness import local_date
from tests.actions.deeds import answered, decide, last_event
from tests.cast import Cast
from tests.make import NOW, make_assignment
from tests.threads import at_once, errors_in

GIVEN = datetime(2018, 7, 5, 8, 0, tzinfo=UTC)  # Thursday afternoon; two working days last to Monday 09/07
MONDAY_EVENING = datetime(2018, 7, 9, 16, 59, tzinfo=UTC)
TUESDAY = datetime(2018, 7, 9, 17, 15, tzinfo=UTC)  # a quarter past midnight in Việt Nam


def _new(cast: Cast, **fields: object) -> Assignment:
    return cast.duty(state=State.ASSIGNED, assigned_at=GIVEN, **fields)


def test_silence_accepts_when_the_time_for_returning_is_over(cast: Cast) -> None:
    duty = _new(cast)
    assert accept_silently(now=MONDAY_EVENING) == 0
    assert accept_silently(now=TUESDAY) == 1
    duty.refresh_from_db()
    event = last_event(duty)
    assert (duty.state, duty.accepted_at) == (State.IN_PROGRESS, TUESDAY)
    assert (event.name, event.actor, event.recorded_at) == ("accepted", None, TUESDAY)
    assert "quy chế" in event.reason and "2 ngày làm việc" in event.reason


def test_it_is_exactly_when_the_agency_may_no_longer_return(cast: Cast) -> None:
    """The last moment for returning is the last one without acceptance, day by day over two weeks."""
    for back in range(14):
        now = NOW - timedelta(days=back)
        duty = _new(cast)
        try:
            return_duty(
                actor=cast.acting("focal"), assignment=Assignment.objects.get(pk=duty.pk),
                return_reason=ReturnReason.WRONG_UNIT, reason="x", now=now,
            )  # fmt: skip
            may_return = True
        except MoveNotAllowed:
            may_return = False
        twin = _new(cast)
        accept_silently(now=now)
        twin.refresh_from_db()
        assert (twin.state == State.ASSIGNED) is may_return, now
        Assignment.objects.filter(pk__in=[duty.pk, twin.pk]).update(state=State.IN_PROGRESS)


def test_after_an_outage_it_says_when_it_was_due(cast: Cast) -> None:
    duty = _new(cast)
    accept_silently(now=NOW)  # Thursday the 12th
    event = last_event(duty)
    assert local_date(event.happened_at) == date(2018, 7, 10)
    assert event.recorded_late_on == date(2018, 7, 12)


def test_it_happens_once_and_not_to_what_was_accepted_or_given_back(cast: Cast) -> None:
    focal = cast.acting("focal")
    accepted, returned = _new(cast), _new(cast)
    accept(actor=focal, assignment=accepted, now=GIVEN)
    return_duty(
        actor=focal, assignment=returned, return_reason=ReturnReason.WRONG_UNIT, reason="x", now=GIVEN
    )
    _new(cast)
    cast.duty(state=State.DRAFT)
    assert [accept_silently(now=TUESDAY), accept_silently(now=TUESDAY)] == [1, 0]
    assert Event.objects.filter(name="accepted", actor=None).count() == 1


def test_silence_says_nothing_where_the_province_wants_it_so(cast: Cast) -> None:
    decide("return_silence_accepts", "false")
    _new(cast)
    assert accept_silently(now=TUESDAY) == 0


def _waiting(cast: Cast, **fields: object) -> Assignment:
    """Answered on Thursday 05/07; three working days last to Tuesday 10/07."""
    return answered(cast, GIVEN, **fields)


WEDNESDAY = datetime(2018, 7, 10, 17, 15, tzinfo=UTC)


def test_an_answer_that_waited_too_long_is_confirmed(cast: Cast) -> None:
    decide("auto_confirm_wd", "3")
    duty = _waiting(cast, due_on=date(2018, 7, 6))
    assert confirm_silently(now=TUESDAY) == 0
    assert [confirm_silently(now=WEDNESDAY), confirm_silently(now=WEDNESDAY)] == [1, 0]
    duty.refresh_from_db()
    event, given = last_event(duty), duty.answers.get()
    assert (duty.state, duty.outcome, duty.completed_at) == (State.COMPLETED, "early", WEDNESDAY)
    assert (given.verdict, given.decided_by, given.decided_at) == ("confirmed", None, WEDNESDAY)
    assert (event.name, event.actor) == ("confirmed", None)
    assert event.reason.startswith("Tự xác nhận theo quy chế") and "3 ngày làm việc" in event.reason


def test_nobody_is_confirmed_by_silence_unless_the_province_says_so(cast: Cast) -> None:
    _waiting(cast)
    assert confirm_silently(now=NOW + timedelta(days=300)) == 0


def test_what_needs_a_person_waits_for_one(cast: Cast) -> None:
    decide("auto_confirm_wd", "3")
    disputed = _waiting(cast, due_on=date(2018, 7, 2))
    raise_objection(actor=cast.acting("focal"), assignment=disputed, reason="Mất mạng", now=GIVEN)
    asks = _waiting(cast)
    Assignment.objects.filter(pk=asks.pk).update(has_open_extension=True)
    lead = _waiting(cast)
    make_assignment(lead.task, cast.finance, duty=Duty.COORDINATE, state=State.IN_PROGRESS)
    own = cast.duty(unit=cast.general)
    answer(actor=cast.acting("head"), assignment=own, text="x", now=GIVEN)
    assert confirm_silently(now=WEDNESDAY) == 0
    lead.task.assignments.filter(duty=Duty.COORDINATE).update(is_required=False)
    assert confirm_silently(now=WEDNESDAY) == 1


def test_only_the_answer_that_stands_counts_its_days(cast: Cast) -> None:
    decide("auto_confirm_wd", "3")
    duty = _waiting(cast)
    duty.answers.update(verdict="sent_back", decided_at=GIVEN)
    Assignment.objects.filter(pk=duty.pk).update(state=State.IN_PROGRESS, answered_at=None)
    duty.refresh_from_db()
    answer(actor=cast.acting("focal"), assignment=duty, text="Lại", now=TUESDAY)
    assert confirm_silently(now=WEDNESDAY) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_and_an_officer_do_it_once() -> None:
    cast = Cast()
    duties = [_new(cast) for _ in range(5)]
    focal = cast.acting("focal")
    by_hand = Assignment.objects.select_related("task__document").get(pk=duties[0].pk)
    results = at_once(
        lambda: accept_silently(now=TUESDAY),
        lambda: accept_silently(now=TUESDAY),
        lambda: accept(actor=focal, assignment=by_hand, now=TUESDAY),
    )
    assert all(type(error).__name__ == "StaleAssignment" for error in errors_in(results))
    for duty in duties:
        duty.refresh_from_db()
        assert (duty.state, duty.version) == (State.IN_PROGRESS, 1)
        assert duty.events.filter(name="accepted").count() == 1
