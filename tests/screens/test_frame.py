from django.test import Client

from nhacviec.records.models import SelfCheck
from tests.cast import Cast
from tests.make import NOW, TODAY, make_person


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


def test_those_who_answer_for_the_numbers_are_told_that_they_differ(client: Client, cast: Cast) -> None:
    SelfCheck.objects.create(ran_at=NOW, day=TODAY, checked=105, differences=3)
    for person, told in ((cast.admin, True), (cast.office_leader, True), (cast.focal, False)):
        client.force_login(person)
        page = client.get("/").content.decode()
        assert ("nhacviec verify --repair" in page) == told
        assert ("3 chỗ lệch, kiểm tra lúc 09:00, 12/07/2018" in page) == told
    SelfCheck.objects.create(ran_at=NOW, day=TODAY, checked=105, differences=0)
    client.force_login(cast.admin)
    assert "nhacviec verify" not in client.get("/").content.decode()
