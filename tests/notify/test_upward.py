"""Who hears of what the Committee submits upward: those who follow it, and the leaders when nothing comes."""

from nhacviec.actions import upward as deeds
from nhacviec.actions.submission_reminders import remind_submissions
from nhacviec.notify.subjects import subject_of
from nhacviec.notify.texts import shown
from nhacviec.queries.actors import actor_in
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.notices import readable
from nhacviec.records.models import Notice
from nhacviec.rules.events import EventName as E
from nhacviec.rules.notices import Who
from tests.cast import Cast
from tests.notify.telling import forget, reminded, told
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
    forget()
    remind_submissions(now=at(day(21), 10))
    assert reminded("upward-0", now=at(day(21), 10)).keys() == {"chuyen_vien", "truong_phong"}
    notice = Notice.objects.get(person=cast.specialist)
    assert (shown(notice).title, shown(notice).code) == ("Nhắc việc: 1 việc đến hạn hôm nay", row.symbol)
    subject = subject_of(notice.reminders.get())
    assert subject.unit == "Văn bản trình Thường trực Tỉnh ủy"
    assert subject.address == f"/trinh-cap-tren/{row.pk}/"
    remind_submissions(now=at(day(28), 10))
    assert reminded("upward-up", now=at(day(28), 10)).keys() == {"chu_tich", "chanh_vp"}
    above = Notice.objects.filter(person=cast.chair).first()
    assert above is not None and shown(above).title == "Nhắc việc: 1 việc quá hạn"
    calendar = load_calendar()
    said = subject.due_words(now=at(day(28), 10), calendar=calendar)
    assert said == "Quá hạn 7 ngày (hạn 23/07/2018)"
