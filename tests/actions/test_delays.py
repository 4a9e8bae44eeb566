"""The report of a delay: the right of reply, the Office between two units, and what counts in the end."""

from datetime import date

import pytest

from nhacviec.actions import delays
from nhacviec.actions.coordination_silence import count_unanswered
from nhacviec.queries.waits import attributions, said
from nhacviec.records.models import Coordination, DelayReport, Event
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import local_date
from tests.actions.deeds import refused
from tests.cast import Cast
from tests.coordination import asked, counted, days, fresh, reply, reported

TEN = date(2018, 7, 16)  # when the duty of these scenes is due


def late(cast: Cast) -> Coordination:
    request = asked(cast, cast.duty(due_on=TEN))
    return reply(cast, request, now=days(6))


def test_what_is_in_time_is_not_reported(cast: Cast) -> None:
    request = asked(cast)
    with refused("delay_none"):
        reported(cast, request, now=days(0))
    reply(cast, request, now=days(0))
    with refused("delay_none"):
        reported(cast, request, now=days(3))


def test_the_unit_has_working_days_to_answer_and_until_then_nothing_counts(cast: Cast) -> None:
    request = reported(cast, late(cast), now=days(6))
    assert request.delay.explain_due_on == date(2018, 7, 30)  # a Wednesday and three working days
    assert count_unanswered(now=days(11)) == 0
    assert attributions([request.assignment], today=local_date(days(11))) == {}
    assert count_unanswered(now=days(13)) == 1
    told = Event.objects.get(name=EventName.DELAY_UNANSWERED)
    assert local_date(told.happened_at) == date(2018, 7, 31) and told.actor is None
    assert count_unanswered(now=days(14)) == 0
    assert list(attributions([request.assignment], today=local_date(days(13)))) == [request.assignment_id]


def test_a_delay_is_reported_once(cast: Cast) -> None:
    request = reported(cast, late(cast), now=days(6))
    with refused("delay_again"):
        reported(cast, request, now=days(7))


def test_what_the_unit_disputes_the_office_settles_either_way(cast: Cast) -> None:
    for settle, counts in ((delays.uphold_delay, True), (delays.dismiss_delay, False)):
        request = reported(cast, late(cast), now=days(6))
        with refused("reason_required"):
            delays.dispute_delay(
                actor=cast.acting("finance_focal"), request=request, explanation="", now=days(7)
            )
        delays.dispute_delay(
            actor=cast.acting("finance_focal"), request=request, explanation="Đã gửi bản giấy", now=days(7)
        )
        assert attributions([request.assignment], today=local_date(days(8))) == {}
        assert count_unanswered(now=days(30)) == 0
        settle(actor=cast.acting("head"), request=fresh(request), decision="Theo sổ công văn", now=days(8))
        assert bool(attributions([request.assignment], today=local_date(days(8)))) is counts
        with refused("delay_settled"):
            delays.accept_delay(actor=cast.acting("finance_focal"), request=fresh(request), now=days(9))
        with refused("delay_settled"):
            delays.withdraw_report(
                actor=cast.acting("focal"), request=fresh(request), reason="x", now=days(9)
            )


def test_a_report_is_taken_back_before_it_is_settled(cast: Cast) -> None:
    request = reported(cast, late(cast), now=days(6))
    delays.withdraw_report(actor=cast.acting("focal"), request=request, reason="Nhầm", now=days(6))
    assert DelayReport.objects.get().state == "withdrawn"
    assert attributions([request.assignment], today=local_date(days(9))) == {}


def test_nine_days_overdue_of_which_six_waiting_for_finance(cast: Cast) -> None:
    """Due on Monday the 16th, it is the 25th; the opinion was due on the 19th and is still missing."""
    request = asked(cast, cast.duty(due_on=TEN))
    counted(cast, request, now=days(6))
    [told] = attributions([request.assignment], today=local_date(days(6))).values()
    assert (told.days_late, told.days_waited, told.days_own) == (9, 6, 3)
    assert said([told]) == ["trong đó 6 ngày chờ Sở Tài chính"]


def test_two_overdue_replies_on_the_same_days_are_counted_once(cast: Cast) -> None:
    duty = cast.duty(due_on=TEN)
    for _ in range(2):
        counted(cast, asked(cast, duty), now=days(6))
    [told] = attributions([duty], today=local_date(days(6))).values()
    assert told.days_waited == 6


@pytest.mark.parametrize(
    ("fields", "waited"),
    [
        ({"state": State.COMPLETED, "days_late": 5, "outcome": "late"}, 2),  # done on the 21st
        ({"state": State.COMPLETED, "days_late": -1, "outcome": "early"}, 0),
        ({"state": State.SUSPENDED}, 0),
        ({"due_on": None}, 0),
    ],
)
def test_days_count_up_to_the_day_it_was_done(cast: Cast, fields: dict[str, object], waited: int) -> None:
    duty = cast.duty(due_on=TEN)
    counted(cast, asked(cast, duty), now=days(6))
    changed = cast.duty(**({"due_on": TEN} | fields))  # type: ignore[arg-type]
    Coordination.objects.update(assignment=changed)
    found = attributions([changed], today=local_date(days(20)))
    assert sum(told.days_waited for told in found.values()) == waited
