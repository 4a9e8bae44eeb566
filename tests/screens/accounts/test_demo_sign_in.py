import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from nhacviec.integrations.demo.accounts import ACCOUNTS
from tests.cast import Cast
from tests.screens.accounts.people import is_signed_in


def test_one_click_leads_into_a_role(client: Client, cast: Cast, demo: None) -> None:
    page = client.get("/tai-khoan/dang-nhap/").content.decode()
    assert "Đầu mối Sở Xây dựng" in page and "Bản dùng thử" in page
    client.post(reverse("account.demo", args=["dau_moi_sxd"]))
    assert is_signed_in(client)


def test_only_roles_of_the_demo_can_be_taken_and_only_by_a_click(
    client: Client, cast: Cast, demo: None
) -> None:
    assert client.post(reverse("account.demo", args=["cv_sxd"])).status_code == 404
    assert client.get(reverse("account.demo", args=["dau_moi_sxd"])).status_code == 405


def test_a_click_from_another_site_is_refused(cast: Cast, demo: None) -> None:
    assert Client(enforce_csrf_checks=True).post(reverse("account.demo", args=["van_thu"])).status_code == 403


def test_changing_the_role_leaves_nothing_of_the_former_one(client: Client, cast: Cast, demo: None) -> None:
    client.post(reverse("account.demo", args=["dau_moi_sxd"]))
    before = client.session.session_key
    client.post(reverse("account.demo", args=["van_thu"]))
    assert client.session.session_key != before
    assert client.session["_auth_user_id"] == str(cast.clerk.pk)


def test_outside_the_demo_neither_the_list_nor_the_address_exists(client: Client, cast: Cast) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account.demo", args=["van_thu"])
    assert client.post("/tai-khoan/dung-thu/van_thu/").status_code == 404
    page = client.get("/tai-khoan/dang-nhap/").content.decode()
    assert "Dùng thử" not in page and "Bản dùng thử" not in page


def test_the_ten_roles_are_named_by_role() -> None:
    assert len({account.username for account in ACCOUNTS}) == 10
