"""Khóa truy cập API: made, shown once, taken back, by their owner only."""

import re
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhacviec.actions.api_tokens import MOST
from nhacviec.records.models import ApiToken, Person
from tests.api.asking import make_key, with_key
from tests.cast import Cast

INDEX = "/tai-khoan/khoa-api/"
CREATE = "/tai-khoan/khoa-api/tao/"


def proven(person: Person) -> Client:
    """Signed in, and asked again who he is a moment ago."""
    person.set_password("mat-khau-rieng-2018")
    person.save()
    client = Client()
    client.force_login(person)
    again = client.post(reverse("account_reauthenticate"), {"password": "mat-khau-rieng-2018"})
    assert again.status_code == 302
    return client


def test_a_key_is_made_and_shown_once(cast: Cast) -> None:
    client = proven(cast.focal)
    post = cast.focal.posts.get()

    made = client.post(CREATE, {"name": "Báo cáo tuần", "post": post.pk, "days": "90"})

    assert made.status_code == 200
    assert made.headers["Cache-Control"] == "no-store"
    key = re.search(r"nv_[\w-]{43}", made.content.decode())
    assert key is not None
    assert with_key(key[0], "/me").status_code == 200
    listed = client.get(INDEX).content.decode()
    assert "Báo cáo tuần" in listed and key[0] not in listed


def test_whoever_sits_at_an_open_screen_is_asked_who_he_is(cast: Cast) -> None:
    cast.focal.set_password("mat-khau-rieng-2018")
    cast.focal.save()
    client = Client()
    client.force_login(cast.focal)

    for response in (client.get(CREATE), client.post(CREATE, {"name": "x"})):
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_reauthenticate"))
        assert "khoa-api" in response["Location"]
    assert not ApiToken.objects.exists()


def test_a_key_needs_a_name_a_post_of_ones_own_and_a_known_term(cast: Cast) -> None:
    client = proven(cast.focal)
    own, other = cast.focal.posts.get().pk, cast.director.posts.get().pk

    for wrong in (
        {"name": "", "post": own, "days": "90"},
        {"name": "x", "post": other, "days": "90"},
        {"name": "x", "post": own, "days": "9999"},
        {"name": "x" * 81, "post": own, "days": "30"},
    ):
        assert client.post(CREATE, wrong).status_code == 422
    assert not ApiToken.objects.exists()


def test_the_eleventh_key_is_refused_with_a_reason(cast: Cast) -> None:
    client = proven(cast.focal)
    for _ in range(MOST):
        make_key(cast.focal, now=timezone.now())

    response = client.post(CREATE, {"name": "x", "post": cast.focal.posts.get().pk, "days": "30"})

    assert response.status_code == 422
    assert f"nhiều nhất {MOST} khóa" in response.content.decode()


def test_one_revokes_ones_own_keys_only(cast: Cast, client: Client) -> None:
    token, key = make_key(cast.focal, now=timezone.now())
    address = reverse("account.revoke_api_token", args=[token.pk])

    client.force_login(cast.director)
    assert client.get(address).status_code == client.post(address).status_code == 404
    assert with_key(key, "/me").status_code == 200

    client.force_login(cast.focal)
    assert "Thu hồi khóa" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert with_key(key, "/me").status_code == 401
    assert client.post(address, follow=True).status_code == 200  # sent twice


def test_the_list_says_what_ended_and_how(cast: Cast, client: Client) -> None:
    make_key(cast.focal, now=timezone.now() - timedelta(days=31), days=30, name="Cũ")
    make_key(cast.director, now=timezone.now(), name="Của người khác")
    client.force_login(cast.focal)

    page = client.get(INDEX).content.decode()

    assert "đã hết hạn" in page
    assert "Của người khác" not in page
