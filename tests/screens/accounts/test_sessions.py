from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.screens.accounts.people import is_signed_in, try_to_sign_in, with_password

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1"


def _two_devices(cast: Cast) -> tuple[Client, Client]:
    with_password(cast.focal)
    desk, phone = Client(HTTP_USER_AGENT=WINDOWS), Client(HTTP_USER_AGENT=PHONE, REMOTE_ADDR="10.1.2.3")
    for client in (desk, phone):
        try_to_sign_in(client, "dau_moi_sxd")
        assert is_signed_in(client)
    return desk, phone


def test_the_list_shows_device_address_and_which_is_this_one(cast: Cast) -> None:
    desk, _ = _two_devices(cast)
    page = desk.get("/tai-khoan/thiet-bi/").content.decode()
    assert "Edge trên Windows" in page and "Safari trên iPhone" in page and "10.1.2.3" in page
    assert page.count("Thiết bị này") == 1


def test_one_other_device_is_signed_out(cast: Cast) -> None:
    desk, phone = _two_devices(cast)
    session = UserSession.objects.get(ip="10.1.2.3")
    desk.post(f"/tai-khoan/thiet-bi/{session.pk}/ket-thuc/")
    assert is_signed_in(desk) and not is_signed_in(phone)


def test_all_other_devices_are_signed_out(cast: Cast) -> None:
    desk, phone = _two_devices(cast)
    phone.post("/tai-khoan/thiet-bi/")
    assert is_signed_in(phone) and not is_signed_in(desk)


def test_nobody_ends_the_session_of_another(cast: Cast, client: Client) -> None:
    _, phone = _two_devices(cast)
    session = UserSession.objects.get(ip="10.1.2.3")
    client.force_login(cast.officer)
    assert client.post(f"/tai-khoan/thiet-bi/{session.pk}/ket-thuc/").status_code == 404
    assert is_signed_in(phone)


def test_using_a_session_again_at_once_writes_nothing(cast: Cast) -> None:
    desk, _ = _two_devices(cast)
    desk.get("/tai-khoan/")
    with CaptureQueriesContext(connection) as captured:
        desk.get("/tai-khoan/")
    assert not [q["sql"] for q in captured if q["sql"].startswith(("UPDATE", "INSERT"))]


def test_a_session_used_from_another_address_says_so_at_once(cast: Cast) -> None:
    desk, _ = _two_devices(cast)
    desk.get("/tai-khoan/")
    desk.get("/tai-khoan/", REMOTE_ADDR="10.9.9.9")
    assert UserSession.objects.filter(ip="10.9.9.9").count() == 1
