"""Who hears of what the Committee submits upward: those who follow it, and the leaders when nothing comes."""

from nhacviec.actions import upward as deeds
from nhacviec.actions.submission_reminders import remind_submissions
from nhacviec.notify.announce import announce
from nhacviec.notify.texts import shown
from nhacviec.queries.actors import actor_in
from nhacviec.queries.notices import readable
from nhacviec.records.models import Notice
from nhacviec.rules.events import EventName as E
from nhacviec.rules.notices import Who
from tests.cast import Cast
from tests.make import NOW
from tests.notify.telling import told
from tests.submitting import at, day
from tests.upward import sent_upward


def test_who_follows_it_hears_of_it_and_of_what_came(cast: Cast) -> None:
    row = sent_upward(cast)
    assert told(E.UPWARD_SENT) == {"chuyen_vien": Who.HANDLER}
    notice = Notice.objects.get(event__name=E.UPWARD_SENT)
    assert shown(notice).title == (
        f"Theo dõi văn bản {row.symbol} của UBND tỉnh Đồng Nai trình Thường trực Tỉnh ủy"
    )
    assert shown(notice).address == f"/trinh-cap-tren/{row.pk}/"
    deeds.decide(
        actor=cast.acting("clerk"), submission=row, symbol="15-NQ/TU", dated_on=day(2), received_on=day(2),
        now=at(day(2)),
    )  # fmt: skip
    heard = told(E.UPWARD_DECIDED)
    assert heard == {
        "chuyen_vien": Who.HANDLER,
        "chu_tich": Who.LEADER_IN_CHARGE,
        "truong_phong": Who.DIVISION_HEAD,
    }
    decided = Notice.objects.get(event__name=E.UPWARD_DECIDED, person=cast.chair)
    assert shown(decided).title.startswith("Thường trực Tỉnh ủy ban hành 15-NQ/TU")
    assert decided.post is not None and readable([decided], [decided.post]) == {decided.pk}
    assert actor_in(decided.post).self_id == cast.chair.pk


def test_the_clock_reminds_below_and_above(cast: Cast) -> None:
    row = sent_upward(cast)
    remind_submissions(now=at(day(21), 10))
    announce(now=NOW)
    assert told(E.UPWARD_REMINDED).keys() == {"chuyen_vien", "truong_phong"}
    notice = Notice.objects.filter(event__name=E.UPWARD_REMINDED).first()
    assert notice is not None
    assert (
        shown(notice).title
        == f"Văn bản {row.symbol} trình Thường trực Tỉnh ủy: đến hạn chờ ý kiến 23/07/2018"
    )
    remind_submissions(now=at(day(28), 10))
    announce(now=NOW)
    assert told(E.UPWARD_ESCALATED).keys() == {"chu_tich", "chanh_vp"}
    above = Notice.objects.filter(event__name=E.UPWARD_ESCALATED).first()
    assert above is not None and "quá thời hạn chờ 7 ngày, chưa có ý kiến" in shown(above).title
