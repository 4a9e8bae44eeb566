"""Every outcome can be explained, and the days add up."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.events import EventName
from nhacviec.rules.lateness import DeadlineMove, Facts, Lateness, Round, explain
from nhacviec.rules.lifecycle import State
from nhacviec.rules.spans import Span
from nhacviec.rules.statistics import Basis
from nhacviec.rules.timeliness import LOCAL_ZONE, Timeliness
from nhacviec.rules.words_lateness import COLUMNS, compared, lines, sentence, title

DAY = date(2018, 7, 2)
NOW = datetime(2018, 8, 31, 9, 0, tzinfo=LOCAL_ZONE)


def day(n: int) -> date:
    return DAY + timedelta(days=n)


def told(basis: Basis = Basis.CURRENT, **facts: Any) -> Lateness:
    values: dict[str, Any] = {
        "state": State.IN_PROGRESS,
        "assigned_on": DAY,
        "original_due_on": day(10),
        "due_on": day(10),
    }
    return explain(Facts(**(values | facts)), now=NOW, basis=basis)


def extended(on: int, before: int, after: int) -> DeadlineMove:
    return DeadlineMove(on=day(on), by=EventName.EXTENSION_GRANTED, before=day(before), after=day(after))


def test_late_says_the_deadline_its_extension_the_answer_and_who_held_it() -> None:
    found = told(
        state=State.COMPLETED,
        due_on=day(20),
        moves=(extended(8, 10, 20),),
        rounds=(
            Round(number=1, given_on=day(12), recorded_on=day(14), decided_on=day(17), is_sent_back=True),
            Round(number=2, given_on=day(24), recorded_on=day(24), decided_on=day(26)),
        ),
        outcome="late",
        outcome_original="late",
        days_late=4,
        confirmed_on=day(26),
    )
    assert (found.days_late, found.days_late_original, found.days_held) == (4, 14, 5)
    assert (found.days_total, found.days_with_agency) == (26, 21)
    assert sentence(found) == (
        "Trễ hạn 4 ngày: hạn 22/07/2018 (gia hạn 1 lần, hạn gốc 12/07/2018); trả lời ngày 26/07/2018; "
        "phải làm lại 1 lần; Văn phòng giữ 5 ngày."
    )
    assert title(found) == "Vì sao trễ hạn"
    assert [(line.on, line.what) for line in lines(found)] == [
        (day(0), "Giao nhiệm vụ"),
        (day(8), "Đồng ý gia hạn"),
        (day(12), "Trả lời lần 1"),
        (day(17), "Yêu cầu làm lại"),
        (day(24), "Trả lời lần 2"),
        (day(26), "Xác nhận hoàn thành"),
    ]


def test_the_province_decides_which_deadline_counts() -> None:
    facts: dict[str, Any] = {
        "state": State.ANSWERED,
        "due_on": day(20),
        "moves": (extended(8, 10, 20),),
        "rounds": (Round(number=1, given_on=day(15), recorded_on=day(15)),),
        "outcome": "early",
        "outcome_original": "late",
        "days_late": -5,
    }
    current, original = told(**facts), told(Basis.ORIGINAL, **facts)
    assert (current.counted, current.counted_days_late) == (Timeliness.EARLY, -5)
    assert (original.counted, original.counted_days_late) == (Timeliness.LATE, 5)
    assert sentence(current).startswith("Sớm hạn 5 ngày: hạn 22/07/2018 (gia hạn 1 lần")
    assert sentence(original).startswith("Trễ hạn 5 ngày: hạn 12/07/2018 (tính theo hạn gốc)")


def test_what_was_recorded_late_says_both_days() -> None:
    found = told(
        state=State.ANSWERED,
        rounds=(Round(number=1, given_on=day(9), recorded_on=day(13)),),
        outcome="early",
        outcome_original="early",
        days_late=-1,
    )
    assert found.days_unrecorded == 4
    assert "trả lời ngày 11/07/2018, ghi nhận ngày 15/07/2018" in sentence(found)


def test_an_excused_duty_says_how_late_it_was() -> None:
    found = told(
        state=State.COMPLETED,
        rounds=(Round(number=1, given_on=day(13), recorded_on=day(13), decided_on=day(13)),),
        outcome="on_time",
        outcome_original="late",
        days_late=3,
        confirmed_on=day(13),
        is_excused=True,
    )
    assert sentence(found).startswith("Đúng hạn: hạn 12/07/2018; trả lời ngày 15/07/2018")
    assert "sau hạn 3 ngày, đã được chấp nhận giải trình" in sentence(found)


def test_every_state_has_its_sentence() -> None:
    overdue = told()
    assert (overdue.counted, overdue.days_late) == (Timeliness.OVERDUE, 50)
    assert sentence(overdue) == "Quá hạn 50 ngày: hạn 12/07/2018; chưa trả lời."
    in_time = told(due_on=day(90), original_due_on=day(90))
    assert sentence(in_time) == "Trong hạn: hạn 30/09/2018; chưa trả lời."
    assert (title(overdue), title(in_time)) == ("Vì sao quá hạn", "Diễn biến thời hạn")
    assert sentence(told(due_on=None, original_due_on=None)).startswith("Không thời hạn: không đặt thời hạn")
    paused = told(state=State.SUSPENDED, suspensions=(Span(day(5), NOW.date()),))
    assert sentence(paused).startswith("Đang tạm dừng, thời hạn không tính tiếp: hạn 12/07/2018")
    gone = told(state=State.CANCELLED, cancelled_on=day(3))
    assert sentence(gone) == "Đã hủy, không tính thời hạn: hạn 12/07/2018."
    assert gone.days_total == 3
    back = told(state=State.RETURNED, returns=(Span(day(1), NOW.date()),))
    assert (back.days_returned, back.days_with_agency) == (59, 1)


def test_the_day_that_counts_is_said_where_it_is_not_the_answers() -> None:
    found = told(
        state=State.COMPLETED,
        rounds=(Round(number=1, given_on=day(9), recorded_on=day(9), decided_on=day(12)),),
        outcome="late",
        outcome_original="late",
        days_late=2,  # counted by the confirmation
        confirmed_on=day(12),
    )
    assert "mốc tính hoàn thành 14/07/2018" in sentence(found)


def test_days_against_a_deadline_in_words() -> None:
    assert compared(4, DAY) == "trễ 4 ngày"
    assert compared(-2, DAY) == "sớm 2 ngày"
    assert compared(0, DAY) == "đúng ngày"
    assert compared(None, DAY) == "chưa đến hạn"
    assert compared(None, None) == "không thời hạn"


def test_every_column_is_a_fact() -> None:
    found = told()
    assert all(hasattr(found, name) for name in COLUMNS)


SPAN = st.builds(lambda a, n: Span(day(a), day(a + n)), st.integers(-5, 70), st.integers(0, 25))
ROUND = st.builds(
    lambda number, given, late, held, back: Round(
        number=number,
        given_on=day(given),
        recorded_on=day(given + late),
        decided_on=None if held is None else day(given + late + held),
        is_sent_back=back,
    ),
    st.integers(1, 9),
    st.integers(0, 60),
    st.integers(0, 6),
    st.none() | st.integers(0, 20),
    st.booleans(),
)


def _set(spans: list[Span]) -> set[date]:
    return {span.first + timedelta(days=n) for span in spans for n in range(span.days)}


SPANS = st.lists(SPAN, max_size=4)


@given(SPANS, SPANS, SPANS, st.lists(ROUND, max_size=5), st.booleans())
def test_every_day_belongs_to_one_holder(
    suspensions: list[Span], returns: list[Span], closures: list[Span], rounds: list[Round], closed: bool
) -> None:
    found = told(
        state=State.CANCELLED if closed else State.IN_PROGRESS,
        cancelled_on=day(40) if closed else None,
        suspensions=tuple(suspensions),
        returns=tuple(returns),
        closures=tuple(closures),
        rounds=tuple(rounds),
    )
    end = day(40) if closed else NOW.date()
    whole = _set([Span(DAY, end)])
    nobody = _set(closures) & whole
    paused = (_set(suspensions) & whole) - nobody
    held = (_set([r.held(end) for r in rounds]) & whole) - nobody - paused
    back = (_set(returns) & whole) - nobody - paused - held
    assert found.days_total == len(whole)
    assert found.days_suspended == len(paused)
    assert found.days_held == len(held)
    assert found.days_returned == len(back)
    assert found.days_closed == len(nobody)
    assert found.days_with_agency == len(whole - nobody - paused - held - back) >= 0
