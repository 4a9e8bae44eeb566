"""A form sent after the session ended: nothing is saved, nothing is lost, nobody else sees it."""

import html
import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.cast import Cast
from tests.screens.accounts import form_urls
from tests.screens.accounts.people import try_to_sign_in, with_password

pytestmark = pytest.mark.urls("tests.screens.accounts.form_urls")
TEXT = "Kính gửi Văn phòng UBND tỉnh: " + "tiến độ đạt khối lượng đề ra. " * 300


@pytest.fixture(autouse=True)
def nothing_received() -> None:
    form_urls.received.clear()


def _text_on(page: Any) -> str:
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.content.decode(), re.S)
    assert found
    return html.unescape(found[1])


def _mark_on(page: Any) -> str:
    found = re.search(r'name="_shown_to" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def _send_late(client: Client, cast: Cast, page: str, deed: str, **headers: str):
    """He opens the form, types for a long time, the session ends, he sends it."""
    with_password(cast.focal)
    with_password(cast.officer)
    try_to_sign_in(client, "dau_moi_sxd")
    mark = _mark_on(client.get(page))
    Session.objects.all().delete()
    return client.post(deed, {"text": TEXT, "_shown_to": mark}, headers=headers)


def test_the_text_is_on_the_form_again_after_signing_in(client: Client, cast: Cast) -> None:
    sent = _send_late(client, cast, "/thu/", "/thu/")
    assert sent["Location"] == "/tai-khoan/dang-nhap/?next=/thu/"
    assert "Nội dung đang nhập đã được giữ lại" in client.get(sent["Location"]).content.decode()
    back = try_to_sign_in(client, "dau_moi_sxd", go_to="/thu/")
    assert _text_on(client.get(back["Location"])) == TEXT
    assert form_urls.received == []
    assert _text_on(client.get("/thu/")) == ""  # given out once


def test_somebody_else_who_signs_in_does_not_see_it(client: Client, cast: Cast) -> None:
    _send_late(client, cast, "/thu/", "/thu/")
    try_to_sign_in(client, "cv_sxd", go_to="/thu/")
    assert _text_on(client.get("/thu/")) == ""
    assert "tiến độ" not in str(dict(client.session))
    assert form_urls.received == []


def test_a_form_sent_elsewhere_comes_back_on_its_page(client: Client, cast: Cast) -> None:
    page = "http://testserver/thu/trang/?xem=1"
    sent = _send_late(client, cast, "/thu/trang/", "/thu/viec/", Referer=page)
    assert sent["Location"] == "/tai-khoan/dang-nhap/?next=/thu/trang/%3Fxem%3D1"
    back = try_to_sign_in(client, "dau_moi_sxd", go_to="/thu/trang/?xem=1")
    assert _text_on(client.get(back["Location"])) == TEXT


def test_htmx_is_told_to_leave_for_the_sign_in_page(client: Client, cast: Cast) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/thu/trang/"}
    sent = _send_late(client, cast, "/thu/trang/", "/thu/viec/", **headers)
    assert sent.status_code == 204
    assert sent.headers["HX-Redirect"] == "/tai-khoan/dang-nhap/?next=/thu/trang/"
    try_to_sign_in(client, "dau_moi_sxd")
    assert _text_on(client.get("/thu/trang/")) == TEXT


def test_a_foreign_referer_leads_nowhere(client: Client, cast: Cast) -> None:
    sent = _send_late(client, cast, "/thu/", "/thu/", Referer="https://evil.invalid/thu/")
    assert sent["Location"] == "/tai-khoan/dang-nhap/?next=/thu/"


def test_a_form_without_its_mark_or_with_a_forged_one_is_let_go(client: Client, cast: Cast) -> None:
    for mark in ("", "1:abc:def"):
        client.post("/thu/", {"text": TEXT, "_shown_to": mark})
        assert "rescued_form" not in client.session


def test_a_duty_to_change_the_password_keeps_the_text_too(client: Client, cast: Cast) -> None:
    client.force_login(with_password(cast.focal))
    mark = _mark_on(client.get("/thu/"))
    with_password(cast.focal, must_change_password=True)
    client.force_login(cast.focal)
    client.post("/thu/", {"text": TEXT, "_shown_to": mark})
    new = {"oldpassword": "mat-khau-rieng-2018", "password1": "khac-han-2019", "password2": "khac-han-2019"}
    there = client.post("/tai-khoan/mat-khau/doi/", new)
    assert there["Location"] == "/thu/"
    assert _text_on(client.get("/thu/")) == TEXT
    assert form_urls.received == []
