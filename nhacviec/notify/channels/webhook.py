"""Messages to other systems (decision 12): signed, at most once each under one id, sent again until they are
taken. Of an installation, not of a person: they are put down by notify/webhook_outbox."""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings

from nhacviec.notify.channels.line import Line, NotAnswered, NotOutside, NotReached, Said
from nhacviec.notify.channels.result import Outcome, Result
from nhacviec.notify.channels.way import Handing, Place
from nhacviec.records.models import Delivery
from nhacviec.records.sealing import unseal
from nhacviec.rules.outward import BadTarget, target_of
from nhacviec.rules.webhooks import headers_of
from nhacviec.rules.words_outward import BAD_TARGETS

PATIENCE = timedelta(days=3)  # with a system that is not there; then its messages are parked one by one
_POISON = frozenset({400, 413, 415, 422})  # this message will never be taken
_SHORTEST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
NO_SECRET = "Không mở được khóa ký (NHACVIEC_SECRET_KEY đã đổi): cần tạo khóa mới."
TURNED_OFF = "Kết nối đã tắt."


def places(people: Collection[int]) -> dict[int, list[Place]]:
    """It reaches no person."""
    return {}


@contextmanager
def carrier() -> Iterator[Handing]:
    yield hand


def hand(delivery: Delivery, now: datetime) -> Result:
    webhook = delivery.webhook
    if webhook is None or not webhook.is_on:
        return Result(Outcome.GONE, TURNED_OFF)
    secret = unseal(webhook.sealed_secret)
    if secret is None:
        return Result(Outcome.LATER, NO_SECRET, is_silent=True)
    body = body_of(delivery)
    headers = headers_of(body, message_id=delivery.message_id, moment=int(now.timestamp()), secret=secret)
    headers |= {"Content-Type": "application/json; charset=utf-8", "User-Agent": "NhacViec-Webhook"}
    try:
        return _result(_told(webhook.address, body, headers), delivery, now)
    except BadTarget as refused:
        return Result(Outcome.LATER, BAD_TARGETS[refused.code], is_silent=True)
    except NotReached as error:
        return _patient(Result(Outcome.DOWN, str(error)), delivery, now)
    except NotAnswered as error:
        return Result(Outcome.UNCERTAIN, str(error), is_silent=True)


def _told(url: str, body: bytes, headers: dict[str, str]) -> Said:
    """Asked anew each time whether it may be called. Raises BadTarget, NotReached, NotAnswered."""
    target = target_of(url, named=settings.OUTWARD_HOSTS)
    with Line(private=target.is_named, by_proxy=False, trust=settings.OUTWARD_CA) as line:
        try:
            return line.post(url, body=body, headers=headers)
        except NotOutside as error:
            raise BadTarget("not_public") from error


def body_of(delivery: Delivery) -> bytes:
    """The same bytes however often it is sent."""
    said = {"id": delivery.message_id, **(delivery.payload or {})}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _result(answer: Said, delivery: Delivery, now: datetime) -> Result:
    said = answer.words
    if 200 <= answer.status < 300:
        return Result(Outcome.SENT, said)
    if answer.status in _POISON:
        return Result(Outcome.NEVER, said)
    if answer.status in (429, 503) and answer.pause:
        pause = max(min(answer.pause, _LONGEST_PAUSE), _SHORTEST_PAUSE)
        later = Result(Outcome.LATER, said, pause=pause, is_silent=True)
        return _patient(later, delivery, now)
    return Result(Outcome.LATER, said)  # a redirect too: it is not followed


def _patient(result: Result, delivery: Delivery, now: datetime) -> Result:
    """What costs the message no attempt has an end nevertheless."""
    return result if now - delivery.created_at < PATIENCE else Result(Outcome.NEVER, result.answer)
