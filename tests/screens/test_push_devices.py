"""Devices that are woken: registered by their owner, let go when he leaves, unknown to everybody else."""

import json
import struct
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhacviec.actions.people import deactivate_person
from nhacviec.notify.vapid import public_key
from nhacviec.records.models import Delivery, Event, NoticeSetting, Person, PushDevice
from nhacviec.rules.events import EventName
from nhacviec.rules.notices import Channel, NoticeKind
from nhacviec.screens.page.app import ICONS
from nhacviec.screens.page.browser import COOKIE
from tests.cast import Cast
from tests.make import NOW
from tests.push_keys import AUTH, P256DH

PHONE = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
)
MINE = "https://push.example.net/mine"
KEYS = {"p256dh": P256DH, "auth": AUTH}


@pytest.fixture
def focal(cast: Cast, client: Client) -> Client:
    client.force_login(cast.focal)
    return client


def add(client: Client, endpoint: str = MINE) -> str:
    """What the page says afterwards."""
    answer = client.post(
        reverse("push.add"), {"endpoint": endpoint, **KEYS}, headers={"User-Agent": PHONE}, follow=True
    )
    return answer.content.decode()


def renew(client: Client, endpoint: str, **headers: str) -> int:
    data = {"endpoint": endpoint, **KEYS}
    return client.post(reverse("push.renew"), data, headers=headers).status_code


def test_a_browser_is_registered_for_its_person_and_named(cast: Cast, focal: Client) -> None:
    page = add(focal)
    device = PushDevice.objects.get()
    assert (device.person, device.name, device.endpoint) == (cast.focal, "Chrome trên Android", MINE)
    assert "Thiết bị này sẽ nhận thông báo đẩy." in page
    assert f'data-here="{device.pk}"' in page
    assert MINE not in page
    cookie = focal.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie.value not in page + device.browser
    assert Event.objects.get(name=EventName.PUSH_DEVICE_ADDED).person == cast.focal


def test_the_same_browser_is_registered_once(focal: Client) -> None:
    add(focal)
    first = PushDevice.objects.get().pk
    add(focal, "https://push.example.net/later")
    assert list(PushDevice.objects.values_list("pk", "endpoint")) == [
        (first, "https://push.example.net/later")
    ]


@pytest.mark.parametrize(
    "endpoint", ["http://push.example.net/x", "https://127.0.0.1/x", "https://maychu/x", "x"]
)
def test_a_place_of_the_own_network_is_refused(focal: Client, endpoint: str) -> None:
    assert "không hợp lệ" in add(focal, endpoint)
    assert not PushDevice.objects.exists()


def test_ten_devices_are_enough(cast: Cast) -> None:
    for number in range(11):
        browser = Client()
        browser.force_login(cast.focal)
        page = add(browser, f"{MINE}/{number}")
    assert "nhiều nhất 10 thiết bị" in page
    assert PushDevice.objects.count() == 10


def test_somebody_who_registers_again_and_again_is_told_to_wait(focal: Client) -> None:
    for number in range(21):
        page = add(focal, f"{MINE}/{number}")
    assert "Thao tác quá nhiều lần" in page
    assert PushDevice.objects.get().endpoint == f"{MINE}/19"


def test_nobody_else_sees_or_removes_or_tries_it(cast: Cast, focal: Client) -> None:
    add(focal)
    device = PushDevice.objects.get()
    other = Client()
    other.force_login(cast.director)
    assert "Chrome trên Android" not in other.get(reverse("notices.settings")).content.decode()
    for deed in ("push.remove", "push.try_out"):
        assert other.post(reverse(deed, args=[device.pk])).status_code == 404
    assert PushDevice.objects.exists()


def test_its_owner_removes_it(focal: Client) -> None:
    add(focal)
    page = focal.post(reverse("push.remove", args=[PushDevice.objects.get().pk]), follow=True)
    assert "Đã gỡ Chrome trên Android" in page.content.decode()
    assert not PushDevice.objects.exists()
    assert Event.objects.filter(name=EventName.PUSH_DEVICE_REMOVED).count() == 1


def test_a_trial_waits_for_the_worker_and_comes_once_a_minute(cast: Cast, focal: Client) -> None:
    add(focal)
    device = PushDevice.objects.get()
    for _ in range(2):
        page = focal.post(reverse("push.try_out", args=[device.pk]), follow=True).content.decode()
    assert "Thao tác quá nhiều lần" in page
    message = Delivery.objects.get()
    assert (message.person, message.channel) == (cast.focal, Channel.WEB_PUSH)
    assert MINE not in message.address
    assert message.provider == "push:push.example.net"
    assert "Thông báo thử" not in focal.get(reverse("notices.index")).content.decode()


def test_signing_out_lets_the_device_go(focal: Client) -> None:
    add(focal)
    focal.post(reverse("account_logout"))
    assert not PushDevice.objects.exists()


def test_whoever_signs_in_next_takes_the_place_of_the_one_before(cast: Cast, focal: Client) -> None:
    add(focal)
    other = Client()
    other.force_login(cast.director)
    add(other, "https://push.example.net/directors-phone")
    del focal.cookies[settings.SESSION_COOKIE_NAME]  # the session ended without signing out
    _sign_in(focal, cast.director)
    assert [device.person for device in PushDevice.objects.all()] == [cast.director]


def _sign_in(client: Client, person: Person) -> None:
    person.refresh_from_db()
    person.set_password("mật khẩu đủ dài 2018")
    person.save()
    data = {"login": person.username, "password": "mật khẩu đủ dài 2018"}
    assert client.post(reverse("account_login"), data).status_code == 302


def test_signing_in_again_keeps_ones_own_device(cast: Cast, focal: Client) -> None:
    add(focal)
    del focal.cookies[settings.SESSION_COOKIE_NAME]
    _sign_in(focal, cast.focal)
    assert PushDevice.objects.get().person == cast.focal


def test_a_browser_that_somebody_else_registers_is_his(cast: Cast, focal: Client) -> None:
    add(focal)
    focal.force_login(cast.director)
    add(focal)
    assert [device.person for device in PushDevice.objects.all()] == [cast.director]


def test_a_closed_account_has_no_devices(cast: Cast, focal: Client) -> None:
    add(focal)
    deactivate_person(actor=cast.acting("admin"), person=cast.focal, reason="x", now=NOW)
    assert not PushDevice.objects.exists()


def test_the_service_worker_names_another_address_without_signing_in(focal: Client) -> None:
    add(focal)
    PushDevice.objects.update(changed_at=timezone.now() - timedelta(days=30))
    del focal.cookies[settings.SESSION_COOKIE_NAME]
    later = "https://push.example.net/later"
    assert renew(focal, later) == 204
    assert PushDevice.objects.get().endpoint == later
    assert renew(focal, "https://push.example.net/again") == 429
    assert renew(focal, "https://127.0.0.1/x") == 422
    assert PushDevice.objects.get().endpoint == later


def test_a_stranger_or_another_site_names_no_address(focal: Client) -> None:
    add(focal)
    PushDevice.objects.update(changed_at=timezone.now() - timedelta(days=30))
    assert renew(Client(), "https://push.example.net/later") == 404
    assert renew(focal, "https://push.example.net/later", **{"Sec-Fetch-Site": "cross-site"}) == 403
    focal.cookies[COOKIE] = "guessed"
    assert renew(focal, "https://push.example.net/later") == 404
    assert PushDevice.objects.get().endpoint == MINE


def test_where_nothing_is_pushed_nothing_is_offered(focal: Client, settings: LazySettings) -> None:
    settings.PUSH = False
    page = focal.get(reverse("notices.settings")).content.decode()
    assert "Thông báo đẩy" not in page
    assert "push.js" not in page
    assert "không gửi thông báo đẩy" in add(focal)
    assert not PushDevice.objects.exists()


def test_pushes_of_a_kind_are_turned_off_and_mandatory_ones_stay(cast: Cast, focal: Client) -> None:
    focal.post(reverse("notices.settings"), {})
    off = set(
        NoticeSetting.objects.filter(channel=Channel.WEB_PUSH, is_on=False).values_list("kind", flat=True)
    )
    assert NoticeKind.CHANGE in off
    assert NoticeKind.ASSIGNMENT not in off


def test_the_public_key_is_the_same_for_page_and_service_worker(focal: Client) -> None:
    assert Client().get(reverse("push.key")).json() == {"key": public_key()}
    assert f'data-key="{public_key()}"' in focal.get(reverse("notices.settings")).content.decode()
    assert settings.VAPID_KEY not in focal.get(reverse("notices.settings")).content.decode()


def test_the_application_can_be_installed(client: Client) -> None:
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    told = json.loads(response.content)
    assert (told["name"], told["lang"], told["display"]) == ("Nhắc Việc", "vi", "standalone")
    assert [icon["sizes"] for icon in told["icons"]] == ["192x192", "512x512", "512x512"]


@pytest.mark.parametrize(("name", "size"), [(name, size) for name, size, _ in ICONS] + [("badge-96.png", 96)])
def test_the_icons_are_there_in_their_sizes(name: str, size: int) -> None:
    path = finders.find(f"img/{name}")
    assert isinstance(path, str)
    head = Path(path).read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (size, size)


def test_the_service_worker_stands_at_the_root_and_its_files_exist(client: Client) -> None:
    response = client.get("/service-worker.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert "script-src 'self'" in response["Content-Security-Policy"]
    text = response.content.decode()
    for name in ("css/offline.css", "img/icon-192.png", "img/badge-96.png"):
        assert f"/static/{name}" in text
        assert finders.find(name)
    for address in (
        reverse("app.offline"),
        reverse("push.key"),
        reverse("push.renew"),
        reverse("notices.index"),
    ):
        assert f'"{address}"' in text


def test_the_page_without_a_connection_says_nothing_of_anybody(cast: Cast, focal: Client) -> None:
    own = focal.get(reverse("app.offline")).content.decode()
    assert own == Client().get(reverse("app.offline")).content.decode()
    assert "Không có kết nối" in own
    assert cast.focal.full_name not in own


def test_the_web_server_does_not_load_what_only_the_worker_needs() -> None:
    asked = (
        "import django, sys; django.setup(); import nhacviec.config.urls; "
        "print(sorted({'http_ece', 'py_vapid', 'nhacviec.notify.ways'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
