"""The browsers in which a person is woken: his own only."""

import hashlib
from collections.abc import Collection

from django.http import Http404

from nhacviec.records.models import PushDevice


def browser_digest(cookie: str) -> str:
    """What is kept of the word that only this browser has; "" of none."""
    return hashlib.sha256(cookie.encode()).hexdigest() if cookie else ""


def devices_of(person_id: int) -> list[PushDevice]:
    return list(PushDevice.objects.filter(person_id=person_id).order_by("id"))


def people_with_devices(people: Collection[int]) -> set[int]:
    """Who of these can be woken."""
    return set(PushDevice.objects.filter(person__in=people).values_list("person_id", flat=True))


def device_of(person_id: int, device_id: int) -> PushDevice:
    device = PushDevice.objects.filter(person_id=person_id, pk=device_id).first()
    if device is None:
        raise Http404
    return device
