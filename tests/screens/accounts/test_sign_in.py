import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.cast import Cast
from tests.make import make_person
from tests.screens.accounts.people import PASSWORD, is_signed_in, try_to_sign_in, with_password


@pytest.mark.parametrize(
    "login", ["dau_moi_sxd", "DAU_MOI_SXD", " dau_moi_sxd ", "Dau_Moi_SXD@DongNai.invalid"]
)
def test_username_or_email_in_any_case_signs_in(client: Client, cast: Cast, login: str) -> None:
    with_password(cast.focal)
    response = try_to_sign_in(client, login)
    assert response.status_code == 302 and response["Location"] == "/"
    assert is_signed_in(client)


def test_sign_in_leads_to_where_one_was_going(client: Client, cast: Cast) -> None:
    with_password(cast.focal)
    asked = client.get("/tai-khoan/?xem=1")
    assert asked["Location"] == "/tai-khoan/dang-nhap/?next=/tai-khoan/%3Fxem%3D1"
    assert try_to_sign_in(client, "dau_moi_sxd", go_to="/tai-khoan/?xem=1")["Location"] == "/tai-khoan/?xem=1"


def test_sign_in_never_leads_to_another_site(client: Client, cast: Cast) -> None:
    with_password(cast.focal)
    assert try_to_sign_in(client, "dau_moi_sxd", go_to="https://evil.invalid/")["Location"] == "/"


def _refusal(client: Client, login: str, password: str) -> str:
    response = try_to_sign_in(client, login, password)
    assert response.status_code == 200
    page = response.content.decode()
    assert not is_signed_in(client)
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|hx-headers=\'[^\']*\'', "", page)
    return page.replace(f'value="{login}"', "")


def test_unknown_name_wrong_password_and_closed_account_read_the_same(client: Client, cast: Cast) -> None:
    with_password(cast.focal)
    with_password(cast.officer, is_active=False)
    unknown = _refusal(client, "khong_co_ai", PASSWORD)
    assert "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản không còn dùng." in unknown
    assert _refusal(client, "dau_moi_sxd", "sai-mat-khau") == unknown
    assert _refusal(client, "cv_sxd", PASSWORD) == unknown
    assert _refusal(client, "cv_sxd@dongnai.invalid", PASSWORD) == unknown


def test_empty_and_unreadable_names_are_refused_kindly(client: Client, cast: Cast) -> None:
    assert "Hãy nhập mục này." in try_to_sign_in(client, "", "").content.decode()
    assert "Có ký tự không dùng được. Hãy gõ lại." in try_to_sign_in(client, "a\x00b", "x").content.decode()


def test_deactivation_takes_effect_on_the_next_request(client: Client, cast: Cast) -> None:
    client.force_login(cast.focal)
    assert is_signed_in(client)
    cast.focal.is_active = False
    cast.focal.save()
    assert client.get("/").status_code == 302


def test_a_person_without_a_post_signs_in_and_is_told_why_nothing_is_there(
    client: Client, cast: Cast
) -> None:
    with_password(make_person("moi", full_name="Người mới"))
    try_to_sign_in(client, "moi")
    assert "chưa giữ chức vụ nào" in client.get("/").content.decode()
    assert client.get("/tai-khoan/").status_code == 200


def test_the_session_lasts_the_hours_of_the_setting(client: Client, cast: Cast) -> None:
    with_password(cast.focal)
    response = try_to_sign_in(client, "dau_moi_sxd")
    assert response.cookies["nhacviec"]["max-age"] == 12 * 3600


def test_sign_out_takes_a_click(client: Client, cast: Cast) -> None:
    client.force_login(cast.focal)
    client.get(reverse("account_logout"))
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_inactive", "account_confirm_email"]
)
def test_nobody_signs_up_or_changes_his_address_himself(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)
