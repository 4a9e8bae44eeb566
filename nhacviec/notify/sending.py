"""Messages go out: taken one by one, handed over, and what came of it is noted.

A message is claimed by one worker, in a transaction of its own, before anything is sent: a worker that dies
afterwards leaves SENDING behind, and `retake` has it sent again as UNCERTAIN, under the same id. Every
provider has its own queue: one that is down is asked again after a pause, and holds up nobody else.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from nhacviec.notify.channels.result import Outcome, Result
from nhacviec.notify.channels.way import Handing
from nhacviec.notify.hours import may_go
from nhacviec.records.models import Delivery
from nhacviec.rules.notices import TO_TRY, Channel, DeliveryState

MOST_ATTEMPTS = 8
MOST_ANSWER = 480  # letters kept of an answer
PAUSES = (1, 5, 15, 60, 120, 240, 480)  # minutes between attempts: about fifteen hours in all
SILENT = timedelta(minutes=5)  # after which a worker that has taken a message is taken for dead
_SHORTEST, _LONGEST = timedelta(minutes=PAUSES[0]), timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_log = logging.getLogger("nhacviec.notify")
_TRIED = sorted(state.value for state in TO_TRY)


def providers_due(channel: Channel, *, now: datetime) -> list[str]:
    """Who has something of this channel to carry now."""
    due = _due(now, may_go(now)).filter(channel=channel)
    return sorted(set(due.order_by().values_list("provider", flat=True).distinct()))


def send_due(provider: str, handing: Handing, *, clock: Callable[[], datetime] = timezone.now) -> int:
    """Hand over everything of this provider that is due; how many were sent. Stops when the provider is down
    or says nothing."""
    sent, doors = 0, _Doors()
    while (delivery := claim(provider, now=(now := clock()), open_to=doors.open_to(now))) is not None:
        try:
            result = handing(delivery, clock())
        except DatabaseError:
            raise  # left in hand, and taken up again
        except Exception as error:  # a message that cannot be written keeps no other from going
            _log.exception("message %s could not be written", delivery.pk)
            result = Result(Outcome.LATER, f"{type(error).__name__}: {error}"[:MOST_ANSWER])
        note(delivery, result, now=clock())
        if result is not None and result.outcome is Outcome.SENT:
            sent += 1
        if result is not None and (result.is_silent or result.outcome is Outcome.DOWN):
            hold(provider, now=clock())
            break
    return sent


class _Doors:
    """Thousands of messages ask for the hours of sending: they are read once a minute."""

    def __init__(self) -> None:
        self._asked: datetime | None = None
        self._open_to = Q()

    def open_to(self, now: datetime) -> Q:
        if self._asked is None or abs(now - self._asked) >= _MINUTE:
            self._asked, self._open_to = now, may_go(now)
        return self._open_to


def _due(now: datetime, open_to: Q) -> QuerySet[Delivery]:
    """What waits for an attempt. Outside the hours of sending (`open_to`: notify/hours) only what was asked
    for outside of them: what failed in the afternoon, or found no worker, does not wake anybody at night."""
    return Delivery.objects.filter(open_to, state__in=_TRIED, next_try_at__lte=now)


@transaction.atomic
def claim(provider: str, *, now: datetime, open_to: Q | None = None) -> Delivery | None:
    """The one that waits longest, now in the caller's hand. `open_to`: see `_due`; None: at any hour."""
    due = _due(now, open_to or Q()).filter(provider=provider)
    row = due.select_for_update(skip_locked=True, of=("self",)).order_by("next_try_at", "id").first()
    if row is None:
        return None
    row.state, row.attempts, row.claimed_at = DeliveryState.SENDING, row.attempts + 1, now
    row.save(update_fields=["state", "attempts", "claimed_at"])
    return row


def note(delivery: Delivery, result: Result | None, *, now: datetime) -> None:
    """What came of it, unless another worker has taken it meanwhile (`attempts` is the claim)."""
    own = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING, attempts=delivery.attempts)
    if result is None:
        own.update(state=DeliveryState.DROPPED, answer="")
        return
    answer = result.answer[:MOST_ANSWER]
    if result.outcome is Outcome.SENT:
        own.update(state=DeliveryState.SENT, sent_at=now, answer=answer)
        return
    if result.outcome is Outcome.GONE:
        own.update(state=DeliveryState.DROPPED, answer=answer)
        return
    if result.outcome is Outcome.DOWN or result.pause:  # not its fault: it is not counted against it
        again = now + min(result.pause or _SHORTEST, _LONGEST)
        own.update(state=DeliveryState.FAILED, attempts=F("attempts") - 1, answer=answer, next_try_at=again)
        return
    if result.outcome is Outcome.NEVER or delivery.attempts >= MOST_ATTEMPTS:
        own.update(state=DeliveryState.GIVEN_UP, answer=answer)
        return
    again = now + timedelta(minutes=PAUSES[min(delivery.attempts, len(PAUSES)) - 1])
    if result.outcome is Outcome.UNCERTAIN:
        own.update(state=DeliveryState.UNCERTAIN, answer=answer, next_try_at=again, doubts=F("doubts") + 1)
        return
    own.update(state=DeliveryState.FAILED, answer=answer, next_try_at=again)


def hold(provider: str, *, now: datetime) -> None:
    """Nothing of a provider that is down is tried before its pause is over; no attempt is counted for it."""
    due = Delivery.objects.filter(provider=provider, state__in=_TRIED, next_try_at__lte=now)
    due.update(next_try_at=now + _SHORTEST)


def retake(*, now: datetime) -> int:
    """Messages in the hand of a worker that is silent are tried again; perhaps they come twice. How many."""
    lost = Delivery.objects.filter(state=DeliveryState.SENDING, claimed_at__lt=now - SILENT)
    lost.filter(attempts__gte=MOST_ATTEMPTS).update(state=DeliveryState.GIVEN_UP)  # it may be what kills them
    return lost.update(state=DeliveryState.UNCERTAIN, next_try_at=now, doubts=F("doubts") + 1)


def send_again(delivery: Delivery, *, now: datetime) -> bool:
    """An administrator has it sent once more, under the same id; not what is waiting or in hand already."""
    settled = Delivery.objects.filter(pk=delivery.pk).exclude(
        state__in=[DeliveryState.WAITING, DeliveryState.SENDING]
    )
    return bool(settled.update(state=DeliveryState.WAITING, attempts=0, next_try_at=now))
