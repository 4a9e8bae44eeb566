"""A unit with a gateway is told, as a whole, that something waits for its people: put down with the notices
that ask for something, in the hours of the unit, folded."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.conf import settings

from nhacviec.notify.outbox import HOUR, TOGETHER, most_an_hour
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.gateways import gateways_of_units
from nhacviec.queries.send_hours import hours_on
from nhacviec.records.models import Delivery, Gateway, Notice, Post
from nhacviec.rules.notices import Channel, DeliveryState
from nhacviec.rules.timeliness import local_date

_OPEN = (DeliveryState.WAITING, DeliveryState.FAILED)


def tell_units(notices: Iterable[Notice], *, now: datetime) -> None:
    """What it says is counted when it goes, so one that has not gone yet tells of these too."""
    if not settings.APPRISE_SCHEMAS:
        return
    posts = {notice.post_id for notice in notices if notice.asks and notice.post_id}
    if not posts:
        return
    units = set(Post.objects.filter(pk__in=posts).values_list("unit_id", flat=True))
    for gateway in gateways_of_units(units):
        _put_down(gateway, now)


def _put_down(gateway: Gateway, now: datetime) -> None:
    Gateway.objects.select_for_update().get(pk=gateway.pk)  # the mornings of two people are told at once
    own = Delivery.objects.filter(channel=Channel.APPRISE, provider=gateway.provider, payload__isnull=True)
    if own.filter(state__in=_OPEN, attempts=0).exists():
        return
    often = own.filter(created_at__gt=now - HOUR).count() >= most_an_hour(Channel.APPRISE)
    window = hours_on(local_date(now)).of(gateway.unit_id)
    due_at = window.next_open(now + (HOUR if often else TOGETHER), load_calendar())
    Delivery.objects.create(
        unit_id=gateway.unit_id,
        channel=Channel.APPRISE,
        address=gateway.shown,
        provider=gateway.provider,
        created_at=now,
        due_at=due_at,
        next_try_at=due_at,
        message_id=f"unit_{uuid4().hex}",
    )
