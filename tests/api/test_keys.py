"""Keys of the API: as whom they read, and when they stop."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from nhacviec.actions.api_tokens import MOST, create_token, revoke_token
from nhacviec.actions.people import deactivate_person, reactivate_person
from nhacviec.records.models import ApiToken, Event
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Role
from tests.api.asking import BASE, ask, make_key, with_key
from tests.cast import Cast
from tests.make import make_post


def test_a_key_reads_as_its_person_in_its_post(cast: Cast) -> None:
    token, key = make_key(cast.focal, now=timezone.now())

    me = with_key(key, "/me").json()

    assert (me["username"], me["post"]["role"]) == ("dau_moi_sxd", "focal_officer")
    assert me["token"]["name"] == token.name
    token.refresh_from_db()
    assert token.last_used_at is not None


def test_a_key_of_a_second_post_reads_as_that_post(cast: Cast) -> None:
    second = make_post(cast.focal, cast.office, Role.INSPECTOR)
    _token, key = create_token(person=cast.focal, post=second, name="x", days=30, now=timezone.now())

    me = with_key(key, "/me").json()

    assert me["post"]["id"] == second.pk
    assert [post["role"] for post in me["other_posts"]] == ["focal_officer"]


def test_only_the_hash_of_a_key_is_kept(cast: Cast) -> None:
    token, key = make_key(cast.focal, now=timezone.now())

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(t)::text FROM records_apitoken t")
        kept = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(row_to_json(e)::text, ' ') FROM records_event e")
        kept += cursor.fetchone()[0]

    assert key not in kept and key[3:] not in kept
    assert len(token.digest) == 64


def refused(key: str, status: int = 401) -> str:
    response = with_key(key, "/me")
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/json"
    detail: str = response.json()["detail"]
    return detail


def test_a_wrong_key_is_refused_and_told_how_to_get_one(cast: Cast) -> None:
    assert "tạo khóa mới" in refused("nv_khong-co")
    assert with_key("nv_x", "/me").headers["WWW-Authenticate"].startswith("Bearer")
    refused("")
    refused("x" * 10_000)


def test_a_wrong_key_is_refused_even_beside_a_good_session(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.focal)

    response = client.get(f"{BASE}/me", headers={"Authorization": "Bearer nv_sai"})

    assert response.status_code == 401


def test_a_key_in_the_address_opens_nothing(cast: Cast) -> None:
    _token, key = make_key(cast.focal, now=timezone.now())

    assert ask(None, "/me", token=key).status_code == 401
    assert ask(None, "/me", access_token=key).status_code == 401


def test_a_key_stops_when_it_is_revoked(cast: Cast) -> None:
    token, key = make_key(cast.focal, now=timezone.now())
    revoke_token(token=token, by=cast.focal, now=timezone.now())

    refused(key)
    with pytest.raises(MoveNotAllowed, match="api_token_already_revoked"):
        revoke_token(token=token, by=cast.focal, now=timezone.now())


def test_a_key_stops_when_it_expires(cast: Cast) -> None:
    _token, key = make_key(cast.focal, now=timezone.now() - timedelta(days=91), days=90)

    refused(key)


def test_a_key_stops_with_the_post(cast: Cast) -> None:
    _token, key = make_key(cast.focal, now=timezone.now())
    make_post(cast.focal, cast.finance, Role.FOCAL_OFFICER)  # another post does not keep it alive
    post = cast.focal.posts.order_by("id")[0]
    post.valid_to = timezone.localdate() - timedelta(days=1)
    post.save()

    refused(key)


def test_a_key_stops_with_the_account_and_does_not_come_back_with_it(cast: Cast) -> None:
    _token, key = make_key(cast.focal, now=timezone.now())
    admin = cast.acting("admin")
    deactivate_person(actor=admin, person=cast.focal, reason="nghỉ hưu", now=timezone.now())
    refused(key)

    cast.focal.refresh_from_db()
    reactivate_person(actor=admin, person=cast.focal, now=timezone.now())

    refused(key)
    assert Event.objects.filter(name=EventName.API_TOKEN_REVOKED, actor=cast.admin).count() == 1


def test_a_key_waits_until_the_person_has_a_password_of_his_own(cast: Cast) -> None:
    _token, key = make_key(cast.focal, now=timezone.now())
    cast.focal.must_change_password = True
    cast.focal.save()

    assert "đổi mật khẩu" in refused(key, 403)
    assert ask(cast.focal, "/me").status_code == 403


def test_a_person_has_ten_keys_at_most(cast: Cast) -> None:
    now = timezone.now()
    expired, _key = make_key(cast.focal, now=now - timedelta(days=40), days=30)
    for _ in range(MOST):
        last, _key = make_key(cast.focal, now=now)

    with pytest.raises(MoveNotAllowed, match="too_many_api_tokens"):
        make_key(cast.focal, now=now)

    make_key(cast.finance_focal, now=now)  # counted for each person
    revoke_token(token=last, by=cast.focal, now=now)
    make_key(cast.focal, now=now)
    assert ApiToken.objects.filter(person=cast.focal).count() == MOST + 2
    assert not expired.is_valid_at(now)


def test_making_and_revoking_a_key_is_remembered(cast: Cast) -> None:
    now = timezone.now()
    token, _key = make_key(cast.focal, now=now, name="Cổng dữ liệu")
    revoke_token(token=token, by=cast.focal, now=now)

    made, revoked = Event.objects.filter(person=cast.focal).order_by("id")
    assert (made.name, revoked.name) == (EventName.API_TOKEN_CREATED, EventName.API_TOKEN_REVOKED)
    assert made.actor == revoked.actor == cast.focal
    assert made.after["api_token"] == revoked.before["api_token"] == "Cổng dữ liệu"


def test_calls_of_one_key_are_limited_each_minute(cast: Cast, settings) -> None:
    settings.API_CALLS_A_MINUTE = 3
    token, key = make_key(cast.focal, now=timezone.now())
    _other, other_key = make_key(cast.focal, now=timezone.now())

    assert [with_key(key, "/me").status_code for _ in range(4)] == [200, 200, 200, 429]
    response = with_key(key, "/me")
    assert 1 <= int(response.headers["Retry-After"]) <= 60
    assert "nhiều nhất 3 lần" in response.json()["detail"]
    assert with_key(other_key, "/me").status_code == 200

    ApiToken.objects.filter(pk=token.pk).update(minute_began_at=timezone.now() - timedelta(minutes=1))
    assert with_key(key, "/me").status_code == 200
