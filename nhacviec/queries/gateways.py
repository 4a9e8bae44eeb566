"""The gateways of people and units, and of how much they are told."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from nhacviec.records.models import Delivery, Gateway, Notice, Person, Post, Unit
from nhacviec.rules.notices import Channel

LAST = 3
_MOST_COUNTED = 2000


def gateway_of(*, person: Person | None = None, unit: Unit | None = None) -> Gateway | None:
    return Gateway.objects.filter(person=person, unit=unit, removed_at=None).first()


def gateways_of_people(people: Collection[int]) -> dict[int, Gateway]:
    rows = Gateway.objects.filter(person__in=people, removed_at=None)
    return {row.person_id: row for row in rows if row.person_id}


def gateways_of_units(units: Collection[int]) -> list[Gateway]:
    """Of these units or the nearest above them that have one; each once."""
    having = {row.unit_id: row for row in Gateway.objects.filter(unit__isnull=False, removed_at=None)}
    if not having:
        return []
    found: dict[int, Gateway] = {}
    for lineage in Unit.objects.filter(pk__in=units).values_list("lineage", flat=True):
        near = next((having[above] for above in reversed(lineage) if above in having), None)
        if near is not None:
            found[near.pk] = near
    return list(found.values())


def waiting_for(gateway: Gateway, message: Delivery) -> int:
    """How much the person has not read of what asks for something, or brought this message about; or how much
    waits for anybody of the unit and of those below it."""
    if gateway.person_id:
        unread = Notice.objects.filter(person=gateway.person_id, read_at=None, is_hidden=False)
        return unread.filter(Q(asks=True) | Q(pk__in=message.notices.values("pk"))).count()
    posts = Post.objects.filter(unit__lineage__contains=[gateway.unit_id])
    asking = Notice.objects.filter(post__in=posts, asks=True).order_by("-id")
    rows = asking.values_list("assignment_id", "pk")[:_MOST_COUNTED]
    return len({duty or -pk for duty, pk in rows})


def units_told(messages: Iterable[Delivery]) -> dict[str, str]:
    """Of messages to gateways of units: by provider the name of the unit."""
    ids = {m.provider.rpartition(":")[2] for m in messages if m.person_id is None and m.webhook_id is None}
    rows = Gateway.objects.select_related("unit").filter(pk__in=ids) if ids else ()
    return {row.provider: row.unit.label for row in rows if row.unit}


def last_messages(gateway: Gateway) -> list[Delivery]:
    """Newest first."""
    of_channel = Delivery.objects.filter(channel=Channel.APPRISE, provider=gateway.provider)
    return list(of_channel.order_by("-id")[:LAST])
