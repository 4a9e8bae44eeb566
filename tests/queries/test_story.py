"""What the timeline says of an event."""

from nhacviec.actions.answers import answer, send_back
from nhacviec.queries.story import story_of
from tests.cast import Cast
from tests.make import NOW


def test_the_outcome_of_an_answer_is_told_with_its_days(cast: Cast) -> None:
    duty = cast.duty()  # due on 20/07, answered on 12/07
    answer(actor=cast.acting("focal"), assignment=duty, text="Đã rà soát xong", now=NOW)
    line = story_of(duty, [duty])[0]
    assert (line.title, line.text) == ("Trả lời", "Đã rà soát xong")
    assert ("Kết quả về thời hạn", "Sớm hạn 8 ngày") in [(c.label, c.after) for c in line.changes]


def test_what_was_sent_back_keeps_its_reason(cast: Cast) -> None:
    duty = cast.duty()
    answer(actor=cast.acting("focal"), assignment=duty, text="Đã rà soát xong", now=NOW)
    send_back(actor=cast.acting("specialist"), assignment=duty, reason="Thiếu số liệu", now=NOW)
    assert story_of(duty, [duty])[0].event.reason == "Thiếu số liệu"


def test_nothing_is_told_of_an_assignment_whose_inside_may_not_be_read(cast: Cast) -> None:
    duty = cast.duty()
    answer(actor=cast.acting("focal"), assignment=duty, text="Đã rà soát xong", now=NOW)
    assert story_of(duty, []) == []
