"""Asking the API in tests: with the session of a browser, or with a key."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhacviec.actions.api_tokens import create_token
from nhacviec.records.models import ApiToken, Person

BASE = "/api/v1"


def ask(who: Person | None, path: str, **parameters: Any) -> Any:
    """The answer to somebody signed in on this browser; None is a stranger."""
    client = Client()
    if who is not None:
        client.force_login(who)
    return client.get(BASE + path, parameters)


def rows(who: Person, path: str, **parameters: Any) -> Any:
    """The JSON of an answer that must be one."""
    response = ask(who, path, **parameters)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def make_key(person: Person, *, now: datetime, days: int = 90, name: str = "Báo cáo") -> tuple[ApiToken, str]:
    post = person.posts.order_by("id")[0]
    return create_token(person=person, post=post, name=name, days=days, now=now)


def with_key(key: str, path: str, **parameters: Any) -> Any:
    return Client().get(BASE + path, parameters, headers={"Authorization": f"Bearer {key}"})


def queries_of(who: Person, path: str, **parameters: Any) -> list[str]:
    """The statements of one answer."""
    client = Client()
    client.force_login(who)
    client.get(BASE + path, parameters)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(BASE + path, parameters).status_code == 200
    return [str(query["sql"]) for query in captured.captured_queries]
