"""Who hears of a letter of urging, in the centre and by mail."""

from datetime import timedelta

from nhacviec.actions import urging as deeds
from nhacviec.actions.urging_proposals import propose
from nhacviec.notify.announce import announce
from nhacviec.notify.letters import letter_of
from nhacviec.notify.texts import shown
from nhacviec.records.models import Delivery, Notice, Urging
from nhacviec.rules.events import EventName
from nhacviec.rules.notices import Who
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.notify.telling import forget, nothing_wrong, told

LATE = TODAY - timedelta(days=12)


def sent(cast: Cast) -> Urging:
    duties = [cast.duty(due_on=LATE), cast.duty(due_on=LATE, officer=cast.officer)]
    (urging,) = deeds.draft(
        actor=cast.acting("specialist"), assignments=duties, reply_due_on=TODAY + timedelta(days=7), now=NOW
    )
    deeds.send(
        actor=cast.acting("clerk"), urging=urging, symbol="12/VP-TH", signed_on=TODAY, place="Đồng Nai",
        signer_title="CHÁNH VĂN PHÒNG", signer_name="Nguyễn Văn A", now=NOW,
    )  # fmt: skip
    return urging


def test_the_agencys_desk_hears_of_the_letter_once_and_its_officer_of_his_duty(cast: Cast) -> None:
    sent(cast)
    of_letter = {"dau_moi_sxd": Who.FOCAL_OFFICER, "gd_sxd": Who.AGENCY_LEADER}
    assert told(EventName.URGING_SENT) == of_letter
    assert Notice.objects.filter(event__name="urging_sent").count() == 2
    assert told(EventName.URGED)["cv_sxd"] is Who.OFFICER
    assert told(EventName.URGING_DRAFTED) == {}
    nothing_wrong()


def test_the_mail_says_number_day_and_where_to_answer(cast: Cast) -> None:
    urging = sent(cast)
    announce(now=NOW)
    letter = letter_of(Delivery.objects.get(person=cast.focal), now=NOW)
    assert letter is not None
    body = letter.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "Văn bản 12/VP-TH đôn đốc Sở Xây dựng: 2 đầu việc quá hạn" in text
    assert "19/07/2018" in text and f"/don-doc/{urging.pk}/" in text


def test_a_letter_answered_before_anybody_was_told_asks_nothing(cast: Cast) -> None:
    urging = sent(cast)
    deeds.withdraw(actor=cast.acting("head"), urging=urging, reason="Gửi nhầm", now=NOW)
    announce(now=NOW)
    assert not Notice.objects.filter(asks=True).exists()


def test_the_leaders_of_the_office_hear_of_the_weeks_proposals(cast: Cast) -> None:
    cast.duty(due_on=LATE)
    cast.duty(due_on=LATE, unit=cast.finance)
    forget()
    propose(now=NOW)
    assert told(EventName.URGING_PROPOSED) == {"chanh_vp": Who.OFFICE_HEAD}
    notice = shown(Notice.objects.get(event__name="urging_proposed"))
    assert notice.title.startswith("Hệ thống đề xuất 2 văn bản đôn đốc")
    assert notice.address == "/don-doc/?trang-thai=draft"
