"""Who is asking: the person of a key (Authorization: Bearer …), or the one signed in on this browser.

Every operation stands behind a door that knows which right it needs; posts are read anew on every request, so
a post that ended or an account that was closed is out at once.
"""

from datetime import datetime
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from nhacviec.actions.uses import note_use
from nhacviec.api.problems import CHALLENGE, Refused
from nhacviec.queries.actors import actor_in, posts_today
from nhacviec.queries.api_tokens import token_of_key
from nhacviec.queries.modules import seeing
from nhacviec.queries.office_day import OfficeDay
from nhacviec.records.models import ApiToken, Person, Post
from nhacviec.rules.permissions import Actor, Right


class ApiRequest(HttpRequest):
    """A request behind a door. (Only a type: Django makes plain HttpRequests.)"""

    actor: Actor
    acting_post: Post
    posts: list[Post]
    person: Person
    token: ApiToken | None
    now: datetime
    office: OfficeDay


class ByToken(HttpBearer):
    """A key made on the account page, sent as “Authorization: Bearer <key>”."""

    def __init__(self, right: Right | None) -> None:
        super().__init__()
        self.right = right

    def authenticate(self, request: Any, token: str) -> Actor:
        row = token_of_key(token.strip())
        if row is None or not row.is_valid_at(request.now):
            raise Refused(401, "bad_token", headers=CHALLENGE)
        posts = posts_today(row.person, request.office.today)
        post = next((post for post in posts if post.pk == row.post_id), None)
        if post is None:
            raise Refused(401, "bad_token", headers=CHALLENGE)
        _within_limit(row, request.now)
        request.token, request.person, request.posts, request.acting_post = row, row.person, posts, post
        request.actor = seeing(actor_in(post, posts), request.office.policy)
        return _let_in(request, self.right)


class BySession(APIKeyCookie):
    """The session of a browser that is signed in; reading only, so no token of a form."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, right: Right | None) -> None:
        super().__init__()
        self.csrf = False
        self.right = right

    def authenticate(self, request: Any, key: str | None) -> Actor | None:
        if not request.user.is_authenticated:
            return None
        request.token, request.person = None, request.user
        if request.actor is None:
            raise Refused(403, "no_post")
        return _let_in(request, self.right)


def _let_in(request: Any, right: Right | None) -> Actor:
    if request.person.must_change_password:
        raise Refused(403, "own_password")
    actor: Actor = request.actor
    if right is not None and not actor.has(right):
        raise Refused(403, "forbidden")
    return actor


def _within_limit(token: ApiToken, now: datetime) -> None:
    limit = settings.API_CALLS_A_MINUTE
    count, until = note_use(token, now=now)
    if count > limit:
        seconds = max(1, ceil((until - now).total_seconds()))
        headers = {"Retry-After": str(seconds)}
        raise Refused(429, "too_many", headers=headers, limit=limit, seconds=seconds)
