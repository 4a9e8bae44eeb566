"""A phone that is woken: registered on the page, told by the worker, shown by a real browser.

The browser's own push service lies in the Internet; here it is a server on this machine, and the last step,
from that service into the browser, is taken over the browser's debugging line."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone
from playwright.sync_api import Browser as ChromiumBrowser
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nhacviec.actions.attention import remind
from nhacviec.notify.announce import announce
from nhacviec.notify.post_office import send
from nhacviec.notify.vapid import public_key
from nhacviec.records.models import Delivery, Notice, PushDevice
from nhacviec.rules.lifecycle import State
from nhacviec.rules.notices import Channel
from tests.cast import Cast
from tests.notify.push_service import Browser, Service, push_service
from tests.stories.browser import (
    CHROMIUM_ARGUMENTS,
    PHONE,
    Complaints,
    axe_violations,
    follow,
    machine_chromium,
    scrolls_sideways,
    sign_in,
    sign_out,
)
from tests.stories.duties import given_out

SETTINGS = "/thong-bao/thiet-lap/"
# What the browser's part of the push service would say; the rest of the page, and its worker, are real.
SUBSCRIBES = """
(() => {
  const told = %s;
  const own = (options) => ({ endpoint: told.endpoint, options, toJSON: () => told,
    unsubscribe: async () => { localStorage.removeItem("subscribed"); return true; } });
  PushManager.prototype.subscribe = async (options) => {
    localStorage.setItem("subscribed", JSON.stringify([...options.applicationServerKey]));
    return own(options);
  };
  PushManager.prototype.getSubscription = async () => {
    const key = localStorage.getItem("subscribed");
    return key === null ? null : own({ applicationServerKey: new Uint8Array(JSON.parse(key)).buffer });
  };
})();
"""
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
  .map(({ title, body, tag, data }) => ({ title, body, tag, path: data.path }))"""
TAP = """async () => {
  const [shown] = await self.registration.getNotifications();
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification: shown }));
}"""

CHANGED = """async (told) => {
  const waited = [], subscription = { toJSON: () => told };
  const event = new ExtendableEvent("pushsubscriptionchange");
  Object.assign(event, { newSubscription: subscription, waitUntil: (work) => waited.push(work) });
  self.dispatchEvent(event);
  await Promise.all(waited);
}"""


@pytest.fixture
def service(settings: LazySettings) -> Iterator[Service]:
    with push_service(settings) as running:
        yield running


@pytest.fixture
def officer(phone: Page, live_server: LiveServer, cast: Cast) -> Page:
    """The focal officer's phone, on which notifications are allowed."""
    phone.context.grant_permissions(["notifications"], origin=live_server.url)
    sign_in(phone, cast.focal)
    return phone


def as_told(browser: Browser) -> dict[str, object]:
    return {"endpoint": browser.endpoint, "keys": {"p256dh": browser.p256dh, "auth": browser.auth}}


def register(phone: Page, browser: Browser) -> None:
    phone.add_init_script(SUBSCRIBES % json.dumps(as_told(browser)))
    phone.goto(SETTINGS)
    follow(phone.get_by_role("button", name="Nhận trên thiết bị này"))


def deliver(phone: Page, live_server: LiveServer, text: str) -> None:
    """From the push service into the browser."""
    line = phone.context.new_cdp_session(phone)
    found: list[dict[str, Any]] = []
    line.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    line.send("ServiceWorker.enable")
    phone.wait_for_function("async () => (await navigator.serviceWorker.ready).active.state === 'activated'")
    [registration] = {one["registrationId"] for one in found if not one["isDeleted"]}
    data = {"origin": live_server.url, "registrationId": registration, "data": text}
    line.send("ServiceWorker.deliverPushMessage", data)
    phone.wait_for_function(f"async () => (await ({SHOWN})()).length > 0")
    line.detach()


def look(phone: Page) -> None:
    assert scrolls_sideways(phone) == []
    phone.set_viewport_size({"width": PHONE["width"], "height": 2400})  # no box half under a bar
    assert axe_violations(phone) == []
    phone.set_viewport_size(PHONE)  # type: ignore[arg-type]


def test_a_phone_registers_is_told_shows_it_and_leads_to_the_duty(
    cast: Cast, officer: Page, live_server: LiveServer, service: Service
) -> None:
    duty = given_out(cast, state=State.IN_PROGRESS)
    browser = Browser(service, "phone")
    officer.add_init_script(SUBSCRIBES % json.dumps(as_told(browser)))
    officer.goto(SETTINGS)
    expect(officer.get_by_text("Thiết bị này chưa nhận thông báo.")).to_be_visible()
    look(officer)
    follow(officer.get_by_role("button", name="Nhận trên thiết bị này"))
    expect(officer.get_by_text("Thiết bị này đang nhận thông báo.")).to_be_visible()
    expect(officer.get_by_role("button", name="Nhận trên thiết bị này")).to_be_hidden()
    look(officer)
    device = PushDevice.objects.get()
    assert (device.person, device.endpoint) == (cast.focal, browser.endpoint)

    remind(actor=cast.acting("clerk"), assignment=duty, note="Đề nghị báo cáo gấp", now=timezone.now())
    announce(now=timezone.now())
    message = Delivery.objects.get(channel=Channel.WEB_PUSH)
    assert send(Channel.WEB_PUSH, now=message.due_at) == 1
    [posted] = service.posted
    said = browser.opened(posted)
    assert public_key() in posted.headers["authorization"]

    deliver(officer, live_server, json.dumps(said))
    deliver(officer, live_server, json.dumps(said))  # after a doubt the same comes again: shown once
    notice = Notice.objects.get(person=cast.focal)
    assert officer.evaluate(SHOWN) == [
        {
            "title": "Văn phòng nhắc Sở Xây dựng",
            "body": duty.task.content,
            "tag": said["tag"],
            "path": f"/thong-bao/{notice.pk}/",
        }
    ]
    [worker] = officer.context.service_workers
    with officer.expect_navigation():
        worker.evaluate(TAP)
    expect(officer).to_have_url(f"{live_server.url}/dau-viec/{duty.code}/")
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_signing_out_leaves_nothing_of_ones_own_on_the_screen(
    cast: Cast, officer: Page, live_server: LiveServer, service: Service
) -> None:
    register(officer, Browser(service, "phone"))
    deliver(officer, live_server, json.dumps({"title": "Quá hạn 1 ngày", "body": "Việc riêng"}))
    officer.goto("/tai-khoan/dang-xuat/")
    follow(officer.get_by_role("button", name="Đăng xuất"))
    expect(officer.get_by_label("Tên đăng nhập")).to_be_visible()
    officer.wait_for_function(f"async () => (await ({SHOWN})()).length === 0")
    assert not PushDevice.objects.exists()


@pytest.fixture
def shut_in(browser: ChromiumBrowser, live_server: LiveServer, cast: Cast, tmp_path: Path) -> Iterator[Page]:
    """The focal officer's phone on a network that leads nowhere else, with a profile of its own: in private
    windows, like those of the other stories, Chromium has no push at all."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=machine_chromium(),
        args=[*CHROMIUM_ARGUMENTS, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"],
        base_url=live_server.url,
        viewport=PHONE,  # type: ignore[arg-type]
        has_touch=True,
        locale="vi-VN",
    )
    complaints = Complaints()
    complaints.watch(context)
    context.grant_permissions(["notifications"], origin=live_server.url)
    page = context.new_page()
    sign_in(page, cast.focal)
    yield page
    context.close()
    assert complaints == []


def test_a_browser_that_cannot_reach_its_push_service_says_so(cast: Cast, shut_in: Page) -> None:
    shut_in.clock.install()
    shut_in.goto(SETTINGS)
    shut_in.get_by_role("button", name="Nhận trên thiết bị này").click()
    expect(shut_in.get_by_text("Đang đăng ký với trình duyệt…")).to_be_visible()
    shut_in.wait_for_function("async () => (await navigator.serviceWorker.ready).active !== null")
    shut_in.clock.fast_forward(60_000)  # Chromium itself would ask on for ever
    expect(shut_in.get_by_text("không nối được với dịch vụ thông báo")).to_be_visible()
    expect(shut_in.get_by_role("button", name="Nhận trên thiết bị này")).to_be_enabled()
    look(shut_in)
    assert not PushDevice.objects.exists()


def test_a_browser_that_refuses_is_told_how_to_allow_it(cast: Cast, phone: Page) -> None:
    sign_in(phone, cast.focal)
    phone.goto(SETTINGS)  # nothing was granted, and a browser without a screen cannot ask
    phone.get_by_role("button", name="Nhận trên thiết bị này").click()
    expect(phone.locator("[data-state]:visible")).to_contain_text("thông báo")
    expect(phone.locator("[data-state=denied]:visible, [data-state=refused]:visible")).to_be_visible()
    look(phone)


def test_an_iphone_is_told_to_put_it_on_the_home_screen_first(cast: Cast, phone: Page) -> None:
    phone.add_init_script(
        "Object.defineProperty(navigator, 'userAgent', { get: () => 'Mozilla/5.0 (iPhone)' });"
        "delete window.PushManager;"
    )
    sign_in(phone, cast.focal)
    phone.goto(SETTINGS)
    expect(phone.get_by_text("Thêm vào MH chính")).to_be_visible()
    expect(phone.get_by_role("button", name="Nhận trên thiết bị này")).to_be_hidden()


def test_removing_this_device_tells_its_browser_too(cast: Cast, officer: Page, service: Service) -> None:
    register(officer, Browser(service, "phone"))
    follow(officer.get_by_role("button", name="Gỡ "))
    expect(officer.get_by_text("Thiết bị này chưa nhận thông báo.")).to_be_visible()
    assert officer.evaluate("localStorage.getItem('subscribed')") is None
    assert not PushDevice.objects.exists()


def test_the_browser_says_by_itself_when_its_address_changes(
    cast: Cast, officer: Page, service: Service
) -> None:
    first, second = Browser(service, "phone"), Browser(service, "phone-later")
    register(officer, first)
    PushDevice.objects.update(changed_at=timezone.now() - timedelta(days=60))
    sign_out(officer)  # weeks later the session has ended
    [worker] = officer.context.service_workers
    worker.evaluate(CHANGED, as_told(second))
    device = PushDevice.objects.get()
    assert (device.person, device.endpoint) == (cast.focal, second.endpoint)


def test_without_a_connection_the_installed_application_says_so(cast: Cast, officer: Page) -> None:
    officer.goto(SETTINGS)
    officer.evaluate(
        "async () => { await navigator.serviceWorker.register('/service-worker.js', { scope: '/' }); }"
    )
    officer.wait_for_function("() => navigator.serviceWorker.controller !== null")
    kept = officer.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async (name) => "
        "(await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat()"
    )
    assert sorted(kept) == ["/khong-co-ket-noi/", "/static/css/offline.css"]
    officer.context.set_offline(True)
    officer.goto("/thong-bao/")
    expect(officer.get_by_role("heading", name="Không có kết nối")).to_be_visible()
    look(officer)
    officer.context.set_offline(False)
    follow(officer.get_by_role("link", name="Thử lại"))
    expect(officer.get_by_role("heading", name="Không có kết nối")).to_be_hidden()
