"""Every refusal of the API is one Vietnamese sentence in JSON with the right status."""

import pytest
from django.test import Client

from tests.api.asking import BASE, ask
from tests.cast import Cast


def detail(response) -> str:
    assert response.headers["Content-Type"] == "application/json"
    assert set(response.json()) == {"detail"}
    return str(response.json()["detail"])


def test_a_stranger_is_told_what_to_send(db: None) -> None:
    response = ask(None, "/me")

    assert response.status_code == 401
    assert "Authorization: Bearer" in detail(response)
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_an_address_that_is_none_is_a_404_in_json(cast: Cast) -> None:
    for who in (None, cast.focal):
        response = ask(who, "/khong-co/gi")
        assert response.status_code == 404
        assert detail(response)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(cast: Cast, method: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.focal)

    response = getattr(client, method)(f"{BASE}/me")

    assert (response.status_code, response.headers["Allow"]) == (405, "GET")
    assert "chỉ đọc" in detail(response)


def test_an_unknown_parameter_is_refused(cast: Cast) -> None:
    response = ask(cast.focal, "/me", trang_thai="open")

    assert response.status_code == 422
    assert "“trang_thai”" in detail(response)


def test_a_person_without_a_post_is_told_so(cast: Cast) -> None:
    cast.focal.posts.all().delete()

    response = ask(cast.focal, "/me")

    assert response.status_code == 403
    assert "chức vụ" in detail(response)


def test_answers_are_kept_by_nobody_on_the_way(cast: Cast) -> None:
    assert ask(cast.focal, "/me").headers["Cache-Control"] == "private, no-store"
