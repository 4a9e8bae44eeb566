"""Web push: each message sealed for one browser (RFC 8291), signed with this installation's key (RFC 8292),
and posted to the push service that the browser named (RFC 8030). One device is one place."""

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from py_vapid import Vapid

from nhacviec.actions.push_devices import let_go
from nhacviec.notify.channels.line import READ_SECONDS, Line, NotAnswered, NotOutside, NotReached, Said
from nhacviec.notify.channels.result import Outcome, Result
from nhacviec.notify.channels.way import Handing, Place
from nhacviec.notify.pushes import OLD, USEFUL, Push, push_of, subject_of_installation
from nhacviec.records.models import Delivery, PushDevice
from nhacviec.rules.push import address_of, device_id_of, provider_of, raw_bytes

_GONE = (404, 410)  # RFC 8030 §7.3
_BUSY = 429
_SIGNED_FOR = 12 * 3600  # seconds; services refuse more than a day
_UNSAID = timedelta(minutes=5)  # when a busy service does not say how long


def places(people: Collection[int]) -> dict[int, list[Place]]:
    """A place for each device; nothing while this installation sends none."""
    found: dict[int, list[Place]] = {}
    if not settings.PUSH:
        return found
    for device in PushDevice.objects.filter(person__in=people):
        place = Place(address_of(device.pk), provider_of(device.endpoint))
        found.setdefault(device.person_id, []).append(place)
    return found


@contextmanager
def carrier() -> Iterator[Handing]:
    key = Vapid.from_string(settings.VAPID_KEY)
    with Line(private=settings.PUSH_PRIVATE_ADDRESSES, seconds=READ_SECONDS) as line:

        def hand(delivery: Delivery, now: datetime) -> Result | None:
            device = _device(delivery)
            push = push_of(delivery, now=now) if device else None
            if device is None or push is None:
                return None
            if now - push.since > OLD:
                return Result(Outcome.NEVER, f"older than {OLD.days} days")
            return _hand_over(line, key, device, push)

        yield hand


def _device(delivery: Delivery) -> PushDevice | None:
    """His own still: a device that somebody else has taken over is another row."""
    known = PushDevice.objects.filter(pk=device_id_of(delivery.address) or 0)
    return known.filter(person=delivery.person).first()


def _hand_over(line: Line, key: Vapid, device: PushDevice, push: Push) -> Result:
    try:
        sealed = _sealed(device, push)
    except ValueError as error:  # keys that are no point of the curve
        return Result(Outcome.NEVER, f"cannot be sealed: {error}")
    try:
        said = line.post(device.endpoint, body=sealed, headers=_headers(key, device, push))
    except NotOutside as error:
        return Result(Outcome.NEVER, str(error))
    except NotReached as error:
        return Result(Outcome.DOWN, str(error))
    except NotAnswered as error:
        return Result(Outcome.UNCERTAIN, str(error), is_silent=True)
    if said.status in _GONE:
        let_go(device=device)
        return Result(Outcome.GONE, said.words)
    return _result(said)


def _result(said: Said) -> Result:
    if 200 <= said.status < 300:
        return Result(Outcome.SENT, said.words)
    if said.status == _BUSY:
        return Result(Outcome.LATER, said.words, pause=said.pause or _UNSAID)
    if said.status >= 500:
        return Result(Outcome.LATER, said.words, pause=said.pause)
    return Result(Outcome.NEVER, said.words)


def _sealed(device: PushDevice, push: Push) -> bytes:
    """With a key of its own for every message (RFC 8291 §3.1). ValueError: the browser's key is none."""
    sealed: bytes = http_ece.encrypt(
        push.as_bytes(),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=raw_bytes(device.p256dh),
        auth_secret=raw_bytes(device.auth),
        version="aes128gcm",
    )
    return sealed


def _headers(key: Vapid, device: PushDevice, push: Push) -> dict[str, str]:
    parts = urlsplit(device.endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time.time()) + _SIGNED_FOR,
        "sub": subject_of_installation(),
    }
    return {
        **key.sign(claims),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(USEFUL.total_seconds())),
        "Urgency": "high" if push.is_pressing else "normal",
        "Topic": push.tag,  # the same one again takes the place of the first
    }
