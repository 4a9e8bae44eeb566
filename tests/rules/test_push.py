"""Which places a browser may name, and which addresses lie outside."""

import base64

import pytest

from nhacviec.rules.push import (
    MOST_ADDRESS,
    WrongSubscription,
    address_of,
    checked,
    device_id_of,
    provider_of,
)
from tests.push_keys import AUTH, P256DH


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/dX:APA91b-x_y",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAAA",
        "https://web.push.apple.com/QGuQyavXutnMH",
        "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAC%2b",
        "https://push.example.net:443/x",
    ],
)
def test_places_of_push_services_are_taken(endpoint: str) -> None:
    assert checked(endpoint=endpoint, p256dh=P256DH, auth=AUTH).endpoint == endpoint


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "http://fcm.googleapis.com/x",
        "ftp://fcm.googleapis.com/x",
        "//fcm.googleapis.com/x",
        "https://localhost/x",
        "https://push.localhost/x",
        "https://router.local/x",
        "https://may-chu.internal./x",
        "https://maychu/x",
        "https://127.0.0.1/x",
        "https://10.1.2.3/x",
        "https://8.8.8.8/x",
        "https://[::1]/x",
        "https://2130706433/x",
        "https://0x7f.1/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com:x/x",
        "https://somebody:word@fcm.googleapis.com/x",
        "https://fcm.googleapis.com/x#y",
        "https://fcm.googleapis.com/x y",
        "https://fcm.googleapis.com/x\r\nHost: y",
        "https://đẩy.example.net/x",
        "https:///x",
        "https://fcm..googleapis.com/x",
        "https://.com/x",
        "https://" + "a" * 64 + ".net/x",
        "https://fcm.googleapis.com;a/x",
        "https://" + "a" * 100 + ".net/x",
        "https://fcm.googleapis.com/" + "a" * MOST_ADDRESS,
    ],
)
def test_other_places_are_refused(endpoint: str) -> None:
    with pytest.raises(WrongSubscription):
        checked(endpoint=endpoint, p256dh=P256DH, auth=AUTH)


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [("", AUTH), (P256DH, ""), (P256DH[:-4], AUTH), (P256DH, AUTH + "AAAA"), ("%" + P256DH[1:], AUTH)],
)
def test_keys_of_another_length_are_refused(p256dh: str, auth: str) -> None:
    with pytest.raises(WrongSubscription):
        checked(endpoint="https://push.example.net/x", p256dh=p256dh, auth=auth)


def test_a_compressed_point_is_refused() -> None:
    with pytest.raises(WrongSubscription):
        checked(
            endpoint="https://push.example.net/x",
            p256dh=base64.urlsafe_b64encode(b"\x02" + bytes(64)).decode(),
            auth=AUTH,
        )


def test_tests_may_name_places_of_this_machine() -> None:
    assert (
        checked(endpoint="http://127.0.0.1:81/x", p256dh=P256DH, auth=AUTH, private=True).host == "127.0.0.1"
    )


def test_a_message_names_its_device_without_its_secret() -> None:
    assert device_id_of(address_of(12)) == 12
    assert device_id_of("somebody@tinh.gov.vn") is None
    assert provider_of("https://fcm.googleapis.com/fcm/send/secret") == "push:fcm.googleapis.com"
