"""Events become notices: every event once, each person once for an event, and only what he may read. Steps of
ladders become reminders, which are folded (notify/fold).

Committed events wait in `Unannounced`. One announcer at a time takes some, writes their notices and messages
and takes the events off the list, all in one transaction: a worker that is killed leaves it as it was.
"""

import logging
from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from nhacviec.notify.adding_up import add_up
from nhacviec.notify.choices import Choices
from nhacviec.notify.concerned import Recipient, recipients
from nhacviec.notify.coordinations import request_of, said_of_request
from nhacviec.notify.ladder_events import STEPS, is_step
from nhacviec.notify.outbox import put_down
from nhacviec.notify.people import Directory
from nhacviec.notify.said import said
from nhacviec.notify.settling import over_already, settle, subject
from nhacviec.notify.steps import write_reminders
from nhacviec.notify.unit_gateways import tell_units
from nhacviec.notify.webhook_outbox import post_events
from nhacviec.queries.calendar_changes import moving
from nhacviec.records.models import Event, Notice, Unannounced
from nhacviec.rules.events import EventName
from nhacviec.rules.notices import MANDATORY, OUTSIDE, Channel, Who
from nhacviec.rules.permissions import Role
from nhacviec.rules.timeliness import local_date

AT_ONCE = 200
MOST_ATTEMPTS = 5  # what fails so often is parked, and shown to the administrators
_LOCK = 7_322  # one announcer at a time: what is settled later is never told earlier
Names = frozenset[EventName] | None
_log = logging.getLogger("nhacviec.notify")


def anything_waits() -> bool:
    return Unannounced.objects.filter(attempts__lt=MOST_ATTEMPTS).exists()


def announce(*, now: datetime, only: Names = None) -> int:
    """Tell everything that waits to be told, or what has one of these names; how many notices and reminders
    were made."""
    made = 0
    while True:
        try:
            taken, written = _take(now, only)
        except Exception:
            _log.exception("a batch of events could not be announced: one by one")
            taken, written = _one_by_one(now, only)
        made += written
        if taken < AT_ONCE:
            return made


def take_steps(*, now: datetime) -> int:
    """Whom the steps name that the clock has just taken: so that one morning's are folded together."""
    return announce(now=now, only=STEPS)


@transaction.atomic
def _take(now: datetime, only: Names) -> tuple[int, int]:
    """How many events were taken off the list, and how many notices they made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    ids = _next(only)
    if not ids:
        return 0, 0
    written = _tell(ids, now)
    Unannounced.objects.filter(event_id__in=ids).delete()
    return len(ids), written


def _next(only: Names) -> list[int]:
    """The oldest that wait; what people did before the hundred thousand deadlines that a day off moved. These
    are told when all of them have moved: once, and without holding up the others."""
    waiting = Unannounced.objects.filter(attempts__lt=MOST_ATTEMPTS).order_by("event_id")
    deeds = waiting.filter(can_wait=False)
    if only is not None:
        named = deeds.filter(event__name__in=sorted(only))
        return list(named.values_list("event_id", flat=True)[:AT_ONCE])
    first = list(deeds.values_list("event_id", flat=True)[:AT_ONCE])
    if first or moving() is not None:
        return first
    return list(waiting.values_list("event_id", flat=True)[:AT_ONCE])


def _one_by_one(now: datetime, only: Names) -> tuple[int, int]:
    """What cannot be told is noted as such and keeps nothing else from being told."""
    ids = _next(only)
    written = 0
    for pk in ids:
        try:
            with transaction.atomic():
                if Unannounced.objects.filter(event_id=pk).delete()[0]:
                    written += _tell([pk], now)
        except Exception:
            _log.exception("event %s could not be announced", pk)
            row = Unannounced.objects.get(event_id=pk)
            Unannounced.objects.filter(event_id=pk).update(attempts=row.attempts + 1)
    return 0, written  # the rest at the next call, not in a tight circle


def _tell(ids: list[int], now: datetime) -> int:
    events = list(
        Event.objects.filter(pk__in=ids)
        .select_related(
            "task__document",
            "unit",
            "person",
            "actor",
            "acting_for",
            "post",
            "submission__unit",
            "submission__addressee",
        )
        .order_by("pk")
    )
    directory = Directory(events, today=local_date(now))
    reminded = write_reminders((event for event in events if is_step(event)), directory)
    return reminded + _tell_news([event for event in events if not is_step(event)], directory, now)


def _tell_news(events: list[Event], directory: Directory, now: datetime) -> int:
    if not events:
        return 0
    found = [recipient for event in events for recipient in recipients(event, directory)]
    choices, over = Choices(recipient.person_id for recipient in found), over_already(events)
    notices: list[Notice] = []
    outside: dict[Channel, dict[int, list[Notice]]] = {channel: defaultdict(list) for channel in OUTSIDE}
    for recipient in found:
        kind, person = recipient.told.kind, recipient.person_id
        role = Role(recipient.post.role) if recipient.post else None
        shown = choices.wants(person, kind, Channel.IN_APP, role)
        ways = [channel for channel in OUTSIDE if choices.wants(person, kind, channel, role)]
        if not shown and not ways:
            continue
        notice = _notice(recipient, directory, now, over)
        notice.is_hidden = not shown
        notices.append(notice)
        for channel in ways:
            outside[channel][person].append(notice)
    settle(events)
    single, moved = _apart(notices)
    Notice.objects.bulk_create(single)
    new = add_up(moved, now=now)
    for channel, wanted in outside.items():
        told = {
            person: [n for n in own if n.pk] + [n for n in new if n.person_id == person]
            for person, own in wanted.items()
        }
        put_down(channel, told, now=now)
    tell_units([*single, *new], now=now)
    post_events(events, now=now)
    return len(notices)


def _apart(notices: list[Notice]) -> tuple[list[Notice], list[Notice]]:
    """A day off moves thousands of deadlines at once: those are told in one notice a day."""
    single: list[Notice] = []
    moved: list[Notice] = []
    for notice in notices:
        recomputed = notice.event is not None and notice.event.name == EventName.DEADLINE_RECOMPUTED
        (moved if recomputed else single).append(notice)
    return single, moved


def _notice(recipient: Recipient, directory: Directory, now: datetime, over: set[tuple[Any, str]]) -> Notice:
    event, duty = recipient.about.event, recipient.about.duty
    unread = recipient.who is Who.NOBODY_LEFT  # he may not read the task: told that somebody is missing
    # a request is a page of its own, for units without a duty in the task too
    apart = unread or request_of(event) != 0
    asks = recipient.told.asks and not unread
    return Notice(
        person_id=recipient.person_id,
        post=recipient.post,
        key=f"event:{event.pk}",
        kind=recipient.told.kind,
        relation=recipient.who,
        event=event,
        task_id=None if apart else event.task_id,
        assignment=None if apart else duty,
        created_at=now,
        asks=asks and (subject(event), event.name) not in over,
        is_mandatory=recipient.told.kind in MANDATORY,
        data=said(event, duty, bare=unread)
        if request_of(event) == 0
        else said_of_request(event, directory.requests[request_of(event)], bare=unread),
    )
