"""An answer that was given last week and is recorded today says both."""

from datetime import date
from typing import Any

import pytest

from nhacviec.actions.answers import answer, send_back
from nhacviec.queries.story import story_of
from nhacviec.records.models import Answer, Assignment
from tests.actions.deeds import answered, last_event, refused
from tests.cast import Cast
from tests.make import NOW, TODAY

ISSUED = date(2018, 7, 2)


def _duty(cast: Cast, due_on: date = date(2018, 7, 10)) -> Assignment:
    duty = cast.duty(due_on=due_on)
    Assignment.objects.filter(pk=duty.pk).update(assigned_at="2018-07-02 02:00+00")
    duty.refresh_from_db()
    return duty


def _answer(cast: Cast, duty: Assignment, given_on: date, **fields: Any) -> Answer:
    values: dict[str, Any] = {"text": "Đã báo cáo", "document_symbol": "45/SXD-HT", "document_date": ISSUED}
    return answer(
        actor=cast.acting("focal"), assignment=duty, answered_on=given_on, now=NOW, **(values | fields)
    )


def test_it_counts_by_the_day_on_which_it_was_given(cast: Cast) -> None:
    duty = _duty(cast)
    given = _answer(cast, duty, date(2018, 7, 9))
    assert (duty.outcome, duty.days_late) == ("early", -1)
    assert (given.given_on, given.days_unrecorded) == (date(2018, 7, 9), 3)
    event = last_event(duty)
    assert event.recorded_at == NOW and event.recorded_late_on == TODAY
    assert event.happened_at.date() == date(2018, 7, 9)


def test_today_is_not_late(cast: Cast) -> None:
    duty = _duty(cast)
    given = _answer(cast, duty, TODAY)
    assert given.answered_on is None and given.days_unrecorded == 0
    assert last_event(duty).recorded_late_on is None


def test_it_stands_in_the_story_where_it_happened(cast: Cast) -> None:
    duty = _duty(cast)
    _answer(cast, duty, date(2018, 7, 9))
    line = story_of(duty, [duty]).lines[0]
    assert (line.event.name, line.event.recorded_late_on) == ("answered", TODAY)


@pytest.mark.parametrize(
    ("given_on", "fields", "code"),
    [
        (date(2018, 7, 13), {}, "answered_on_ahead"),
        (date(2018, 7, 1), {}, "answered_on_too_early"),
        (date(2018, 7, 9), {"document_symbol": " "}, "answered_on_needs_document"),
        (date(2018, 7, 9), {"document_date": None}, "answered_on_needs_document"),
        (date(2018, 7, 9), {"document_date": date(2018, 7, 10)}, "answered_on_before_document"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    given_on: date, fields: dict[str, object], code: str, cast: Cast
) -> None:
    duty = _duty(cast)
    with refused(code):
        _answer(cast, duty, given_on, **fields)


def test_what_was_sent_back_cannot_have_been_given_before_that(cast: Cast) -> None:
    duty = answered(cast)
    Assignment.objects.filter(pk=duty.pk).update(assigned_at="2018-07-02 02:00+00")
    duty.refresh_from_db()
    send_back(actor=cast.acting("specialist"), assignment=duty, reason="Thiếu số liệu", now=NOW)
    with refused("answered_on_too_early"):
        _answer(cast, duty, date(2018, 7, 9))
