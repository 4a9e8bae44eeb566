"""What a request to a coordinating unit asks of people, until that is over. Its events are of the lead's
duty, but what is asked is asked by each request for itself; and who is asked may have no duty in the task."""

from collections.abc import Iterable
from typing import Any

from nhacviec.notify.recipients import SETTLED_BY, SETTLES
from nhacviec.notify.said import MOST_CONTENT, MOST_REASON
from nhacviec.records.models import Coordination, Event, Notice
from nhacviec.rules.events import EventName
from nhacviec.rules.words_coordination import A_REQUEST, REPLIES


def request_of(event: Event) -> int:
    """The id of the request that the event is about; 0 for every other event."""
    return int(event.after.get("coordination") or 0)


def request_key(event: Event) -> str:
    return f"coordination:{request_of(event)}" if request_of(event) else ""


def requests_of(events: Iterable[Event]) -> dict[int, Coordination]:
    ids = {request_of(event) for event in events} - {0}
    if not ids:
        return {}
    return Coordination.objects.select_related("assignment", "unit", "asking_unit").in_bulk(ids)


def answered_requests(events: Iterable[Event]) -> set[tuple[Any, str]]:
    """Of those asked for something in this batch, what had come to an end before it was told."""
    asking = [e for e in events if request_of(e) and EventName(e.name) in SETTLED_BY]
    if not asking:
        return set()
    duties = {event.assignment_id for event in asking}
    rows = Event.objects.filter(assignment__in=duties, pk__gt=min(e.pk for e in asking))
    later: dict[tuple[int, str], int] = {}
    for event in rows.filter(after__coordination__isnull=False).order_by("pk"):
        later[request_of(event), event.name] = event.pk  # the last one of each name
    return {
        (request_key(event), event.name)
        for event in asking
        if any(
            later.get((request_of(event), over), 0) > event.pk for over in SETTLED_BY[EventName(event.name)]
        )
    }


def settle_requests(events: Iterable[Event]) -> None:
    """What was asked about these requests before, and is done now, is asked no more."""
    for event in events:
        names = SETTLES[EventName(event.name)]
        if not names or not request_of(event):
            continue
        asked = Event.objects.filter(
            assignment=event.assignment_id,
            name__in=sorted(names),
            after__coordination=request_of(event),
            pk__lt=event.pk,
        )
        Notice.objects.filter(event__in=asked.values("pk"), asks=True).update(asks=False)


def said_of_request(event: Event, request: Coordination, *, bare: bool = False) -> dict[str, Any]:
    """What a notice keeps: of the task no more than the request itself says."""
    kept: dict[str, Any] = {
        "unit": request.unit.label,
        "lead": request.asking_unit.label,
        "actor": event.actor.full_name if event.actor else "",
        "for": event.acting_for.full_name if event.acting_for else "",
    }
    if bare:
        kept["code"] = A_REQUEST
    else:
        after = event.after
        kind = after.get("reply_kind", "")
        kept |= {
            "coordination": request.pk,
            "content": request.content[:MOST_CONTENT],
            "reason": "" if event.name == EventName.COORDINATION_ASKED else event.reason[:MOST_REASON],
            "to": after.get("explain_due_on") or after.get("reply_due_on", ""),
            "asked": after.get("asked_due_on", ""),
            "kind": REPLIES[kind].lower() if kind else "",
        }
    return {name: value for name, value in kept.items() if value}
