"""What an event of a submission asks of somebody, until the file moves on. Its events are of no duty."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from nhacviec.notify.recipients import SETTLED_BY, SETTLES
from nhacviec.records.models import Event, Notice
from nhacviec.rules.events import EventName
from nhacviec.rules.submissions import Direction

_MOST_ABSTRACT = 300


def key_of(event: Event) -> str:
    """Stands where an event of a duty has the duty; "" for an event of no submission."""
    return f"submission:{event.submission_id}:{event.pk}" if event.submission_id else ""


def moved_on(events: Iterable[Event]) -> set[tuple[Any, str]]:
    """Of the asking events of this batch, those after which the file has moved on already."""
    asking = [e for e in events if e.submission_id and EventName(e.name) in SETTLED_BY]
    if not asking:
        return set()
    later: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Event.objects.filter(submission__in={e.submission_id for e in asking}, pk__gt=asking[0].pk)
    for submission, pk, name in rows.values_list("submission_id", "pk", "name"):
        later[submission or 0].append((pk, name))
    return {
        (key_of(e), e.name)
        for e in asking
        if any(pk > e.pk and n in SETTLED_BY[EventName(e.name)] for pk, n in later[e.submission_id or 0])
    }


def settle_submissions(events: Iterable[Event]) -> None:
    """What was asked before the file moved on is asked no more."""
    for event in events:
        over = SETTLES[EventName(event.name)] if event.submission_id else frozenset()
        if over:
            asked = Notice.objects.filter(event__submission=event.submission_id, asks=True)
            asked.filter(event__name__in=over, event__lt=event.pk).update(asks=False)


def about(event: Event) -> dict[str, Any]:
    """What a notice keeps of the submission: its number and abstract."""
    submission, after = event.submission, event.after
    if submission is None:
        return {}
    kept: dict[str, Any] = {
        "submission": submission.pk,
        "symbol": submission.symbol,
        "content": submission.abstract[:_MOST_ABSTRACT],
        "answer": after.get("symbol", "") if event.name == EventName.SUBMISSION_ANSWERED else "",
        "due": after.get("due_on") or "",
    }
    if submission.direction == Direction.UPWARD:
        above = submission.addressee
        kept |= {"upward": True, "above": above.label if above else "", "answer": submission.answer_symbol}
    return kept
