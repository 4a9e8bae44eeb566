"""The forgotten password, over a real SMTP conversation."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from tests.cast import Cast
from tests.screens.accounts.mail_server import MailServer, text_of
from tests.screens.accounts.people import PASSWORD, is_signed_in, try_to_sign_in, with_password

FORGOTTEN = "/tai-khoan/mat-khau/quen/"
ADDRESS = "dau_moi_sxd@dongnai.invalid"
NEW = "khac-han-2019"


@pytest.fixture
def post_office(settings: LazySettings, db: None) -> Iterator[MailServer]:
    cache.clear()
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield server
        server.shutdown()


def _link(server: MailServer) -> str:
    found = re.search(r"http://testserver(/tai-khoan/mat-khau/dat-lai/\S+)", text_of(server.mails[-1]))
    assert found
    return found[1]


def _open(client: Client, link: str):
    return client.get(link, follow=True)


def _set(client: Client, page, new: str = NEW):
    return client.post(page.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)


def test_a_mail_in_vietnamese_leads_to_a_new_password(
    client: Client, cast: Cast, post_office: MailServer
) -> None:
    with_password(cast.focal, must_change_password=True)
    done = client.post(FORGOTTEN, {"email": ADDRESS.upper()}, follow=True)
    assert "Đã tiếp nhận yêu cầu" in done.content.decode()
    (mail,) = post_office.mails
    assert mail["Subject"] == "[Nhắc Việc] Đặt lại mật khẩu" and mail["To"] == ADDRESS
    assert "tài khoản dau_moi_sxd (Đầu mối Sở Xây dựng)" in text_of(mail)
    assert _link(post_office) in text_of(mail, "html")
    page = _open(client, _link(post_office))
    assert "Đặt mật khẩu mới" in page.content.decode()
    assert "Đã đặt mật khẩu mới" in _set(client, page).content.decode()
    assert not is_signed_in(client)
    assert try_to_sign_in(client, "dau_moi_sxd", NEW).status_code == 302
    assert is_signed_in(client)  # and no duty to change it again
    assert "vừa được đặt lại" in text_of(post_office.mails[-1])


def test_the_link_works_once(client: Client, cast: Cast, post_office: MailServer) -> None:
    with_password(cast.focal)
    client.post(FORGOTTEN, {"email": ADDRESS})
    link = _link(post_office)
    assert "Đã đặt mật khẩu mới" in _set(client, _open(client, link)).content.decode()
    assert "Đường dẫn không còn dùng được" in _open(Client(), link).content.decode()


def test_the_link_ends_after_two_hours(client: Client, cast: Cast, post_office: MailServer) -> None:
    with_password(cast.focal)
    with time_machine.travel("2018-07-12 09:00 +0700", tick=False) as clock:
        client.post(FORGOTTEN, {"email": ADDRESS})
        clock.shift(7100)
        assert "Đặt mật khẩu mới" in _open(Client(), _link(post_office)).content.decode()
        clock.shift(101)
        assert "Đường dẫn không còn dùng được" in _open(client, _link(post_office)).content.decode()


def test_the_password_in_use_is_not_a_new_one(client: Client, cast: Cast, post_office: MailServer) -> None:
    with_password(cast.focal)
    client.post(FORGOTTEN, {"email": ADDRESS})
    page = _set(client, _open(client, _link(post_office)), PASSWORD)
    assert "Mật khẩu mới phải khác mật khẩu đang dùng." in page.content.decode()


def test_nothing_tells_whether_an_address_is_known(
    client: Client, cast: Cast, post_office: MailServer
) -> None:
    with_password(cast.officer, is_active=False)
    pages = set()
    for address in (ADDRESS, "khong_ai@dongnai.invalid", "cv_sxd@dongnai.invalid"):
        answer = Client().post(FORGOTTEN, {"email": address}, follow=True)
        pages.add(re.sub(r"hx-headers='[^']*'", "", answer.content.decode()))
    assert len(pages) == 1
    assert len(post_office.mails) == 3  # as long a conversation for each
    assert "không có tài khoản đang dùng nào" in text_of(post_office.mails[1])
    assert "dat-lai" not in text_of(post_office.mails[2])


def test_a_new_address_takes_the_place_of_the_old_one(
    client: Client, cast: Cast, post_office: MailServer
) -> None:
    with_password(cast.focal)
    client.post(FORGOTTEN, {"email": ADDRESS})
    cast.focal.email = "moi@dongnai.invalid"
    cast.focal.save()
    assert "Đường dẫn không còn dùng được" in _open(client, _link(post_office)).content.decode()
    client.post(FORGOTTEN, {"email": ADDRESS})
    assert "không có tài khoản đang dùng nào" in text_of(post_office.mails[-1])


def test_a_mail_server_that_is_down_looks_the_same(
    client: Client, cast: Cast, post_office: MailServer
) -> None:
    post_office.shutdown()
    post_office.server_close()
    answer = client.post(FORGOTTEN, {"email": ADDRESS}, follow=True)
    assert "Đã tiếp nhận yêu cầu" in answer.content.decode()
