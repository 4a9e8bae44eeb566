"""Pushes through a real push service: what is sealed in them, and what becomes of each when it misbehaves."""

from datetime import timedelta

import pytest
from django.conf import LazySettings

from nhacviec.actions.answers import answer
from nhacviec.actions.attention import remind
from nhacviec.actions.reminding import remind as take_steps
from nhacviec.notify.announce import announce
from nhacviec.notify.channels import line, webpush
from nhacviec.notify.fold import fold
from nhacviec.notify.post_office import send_letters
from nhacviec.notify.sending import MOST_ATTEMPTS
from nhacviec.notify.vapid import public_key
from nhacviec.records.models import Delivery, Notice, Person, PushDevice
from nhacviec.rules.notices import Channel, DeliveryState
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.moments import look_at
from tests.notify.push_service import Browser, Service, signed_claims
from tests.notify.pushing import SOON, call, pushes, send_pushes


def test_the_phone_opens_what_the_worker_sealed(cast: Cast, service: Service, phone: Browser) -> None:
    duty = call(cast)
    assert send_pushes(NOW) == 0  # not before its minute is over
    assert send_pushes() == 1
    [posted] = service.to(phone.path)
    told = phone.opened(posted)
    assert told["title"] == "Văn phòng nhắc Sở Xây dựng"
    assert told["body"] == duty.task.content
    notice = Notice.objects.get(person=cast.focal)
    assert told["path"] == f"/thong-bao/{notice.pk}/"
    for secret in (duty.task.content, "Sở Xây dựng"):
        assert secret.encode() not in posted.body
    claims = signed_claims(posted.headers["authorization"], public_key())
    assert claims["aud"] == service.address
    assert claims["sub"].startswith("mailto:")
    assert (posted.headers["ttl"], posted.headers["urgency"]) == ("86400", "high")
    assert posted.headers["topic"] == told["tag"]
    [sent] = pushes()
    assert (sent.state, sent.answer) == (DeliveryState.SENT, "201 Created")
    assert sent.person == cast.focal  # who has no device has no message


def test_the_morning_is_one_message_that_counts(cast: Cast, service: Service, phone: Browser) -> None:
    for days in (-1, 0, 3):
        duty = cast.duty(due_on=TODAY + timedelta(days=days))
        look_at(duty, NOW)
    take_steps(now=NOW)
    fold(now=NOW)
    send_pushes()
    [posted] = service.to(phone.path)
    told = phone.opened(posted)
    assert told["title"] == "Ông/bà có 3 việc cần xem"
    assert told["body"] == "1 quá hạn, 1 đến hạn hôm nay, 1 sắp đến hạn"


def test_one_reminder_says_its_day(cast: Cast, service: Service, phone: Browser) -> None:
    duty = cast.duty(due_on=TODAY - timedelta(days=1))
    look_at(duty, NOW)
    take_steps(now=NOW)
    fold(now=NOW)
    send_pushes()
    told = phone.opened(service.posted[0])
    assert told["title"] == "Quá hạn 1 ngày (hạn 11/07/2018)"


def test_what_is_done_or_no_longer_his_is_not_pushed(cast: Cast, service: Service, phone: Browser) -> None:
    duty = cast.duty(due_on=TODAY)
    look_at(duty, NOW)
    take_steps(now=NOW)
    fold(now=NOW)
    duty.refresh_from_db()
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    call(cast)
    cast.focal.posts.update(ended_at=NOW)
    assert send_pushes() == 0
    assert service.posted == []
    assert {push.state for push in pushes()} == {DeliveryState.DROPPED}


def test_a_closed_account_is_not_woken(cast: Cast, service: Service, phone: Browser) -> None:
    call(cast)
    Person.objects.filter(pk=cast.focal.pk).update(is_active=False)
    assert send_pushes() == 0
    assert service.posted == []


def test_without_push_nothing_is_put_down(cast: Cast, phone: Browser, settings: LazySettings) -> None:
    settings.PUSH = False
    call(cast)
    assert pushes() == []


def test_a_busy_service_is_left_alone_as_long_as_it_asks_and_what_comes_is_folded(
    cast: Cast, service: Service, phone: Browser
) -> None:
    service.moods[phone.path] = [(429, {"Retry-After": "1800"})]
    call(cast)
    assert send_pushes() == 0
    [push] = pushes()
    assert (push.state, push.attempts) == (DeliveryState.FAILED, 0)
    assert push.next_try_at == SOON + timedelta(seconds=1800)
    remind(actor=cast.acting("clerk"), assignment=cast.duty(), now=SOON)
    announce(now=SOON)
    assert len(pushes()) == 1
    assert send_pushes(SOON + timedelta(minutes=29)) == 0
    assert send_pushes(SOON + timedelta(minutes=31)) == 1
    assert phone.opened(service.posted[-1])["title"] == "Ông/bà có 2 việc cần xem"


def test_a_service_with_an_error_is_tried_again_with_growing_pauses_and_then_given_up(
    cast: Cast, service: Service, phone: Browser
) -> None:
    service.moods[phone.path] = [(500, {})] * MOST_ATTEMPTS
    call(cast)
    assert send_pushes() == 0
    assert pushes()[0].state == DeliveryState.FAILED
    for _ in range(MOST_ATTEMPTS - 2):
        again = pushes()[0].next_try_at
        assert again is not None
        send_pushes(again)
    send_pushes(NOW + timedelta(days=1))  # the last pause leads into the night
    [push] = pushes()
    assert (push.state, push.attempts) == (DeliveryState.GIVEN_UP, MOST_ATTEMPTS)
    assert push.answer == "500 Internal Server Error"


def test_what_the_service_refuses_is_parked(cast: Cast, service: Service, phone: Browser) -> None:
    service.moods[phone.path] = [(403, {})]
    call(cast)
    assert send_pushes() == 0
    assert [push.state for push in pushes()] == [DeliveryState.GIVEN_UP]
    assert PushDevice.objects.exists()


def test_a_redirection_is_not_followed(cast: Cast, service: Service, phone: Browser) -> None:
    service.moods[phone.path] = [(307, {"Location": f"{service.address}/elsewhere"})]
    call(cast)
    assert send_pushes() == 0
    assert [posted.path for posted in service.posted] == [phone.path]
    assert [push.state for push in pushes()] == [DeliveryState.GIVEN_UP]


@pytest.mark.parametrize("mood", ["hang", "drip"])
def test_a_service_that_says_nothing_leaves_a_doubt_and_holds_up_only_itself(
    cast: Cast, service: Service, phone: Browser, monkeypatch: pytest.MonkeyPatch, mood: str
) -> None:
    monkeypatch.setattr(webpush, "READ_SECONDS", 0.3)
    monkeypatch.setattr(line, "ALL_SECONDS", 0.6)
    tablet = Browser(service, "tablet")
    tablet.of(cast.focal, now=NOW)
    service.moods[phone.path] = [(mood, {})]
    call(cast)
    letters = Delivery.objects.filter(channel=Channel.EMAIL)
    assert send_pushes() == 0
    states = {push.address: push.state for push in pushes()}
    assert sorted(states.values()) == [DeliveryState.UNCERTAIN, DeliveryState.WAITING]
    assert {letter.next_try_at for letter in letters} == {NOW + timedelta(minutes=1)}  # mail is not held
    assert send_pushes(SOON + timedelta(minutes=1)) == 2
    first, second = service.to(phone.path)
    assert first.headers["topic"] == second.headers["topic"]  # shown once
    assert Delivery.objects.get(doubts=1).state == DeliveryState.SENT


def test_while_the_service_is_down_nothing_is_counted_and_after_days_it_is_old(
    cast: Cast, service: Service, phone: Browser
) -> None:
    call(cast)
    PushDevice.objects.update(endpoint="http://127.0.0.1:1/phone")
    moment = SOON
    for _ in range(MOST_ATTEMPTS + 2):
        assert send_pushes(moment) == 0
        moment += timedelta(minutes=2)
    assert [(push.state, push.attempts) for push in pushes()] == [(DeliveryState.FAILED, 0)]
    assert send_pushes(NOW + timedelta(days=5)) == 0
    assert [push.state for push in pushes()] == [DeliveryState.GIVEN_UP]


def test_what_was_said_on_a_day_off_is_pushed_on_the_next_working_morning(
    cast: Cast, service: Service, phone: Browser
) -> None:
    saturday, monday = NOW + timedelta(days=2), NOW + timedelta(days=4)
    remind(actor=cast.acting("clerk"), assignment=cast.duty(), now=saturday)
    announce(now=saturday)
    assert send_pushes(saturday + timedelta(hours=1)) == 0
    assert send_pushes(monday) == 1


def test_an_address_of_the_own_network_is_never_called(
    cast: Cast, service: Service, phone: Browser, settings: LazySettings
) -> None:
    call(cast)
    settings.PUSH_PRIVATE_ADDRESSES = False
    assert send_pushes() == 0
    assert service.lines == 0
    [push] = pushes()
    assert push.state == DeliveryState.GIVEN_UP
    assert "own network" in push.answer


def test_keys_that_nobody_can_seal_for_are_parked(cast: Cast, service: Service, phone: Browser) -> None:
    call(cast)
    PushDevice.objects.update(p256dh="BA" + "A" * 85)
    assert send_pushes() == 0
    assert [push.state for push in pushes()] == [DeliveryState.GIVEN_UP]


def test_messages_to_one_service_go_over_one_line_even_if_it_hangs_up_between(
    cast: Cast, service: Service, phone: Browser
) -> None:
    for name in ("a", "b", "c"):
        Browser(service, name).of(cast.focal, now=NOW)
    call(cast)
    assert send_pushes() == 4
    assert service.lines == 1
    service.moods[phone.path] = [(201, {"Connection": "close"})]
    remind(actor=cast.acting("clerk"), assignment=cast.duty(), now=SOON)
    announce(now=SOON)
    assert send_pushes(SOON + timedelta(minutes=2)) == 4
    assert service.lines == 3


def test_letters_and_pushes_do_not_wait_for_one_another(
    cast: Cast, service: Service, phone: Browser, settings: LazySettings
) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody answers there
    call(cast)
    assert send_letters(now=SOON) == 0
    assert send_pushes() == 1
