"""What other systems are told of events: put down with the notices, in the transaction that takes the events
off the list, so that nothing is lost and nothing said twice.

Told is that something happened to a duty, a submission, a request to coordinate: names of events, codes,
states, days, the id of the unit, the address of the page. Never what anybody wrote, no names of people, no
content of a task (decision 12)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.urls import reverse

from nhacviec.notify.coordinations import request_of, requests_of
from nhacviec.queries.webhooks import webhooks_on
from nhacviec.records.models import Assignment, Coordination, Delivery, Event, Submission, Unit, Webhook
from nhacviec.rules.notices import Channel
from nhacviec.rules.submissions import Direction
from nhacviec.rules.webhooks import TOPIC_OF

MOST_IN_ONE = 100  # events
_MOST_ADDRESS = 254


def post_events(events: Iterable[Event], *, now: datetime) -> int:
    """How many messages that made."""
    wanted = [event for event in events if event.name in TOPIC_OF]
    webhooks = webhooks_on() if wanted else []
    if not webhooks:
        return 0
    said = _said(wanted)
    messages = []
    for webhook in webhooks:
        own = [said[event.pk] for event in wanted if TOPIC_OF[event.name] in webhook.topics]
        for begin in range(0, len(own), MOST_IN_ONE):
            messages.append(message_to(webhook, own[begin : begin + MOST_IN_ONE], now=now))
    return len(Delivery.objects.bulk_create(messages))


def message_to(webhook: Webhook, events: Sequence[dict[str, Any]], *, now: datetime) -> Delivery:
    """Not yet written; without events a mere trial. It goes at any hour: a machine reads it."""
    return Delivery(
        webhook=webhook,
        channel=Channel.WEBHOOK,
        address=webhook.address[:_MOST_ADDRESS],
        provider=webhook.provider,
        created_at=now,
        due_at=now,
        next_try_at=now,
        message_id=f"msg_{uuid4().hex}",
        payload={
            "type": "nhacviec.events" if events else "nhacviec.test",
            "created_at": now.isoformat(timespec="seconds"),
            "events": list(events),
        },
    )


def _said(events: Sequence[Event]) -> dict[int, dict[str, Any]]:
    ids = {event.assignment_id for event in events if event.assignment_id}
    duties = Assignment.objects.select_related("unit").in_bulk(ids)
    requests = requests_of(events)
    return {
        event.pk: _one(event, duties.get(event.assignment_id or 0), requests.get(request_of(event)))
        for event in events
    }


def _one(event: Event, duty: Assignment | None, request: Coordination | None) -> dict[str, Any]:
    """The duty, submission or request as it stands now, a moment after the event."""
    task = event.task.code if event.task else None
    page = reverse("assignments.show", args=[duty.code]) if duty else ""
    if task and not duty:
        page = reverse("tasks.show", args=[task])
    if request:
        page = reverse("coordinations.show", args=[request.pk])
    if event.submission:
        upward = event.submission.direction == Direction.UPWARD
        page = reverse("upward.show" if upward else "submissions.show", args=[event.submission.pk])
    return {
        "id": event.pk,
        "topic": TOPIC_OF[event.name],
        "name": event.name,
        "happened_at": event.happened_at.isoformat(timespec="seconds"),
        "recorded_at": event.recorded_at.isoformat(timespec="seconds"),
        "task": task,
        "assignment": _duty(duty) if duty else None,
        "submission": _submission(event.submission) if event.submission else None,
        "coordination": _request(request) if request else None,
        "url": settings.SITE + page if page else None,
    }


def _submission(row: Submission) -> dict[str, Any]:
    return {
        "id": row.pk,
        "stop": row.stop,
        "stop_since": row.stop_since.isoformat(),
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "closed_on": row.closed_on.isoformat() if row.closed_on else None,
        "days_late": row.days_late,
        "unit": _unit(row.unit),
    } | ({"addressee": _unit(row.addressee)} if row.addressee else {})


def _request(row: Coordination) -> dict[str, Any]:
    return {
        "id": row.pk,
        "state": row.state,
        "due_on": row.due_on.isoformat(),
        "ended_on": row.ended_on.isoformat() if row.ended_on else None,
        "asking_unit": _unit(row.asking_unit),
        "unit": _unit(row.unit),
    }


def _unit(unit: Unit) -> dict[str, Any]:
    return {"id": unit.pk, "code": unit.code or None}


def _duty(duty: Assignment) -> dict[str, Any]:
    return {
        "code": duty.code,
        "state": duty.state,
        "duty": duty.duty,
        "outcome": duty.outcome or None,
        "due_on": duty.due_on.isoformat() if duty.due_on else None,
        "due_hour": f"{duty.due_hour:%H:%M}" if duty.due_hour else None,
        "original_due_on": duty.original_due_on.isoformat() if duty.original_due_on else None,
        "unit": _unit(duty.unit),
    }
