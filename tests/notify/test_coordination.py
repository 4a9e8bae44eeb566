"""Who hears of a request and of its delay; a unit without a duty in the task hears of the request alone."""

from datetime import timedelta

from nhacviec.actions import coordination, coordination_time, delays
from nhacviec.actions.coordination_silence import consent_silently
from nhacviec.notify.announce import announce
from nhacviec.notify.texts import shown
from nhacviec.queries.notices import readable
from nhacviec.records.models import Coordination, Notice, Post
from nhacviec.rules.events import EventName
from nhacviec.rules.notices import Who
from tests.cast import Cast
from tests.coordination import CONTENT, DUE, asked, days, fresh, reply, reported
from tests.make import NOW
from tests.notify.telling import nothing_wrong, told


def asking(request: Coordination) -> set[str]:
    """Of whom this request still asks something."""
    announce(now=NOW)
    rows = Notice.objects.filter(data__coordination=request.pk, asks=True)
    return set(rows.values_list("person__username", flat=True))


def test_the_desk_of_the_unit_is_asked_and_reads_the_request_only(cast: Cast) -> None:
    request = asked(cast)
    assert told(EventName.COORDINATION_ASKED) == {"dau_moi_stc": Who.ASKED_DESK}
    notice = Notice.objects.get(event__name=EventName.COORDINATION_ASKED)
    assert (notice.task, notice.assignment, notice.asks) == (None, None, True)
    text = shown(notice)
    assert text.title == "Sở Xây dựng đề nghị Sở Tài chính phối hợp, trả lời trước khi hết ngày 19/07/2018"
    assert (text.content, text.address) == (CONTENT, f"/phoi-hop/{request.pk}/")
    assert request.assignment.code not in str(notice.data)
    nothing_wrong()


def test_what_one_request_asks_is_settled_by_it_alone(cast: Cast) -> None:
    duty = cast.duty()
    first, second = asked(cast, duty), asked(cast, duty)
    assert asking(first) == asking(second) == {"dau_moi_stc"}
    reply(cast, first)
    assert (asking(first), asking(second)) == (set(), {"dau_moi_stc"})


def test_what_is_settled_before_anybody_was_told_asks_nothing(cast: Cast) -> None:
    duty = cast.duty()
    first, second = asked(cast, duty), asked(cast, duty)
    reply(cast, first)
    assert (asking(first), asking(second)) == (set(), {"dau_moi_stc"})


def test_the_reply_is_told_to_who_asked_and_to_who_does_the_work(cast: Cast) -> None:
    duty = cast.duty(officer=cast.officer, division=cast.infrastructure)
    [request] = coordination.ask(
        actor=cast.acting("officer"), assignment=duty, units=[cast.finance], content=CONTENT, now=NOW
    )
    reply(cast, request)
    assert told(EventName.COORDINATION_REPLIED) == {"cv_sxd": Who.ASKER, "dau_moi_sxd": Who.FOCAL_OFFICER}


def test_more_time_asks_the_lead_until_it_has_decided(cast: Cast) -> None:
    request = asked(cast)
    coordination_time.ask_time(
        actor=cast.acting("finance_focal"), request=fresh(request), asked_due_on=DUE + timedelta(days=3),
        reason="Chờ số liệu", now=NOW,
    )  # fmt: skip
    assert asking(request) == {"dau_moi_stc", "dau_moi_sxd"}
    coordination_time.refuse_time(
        actor=cast.acting("director"), request=fresh(request), decision="Gấp", now=NOW
    )
    assert asking(request) == {"dau_moi_stc"}


def test_consent_by_silence_is_told_to_both_sides(cast: Cast) -> None:
    asked(cast, is_tacit=True)
    consent_silently(now=days(1))
    assert told(EventName.COORDINATION_CONSENTED) == {"dau_moi_sxd": Who.ASKER, "dau_moi_stc": Who.ASKED_DESK}


def test_a_report_asks_the_unit_and_a_dispute_asks_who_follows_the_task(cast: Cast) -> None:
    request = reported(cast, asked(cast), now=days(2))
    assert asking(request) == {"dau_moi_stc"}
    delays.dispute_delay(
        actor=cast.acting("finance_focal"), request=request, explanation="Đã gửi", now=days(2)
    )
    assert asking(request) == {"dau_moi_stc", "chuyen_vien"}  # the request itself is still unanswered
    reply(cast, request, now=days(2))
    assert asking(request) == {"chuyen_vien"}
    delays.uphold_delay(actor=cast.acting("head"), request=fresh(request), now=days(3))
    assert asking(request) == set()
    assert set(told(EventName.DELAY_UPHELD)) == {"dau_moi_stc", "dau_moi_sxd", "chuyen_vien"}
    nothing_wrong()


def test_words_of_a_request_are_kept_from_who_has_left_the_unit(cast: Cast) -> None:
    asked(cast)
    announce(now=NOW)
    [notice] = Notice.objects.filter(person=cast.finance_focal)
    posts = list(Post.objects.filter(person=cast.finance_focal).select_related("unit", "person"))
    assert readable([notice], posts) == {notice.pk}
    elsewhere = list(Post.objects.filter(person=cast.bien_hoa_focal).select_related("unit", "person"))
    assert readable([notice], elsewhere) == set()


def test_where_nobody_receives_the_administrators_hear_that_and_nothing_else(cast: Cast) -> None:
    Post.objects.filter(person=cast.finance_focal).delete()
    asked(cast)
    assert told(EventName.COORDINATION_ASKED) == {"quan_tri": Who.NOBODY_LEFT}
    text = shown(Notice.objects.get(person=cast.admin))
    assert text.title == "Không có ai nhận thông báo của Sở Tài chính (yêu cầu phối hợp)"
    assert CONTENT not in str(Notice.objects.get(person=cast.admin).data)
