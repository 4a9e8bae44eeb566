from django.test import Client

from tests.cast import Cast
from tests.make import make_person


def test_a_stranger_is_sent_to_the_sign_in_page(client: Client, db: None) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"].startswith("/tai-khoan/dang-nhap/")


def test_a_person_with_a_post_sees_his_home(client: Client, cast: Cast) -> None:
    client.force_login(cast.focal)
    assert "Việc của tôi" in client.get("/").content.decode()


def test_a_person_without_a_post_is_told_why_nothing_is_there(client: Client, cast: Cast) -> None:
    client.force_login(make_person("moi", full_name="Người mới"))
    assert "chưa giữ chức vụ nào" in client.get("/").content.decode()
