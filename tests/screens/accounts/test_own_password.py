from django.test import Client
from django.urls import reverse

from nhacviec.records.models import Event
from tests.cast import Cast
from tests.screens.accounts.people import PASSWORD, TEMPORARY, is_signed_in, try_to_sign_in, with_password

CHANGE = "/tai-khoan/mat-khau/doi/"


def _change(client: Client, old: str, new: str, again: str | None = None):
    return client.post(
        CHANGE, {"oldpassword": old, "password1": new, "password2": new if again is None else again}
    )


def test_a_temporary_password_leads_to_the_change_and_then_on(client: Client, cast: Cast) -> None:
    with_password(cast.focal, TEMPORARY, must_change_password=True)
    try_to_sign_in(client, "dau_moi_sxd", TEMPORARY, go_to="/tai-khoan/thiet-bi/")
    response = client.get("/tai-khoan/thiet-bi/")
    assert response["Location"] == CHANGE
    assert "Mật khẩu đang dùng do quản trị cấp" in client.get(CHANGE).content.decode()
    assert _change(client, TEMPORARY, PASSWORD)["Location"] == "/tai-khoan/thiet-bi/"
    cast.focal.refresh_from_db()
    assert not cast.focal.must_change_password
    event = Event.objects.get(name="password_changed")
    assert (event.actor, event.person) == (cast.focal, cast.focal)
    assert client.get("/tai-khoan/thiet-bi/").status_code == 200


def test_until_then_only_the_change_and_signing_out_are_open(client: Client, cast: Cast) -> None:
    cast.focal.must_change_password = True
    cast.focal.save()
    client.force_login(with_password(cast.focal, TEMPORARY))
    for address in ("/", "/tai-khoan/", "/tai-khoan/hai-lop/"):
        assert client.get(address)["Location"] == CHANGE
    part = client.get("/", headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == CHANGE
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_the_temporary_password_cannot_be_kept(client: Client, cast: Cast) -> None:
    client.force_login(with_password(cast.focal, TEMPORARY, must_change_password=True))
    page = _change(client, TEMPORARY, TEMPORARY).content.decode()
    assert "Mật khẩu mới phải khác mật khẩu đang dùng." in page
    cast.focal.refresh_from_db()
    assert cast.focal.must_change_password


def test_bad_new_passwords_are_explained_in_vietnamese(client: Client, cast: Cast) -> None:
    client.force_login(with_password(cast.focal))
    assert "Mật khẩu đang dùng không đúng." in _change(client, "sai", "khac-han-2019").content.decode()
    assert (
        "Hai lần nhập mật khẩu mới không giống nhau."
        in _change(client, PASSWORD, "khac-han-2019", "khac").content.decode()
    )
    assert "Mật khẩu quá ngắn" in _change(client, PASSWORD, "x1").content.decode()
    assert "Hãy nhập mục này." in _change(client, "", "").content.decode()


def test_a_change_signs_out_the_other_devices(client: Client, cast: Cast) -> None:
    with_password(cast.focal)
    other = Client()
    try_to_sign_in(client, "dau_moi_sxd")
    try_to_sign_in(other, "dau_moi_sxd")
    assert is_signed_in(other)
    _change(client, PASSWORD, "khac-han-2019")
    assert is_signed_in(client)
    assert not is_signed_in(other)
