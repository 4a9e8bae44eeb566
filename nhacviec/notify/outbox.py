"""Messages for outside the system are put down here, in the transaction of what they tell of. Sent later."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db.models import Count

from nhacviec.notify.ways import WAYS
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.send_hours import hours_on
from nhacviec.records.models import Delivery, Notice, Post
from nhacviec.rules.notices import Channel, DeliveryState
from nhacviec.rules.timeliness import local_date

TOGETHER = timedelta(minutes=1)  # what follows within it goes in the same message
HOUR = timedelta(hours=1)
MOST_AN_HOUR = 12  # messages to one address; more are folded, none is dropped
_FEWER = {Channel.APPRISE: 3}
_WAITING = (DeliveryState.WAITING, DeliveryState.FAILED)

_Whom = tuple[int, str]  # person, address


def put_down(
    channel: Channel,
    told: Mapping[int, Sequence[Notice]],
    *,
    now: datetime,
    due_at: datetime | None = None,
) -> None:
    """One message to each place of each person, with all these notices and those of a message that has not
    gone yet.

    `due_at`: this message goes by itself from that moment on; else after TOGETHER. Either in the hours of the
    unit in which the person is told: never at night, nor on a day off."""
    people = sorted(person for person, notices in told.items() if notices)
    places = WAYS[channel].places(people) if people else {}
    if not places:
        return  # they read it in the centre
    hours = _Hours(told, now)
    waiting = {} if due_at else _not_gone_yet(channel, list(places), now)
    often = set() if due_at else _told_often(channel, list(places), now)
    new: list[Delivery] = []
    written: list[Delivery] = []
    for person, own in places.items():
        for place in own:
            whom = (person, place.address)
            if whom in waiting:
                written.append(waiting[whom])
                continue
            goes_at = hours.next(person, now + HOUR if whom in often else due_at or now + TOGETHER)
            new.append(
                Delivery(
                    person_id=person,
                    unit_id=hours.unit_of(person),
                    channel=channel,
                    address=place.address,
                    provider=place.provider,
                    created_at=now,
                    due_at=goes_at,
                    next_try_at=goes_at,
                    message_id=message_id(channel, person, told[person][0].key, place.address),
                )
            )
    written += Delivery.objects.bulk_create(new)
    contents = Delivery.notices.through
    contents.objects.bulk_create(
        [
            contents(delivery_id=message.pk, notice_id=notice.pk)
            for message in written
            for notice in told[message.person_id or 0]
        ],
        ignore_conflicts=True,
    )


def gone(notices: Collection[Notice], *, now: datetime) -> set[int]:
    """Ids of those of which a message may have reached somebody already: nothing more can be said in them.

    Their messages are locked: what waits stays where it is until this transaction ends."""
    contents = Delivery.notices.through.objects.filter(notice__in=notices).order_by("delivery_id")
    held = contents.select_related("delivery").select_for_update(of=("delivery",))
    return {row.notice_id for row in held if not _waits(row.delivery, now)}


def _waits(message: Delivery, now: datetime) -> bool:
    """`_not_gone_yet`, of a row that is read."""
    untried = message.attempts == 0 and message.doubts == 0
    return untried and message.state in _WAITING and (message.next_try_at or now) > now


def _told_often(channel: Channel, people: list[int], now: datetime) -> set[_Whom]:
    """Who has had so many messages within an hour that the next one gathers for an hour."""
    recent = Delivery.objects.filter(person__in=people, channel=channel, created_at__gt=now - HOUR)
    counted = recent.order_by().values("person", "address").annotate(count=Count("pk"))
    return {(row["person"], row["address"]) for row in counted if row["count"] >= most_an_hour(channel)}


def most_an_hour(channel: Channel) -> int:
    return _FEWER.get(channel, MOST_AN_HOUR)


class _Hours:
    """When messages may go to each person: by the unit of the post in which he is told."""

    def __init__(self, told: Mapping[int, Sequence[Notice]], now: datetime) -> None:
        self._hours, self._calendar = hours_on(local_date(now)), load_calendar()
        self._units: dict[int, int] = {}
        if self._hours.own:
            posts = {notices[0].post_id: person for person, notices in told.items() if notices}
            units = Post.objects.filter(pk__in=[pk for pk in posts if pk]).values_list("pk", "unit_id")
            self._units = {posts[post]: unit for post, unit in units}

    def unit_of(self, person: int) -> int | None:
        """None where it makes no difference."""
        return self._units.get(person)

    def next(self, person: int, moment: datetime) -> datetime:
        """This moment, or the next at which his hours begin."""
        return self._hours.of(self._units.get(person)).next_open(moment, self._calendar)


def _not_gone_yet(channel: Channel, people: list[int], now: datetime) -> dict[_Whom, Delivery]:
    """Messages that wait for their minute, or until their provider takes them again; none that somebody may
    have got already. Locked: a worker that has just taken one is waited for."""
    waiting = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        person__in=people,
        channel=channel,
        state__in=_WAITING,
        next_try_at__gt=now,
        attempts=0,
        doubts=0,
    )
    return {(message.person_id or 0, message.address): message for message in waiting.order_by("id")}


def message_id(channel: Channel, person: int, key: str, address: str = "") -> str:
    """The same for the same message, however often it is sent: mail programs show it once."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    what = f"{channel}:{person}:{key}" + (f":{address}" if channel is not Channel.EMAIL else "")
    return f"<{hashlib.sha256(what.encode()).hexdigest()[:32]}@{host}>"
