"""What was registered wrongly is put right: the clock follows, nothing is lost, nobody overtakes anybody."""

from datetime import timedelta
from typing import Any

import pytest

from nhacviec.actions.submission_corrections import correct
from nhacviec.queries.search import find_submissions
from nhacviec.records.models import Event, Submission, SubmissionStanding
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.modules import Module
from nhacviec.rules.search_terms import search_for
from nhacviec.rules.submissions import SubmissionKind
from tests.cast import Cast
from tests.notify.telling import forget, told
from tests.submitting import MONDAY, answered, at, day, forwarded, handed_back, read, submitted


def put_right(cast: Cast, row: Submission, **changes: Any) -> Submission:
    same = ("symbol", "dated_on", "arrived_on", "abstract", "asked", "urgency")
    values = {name: getattr(row, name) for name in same} | {"kind": SubmissionKind(row.kind)}
    usual: dict[str, Any] = {"reason": "Gõ nhầm", "now": at(day(3))}
    correct(actor=cast.acting("clerk"), submission=row, **(values | usual | changes))
    return read(row)


def test_number_and_words_are_changed_with_a_reason_and_both_are_kept(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast, symbol="12/TTr-SXD"), on=day(1))
    forget()
    now_so = put_right(cast, row, symbol="21/TTr-SXD", abstract="Quy hoạch chợ")
    assert (now_so.symbol, now_so.abstract, now_so.due_on) == ("21/TTr-SXD", "Quy hoạch chợ", day(21))
    event = Event.objects.get(name=EventName.SUBMISSION_CORRECTED)
    assert event.before == {"symbol": "12/TTr-SXD", "abstract": row_abstract()}
    assert (event.after, event.reason) == ({"symbol": "21/TTr-SXD", "abstract": "Quy hoạch chợ"}, "Gõ nhầm")
    clerk = cast.acting("clerk")
    assert find_submissions(clerk, search_for("21 ttr"), on=[Module.SUBMISSIONS], most=3).ids == [row.pk]
    assert find_submissions(clerk, search_for("12/TTr-SXD"), on=[Module.SUBMISSIONS], most=3).ids == []
    assert set(told(EventName.SUBMISSION_CORRECTED)) == {"chuyen_vien", "dau_moi_sxd", "gd_sxd"}


def row_abstract() -> str:
    return "Tờ trình phê duyệt chủ trương đầu tư khu dân cư"


def test_another_day_of_arrival_moves_the_limit_and_no_number_of_before(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(2))
    now_so = put_right(cast, row, arrived_on=day(1), dated_on=MONDAY)
    assert (now_so.arrived_on, now_so.complete_on, now_so.due_on) == (day(1), day(1), day(21))
    assert now_so.stops.order_by("id")[0].began_on == day(1)
    again = put_right(cast, now_so, kind=SubmissionKind.LEGAL)
    assert again.kind == "legal"
    stood = SubmissionStanding.objects.filter(submission=row).order_by("id")
    assert stood[0].from_day == MONDAY


def test_what_has_not_left_its_first_stop_stands_there_since_the_right_day(cast: Cast) -> None:
    row = submitted(cast)
    now_so = put_right(cast, row, arrived_on=day(2))
    assert (now_so.stop_since, now_so.due_on) == (day(2), day(22))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, "reason_required"),
        ({}, "nothing_changed"),
        ({"arrived_on": day(3)}, "submission_arrived_after"),
        ({"arrived_on": day(9)}, "submission_arrived_ahead"),
        ({"dated_on": day(2)}, "submission_arrived_before"),
        ({"dated_on": day(9)}, "submission_dated_ahead"),
        ({"symbol": "900/TTr-SXD"}, "submission_number_taken"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    cast: Cast, changes: dict[str, Any], code: str
) -> None:
    submitted(cast, symbol="900/TTr-SXD")
    row = forwarded(cast, submitted(cast), on=day(1))
    with pytest.raises(MoveNotAllowed) as refused:
        put_right(cast, read(row), **changes)
    assert refused.value.code == code
    assert read(row).version == row.version and not Event.objects.filter(name="submission_corrected").exists()


def test_what_was_read_before_somebody_else_moved_it_and_what_has_ended_are_refused(cast: Cast) -> None:
    row = submitted(cast)
    old = read(row)
    forwarded(cast, row, on=day(1))
    for stale in (old, answered(cast, row, on=day(2))):
        with pytest.raises(MoveNotAllowed, match="submission_stale"):
            put_right(cast, stale, symbol="99/TTr-SXD")


def test_with_the_agency_the_clock_stands_still_after_a_correction_too(cast: Cast) -> None:
    row = handed_back(cast, forwarded(cast, submitted(cast), on=day(1)), on=day(2))
    now_so = put_right(cast, read(row), urgency="urgent", arrived_on=MONDAY + timedelta(days=1))
    assert now_so.due_on is None and now_so.stop == "supplement"
