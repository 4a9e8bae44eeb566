"""Which devices are woken: every one that somebody has still, and no other."""

from datetime import timedelta

import pytest

from nhacviec.actions.answers import answer
from nhacviec.actions.push_devices import sign_off, try_out
from nhacviec.notify.announce import announce
from nhacviec.records.models import Notice, NoticeSetting, PushDevice
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.notices import Channel, DeliveryState, NoticeKind
from tests.cast import Cast
from tests.make import NOW
from tests.notify.push_service import Browser, Service
from tests.notify.pushing import SOON, call, pushes, send_pushes


def test_every_device_gets_it_and_only_kinds_that_are_wanted(
    cast: Cast, service: Service, phone: Browser
) -> None:
    desk = Browser(service, "desk")
    desk.of(cast.focal, now=NOW)
    duty = call(cast)
    assert send_pushes() == 2
    assert desk.opened(service.to(desk.path)[0]) != {}
    NoticeSetting.objects.create(
        person=cast.focal, kind=NoticeKind.CHANGE, channel=Channel.WEB_PUSH, is_on=False, set_at=NOW
    )
    duty.refresh_from_db()
    answer(actor=cast.acting("director"), assignment=duty, text="x", now=NOW)
    announce(now=NOW)
    assert Notice.objects.filter(person=cast.focal, kind=NoticeKind.CHANGE).exists()
    assert send_pushes(SOON + timedelta(minutes=3)) == 0


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_is_gone_is_forgotten(
    cast: Cast, service: Service, phone: Browser, status: int
) -> None:
    service.moods[phone.path] = [(status, {})]
    call(cast)
    assert send_pushes() == 0
    assert not PushDevice.objects.exists()
    [push] = pushes()
    assert push.state == DeliveryState.DROPPED
    assert push.answer.startswith(str(status))
    call(cast)
    assert len(pushes()) == 1


def test_a_trial_goes_at_once_to_this_device_alone(cast: Cast, service: Service, phone: Browser) -> None:
    Browser(service, "tablet").of(cast.focal, now=NOW)
    night = NOW + timedelta(hours=14)
    device = PushDevice.objects.get(endpoint=phone.endpoint)
    try_out(device=device, now=night)
    assert send_pushes(night) == 1
    told = phone.opened(service.posted[0])
    assert "Chrome trên Android" in told["title"]
    assert told["path"] == "/thong-bao/thiet-lap/"
    with pytest.raises(MoveNotAllowed):
        try_out(device=device, now=night + timedelta(seconds=30))


def test_who_signs_out_is_not_woken_by_what_waits(cast: Cast, service: Service, phone: Browser) -> None:
    call(cast)
    sign_off(browser=PushDevice.objects.get().browser)
    assert send_pushes() == 0
    assert service.posted == []


def test_who_silenced_the_centre_and_letters_is_told_by_push_only_with_a_device(
    cast: Cast, service: Service
) -> None:
    for channel in (Channel.IN_APP, Channel.EMAIL):
        NoticeSetting.objects.create(
            person=cast.focal, kind=NoticeKind.CHANGE, channel=channel, is_on=False, set_at=NOW
        )
    own = Notice.objects.filter(person=cast.focal, kind=NoticeKind.CHANGE)
    answer(actor=cast.acting("director"), assignment=cast.duty(), text="x", now=NOW)
    announce(now=NOW)
    assert not own.exists()
    phone = Browser(service, "phone")
    phone.of(cast.focal, now=NOW)
    duty = cast.duty()
    answer(actor=cast.acting("director"), assignment=duty, text="x", now=NOW)
    announce(now=NOW)
    assert own.get().is_hidden
    send_pushes()
    [posted] = service.to(phone.path)
    assert phone.opened(posted)["path"] == f"/dau-viec/{duty.code}/"
