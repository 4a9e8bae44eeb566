"""Webhook: entered, tried out, renewed and taken away by an administrator."""

import re

import pytest
from django.test import Client

from nhacviec.records.models import Delivery, Event, Webhook
from nhacviec.rules.events import EventName
from tests.cast import Cast

FORM = {
    "name": "Trục liên thông",
    "address": "https://app.dongnai.gov.vn/nhan",
    "topics": ["answered", "urged"],
}


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.admin)
    return client


def made(admin: Client) -> tuple[Webhook, str]:
    response = admin.post("/webhook/them/", FORM)
    assert response["Cache-Control"] == "no-store"
    secret = re.search(r"whsec_[A-Za-z0-9+/=]{44}", response.content.decode())
    assert secret is not None
    return Webhook.objects.get(), secret[0]


def test_the_secret_is_shown_once(admin: Client) -> None:
    webhook, secret = made(admin)
    assert webhook.topics == ["answered", "urged"]
    for page in ("/webhook/", f"/webhook/{webhook.pk}/", f"/webhook/{webhook.pk}/sua/"):
        shown = admin.get(page).content.decode()
        assert "Trục liên thông" in shown
        assert "whsec_" not in shown
    again = admin.post(f"/webhook/{webhook.pk}/khoa-moi/").content.decode()
    assert "whsec_" in again and secret not in again


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("address", "http://app.dongnai.gov.vn/", "https://"),
        ("address", "https://192.168.1.5/nhan", "NHACVIEC_OUTWARD_HOSTS"),
        ("address", "https://app.dongnai.gov.vn:8443/", "cổng 443"),
        ("address", "", "Hãy nhập mục này"),
        ("topics", [], "Hãy chọn mục này"),
        ("topics", ["salary"], "Hãy chọn trong danh sách"),
        ("name", "", "Hãy nhập mục này"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(admin: Client, field: str, typed: object, says: str) -> None:
    response = admin.post("/webhook/them/", FORM | {field: typed})
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Webhook.objects.exists()


def test_it_is_turned_off_and_on_changed_and_removed(admin: Client) -> None:
    webhook, _secret = made(admin)
    page = f"/webhook/{webhook.pk}/"
    admin.post(f"{page}sua/", FORM | {"topics": ["urged"]})
    webhook.refresh_from_db()
    assert (webhook.is_on, webhook.topics) == (False, ["urged"])
    assert "đang tắt" in admin.get(page).content.decode()
    admin.post(f"{page}gui-thu/")
    assert not Delivery.objects.exists()
    admin.post(f"{page}sua/", FORM | {"is_on": "on"})
    assert admin.get(f"{page}bo/").status_code == 200
    admin.post(f"{page}bo/")
    assert admin.get(page).status_code == 404
    assert "Chưa có webhook nào" in admin.get("/webhook/").content.decode()
    names = list(Event.objects.order_by("id").values_list("name", flat=True))
    assert names == [
        EventName.WEBHOOK_CREATED,
        EventName.WEBHOOK_CHANGED,
        EventName.WEBHOOK_CHANGED,
        EventName.WEBHOOK_REMOVED,
    ]


def test_a_trial_stands_among_the_messages(admin: Client) -> None:
    webhook, _secret = made(admin)
    admin.post(f"/webhook/{webhook.pk}/gui-thu/")
    delivery = Delivery.objects.get()
    assert delivery.payload is not None
    assert (delivery.payload["type"], delivery.payload["events"]) == ("nhacviec.test", [])
    assert "tin thử" in admin.get(f"/webhook/{webhook.pk}/").content.decode()
    listed = admin.get("/thong-bao/thu-da-gui/?q=liên thông").content.decode()
    assert "Trục liên thông" in listed and "Webhook" in listed
    assert "Không có thư nào" in admin.get("/thong-bao/thu-da-gui/?q=khac").content.decode()


def test_there_is_a_most(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nhacviec.actions.webhooks.MOST", 1)
    made(admin)
    response = admin.post("/webhook/them/", FORM)
    assert response.status_code == 422
    assert "tối đa 1 webhook" in response.content.decode()
