"""Keys with which programs read the API: made, used, taken back."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from nhacviec.actions.recording import record
from nhacviec.queries.api_tokens import digest_of
from nhacviec.records.models import ApiToken, Person, Post
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor

MOST = 10  # valid keys a person
PREFIX = "nv_"  # so that a key which leaked into a file can be searched for


@transaction.atomic
def create_token(*, person: Person, post: Post, name: str, days: int, now: datetime) -> tuple[ApiToken, str]:
    """The row and the key itself, 256 random bits, which is kept nowhere: show it now or never."""
    Person.objects.select_for_update().get(pk=person.pk)
    valid = ApiToken.objects.filter(person=person, revoked_at=None, expires_at__gt=now)
    if valid.count() >= MOST:
        raise MoveNotAllowed("too_many_api_tokens", limit=MOST)
    key = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person=person,
        post=post,
        name=name,
        digest=digest_of(key),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    record(
        EventName.API_TOKEN_CREATED,
        actor=None,
        by=person,
        now=now,
        person=person,
        after={"api_token": name, "valid_to": token.expires_at.date()},
    )
    return token, key


@transaction.atomic
def revoke_token(
    *, token: ApiToken, actor: Actor | None = None, by: Person | None = None, now: datetime
) -> None:
    """From the next request on the key opens nothing. `by`: its owner; `actor`: an administrator."""
    if not ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        raise MoveNotAllowed("api_token_already_revoked")
    record(
        EventName.API_TOKEN_REVOKED,
        actor=actor,
        by=by,
        now=now,
        person=token.person,
        before={"api_token": token.name},
    )


def revoke_all(*, actor: Actor, person: Person, now: datetime) -> None:
    """With the account: a key must not come back to life when the account does."""
    for token in ApiToken.objects.filter(person=person, revoked_at=None).select_related("person"):
        revoke_token(token=token, actor=actor, now=now)
