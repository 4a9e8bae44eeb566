"""People with passwords, and the sign-in page as a browser uses it."""

from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nhacviec.records.models import Person

PASSWORD = "mat-khau-rieng-2018"
TEMPORARY = "cap-tam-thoi-001"


def with_password(person: Person, password: str = PASSWORD, **fields: object) -> Person:
    person.set_password(password)
    for name, value in fields.items():
        setattr(person, name, value)
    person.save()
    return person


def try_to_sign_in(
    client: Client, login: str, password: str = PASSWORD, *, go_to: str = "", **extra: str
) -> HttpResponse:
    data = {"login": login, "password": password} | ({"next": go_to} if go_to else {})
    return client.post(reverse("account_login"), data, headers=extra or None)  # type: ignore[return-value]


def is_signed_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def forget_wrong_tries() -> None:
    cache.clear()
