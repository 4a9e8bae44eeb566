"""Messages for outside the system are put down here, in the transaction of what they tell of. Sent later."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db.models import Count

from nhacviec.queries.ladders import timing_on
from nhacviec.records.models import Delivery, Notice, Person
from nhacviec.rules.notices import Channel, DeliveryState
from nhacviec.rules.timeliness import local_date

TOGETHER = timedelta(minutes=1)  # what follows within it goes in the same letter
HOUR = timedelta(hours=1)
MOST_AN_HOUR = 12  # letters to one person; more are folded, none is dropped
MAIL = "smtp"  # the provider of all letters


def post_letters(
    letters: Mapping[int, Sequence[Notice]], *, now: datetime, due_at: datetime | None = None
) -> None:
    """One letter to each person, with all these notices and those of a letter that has not gone yet.

    `due_at`: this letter goes by itself at that moment; else within the send window, after TOGETHER."""
    if not settings.LETTERS:
        return
    people = Person.objects.filter(pk__in=letters).exclude(email="")
    addresses = dict(people.values_list("pk", "email"))
    when = due_at or hours_from(now + TOGETHER)
    open_letters = {} if due_at else _not_gone_yet(list(addresses), now)
    often = set() if due_at else _written_to_often(list(addresses), now)
    later = hours_from(now + HOUR)
    new: list[Delivery] = []
    for person, notices in letters.items():
        if person not in addresses or person in open_letters:
            continue  # without an address he reads it in the centre
        goes_at = later if person in often else when
        new.append(
            Delivery(
                person_id=person,
                channel=Channel.EMAIL,
                address=addresses[person],
                provider=MAIL,
                created_at=now,
                due_at=goes_at,
                next_try_at=goes_at,
                message_id=message_id(Channel.EMAIL, person, notices[0].key),
            )
        )
    written = open_letters | {letter.person_id: letter for letter in Delivery.objects.bulk_create(new)}
    contents = Delivery.notices.through
    contents.objects.bulk_create(
        [
            contents(delivery_id=letter.pk, notice_id=notice.pk)
            for person, letter in written.items()
            for notice in letters[person]
        ],
        ignore_conflicts=True,
    )


def _written_to_often(people: list[int], now: datetime) -> set[int]:
    """Who has had so many letters within an hour that the next one gathers for an hour."""
    recent = Delivery.objects.filter(person__in=people, channel=Channel.EMAIL, created_at__gt=now - HOUR)
    counted = recent.order_by().values("person").annotate(count=Count("pk"))
    return {row["person"] for row in counted if row["count"] >= MOST_AN_HOUR}


def hours_from(moment: datetime) -> datetime:
    """This moment, or when letters may go next: never at night, nor on a day off."""
    timing = timing_on(local_date(moment))
    return timing.window.next_open(moment, timing.calendar)


def _not_gone_yet(people: list[int], now: datetime) -> dict[int, Delivery]:
    """Letters that still wait for their minute. Locked: a worker that has just taken one is waited for."""
    waiting = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        person__in=people, channel=Channel.EMAIL, state=DeliveryState.WAITING, due_at__gt=now, attempts=0
    )
    return {letter.person_id: letter for letter in waiting.order_by("id")}


def message_id(channel: Channel, person: int, key: str) -> str:
    """The same for the same message, however often it is sent: mail programs show it once."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(f'{channel}:{person}:{key}'.encode()).hexdigest()[:32]}@{host}>"
