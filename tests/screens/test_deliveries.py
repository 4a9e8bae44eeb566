"""What administrators see of messages, and what is said when the clock stands still."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhacviec.actions.attention import remind
from nhacviec.actions.heartbeats import beat
from nhacviec.actions.recording import record
from nhacviec.actions.reminding import remind as take_steps
from nhacviec.notify.announce import announce
from nhacviec.notify.fold import fold
from nhacviec.notify.self_check import check_told
from nhacviec.queries.deliveries import by_day
from nhacviec.queries.reminded import times_reminded
from nhacviec.queries.watchdog import WATCHED
from nhacviec.records.models import Assignment, Delivery, Notice
from nhacviec.rules.events import EventName
from nhacviec.rules.notices import DeliveryState
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.moments import look_at


@pytest.fixture
def failed(cast: Cast) -> Delivery:
    remind(actor=cast.acting("clerk"), assignment=cast.duty(), note="Chuyện riêng", now=NOW)
    announce(now=NOW)
    Delivery.objects.filter(person=cast.focal).update(
        state=DeliveryState.GIVEN_UP, answer="550 no such person", attempts=8
    )
    return Delivery.objects.get(person=cast.focal)


def test_the_administrator_sees_what_failed_and_nothing_of_the_task(
    cast: Cast, client: Client, failed: Delivery
) -> None:
    client.force_login(cast.admin)
    page = client.get(reverse("deliveries.index"), {"tinh-trang": "given_up"}).content.decode()
    assert "550 no such person" in page
    assert failed.address in page
    assert "gd_sxd@dongnai.invalid" not in page
    for secret in ("Chuyện riêng", Assignment.objects.get().task.content):
        assert secret not in page


def test_what_failed_is_sent_again_under_the_same_id(cast: Cast, client: Client, failed: Delivery) -> None:
    client.force_login(cast.admin)
    client.post(reverse("deliveries.send_again", args=[failed.pk]))
    again = Delivery.objects.get(pk=failed.pk)
    assert (again.state, again.attempts, again.message_id) == (DeliveryState.WAITING, 0, failed.message_id)


def test_every_day_says_what_should_have_gone_and_what_became_of_it(cast: Cast, failed: Delivery) -> None:
    [day] = by_day(TODAY)
    assert (day.should, day.given_up, day.waiting, day.sent) == (2, 1, 1, 0)


def test_the_daily_check_tells_the_administrators_once(cast: Cast, failed: Delivery) -> None:
    record(EventName.POLICY_CHANGED, actor=None, now=NOW)
    tomorrow = NOW + timedelta(hours=20)
    for _ in range(2):
        found = check_told(now=tomorrow)
    assert (found.untold, found.unsent, found.given_up) == (1, 1, 1)
    assert Notice.objects.get(person=cast.admin).data["check"]["unsent"] == 1
    assert not Notice.objects.filter(person=cast.focal, key__startswith="check").exists()


def test_when_all_was_told_the_daily_check_is_silent(cast: Cast) -> None:
    assert not check_told(now=NOW)
    assert not Notice.objects.exists()


def test_those_who_can_help_are_told_that_the_clock_stands_still(cast: Cast, client: Client) -> None:
    now = timezone.now()

    def banner(who: str) -> bool:
        client.force_login(getattr(cast, who))
        return "nhacviec worker" in client.get(reverse("notices.index")).content.decode()

    assert banner("admin")  # it has never run
    for name in WATCHED:
        beat(name, now=now)
    assert not banner("admin")
    beat(WATCHED[0], now=now - timedelta(minutes=11))
    assert [banner(who) for who in ("admin", "office_leader", "focal", "chair")] == [True, True, False, False]


def test_health_is_told_without_signing_in(cast: Cast, client: Client) -> None:
    now = timezone.now()
    for name in WATCHED:
        beat(name, now=now)
    assert client.get("/healthz").json()["status"] == "ok"
    beat("reminding", now=now - timedelta(hours=1))
    response = client.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (200, "late")
    assert response.json()["last_run_seconds_ago"]["reminding"] >= 3600
    assert client.get("/healthz?nhac-viec=1").status_code == 503


def test_a_duty_says_how_often_it_was_reminded_of_and_when(cast: Cast, client: Client) -> None:
    duty = cast.duty(due_on=TODAY)
    look_at(duty, NOW)
    take_steps(now=NOW)
    assert times_reminded(duty).count == 0  # decided, and nobody told yet
    fold(now=NOW)
    duty.refresh_from_db()
    remind(actor=cast.acting("clerk"), assignment=duty, note="Gấp", now=NOW + timedelta(hours=1))
    times = times_reminded(duty)
    assert times.count == 2
    assert times.times[0].words == "Văn thư Văn phòng: Gấp"
    assert times.times[1].people == 2
    client.force_login(cast.focal)
    page = client.get(reverse("assignments.show", args=[duty.code])).content.decode()
    assert "Đã nhắc 2 lần" in page
