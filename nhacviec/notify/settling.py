"""What an event asks of somebody is over when another one settles it."""

from collections import defaultdict
from typing import Any

from nhacviec.notify.coordinations import answered_requests, request_key, request_of, settle_requests
from nhacviec.notify.recipients import SETTLED_BY, SETTLES
from nhacviec.notify.submissions import key_of, moved_on, settle_submissions
from nhacviec.notify.urgings import answered_letters, letter_of, settle_letters
from nhacviec.records.models import Event, Notice
from nhacviec.rules.events import EventName


def subject(event: Event) -> object:
    """What is asked for something by this event: its request, its duty, its submission or its letter."""
    return request_key(event) or event.assignment_id or key_of(event) or letter_of(event)


def over_already(events: list[Event]) -> set[tuple[Any, str]]:
    """(request, duty, letter or submission; event) whose asking had come to an end before it was told."""
    asking = [
        event
        for event in events
        if EventName(event.name) in SETTLED_BY and event.assignment_id and not request_of(event)
    ]
    letters = answered_letters(events) | answered_requests(events) | moved_on(events)
    if not asking:
        return letters
    later: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Event.objects.filter(assignment__in={e.assignment_id for e in asking}, pk__gt=asking[0].pk)
    for assignment, name, pk in rows.order_by("pk").values_list("assignment_id", "name", "pk"):
        later[assignment or 0][name] = pk  # the last one of each name
    return letters | {
        (event.assignment_id, event.name)
        for event in asking
        if any(
            later[event.assignment_id or 0].get(over, 0) > event.pk
            for over in SETTLED_BY[EventName(event.name)]
        )
    }


def settle(events: list[Event]) -> None:
    """What was asked about these duties before, and is done now, is asked no more."""
    by_names: dict[frozenset[EventName], set[int]] = defaultdict(set)
    for event in events:
        if event.assignment_id and SETTLES[EventName(event.name)] and not request_of(event):
            by_names[SETTLES[EventName(event.name)]].add(event.assignment_id)
    for names, assignments in by_names.items():
        asked = Notice.objects.filter(assignment__in=assignments, asks=True, event__name__in=names)
        asked.filter(event__lt=events[-1].pk).update(asks=False)
    settle_letters(events)
    settle_requests(events)
    settle_submissions(events)
