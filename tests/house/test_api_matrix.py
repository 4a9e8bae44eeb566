"""Every operation of the API × everybody × rows near and far, by session and by key, as api_matrix says."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhacviec.actions.api_tokens import create_token
from nhacviec.api.operations import ACCESS
from tests.cast import Cast
from tests.house.api_matrix import API, EVERY_CALLER, ApiUrl
from tests.house.api_matrix import ROWS as API_ROWS
from tests.house.url_matrix import EVERYBODY, SIGNED_OUT, WITHOUT_POST
from tests.house.url_matrix import ROWS as PAGE_ROWS
from tests.house.url_scene import Scene

ROWS = PAGE_ROWS | API_ROWS
VIEWERS = (*EVERYBODY.split(), WITHOUT_POST, SIGNED_OUT)


@pytest.fixture
def scene(cast: Cast) -> Scene:
    scene = Scene(cast)
    scene.args["counted_unit"] = {"own": [cast.construction.pk], "foreign": [cast.bien_hoa.pk]}
    scene.args["counted_unit"]["missing"] = scene.args["unit"]["missing"]
    return scene


def by_session(scene: Scene, who: str) -> Client:
    client = Client()
    if who != SIGNED_OUT:
        client.force_login(scene.person(who))
    return client


def by_key(scene: Scene, who: str) -> Client:
    person = scene.person(who)
    post = person.posts.order_by("id")[0]
    _token, key = create_token(person=person, post=post, name="x", days=30, now=timezone.now())
    return Client(headers={"Authorization": f"Bearer {key}"})


def expected(url: ApiUrl, who: str, relation: str) -> int:
    if url.who != EVERY_CALLER:
        if who == SIGNED_OUT:
            return 401
        if who not in url.who.split():
            return 403
        if url.rows and who not in ROWS[url.rows][relation].split():
            return 404
    return 200


@pytest.mark.parametrize("door", [by_session, by_key], ids=["session", "key"])
def test_an_operation_answers_those_of_the_table_only(door, scene: Scene) -> None:
    wrong = []
    for who in VIEWERS:
        if door is by_key and who in (WITHOUT_POST, SIGNED_OUT):
            continue  # there is no key without a post
        client = door(scene, who)
        for name, url in API.items():
            if name == "api.nothing":
                continue
            for relation in ROWS[url.rows] if url.rows else [""]:
                response = client.get(reverse(name, args=scene.args[url.rows][relation] if url.rows else []))
                right = expected(url, who, relation)
                if response.status_code != right:
                    wrong.append(f"{name} {who} {relation}: {response.status_code}, not {right}")
                assert response.headers["Content-Type"].startswith("application/json"), name
    assert wrong == []


def test_every_operation_stands_in_the_table_and_says_which_right_it_needs() -> None:
    assert {name for name, url in API.items() if url.who != EVERY_CALLER} == set(ACCESS)


def test_a_404_does_not_tell_whether_the_thing_exists(scene: Scene) -> None:
    client = by_session(scene, "focal")
    for name, url in API.items():
        if not url.rows:
            continue
        missing = client.get(reverse(name, args=scene.args[url.rows]["missing"]))
        for relation, people in ROWS[url.rows].items():
            if "focal" not in people.split():
                response = client.get(reverse(name, args=scene.args[url.rows][relation]))
                assert response.content == missing.content
                assert response.headers == missing.headers


def test_nothing_of_the_reference_page_comes_from_elsewhere(scene: Scene) -> None:
    page = by_session(scene, "focal").get(reverse("api.reference")).content.decode()
    assert "/api/v1/me" in page
    assert re.findall(r"""(?:src|href)=["']\s*(?:https?:)?//""", page) == []
