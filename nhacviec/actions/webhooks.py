"""Administrators enter the systems that are told of events, turn them off, and give them new secrets."""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from nhacviec.actions.recording import record
from nhacviec.records.models import Webhook
from nhacviec.records.sealing import seal
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.webhooks import SECRET_BYTES, Topic, written_secret

MOST = 20


@transaction.atomic
def create_webhook(
    *, actor: Actor, name: str, address: str, topics: Collection[Topic], now: datetime
) -> tuple[Webhook, str]:
    """The row and its secret, to be shown now or never."""
    if Webhook.objects.filter(removed_at=None).count() >= MOST:
        raise MoveNotAllowed("too_many_webhooks", limit=MOST)
    secret = _new_secret()
    webhook = Webhook.objects.create(
        name=name,
        address=address,
        sealed_secret=seal(secret),
        topics=sorted(topics),
        created_at=now,
        created_by_id=actor.person_id,
    )
    record(EventName.WEBHOOK_CREATED, actor=actor, now=now, after=_as_recorded(webhook))
    return webhook, secret


@transaction.atomic
def change_webhook(
    *,
    actor: Actor,
    webhook: Webhook,
    name: str,
    address: str,
    topics: Collection[Topic],
    is_on: bool,
    now: datetime,
) -> bool:
    """Whether anything changed. While it is off nothing is put down for it, and what waits is dropped."""
    fresh = Webhook.objects.select_for_update().get(pk=webhook.pk)
    before = _as_recorded(fresh)
    fresh.name, fresh.address, fresh.topics, fresh.is_on = name, address, sorted(topics), is_on
    after = _as_recorded(fresh)
    if before == after:
        return False
    fresh.save()
    record(EventName.WEBHOOK_CHANGED, actor=actor, now=now, before=before, after=after)
    return True


@transaction.atomic
def renew_secret(*, actor: Actor, webhook: Webhook, now: datetime) -> str:
    """To be shown now or never; messages that wait are signed with it."""
    secret = _new_secret()
    Webhook.objects.filter(pk=webhook.pk).update(sealed_secret=seal(secret))
    record(EventName.WEBHOOK_CHANGED, actor=actor, now=now, after={"name": webhook.name, "secret": "new"})
    return secret


@transaction.atomic
def remove_webhook(*, actor: Actor, webhook: Webhook, now: datetime) -> None:
    if Webhook.objects.filter(pk=webhook.pk, removed_at=None).update(
        is_on=False, removed_at=now, sealed_secret=""
    ):
        record(EventName.WEBHOOK_REMOVED, actor=actor, now=now, before=_as_recorded(webhook))


def _new_secret() -> str:
    return written_secret(secrets.token_bytes(SECRET_BYTES))


def _as_recorded(webhook: Webhook) -> dict[str, object]:
    return {
        "name": webhook.name,
        "address": webhook.address,
        "topics": ", ".join(webhook.topics),
        "is_on": webhook.is_on,
    }
