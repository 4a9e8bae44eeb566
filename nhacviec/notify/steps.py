"""A step of a ladder of submissions or of requests to coordinate was recorded as an event: for each person
whom it names a reminder, to be folded with those of duties (notify/fold)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from nhacviec.notify.concerned import Recipient, recipients
from nhacviec.notify.coordinations import request_of
from nhacviec.notify.ladder_events import WHO, noun_of
from nhacviec.notify.people import Directory
from nhacviec.records.models import Event, Reminder
from nhacviec.rules.notices import Who
from nhacviec.rules.reminders import Addressee


def write_reminders(events: Iterable[Event], directory: Directory) -> int:
    """Each once for each person, however often it is asked for; how many people are named."""
    made = [one for event in events for one in _reminders(event, directory)]
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _reminders(event: Event, directory: Directory) -> Iterator[Reminder]:
    told = event.after
    late = _behind(event, told.get("late", ()))
    for recipient in recipients(event, directory):
        assert recipient.post is not None
        away = recipient.post.stands_in_for
        yield Reminder(
            submission_id=event.submission_id,
            coordination_id=request_of(event) or None,
            key=told["firing"],
            step=told["step"],
            cause=told["cause"],
            cycle=int(told["firing"].rpartition(":")[2]),
            person_id=recipient.person_id,
            post=recipient.post,
            instead_of=away.person if away else None,
            relation=recipient.who,
            nobody_left=recipient.who is Who.NOBODY_LEFT,
            planned_at=_planned(event),
            made_at=event.recorded_at,
            is_late=_is_late(recipient, late),
            ladder_id=told["ladder"],
            alone=told.get("alone", False),
            channels=told["channels"],
            may_mute=told["may_mute"] and recipient.who is not Who.NOBODY_LEFT,
        )


def _behind(event: Event, addressees: Iterable[str]) -> frozenset[Who]:
    who = WHO[noun_of(event)]
    return frozenset(one for told in addressees for one in who[Addressee(told)])


def _is_late(recipient: Recipient, late: frozenset[Who]) -> bool:
    """Who is told instead of somebody is told late where anybody is."""
    named = _behind(recipient.about.event, recipient.about.event.after["to"])
    return recipient.who in late if recipient.who in named else bool(late)


def _planned(event: Event) -> datetime:
    """What was recorded before moments were kept was planned when it was recorded."""
    kept = event.after.get("planned_at")
    return datetime.fromisoformat(kept) if kept else event.recorded_at
