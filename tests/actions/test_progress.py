import pytest

from nhacviec.actions.progress import note_progress
from nhacviec.rules.lifecycle import Move, State
from tests.actions.deeds import (
    event_says,
    last_event,
    refused,
    refuses_a_stale_row,
    refuses_wrong_states,
    standing_in,
)
from tests.cast import Cast
from tests.make import NOW


def test_a_note_says_how_far_the_work_is(cast: Cast) -> None:
    duty, actor = cast.duty(percent=10, obstacle="Thiếu vốn"), standing_in(cast.acting("officer"), cast)
    note = note_progress(
        actor=actor,
        assignment=duty,
        text="Đã rà soát 20/30 dự án",
        percent=60,
        obstacle="Chờ ý kiến Sở Tài chính",
        delay_cause="waiting_coordination",
        now=NOW,
    )
    duty.refresh_from_db()
    assert (duty.percent, duty.obstacle, duty.noted_at) == (60, "Chờ ý kiến Sở Tài chính", NOW)
    assert (note.text, note.noted_by_id) == ("Đã rà soát 20/30 dự án", cast.inspector.pk)
    event = last_event(duty)
    event_says(event, "progress_noted", actor)
    assert event.before == {"percent": 10, "obstacle": "Thiếu vốn"}
    assert event.after == {
        "percent": 60,
        "obstacle": "Chờ ý kiến Sở Tài chính",
        "delay_cause": "waiting_coordination",
        "note": note.pk,
    }


def test_an_obstacle_stands_until_a_note_has_none(cast: Cast) -> None:
    duty = cast.duty(obstacle="Thiếu vốn", state=State.SUSPENDED)
    note_progress(actor=cast.acting("officer"), assignment=duty, text="Đã có vốn", percent=100, now=NOW)
    assert (duty.obstacle, duty.state) == ("", State.SUSPENDED)


@pytest.mark.parametrize("percent", [-1, 101])
def test_percent_stays_between_nothing_and_all(cast: Cast, percent: int) -> None:
    with refused("percent_out_of_range"):
        note_progress(
            actor=cast.acting("officer"), assignment=cast.duty(), text="x", percent=percent, now=NOW
        )


def test_a_note_needs_words(cast: Cast) -> None:
    with refused("text_required"):
        note_progress(actor=cast.acting("officer"), assignment=cast.duty(), text=" ", percent=5, now=NOW)


def test_progress_is_noted_only_between_accepting_and_answering(cast: Cast) -> None:
    actor = cast.acting("focal")
    refuses_wrong_states(
        cast,
        Move.NOTE_PROGRESS,
        lambda a: note_progress(actor=actor, assignment=a, text="x", percent=5, now=NOW),
    )
    refuses_a_stale_row(
        cast.duty(), lambda a: note_progress(actor=actor, assignment=a, text="x", percent=5, now=NOW)
    )
