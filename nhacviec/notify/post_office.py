"""All messages of a channel that are due are written and handed over."""

from datetime import datetime

from django.utils import timezone

from nhacviec.notify.sending import providers_due, retake, send_due
from nhacviec.notify.ways import WAYS
from nhacviec.rules.notices import Channel


def send(channel: Channel, *, now: datetime | None = None) -> int:
    """How many went. Each channel is a job of its own: a provider that takes its time delays no other's.

    `now`: another clock, for rehearsals and tests."""

    def clock() -> datetime:
        return now or timezone.now()

    retake(now=clock())
    providers = providers_due(channel, now=clock())
    if not providers:
        return 0
    with WAYS[channel].carrier() as hand:
        return sum(send_due(provider, hand, clock=clock) for provider in providers)


def send_letters(*, now: datetime | None = None) -> int:
    return send(Channel.EMAIL, now=now)
