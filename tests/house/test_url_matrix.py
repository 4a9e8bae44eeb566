"""Every address × everybody × rows near and far × GET and POST gives what tests/house/url_matrix.py says."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from nhacviec.records.models import (
    Assignment,
    Document,
    Event,
    Person,
    Post,
    StoredFile,
    Submission,
    Task,
    Unit,
)
from nhacviec.rules.events import EventName
from tests.cast import Cast
from tests.house.api_matrix import API
from tests.house.url_matrix import (
    ABOUT_ONESELF,
    BY_LETTER,
    COORDINATION,
    EVERYBODY,
    MAY_ASK,
    MOVES,
    PUBLIC,
    READERS,
    ROWS,
    SEES_ALL,
    SIGNED_OUT,
    SUBMISSION_MOVES,
    SUBMITS,
    UPWARD_MOVES,
    URLS,
    WITHOUT_POST,
    MoveUrl,
    Url,
)
from tests.house.url_scene import Scene

OPEN, LOGIN, HOME = "open", "login", "home"
VIEWERS = (*EVERYBODY.split(), WITHOUT_POST)


def patterns() -> Iterator[URLPattern]:
    def walk(found: list[Any]) -> Iterator[URLPattern]:
        for entry in found:
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns)
            else:
                yield entry

    yield from walk(get_resolver().url_patterns)


@cache
def sign_in_url() -> str:
    return reverse("account_login")


class Visitors:
    """A signed-in client for everybody; every request is undone."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.clients: dict[str, Client] = {}

    def client(self, who: str) -> Client:
        if who not in self.clients:
            self.clients[who] = Client()
            if who != SIGNED_OUT:
                self.clients[who].force_login(self.scene.person(who))
        return self.clients[who]

    def ask(self, who: str, method: str, url: str, data: str = "") -> Any:
        client, sent = self.client(who), dict([data.split("=")]) if data else {}
        with transaction.atomic():
            response = client.post(url, sent) if method == "POST" else client.get(url)
            transaction.set_rollback(True)
        return response


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return Scene(cast)


@pytest.fixture
def visitors(scene: Scene) -> Visitors:
    return Visitors(scene)


def answered(response: Any) -> str | int:
    """open (a page, its complaint about empty fields, or on to another page), login, home, 403, 404, 405."""
    if response.status_code == 302:
        if response["Location"].startswith(sign_in_url()):
            return LOGIN
        return HOME if response["Location"] == "/" else OPEN
    # 422: something is missing; 409: what was shown is no longer so.
    return OPEN if response.status_code in (200, 409, 422) else response.status_code


def expected(url: Url, who: str, relation: str, method: str) -> str | int:
    if who == SIGNED_OUT:
        return LOGIN
    if who == WITHOUT_POST and url.needs_post:
        return HOME
    if who != WITHOUT_POST and who not in url.who.split():
        return 403
    if method not in url.ways.split():
        return 405
    if url.rows and who not in ROWS[url.rows][relation].split():
        return 404
    if method == "POST" and url.changed_by and who not in url.changed_by.split():
        return 403
    return OPEN


def _relations(rows: str) -> list[str]:
    return list(ROWS[rows]) if rows else [""]


def _tried(rows: str, *, passes_door: bool) -> list[str]:
    """Behind a closed door one row there is and one there is not are enough."""
    relations = _relations(rows)
    return relations if passes_door else sorted({relations[0], relations[-1]})


@pytest.mark.parametrize("family", sorted({name.split(".")[0] for name in URLS}))
def test_an_address_opens_for_those_of_the_table_only(family: str, visitors: Visitors) -> None:
    wrong = []
    for name, url in URLS.items():
        if name.split(".")[0] != family:
            continue
        for who in (*VIEWERS, SIGNED_OUT):
            for relation in _tried(url.rows, passes_door=who in url.who.split()):
                address = reverse(name, args=visitors.scene.args[url.rows][relation] if url.rows else [])
                for method in ("GET", "POST"):
                    got = answered(visitors.ask(who, method, address, url.data))
                    right = expected(url, who, relation, method)
                    if got != right and not (right == OPEN and got == HOME):
                        wrong.append(f"{name} {who} {method} {relation}: {got}, not {right}")
    assert wrong == []


@pytest.mark.parametrize("part", range(4))
def test_a_move_is_taken_by_those_of_the_table_only(part: int, visitors: Visitors) -> None:
    wrong = []
    for move in sorted(MOVES)[part::4]:
        for who in (*VIEWERS, SIGNED_OUT):
            passes = who in READERS.split()
            for relation in _tried("assignment", passes_door=passes):
                address = reverse(f"assignments.{move}", args=visitors.scene.args["assignment"][relation])
                right = _expected_move(move, who, relation)
                for method in ("GET", "POST"):
                    got = answered(visitors.ask(who, method, address))
                    if got != right:
                        wrong.append(f"{move} {who} {method} {relation}: {got}, not {right}")
    assert wrong == []


def _expected_move(move: str, who: str, relation: str) -> str | int:
    words = MOVES[move].who.split()
    if who not in READERS.split():
        return {SIGNED_OUT: LOGIN, WITHOUT_POST: HOME}.get(who, 403)
    if who not in ROWS["assignment"][relation].split():
        return 404
    watched = relation in ("own", "party", "draft")  # whose task the specialist follows
    takes = f"{who}+" in words or (f"{who}*" in words and watched) or (who in words and relation == "own")
    return OPEN if takes else 403


@pytest.mark.parametrize("step", ["ask", *sorted(COORDINATION)])
def test_a_step_of_a_request_is_taken_by_those_of_the_table_only(step: str, visitors: Visitors) -> None:
    wrong = []
    rows = "assignment" if step == "ask" else "coordination"
    for who in (*VIEWERS, SIGNED_OUT):
        for relation in _tried(rows, passes_door=who in READERS.split()):
            address = reverse(f"coordinations.{step}", args=visitors.scene.args[rows][relation])
            right = _expected_step(step, rows, who, relation)
            for method in ("GET", "POST"):
                got = answered(visitors.ask(who, method, address))
                if got != right:
                    wrong.append(f"{step} {who} {method} {relation}: {got}, not {right}")
    assert wrong == []


def _expected_step(step: str, rows: str, who: str, relation: str) -> str | int:
    if who not in READERS.split():
        return {SIGNED_OUT: LOGIN, WITHOUT_POST: HOME}.get(who, 403)
    if who not in ROWS[rows][relation].split():
        return 404
    may = {"own": MAY_ASK} if step == "ask" else COORDINATION[step]
    return OPEN if who in may.get(relation, "").split() else 403


def _steps() -> set[str]:
    return {f"coordinations.{step}" for step in ("ask", *COORDINATION)}


def test_a_move_of_a_submission_is_taken_by_those_of_the_table_only(visitors: Visitors) -> None:
    assert _wrong_moves(visitors, "submission", "submissions", SUBMISSION_MOVES, SUBMITS) == []


def test_a_step_of_what_is_submitted_upward_is_taken_by_those_of_the_table_only(visitors: Visitors) -> None:
    assert _wrong_moves(visitors, "upward", "upward", UPWARD_MOVES, SEES_ALL) == []


def _wrong_moves(
    visitors: Visitors, rows: str, family: str, moves: dict[str, MoveUrl], door: str
) -> list[str]:
    wrong = []
    for move, takers in moves.items():
        for who in (*VIEWERS, SIGNED_OUT):
            for relation in _tried(rows, passes_door=who in door.split()):
                address = reverse(f"{family}.{move}", args=visitors.scene.args[rows][relation])
                right = _expected_of(takers.who, who, relation, rows, door)
                for method in ("GET", "POST"):
                    got = answered(visitors.ask(who, method, address))
                    if got != right:
                        wrong.append(f"{move} {who} {method} {relation}: {got}, not {right}")
    return wrong


def _expected_of(takers: str, who: str, relation: str, rows: str, door: str) -> str | int:
    words = takers.split()
    if who not in door.split():
        return {SIGNED_OUT: LOGIN, WITHOUT_POST: HOME}.get(who, 403)
    if who not in ROWS[rows][relation].split():
        return 404
    return OPEN if f"{who}+" in words or (who in words and relation == "own") else 403


def test_every_address_stands_in_the_table() -> None:
    names = {pattern.name for pattern in patterns()}
    moves = {f"assignments.{move}" for move in MOVES}
    moves |= {f"submissions.{move}" for move in SUBMISSION_MOVES}
    moves |= {f"upward.{move}" for move in UPWARD_MOVES}
    listed = set(URLS) | moves | _steps() | PUBLIC | ABOUT_ONESELF | BY_LETTER | set(API)
    assert names - listed == set()
    assert listed - names <= {"account.demo"}  # exists in the demo only


def test_every_view_says_who_may_open_it() -> None:
    silent = [pattern.name for pattern in patterns() if not hasattr(pattern.callback, "access")]
    assert silent == []


def _account_urls() -> list[tuple[str, str]]:
    arguments: dict[str, list[object]] = {
        "account_reset_password_from_key": ["x", "y-z"],
        "mfa_edit_webauthn": [1],
        "mfa_remove_webauthn": [1],
        "account.end_session": [1],
        "account.revoke_api_token": [1],
    }
    names = sorted((PUBLIC | ABOUT_ONESELF) - {"account.demo"})
    return [(name, reverse(name, args=arguments.get(name, []))) for name in names]


def test_pages_of_the_account_are_open_to_the_right_side_of_the_door(visitors: Visitors) -> None:
    fine = (OPEN, HOME, LOGIN, 400, 404, 405)
    for name, address in _account_urls():
        for method in ("GET", "POST"):
            signed_out = answered(visitors.ask(SIGNED_OUT, method, address))
            assert (signed_out in fine) if name in PUBLIC else (signed_out == LOGIN), (name, method)
            for who in ("focal", "admin", WITHOUT_POST):
                assert answered(visitors.ask(who, method, address)) in fine, (name, who)


def _all_addresses(scene: Scene) -> list[str]:
    """Of rows that exist."""
    found = [
        reverse(name, args=scene.args[url.rows][relation] if url.rows else [])
        for name, url in URLS.items()
        for relation in _relations(url.rows)
        if relation != "missing"
    ]
    found += [reverse(f"assignments.{move}", args=scene.args["assignment"]["own"]) for move in MOVES]
    found += [
        reverse(f"coordinations.{step}", args=scene.args["coordination"]["asking"]) for step in COORDINATION
    ]
    found += [reverse("coordinations.ask", args=scene.args["assignment"]["own"])]
    own = scene.args["submission"]["own"]
    found += [reverse(f"submissions.{move}", args=own) for move in SUBMISSION_MOVES]
    found += [reverse(f"upward.{move}", args=scene.args["upward"]["own"]) for move in UPWARD_MOVES]
    return found + [address for _name, address in _account_urls()]


def _everything() -> dict[str, list[dict[str, Any]]]:
    """All rows that pages show, without the mark that a duty was seen."""
    kept: dict[str, list[dict[str, Any]]] = {}
    for model in (Assignment, Task, Document, StoredFile, Submission, Unit, Post, Person):
        rows = list(model._default_manager.order_by("pk").values())
        kept[model.__name__] = [
            {k: v for k, v in row.items() if k not in ("seen_at", "seen_by_id", "last_login")} for row in rows
        ]
    return kept


def test_looking_changes_nothing_but_that_a_duty_was_seen(visitors: Visitors) -> None:
    addresses = _all_addresses(visitors.scene)
    seen = (EventName.SEEN, EventName.COORDINATION_SEEN)
    before, events = _everything(), Event.objects.exclude(name__in=seen).count()
    for who in ("focal", "specialist", "office_leader", "admin"):
        for address in addresses:
            visitors.client(who).get(address)
    assert Event.objects.exclude(name__in=seen).count() == events
    assert (
        Event.objects.filter(name=EventName.SEEN).count() == Assignment.objects.exclude(seen_at=None).count()
    )
    assert _everything() == before


def test_nothing_is_done_without_the_token_of_the_form(scene: Scene) -> None:
    client = Client(enforce_csrf_checks=True)
    before, events = _everything(), Event.objects.count()
    client.force_login(scene.person("office_leader"))
    for address in _all_addresses(scene):
        response = client.post(address, {"reason": "x", "text": "x"})
        assert response.status_code == 403, address
        assert "Biểu mẫu đã cũ" in response.content.decode(), address
    assert Event.objects.count() == events
    assert _everything() == before


_TOKENS = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken": "[^"]*"|_shown_to" value="[^"]*"')


def _body(response: Any, address: str) -> str:
    return _TOKENS.sub("", response.content.decode()).replace(address, "")


def test_a_404_does_not_tell_whether_the_thing_exists(visitors: Visitors) -> None:
    checked = 0
    views = [(name, url.rows) for name, url in URLS.items() if url.rows and "focal" in url.who.split()]
    views = [(name, rows) for name, rows in views if "missing" in ROWS[rows]]
    views += [(f"assignments.{move}", "assignment") for move in MOVES]
    for name, rows in views:
        hidden = [r for r, people in ROWS[rows].items() if r != "missing" and "focal" not in people.split()]
        nowhere = reverse(name, args=visitors.scene.args[rows]["missing"])
        for method in ("GET", "POST"):
            missing = visitors.ask("focal", method, nowhere)
            for relation in hidden:
                address = reverse(name, args=visitors.scene.args[rows][relation])
                response = visitors.ask("focal", method, address)
                assert response.status_code == missing.status_code
                assert _body(response, address) == _body(missing, nowhere), address
                assert dict(response.headers).keys() == dict(missing.headers).keys()
                checked += 1
    assert checked > 50
