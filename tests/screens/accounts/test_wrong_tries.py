"""Too many wrong tries: counted by all processes together, said with a time."""

import os
import subprocess
import sys
from threading import Thread

import pytest
from django.db import connection, connections
from django.test import Client

from nhacviec.records.models import Person
from tests.cast import Cast
from tests.screens.accounts.people import forget_wrong_tries, is_signed_in, try_to_sign_in, with_password


@pytest.fixture(autouse=True)
def fresh_count(db: None) -> None:
    forget_wrong_tries()


def test_the_sixth_try_at_one_name_is_refused_with_a_time(client: Client, cast: Cast) -> None:
    with_password(cast.focal)
    for _ in range(5):
        assert try_to_sign_in(client, "dau_moi_sxd", "sai").status_code == 200
    response = try_to_sign_in(client, "dau_moi_sxd")  # the right password comes too late
    assert response.status_code == 429
    assert response["Retry-After"] == "300"
    assert "Hãy thử lại từ " in response.content.decode()
    assert not is_signed_in(client)


def test_a_name_that_does_not_exist_is_counted_too(client: Client, cast: Cast) -> None:
    for _ in range(5):
        try_to_sign_in(client, "khong_co_ai", "sai")
    assert try_to_sign_in(client, "khong_co_ai", "sai").status_code == 429


def test_other_people_are_not_shut_out(client: Client, cast: Cast) -> None:
    with_password(cast.officer)
    for _ in range(6):
        try_to_sign_in(client, "dau_moi_sxd", "sai")
    assert try_to_sign_in(client, "cv_sxd").status_code == 302


def test_right_passwords_do_not_count(client: Client, cast: Cast) -> None:
    with_password(cast.focal)
    for _ in range(8):
        assert try_to_sign_in(Client(), "dau_moi_sxd").status_code == 302


def test_too_many_requests_get_a_page_in_vietnamese(client: Client, cast: Cast) -> None:
    for _ in range(5):
        client.post("/tai-khoan/mat-khau/quen/", {"email": "ai@dongnai.invalid"})
    response = client.post("/tai-khoan/mat-khau/quen/", {"email": "ai@dongnai.invalid"})
    assert response.status_code == 429
    assert "Thao tác quá nhiều lần" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_count() -> None:
    Person.objects.create(username="ai", full_name="Ai")
    statuses: list[int] = []

    def tries() -> None:
        for _ in range(4):
            statuses.append(try_to_sign_in(Client(), "ai", "sai").status_code)
        connections.close_all()

    threads = [Thread(target=tries) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] * 5 + [429] * 3


TRY_IN_A_PROCESS = """
import django
django.setup()
from django.test import Client
for _ in range(3):
    print(Client().post("/tai-khoan/dang-nhap/", {"login": "ai", "password": "sai"}).status_code)
"""


@pytest.mark.django_db(transaction=True)
def test_processes_share_the_count() -> None:
    database = connection.settings_dict
    options = f"host={database['HOST']}&port={database['PORT']}" if database["HOST"] else ""
    url = f"postgres://{database['USER']}:{database['PASSWORD']}@/{database['NAME']}?{options}"
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "nhacviec.config.settings",
        "NHACVIEC_HOSTS": "testserver",  # the name under which Client asks
    }
    printed = [
        subprocess.run(
            [sys.executable, "-c", TRY_IN_A_PROCESS],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for _ in range(2)
    ]
    assert printed == [["200"] * 3, ["200", "200", "429"]]
