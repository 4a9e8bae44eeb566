"""What a letter of urging asks of an agency, until it is answered or withdrawn. Its events are of a unit."""

from collections.abc import Iterable
from typing import Any

from nhacviec.records.models import Event, Notice, Urging
from nhacviec.rules.events import EventName
from nhacviec.rules.urging import UrgingState

_OVER = frozenset({EventName.URGING_ANSWERED, EventName.URGING_WITHDRAWN})


def letter_of(event: Event) -> str:
    """Stands where an event of a duty has the duty; "" for an event of no letter."""
    return f"letter:{event.after['urging']}" if "urging" in event.after else ""


def answered_letters(events: Iterable[Event]) -> set[tuple[Any, str]]:
    """Of the letters sent in this batch, those that ask for nothing any more."""
    sent = {e.after["urging"]: e for e in events if e.name == EventName.URGING_SENT}
    if not sent:
        return set()
    over = Urging.objects.filter(pk__in=sent).exclude(state=UrgingState.SENT).values_list("pk", flat=True)
    return {(letter_of(sent[pk]), sent[pk].name) for pk in over}


def settle_letters(events: Iterable[Event]) -> None:
    """What a letter asked is over with its answer, or when it is taken back."""
    for event in events:
        if event.name in _OVER:
            sent = Event.objects.filter(unit=event.unit_id, name=EventName.URGING_SENT)
            asked = sent.filter(after__urging=event.after["urging"]).values("pk")
            Notice.objects.filter(event__in=asked, asks=True).update(asks=False)
