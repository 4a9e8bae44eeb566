"""Gateways of other people by the library Apprise: told is that so much waits; never what (decision 12).

The library is read when the first message goes: whoever uses no gateway does not carry it along."""

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.urls import reverse

from nhacviec.notify.channels.result import Outcome, Result
from nhacviec.notify.channels.way import Handing, Place
from nhacviec.queries.gateways import gateways_of_people, waiting_for
from nhacviec.records.models import Delivery, Gateway
from nhacviec.records.sealing import unseal
from nhacviec.rules import words_outward as said
from nhacviec.rules.gateways import HOSTED, BadGateway, schema_of, without_secrets
from nhacviec.rules.outward import host_is_named

_MOST_SAID = 300


def places(people: Collection[int]) -> dict[int, list[Place]]:
    """Who has entered one, while the installation allows any."""
    if not settings.APPRISE_SCHEMAS:
        return {}
    found = gateways_of_people(people)
    return {person: [Place(gateway.shown, gateway.provider)] for person, gateway in found.items()}


@contextmanager
def carrier() -> Iterator[Handing]:
    yield hand


def hand(delivery: Delivery, now: datetime) -> Result | None:
    gateway = Gateway.objects.filter(
        pk=int(delivery.provider.rpartition(":")[2]), removed_at=None
    ).select_related("person").first()  # fmt: skip
    if gateway is None or (gateway.person is not None and not gateway.person.is_active):
        return Result(Outcome.GONE, said.GATEWAY_GONE)
    text = text_of(delivery, gateway)
    if text is None:
        return None
    address = unseal(gateway.sealed_address)
    if address is None:
        return Result(Outcome.LATER, said.GATEWAY_UNSEALED)
    try:
        schema = schema_of(address, allowed=settings.APPRISE_SCHEMAS, named=settings.OUTWARD_HOSTS)
    except BadGateway as bad:
        return Result(Outcome.NEVER, said.BAD_GATEWAYS[bad.code])
    return send(schema, address, text)


def text_of(delivery: Delivery, gateway: Gateway) -> str | None:
    """None when nothing waits any more."""
    link = settings.SITE + reverse("notices.index")
    if delivery.payload:
        return said.GATEWAY_TRIAL.format(link=link)
    count = waiting_for(gateway, delivery)
    words = said.GATEWAY_PERSON if gateway.person_id else said.GATEWAY_UNIT
    return words.format(count=count, link=link) if count else None


def send(schema: str, address: str, text: str) -> Result:
    """The address as the library understands it is what counts."""
    apprise = import_module("apprise")
    asset = apprise.AppriseAsset(
        app_id="NhacViec", app_desc="", app_url=settings.SITE, http_redirects=False, async_mode=False
    )
    plugin = apprise.Apprise.instantiate(address, asset=asset, suppress_exceptions=True)
    if plugin is None:
        return Result(Outcome.NEVER, said.BAD_GATEWAYS["misshapen"])
    if not _is_safe(schema, plugin):
        return Result(Outcome.NEVER, said.BAD_GATEWAYS["host_not_named"])
    one = apprise.Apprise(asset=asset)
    one.add(plugin)
    with apprise.LogCapture(level=logging.WARNING) as log:
        sent = one.notify(body=text, title=said.GATEWAY_TITLE)
        words = without_secrets(log.getvalue(), address)[:_MOST_SAID]
    return Result(Outcome.SENT, "") if sent else Result(Outcome.LATER, words or said.GATEWAY_REFUSED)


def _is_safe(schema: str, plugin: Any) -> bool:
    if not plugin.verify_certificate or plugin.redirects:
        return False
    return schema not in HOSTED or host_is_named(str(plugin.host), plugin.port, settings.OUTWARD_HOSTS)
