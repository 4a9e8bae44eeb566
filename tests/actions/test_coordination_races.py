"""Two people, or a person and the clock, at one request in the same second."""

import pytest

from nhacviec.actions import coordination, delays
from nhacviec.actions.coordination_silence import consent_silently, count_unanswered
from nhacviec.records.models import Coordination, DelayReport, Event, StaleCoordination
from nhacviec.rules.coordination import ReplyKind
from nhacviec.rules.events import EventName
from tests.cast import Cast
from tests.coordination import asked, days, fresh, reported
from tests.make import NOW
from tests.threads import at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_replies_at_once_one_stands_and_the_other_is_told() -> None:
    cast = Cast()
    request = asked(cast)
    copies = [fresh(request) for _ in range(2)]
    actor = cast.acting("finance_focal")

    def reply(copy: Coordination, kind: ReplyKind) -> None:
        coordination.reply(actor=actor, request=copy, reply_kind=kind, text="x", now=NOW)

    results = at_once(lambda: reply(copies[0], ReplyKind.AGREE), lambda: reply(copies[1], ReplyKind.DISAGREE))
    assert [type(error) for error in errors_in(results)] == [StaleCoordination]
    told = Event.objects.get(name=EventName.COORDINATION_REPLIED)
    assert told.after["reply_kind"] == fresh(request).reply_kind


def test_a_reply_and_the_night_of_consent_do_not_both_win() -> None:
    cast = Cast()
    actor, moment = cast.acting("finance_focal"), days(1)
    for _ in range(5):
        request = asked(cast, is_tacit=True)
        copy = fresh(request)
        results = at_once(
            lambda copy=copy: coordination.reply(  # type: ignore[misc]
                actor=actor, request=copy, reply_kind=ReplyKind.DISAGREE, text="x", now=moment
            ),
            lambda: consent_silently(now=moment),
        )
        events = Event.objects.filter(after__coordination=request.pk)
        names = set(events.values_list("name", flat=True)) - {EventName.COORDINATION_ASKED}
        assert len(names) == 1
        state = fresh(request).state
        assert names == {f"coordination_{state}"} and state in ("replied", "consented")
        assert len(errors_in(results)) == (state == "consented")


def test_two_workers_record_one_consent() -> None:
    cast = Cast()
    asked(cast, is_tacit=True)
    results = at_once(*[lambda: consent_silently(now=days(1))] * 3)
    assert sum(results) == 1
    assert Event.objects.filter(name=EventName.COORDINATION_CONSENTED).count() == 1


def test_a_dispute_in_the_last_second_and_the_clock_do_not_both_win() -> None:
    cast = Cast()
    request = reported(cast, asked(cast), now=days(1))
    copy, moment = fresh(request), days(20)
    at_once(
        lambda: delays.dispute_delay(
            actor=cast.acting("finance_focal"), request=copy, explanation="Không chậm", now=moment
        ),
        lambda: count_unanswered(now=moment),
    )
    state = DelayReport.objects.get().state
    names = set(Event.objects.values_list("name", flat=True))
    assert (f"delay_{state}" in names) and state in ("disputed", "unanswered")
    assert not {EventName.DELAY_DISPUTED, EventName.DELAY_UNANSWERED} <= names
