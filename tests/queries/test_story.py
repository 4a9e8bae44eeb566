"""What the timeline says of an event."""

from datetime import timedelta

from pytest_django import DjangoAssertNumQueries

from nhacviec.actions.answers import answer, send_back
from nhacviec.actions.recording import record
from nhacviec.queries.story import LINES, story_of
from nhacviec.records.models import Assignment
from nhacviec.rules.events import EventName
from tests.cast import Cast
from tests.make import NOW


def test_the_outcome_of_an_answer_is_told_with_its_days(cast: Cast) -> None:
    duty = cast.duty()  # due on 20/07, answered on 12/07
    answer(actor=cast.acting("focal"), assignment=duty, text="Đã rà soát xong", now=NOW)
    line = story_of(duty, [duty]).lines[0]
    assert (line.title, line.text) == ("Trả lời", "Đã rà soát xong")
    assert ("Kết quả về thời hạn", "Sớm hạn 8 ngày") in [(c.label, c.after) for c in line.changes]


def test_what_was_sent_back_keeps_its_reason(cast: Cast) -> None:
    duty = cast.duty()
    answer(actor=cast.acting("focal"), assignment=duty, text="Đã rà soát xong", now=NOW)
    send_back(actor=cast.acting("specialist"), assignment=duty, reason="Thiếu số liệu", now=NOW)
    assert story_of(duty, [duty]).lines[0].event.reason == "Thiếu số liệu"


def test_nothing_is_told_of_an_assignment_whose_inside_may_not_be_read(cast: Cast) -> None:
    duty = cast.duty()
    answer(actor=cast.acting("focal"), assignment=duty, text="Đã rà soát xong", now=NOW)
    assert story_of(duty, []).lines == []


def _reminded(cast: Cast, times: int) -> Assignment:
    duty, actor = cast.duty(), cast.acting("specialist")
    for i in range(times):
        record(
            EventName.REMINDED, actor=actor, now=NOW + timedelta(minutes=i), assignment=duty, reason=str(i)
        )
    return duty


def test_a_long_story_is_told_in_parts_that_leave_nothing_out_and_repeat_nothing(cast: Cast) -> None:
    duty = _reminded(cast, 2 * LINES + 5)
    told, before = [], None
    for _ in range(3):
        part = story_of(duty, [duty], before=before)
        told += [line.event.reason for line in part.lines]
        before = part.older
    assert before is None
    assert told == [str(i) for i in reversed(range(2 * LINES + 5))]


def test_a_story_of_exactly_one_part_has_no_older_one(cast: Cast) -> None:
    duty = _reminded(cast, LINES)
    assert story_of(duty, [duty]).older is None


def test_a_part_that_begins_at_an_event_of_another_duty_is_the_first(cast: Cast) -> None:
    duty, other = _reminded(cast, 2), _reminded(cast, 1)
    foreign = other.events.get().pk
    assert len(story_of(duty, [duty], before=foreign).lines) == 2


def test_a_story_takes_as_many_queries_for_fifty_lines_as_for_two(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for duty in (_reminded(cast, 2), _reminded(cast, LINES + 9)):
        with django_assert_num_queries(3):
            story_of(duty, [duty])
