"""Lateness explained from what really happened, one by one and for a whole list."""

from datetime import date, datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhacviec.actions.answers import answer, confirm, send_back
from nhacviec.actions.extensions import ask_extension, grant_extension
from nhacviec.actions.objections import raise_objection, uphold_objection
from nhacviec.actions.receiving import return_duty
from nhacviec.actions.returned import reissue
from nhacviec.actions.stopping import cancel, reopen, resume, suspend
from nhacviec.queries.lateness import lateness_of, lateness_of_many
from nhacviec.records.models import Assignment
from nhacviec.rules.events import EventName
from nhacviec.rules.lateness import Lateness
from nhacviec.rules.lifecycle import Closing, ReturnReason, State
from nhacviec.rules.statistics import Basis
from nhacviec.rules.timeliness import Timeliness
from nhacviec.rules.words_lateness import lines, sentence
from tests.actions.deeds import decide
from tests.cast import Cast
from tests.make import NOW


def on(day: int, month: int = 7) -> datetime:
    """09:00 of that day in Việt Nam."""
    return NOW.replace(day=day, month=month)


def told(duty: Assignment, now: datetime = NOW, basis: Basis = Basis.CURRENT) -> Lateness:
    duty.refresh_from_db()
    return lateness_of(duty, now=now, basis=basis)


def life(cast: Cast) -> Assignment:
    """Due 20/07, extended to 27/07, suspended for four days, answered, sent back, answered again, late."""
    focal, office, chair = cast.acting("focal"), cast.acting("specialist"), cast.acting("chair")
    duty = cast.duty(due_on=date(2018, 7, 20), assigned_at=on(2))
    ask_extension(
        actor=focal, assignment=duty, asked_due_on=date(2018, 7, 27), reason="Chờ số liệu", now=on(10)
    )
    grant_extension(actor=chair, assignment=duty, granted_due_on=date(2018, 7, 27), now=on(12))
    suspend(actor=office, assignment=duty, decision_symbol="5/QĐ-UBND", reason="Chờ", now=on(16))
    resume(actor=office, assignment=duty, now=on(20))  # 27/07 + 4 days = 31/07
    answer(actor=focal, assignment=duty, text="Đã báo cáo", now=on(26))
    send_back(actor=office, assignment=duty, reason="Thiếu số liệu", now=on(30))
    answer(actor=focal, assignment=duty, text="Đã bổ sung", now=on(3, month=8))
    confirm(actor=office, assignment=duty, now=on(6, month=8))
    return duty


def test_a_whole_life_is_told_line_by_line(cast: Cast) -> None:
    found = told(life(cast))
    assert (found.original_due_on, found.due_on) == (date(2018, 7, 20), date(2018, 7, 31))
    assert [(m.by, m.before, m.after) for m in found.moves] == [
        (EventName.EXTENSION_GRANTED, date(2018, 7, 20), date(2018, 7, 27)),
        (EventName.RESUMED, date(2018, 7, 27), date(2018, 7, 31)),
    ]
    assert (found.days_late, found.days_late_original) == (3, 14)
    assert (found.days_total, found.days_suspended, found.days_held) == (35, 4, 4 + 3)
    assert found.days_with_agency == 24
    assert (found.times_extended, found.times_sent_back) == (1, 1)
    assert sentence(found) == (
        "Trễ hạn 3 ngày: hạn 31/07/2018 (gia hạn 1 lần, hạn gốc 20/07/2018); trả lời ngày 03/08/2018; "
        "tạm dừng 4 ngày; phải làm lại 1 lần; Văn phòng giữ 7 ngày."
    )
    assert [line.on.day for line in lines(found)] == [2, 12, 20, 26, 30, 3, 6]


def test_days_that_the_office_held_move_the_deadline_where_the_province_says_so(cast: Cast) -> None:
    decide("review_days_count", "false")
    duty = cast.duty(due_on=date(2018, 7, 20))
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=on(16))
    send_back(actor=cast.acting("specialist"), assignment=duty, reason="x", now=on(19))
    found = told(duty, on(19))
    assert [(m.by, m.after) for m in found.moves] == [(EventName.SENT_BACK, date(2018, 7, 23))]


def test_an_answer_recorded_late_is_held_only_since_then(cast: Cast) -> None:
    duty = cast.duty(due_on=date(2018, 7, 13), assigned_at=on(2))
    answer(
        actor=cast.acting("focal"), assignment=duty, text="x", document_symbol="1/SXD",
        document_date=date(2018, 7, 10), answered_on=date(2018, 7, 10), now=on(17),
    )  # fmt: skip
    found = told(duty, on(19))
    assert (found.answered_on, found.recorded_on) == (date(2018, 7, 10), date(2018, 7, 17))
    assert (found.counted, found.days_late, found.days_held) == (Timeliness.EARLY, -3, 2)


def test_a_duty_given_back_counts_its_days_at_the_office(cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED, due_on=date(2018, 7, 20), assigned_at=on(2))
    return_duty(
        actor=cast.acting("focal"), assignment=duty, return_reason=ReturnReason.WRONG_UNIT, reason="x",
        now=on(4),
    )  # fmt: skip
    assert told(duty, on(5)).days_returned == 1
    reissue(actor=cast.acting("specialist"), assignment=duty, reason="Đúng chức năng", now=on(9))
    found = told(duty, on(12))
    assert (found.days_returned, found.days_with_agency) == (5, 3)


def test_days_for_which_a_duty_was_closed_belong_to_nobody(cast: Cast) -> None:
    office, head = cast.acting("specialist"), cast.acting("office_leader")
    duty = cast.duty(due_on=date(2018, 7, 6), assigned_at=on(2))
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=on(4))
    confirm(actor=office, assignment=duty, now=on(4))
    reopen(actor=head, assignment=duty, reason="Thiếu phụ lục", now=on(9))
    found = told(duty, on(12))
    assert (found.days_total, found.days_closed, found.days_with_agency) == (10, 5, 5)
    assert sentence(found) == (
        "Quá hạn 6 ngày: hạn 06/07/2018; chưa trả lời lại; mở lại ngày 09/07/2018, "
        "đã kết thúc 5 ngày trước đó."
    )
    assert [(line.on.day, line.what) for line in lines(found)][-1] == (9, "Mở lại")


def test_opened_twice_and_with_a_new_deadline_is_told_once_each(cast: Cast) -> None:
    head, focal = cast.acting("office_leader"), cast.acting("focal")
    duty = cast.duty(due_on=date(2018, 7, 6), assigned_at=on(2))
    answer(actor=focal, assignment=duty, text="x", now=on(3))
    # with an answer nobody had decided on
    cancel(actor=head, assignment=duty, closing=Closing.OTHER, reason="Nhầm", now=on(5))
    reopen(actor=head, assignment=duty, reason="Vẫn phải làm", due_on=date(2018, 7, 20), now=on(8))
    answer(actor=focal, assignment=duty, text="x", now=on(10))
    confirm(actor=cast.acting("specialist"), assignment=duty, now=on(11))
    reopen(actor=head, assignment=duty, reason="Thiếu", now=on(11))
    found = told(duty, on(12))
    assert (found.days_closed, found.days_held, found.days_with_agency) == (3, 2 + 1, 4)
    assert "mở lại 2 lần, lần cuối ngày 11/07/2018, đã kết thúc 3 ngày trước đó" in sentence(found)
    assert [line.on.day for line in lines(found) if line.what == "Mở lại"] == [8, 11]


def test_an_upheld_explanation_says_how_late_it_was(cast: Cast) -> None:
    duty = cast.duty(due_on=date(2018, 7, 10), assigned_at=on(2))
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    raise_objection(actor=cast.acting("focal"), assignment=duty, reason="Mất mạng", now=NOW)
    uphold_objection(actor=cast.acting("office_leader"), assignment=duty, now=NOW)
    found = told(duty)
    assert (found.is_excused, found.counted, found.days_late) == (True, Timeliness.ON_TIME, 2)
    assert "sau hạn 2 ngày, đã được chấp nhận giải trình" in sentence(found)


def test_a_list_costs_three_queries_and_says_the_same_of_each_row(cast: Cast) -> None:
    duties = [life(cast) for _ in range(4)] + [cast.duty(due_on=date(2018, 7, 20) - timedelta(days=9))]
    rows = list(Assignment.objects.filter(pk__in=[d.pk for d in duties]))
    with CaptureQueriesContext(connection) as captured:
        found = lateness_of_many(rows, now=NOW, basis=Basis.CURRENT)
    assert len(captured) == 3
    assert found == {row.pk: lateness_of(row, now=NOW, basis=Basis.CURRENT) for row in rows}


def test_a_draft_has_nothing_to_explain(cast: Cast) -> None:
    draft = cast.duty(state=State.DRAFT)
    assert lateness_of_many([draft], now=NOW, basis=Basis.CURRENT) == {}


def test_the_page_explains_to_those_who_may_read_inside(client: Client, cast: Cast) -> None:
    duty = life(cast)
    url = reverse("assignments.show", args=[duty.code])
    for who in ("focal", "specialist", "chair", "inspector"):
        client.force_login(getattr(cast, who))
        page = client.get(url).content.decode()
        assert "Vì sao trễ hạn" in page and "Trễ hạn 3 ngày: hạn 31/07/2018" in page
    _, lead, _ = cast.shared_task()
    cast.duty(task=lead.task, unit=cast.bien_hoa, duty="coordinate")
    coordinator = lead.task.assignments.get(unit=cast.finance)
    client.force_login(cast.bien_hoa_focal)
    response = client.get(reverse("assignments.show", args=[coordinator.code]))
    assert response.status_code == 200 and 'id="lateness"' not in response.content.decode()
