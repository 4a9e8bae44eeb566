"""Letters through a real mail server: what they say, and what becomes of each when the server misbehaves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from nhacviec.actions.answers import answer
from nhacviec.actions.attention import remind
from nhacviec.actions.reminding import remind as take_steps
from nhacviec.notify.announce import announce
from nhacviec.notify.channels import email
from nhacviec.notify.fold import fold
from nhacviec.notify.letters import letter_of
from nhacviec.notify.post_office import send_letters
from nhacviec.notify.sending import MOST_ATTEMPTS, SILENT, claim, retake, send_again
from nhacviec.records.models import Assignment, CalendarDay, Delivery, Notice, NoticeSetting, Person
from nhacviec.rules.notices import DeliveryState, NoticeKind
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.moments import look_at
from tests.notify.mail_server import Handler, mail_server
from tests.threads import at_once, errors_in

SOON = NOW + timedelta(minutes=2)
FOCAL, DIRECTOR = "dau_moi_sxd@dongnai.invalid", "gd_sxd@dongnai.invalid"


@pytest.fixture
def server(tmp_path: Path, settings: LazySettings) -> Iterator[Handler]:
    with mail_server(tmp_path, settings) as handler:
        yield handler


def write_to_both(cast: Cast) -> Assignment:
    """A letter to the focal officer of the agency and one to its leader."""
    duty = cast.duty()
    remind(actor=cast.acting("clerk"), assignment=duty, note="Đề nghị báo cáo gấp", now=NOW)
    announce(now=NOW)
    return duty


def text_of(letter: EmailMessage, subtype: str = "plain") -> str:
    body = letter.get_body((subtype,))
    assert body is not None
    return str(body.get_content())


def following_mornings(count: int) -> list[datetime]:
    """From now on, one on each working day."""
    days = (SOON + timedelta(days=number) for number in range(2 * count))
    return [day for day in days if day.isoweekday() <= 5][:count]


def states() -> dict[str, str]:
    return dict(Delivery.objects.values_list("address", "state"))


def test_a_letter_says_what_happened_in_office_words(cast: Cast, server: Handler) -> None:
    duty = write_to_both(cast)
    assert send_letters(now=NOW) == 0  # not before its minute is over
    assert send_letters(now=SOON) == 2
    assert server.signed_in == 1  # one conversation for both
    [letter] = server.to(FOCAL)
    assert "Văn phòng nhắc Sở Xây dựng" in letter["Subject"]
    assert letter["Reply-To"] == "Chuyên viên Tổng hợp <chuyen_vien@dongnai.invalid>"
    assert letter["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        text = text_of(letter, kind)
        for words in (
            "Kính gửi ông/bà",
            duty.task.content,
            "Đề nghị báo cáo gấp",
            "Loại tin này bắt buộc",
            f"/dau-viec/{duty.code}/",
            "là đầu mối tiếp nhận của đơn vị thực hiện",
        ):
            assert words in text
    assert letter["List-Unsubscribe"] is None  # mandatory
    assert states() == {FOCAL: DeliveryState.SENT, DIRECTOR: DeliveryState.SENT}
    assert Delivery.objects.get(address=FOCAL).answer == "250 OK taken"


def test_a_letter_that_may_be_stopped_says_how(cast: Cast, server: Handler, client: Client) -> None:
    duty = cast.duty(officer=cast.officer, division=cast.infrastructure)
    answer(actor=cast.acting("officer"), assignment=duty, text="x", now=NOW)
    announce(now=NOW)
    send_letters(now=SOON)
    [letter] = server.to(FOCAL)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(letter["List-Unsubscribe"]).strip("<>")
    path = "/" + address.split("/", 3)[3]
    assert client.get(path).status_code == 200
    assert not NoticeSetting.objects.exists()  # a scanner of letters opens every link
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    made = NoticeSetting.objects.get()
    assert (made.person, made.kind, made.is_on) == (cast.focal, NoticeKind.CHANGE, False)
    assert client.get(path.replace("/thoi-nhan/", "/thoi-nhan/x")).status_code == 404


def test_the_morning_is_one_letter_with_exact_days(cast: Cast, server: Handler) -> None:
    for days in (-1, 0, 3):
        duty = cast.duty(due_on=TODAY + timedelta(days=days))
        look_at(duty, NOW)
    take_steps(now=NOW)
    fold(now=NOW)
    send_letters(now=SOON)
    [letter] = server.to(FOCAL)
    text = text_of(letter)
    assert "QUÁ HẠN (1)" in text
    assert "Quá hạn 1 ngày (hạn 11/07/2018)" in text
    assert "ĐẾN HẠN HÔM NAY (1)" in text
    assert "SẮP ĐẾN HẠN (1)" in text
    assert "Mốc nhắc:" in text
    assert letter["Subject"] == ("[Nhắc Việc] 1 quá hạn, 1 đến hạn hôm nay, 1 sắp đến hạn")


def test_what_is_done_before_the_letter_goes_is_not_written(cast: Cast, server: Handler) -> None:
    duty = cast.duty(due_on=TODAY)
    look_at(duty, NOW)
    take_steps(now=NOW)
    fold(now=NOW)
    duty.refresh_from_db()
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    send_letters(now=SOON)
    assert server.to(FOCAL) == []
    assert Delivery.objects.get(address=FOCAL).state == DeliveryState.DROPPED


def test_who_left_meanwhile_gets_no_letter(cast: Cast, server: Handler) -> None:
    write_to_both(cast)
    cast.focal.posts.update(ended_at=NOW)
    Person.objects.filter(pk=cast.director.pk).update(is_active=False)
    assert send_letters(now=SOON) == 0
    assert server.letters == []


def test_a_refused_address_is_given_up_and_keeps_nobody_waiting(cast: Cast, server: Handler) -> None:
    write_to_both(cast)
    server.moods[FOCAL] = ["refuse"]
    assert send_letters(now=SOON) == 1
    assert states() == {FOCAL: DeliveryState.GIVEN_UP, DIRECTOR: DeliveryState.SENT}
    assert Delivery.objects.get(address=FOCAL).answer == "550 5.1.1 no such person"


def test_a_busy_server_is_asked_again_later(cast: Cast, server: Handler) -> None:
    write_to_both(cast)
    server.moods[FOCAL] = ["busy"]
    assert send_letters(now=SOON) == 1
    assert states()[FOCAL] == DeliveryState.FAILED
    assert send_letters(now=SOON) == 0
    assert send_letters(now=SOON + timedelta(minutes=1)) == 1
    assert states()[FOCAL] == DeliveryState.SENT
    assert Delivery.objects.get(address=FOCAL).attempts == 2


@pytest.mark.parametrize("mood", ["die", "sleep"])
def test_when_the_server_dies_after_the_letter_it_is_sent_again_under_the_same_id(
    cast: Cast, server: Handler, mood: str
) -> None:
    write_to_both(cast)
    server.moods[FOCAL] = [mood]
    assert send_letters(now=SOON) == 1
    doubtful = Delivery.objects.get(address=FOCAL)
    assert (doubtful.state, doubtful.doubts) == (DeliveryState.UNCERTAIN, 1)
    assert send_letters(now=SOON + timedelta(minutes=1)) == 1
    first, second = server.to(FOCAL)
    assert first["Message-ID"] == second["Message-ID"] == doubtful.message_id
    assert len(server.to(DIRECTOR)) == 1


def test_a_worker_that_dies_with_a_letter_in_hand_leaves_it_to_the_next(cast: Cast, server: Handler) -> None:
    write_to_both(cast)
    taken = claim("smtp", now=SOON)
    assert taken is not None
    assert send_letters(now=SOON) == 1
    assert send_letters(now=SOON + SILENT + timedelta(seconds=1)) == 1
    assert set(states().values()) == {DeliveryState.SENT}
    assert Delivery.objects.get(pk=taken.pk).doubts == 1


def test_while_the_server_is_down_nothing_is_lost_and_nothing_is_counted(
    cast: Cast, server: Handler, settings: LazySettings
) -> None:
    write_to_both(cast)
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    moment = SOON
    for _ in range(MOST_ATTEMPTS + 2):
        assert send_letters(now=moment) == 0
        moment += timedelta(minutes=2)
    assert set(states().values()) <= {DeliveryState.FAILED, DeliveryState.WAITING}
    settings.EMAIL_PORT = there
    assert send_letters(now=moment) == 2
    assert len(server.letters) == 2


@pytest.mark.parametrize(
    "night", [datetime(2018, 7, 12, 10, 1, tzinfo=UTC), datetime(2018, 7, 14, 2, tzinfo=UTC)]
)
def test_what_could_not_go_in_the_afternoon_goes_in_the_morning(
    cast: Cast, server: Handler, night: datetime
) -> None:
    """Nor does a worker that wakes up at night send what waited for it."""
    write_to_both(cast)
    server.moods[FOCAL] = ["busy"]
    almost_five = datetime(2018, 7, 12, 9, 59, 30, tzinfo=UTC)
    assert send_letters(now=almost_five) == 1
    assert Delivery.objects.get(address=FOCAL).state == DeliveryState.FAILED
    Delivery.objects.filter(address=DIRECTOR).update(state=DeliveryState.UNCERTAIN)
    assert send_letters(now=night) == 0
    asked_for = Delivery.objects.get(address=DIRECTOR)
    asked = Delivery.objects.filter(pk=asked_for.pk)
    asked.update(created_at=night, due_at=night)  # somebody tries out his address
    assert send_letters(now=night) == 1
    assert send_letters(now=datetime(2018, 7, 16, 0, 30, tzinfo=UTC)) == 1
    assert set(states().values()) == {DeliveryState.SENT}


def test_a_day_that_is_off_by_now_is_not_written_on(cast: Cast, server: Handler) -> None:
    """Put down in the evening for the next morning, which a storm makes a day off during the night."""
    duty = cast.duty()
    evening = datetime(2018, 7, 12, 11, tzinfo=UTC)
    remind(actor=cast.acting("clerk"), assignment=duty, note="Đề nghị báo cáo gấp", now=evening)
    announce(now=evening)
    CalendarDay.objects.create(date="2018-07-13", kind="holiday", name="Nghỉ bão")
    assert send_letters(now=datetime(2018, 7, 13, 2, tzinfo=UTC)) == 0
    assert send_letters(now=datetime(2018, 7, 16, 0, 30, tzinfo=UTC)) == 2


@pytest.mark.parametrize("wrong", ["password", "certificate"])
def test_without_the_right_account_or_certificate_nothing_goes(
    cast: Cast, server: Handler, settings: LazySettings, wrong: str
) -> None:
    write_to_both(cast)
    if wrong == "password":
        settings.EMAIL_HOST_PASSWORD = "x"
    else:
        settings.EMAIL_SSL_CAFILE = ""
    assert send_letters(now=SOON) == 0
    assert server.letters == []
    assert any(answer for answer in Delivery.objects.values_list("answer", flat=True))


def test_what_fails_again_and_again_is_given_up_and_can_be_sent_once_more(
    cast: Cast, server: Handler
) -> None:
    write_to_both(cast)
    server.moods[FOCAL] = ["busy"] * MOST_ATTEMPTS
    for moment in (mornings := following_mornings(MOST_ATTEMPTS + 1))[:-1]:
        send_letters(now=moment)
    moment = mornings[-1]
    parked = Delivery.objects.get(address=FOCAL)
    assert parked.state == DeliveryState.GIVEN_UP
    assert send_again(parked, now=moment)
    assert send_letters(now=moment) == 1
    assert not Delivery.objects.exclude(state=DeliveryState.SENT).exists()


def test_a_letter_that_cannot_be_written_is_parked_and_keeps_nobody_waiting(
    cast: Cast, server: Handler, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_to_both(cast)

    def stumbling(delivery: Delivery, *, now: datetime) -> EmailMessage | None:
        if delivery.address == FOCAL:
            raise ValueError("poison")
        return letter_of(delivery, now=now)

    monkeypatch.setattr(email, "letter_of", stumbling)
    for moment in following_mornings(MOST_ATTEMPTS):
        send_letters(now=moment)
    assert states() == {FOCAL: DeliveryState.GIVEN_UP, DIRECTOR: DeliveryState.SENT}
    assert Delivery.objects.get(address=FOCAL).answer == "ValueError: poison"


def test_a_letter_that_kills_its_workers_is_given_up(cast: Cast, server: Handler) -> None:
    write_to_both(cast)
    moment = SOON
    for _ in range(MOST_ATTEMPTS):
        Delivery.objects.filter(address=DIRECTOR).update(state=DeliveryState.DROPPED)
        assert claim("smtp", now=moment) is not None
        moment += SILENT + timedelta(seconds=1)
        retake(now=moment)
    assert states()[FOCAL] == DeliveryState.GIVEN_UP


@pytest.mark.django_db(transaction=True)
def test_three_workers_send_each_letter_once(cast: Cast, server: Handler) -> None:
    for _ in range(8):
        person = cast.duty()
        remind(actor=cast.acting("clerk"), assignment=person, now=NOW)
        announce(now=NOW)
        Delivery.objects.update(due_at=NOW - timedelta(minutes=1), next_try_at=NOW)
    count = Delivery.objects.count()
    assert count == 16
    assert not errors_in(at_once(*[lambda: send_letters(now=SOON)] * 3))
    assert len(server.letters) == count
    assert len({letter["Message-ID"] for letter in server.letters}) == count


def test_one_hour_brings_a_person_only_so_many_letters_and_loses_none(cast: Cast, server: Handler) -> None:
    moment = NOW
    for _ in range(16):
        remind(actor=cast.acting("clerk"), assignment=cast.duty(), now=moment)
        announce(now=moment)
        moment += timedelta(minutes=2)
        send_letters(now=moment)
    assert len(server.to(FOCAL)) <= 12
    send_letters(now=NOW + timedelta(hours=2))
    written = Delivery.objects.filter(person=cast.focal, state=DeliveryState.SENT)
    assert sum(letter.notices.count() for letter in written) == 16
    assert Notice.objects.filter(person=cast.focal).count() == 16
