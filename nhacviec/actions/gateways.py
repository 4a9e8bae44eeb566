"""A person, or an administrator for a unit, enters the gateway at which it is told that something waits."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from nhacviec.actions.recording import record
from nhacviec.records.models import Delivery, Gateway, Person, Unit
from nhacviec.records.sealing import seal
from nhacviec.rules.events import EventName
from nhacviec.rules.gateways import masked
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.notices import Channel
from nhacviec.rules.permissions import Actor

PAUSE = timedelta(minutes=1)  # between two trials


@transaction.atomic
def set_gateway(
    *,
    address: str,
    person: Person | None = None,
    unit: Unit | None = None,
    actor: Actor,
    now: datetime,
) -> Gateway:
    """In the place of the one before. `address` has been checked (rules/gateways.schema_of); it is kept
    sealed, and no Event names it."""
    _remove(person, unit, now)
    gateway = Gateway.objects.create(
        person=person,
        unit=unit,
        sealed_address=seal(address),
        shown=masked(address)[:120],
        created_at=now,
        created_by_id=actor.person_id,
    )
    after = {"gateway": gateway.shown}
    record(EventName.GATEWAY_SET, actor=actor, now=now, person=person, unit=unit, after=after)
    return gateway


@transaction.atomic
def remove_gateway(
    *, person: Person | None = None, unit: Unit | None = None, actor: Actor, now: datetime
) -> bool:
    """Whether there was one."""
    shown = _remove(person, unit, now)
    if shown is None:
        return False
    before = {"gateway": shown}
    record(EventName.GATEWAY_REMOVED, actor=actor, now=now, person=person, unit=unit, before=before)
    return True


@transaction.atomic
def try_gateway(gateway: Gateway, *, now: datetime) -> Delivery:
    """A trial, sent within a minute whatever the hour: somebody waits for it. A person who enters one gateway
    after the other waits all the same. MoveNotAllowed: gateway_too_often."""
    Gateway.objects.select_for_update().get(pk=gateway.pk)
    trials = Delivery.objects.filter(channel=Channel.APPRISE, payload__isnull=False)
    own = trials.filter(person=gateway.person) if gateway.person else trials.filter(provider=gateway.provider)
    if own.filter(created_at__gt=now - PAUSE).exists():
        raise MoveNotAllowed("gateway_too_often")
    return Delivery.objects.create(
        person=gateway.person,
        channel=Channel.APPRISE,
        address=gateway.shown,
        provider=gateway.provider,
        created_at=now,
        due_at=now,
        next_try_at=now,
        message_id=f"trial_{uuid4().hex}",
        payload={"type": "nhacviec.test"},
    )


def _remove(person: Person | None, unit: Unit | None, now: datetime) -> str | None:
    held = Gateway.objects.select_for_update().filter(person=person, unit=unit, removed_at=None).first()
    if held is None:
        return None
    held.removed_at, held.sealed_address = now, ""
    held.save(update_fields=["removed_at", "sealed_address"])
    return held.shown
