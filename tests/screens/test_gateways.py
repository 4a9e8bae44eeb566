"""Cổng tin nhắn: entered by a person for himself and by an administrator for a unit, never shown again."""

import pytest
from django.conf import LazySettings
from django.test import Client

from nhacviec.notify.choices import Choices
from nhacviec.records.models import Delivery, Event, Gateway
from nhacviec.rules.events import EventName
from nhacviec.rules.notices import Channel, NoticeKind
from nhacviec.rules.permissions import Role
from tests.cast import Cast

OWN = "/thong-bao/cong-tin-nhan/"
ADDRESS = "tgram://123456789:ABCdefghijklmnopqrstuvwxyz012345678/4455667"


@pytest.fixture(autouse=True)
def allowed(settings: LazySettings) -> None:
    settings.APPRISE_SCHEMAS = ["tgram", "json"]


def test_one_enters_tries_and_takes_away_ones_own(cast: Cast, client: Client) -> None:
    client.force_login(cast.focal)
    assert "Cổng tin nhắn" in client.get("/thong-bao/thiet-lap/").content.decode()
    assert client.post(OWN, {"address": ADDRESS}).status_code == 302
    for page in (OWN, "/thong-bao/thiet-lap/"):
        shown = client.get(page).content.decode()
        assert "tgram://…" in shown
        assert "123456789" not in shown and "4455667" not in shown
    client.post(f"{OWN}gui-thu/")
    assert Delivery.objects.get().person == cast.focal
    assert "Chờ gửi" in client.get(OWN).content.decode()
    client.post(f"{OWN}bo/")
    assert "tgram://…" not in client.get(OWN).content.decode()
    names = list(Event.objects.filter(person=cast.focal).order_by("id").values_list("name", flat=True))
    assert names == [EventName.GATEWAY_SET, EventName.GATEWAY_REMOVED]
    assert "4455667" not in str(list(Event.objects.values_list("before", "after")))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Hãy nhập mục này"),
        ("slack://a/b/c", "chưa cho dùng loại cổng này"),
        ("json://127.0.0.1/", "NHACVIEC_OUTWARD_HOSTS"),
        ("tgram://a/1?verify=no", "Sau dấu ?"),
        ("không phải địa chỉ", "không đúng"),
    ],
)
def test_what_is_wrong_is_said_and_not_shown_again(cast: Cast, client: Client, typed: str, says: str) -> None:
    client.force_login(cast.focal)
    response = client.post(OWN, {"address": typed})
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not typed or f'value="{typed}"' not in response.content.decode()
    assert not Gateway.objects.exists()


def test_an_administrator_enters_that_of_a_unit(cast: Cast, client: Client) -> None:
    client.force_login(cast.admin)
    page = f"/don-vi/{cast.construction.pk}/cong-tin-nhan/"
    assert client.post(page, {"address": ADDRESS}).status_code == 302
    assert client.post(page, {"address": ADDRESS}).status_code == 302  # another in its place
    assert Gateway.objects.get(removed_at=None).unit == cast.construction
    shown = client.get(f"/don-vi/{cast.construction.pk}/").content.decode()
    assert "tgram://…" in shown and "4455667" not in shown
    client.post(f"{page}gui-thu/")
    listed = client.get("/thong-bao/thu-da-gui/").content.decode()
    assert "tgram://…" in listed and "Sở Xây dựng" in listed
    client.post(f"{page}bo/")
    assert not Gateway.objects.filter(removed_at=None).exists()


def test_while_none_is_allowed_it_is_offered_to_nobody(
    cast: Cast, client: Client, settings: LazySettings
) -> None:
    settings.APPRISE_SCHEMAS = []
    client.force_login(cast.focal)
    assert "Cổng tin nhắn" not in client.get("/thong-bao/thiet-lap/").content.decode()
    assert "chưa bật" in client.get(OWN).content.decode()
    client.post(OWN, {"address": ADDRESS})
    assert not Gateway.objects.exists()


def test_who_has_one_chooses_what_rings_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.focal)
    page = "/thong-bao/thiet-lap/"
    assert "reminder.apprise" not in client.get(page).content.decode()
    client.post(OWN, {"address": ADDRESS})
    shown = client.get(page).content.decode()
    assert "Nhắc việc tự động: Cổng tin nhắn" in shown
    client.post(page, {"reminder.email": "1", "change.apprise": "1"})
    choices = Choices([cast.focal.pk])
    asked = [NoticeKind.REMINDER, NoticeKind.CHANGE, NoticeKind.ASSIGNMENT]
    wants = [choices.wants(cast.focal.pk, kind, Channel.APPRISE, Role.FOCAL_OFFICER) for kind in asked]
    assert wants == [False, True, True]  # what is mandatory rings it always


def test_a_trial_goes_once_a_minute_whatever_is_entered_between(cast: Cast, client: Client) -> None:
    client.force_login(cast.focal)
    for _trial in range(2):
        client.post(OWN, {"address": ADDRESS})
        client.post(f"{OWN}gui-thu/")
    assert Delivery.objects.count() == 1
    assert "Vừa gửi thử rồi" in client.get(OWN).content.decode()
