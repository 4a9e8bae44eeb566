"""A person's browser is registered to be woken, changes its address, and is let go."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from nhacviec.actions.recording import record
from nhacviec.records.models import Delivery, Event, Notice, Person, PushDevice
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.notices import Channel, NoticeKind, Who
from nhacviec.rules.push import Subscription, address_of, provider_of

MOST = 10  # devices a person
MOST_AN_HOUR = 20  # registrations of a person
PAUSE = timedelta(minutes=1)  # between two trials, and between two changes of address
TASK = "send_pushes"  # of jobs/schedule.py


@transaction.atomic
def add_device(
    *, person: Person, subscription: Subscription, browser: str, name: str, now: datetime
) -> PushDevice:
    """From now on this browser is his, whosever it was before. `browser`: the hash of its own word.

    MoveNotAllowed: too_many_push_devices, push_device_too_often."""
    Person.objects.select_for_update().get(pk=person.pk)
    lately = Event.objects.filter(
        name=EventName.PUSH_DEVICE_ADDED, person=person, recorded_at__gt=now - timedelta(hours=1)
    )
    if lately.count() >= MOST_AN_HOUR:
        raise MoveNotAllowed("push_device_too_often")
    same = PushDevice.objects.filter(Q(browser=browser) | Q(endpoint=subscription.endpoint))
    device = same.filter(person=person).order_by("pk").first()
    if device is None and PushDevice.objects.filter(person=person).count() >= MOST:
        raise MoveNotAllowed("too_many_push_devices", limit=MOST)
    device = device or PushDevice(person=person, created_at=now)
    same.exclude(pk=device.pk).delete()
    device.browser, device.name = browser, name
    _put(device, subscription, now)
    record(
        EventName.PUSH_DEVICE_ADDED,
        actor=None,
        by=person,
        now=now,
        person=person,
        after={"push_device": name},
    )
    return device


@transaction.atomic
def remove_device(*, device: PushDevice, now: datetime) -> None:
    """By its owner."""
    if PushDevice.objects.filter(pk=device.pk).delete()[0]:
        record(
            EventName.PUSH_DEVICE_REMOVED,
            actor=None,
            by=device.person,
            now=now,
            person=device.person,
            before={"push_device": device.name},
        )


def sign_off(*, browser: str, stays: Person | None = None) -> None:
    """Somebody signs out of this browser, or (`stays`) another one signs in: it wakes only its own."""
    if not browser:
        return
    others = PushDevice.objects.filter(browser=browser)
    (others.exclude(person=stays) if stays else others).delete()


@transaction.atomic
def renew(*, browser: str, subscription: Subscription, now: datetime) -> bool:
    """The push service gave this browser another address; False when it is not known here (any more).

    MoveNotAllowed: push_device_too_often."""
    device = PushDevice.objects.select_for_update().filter(browser=browser).first()
    if device is None:
        return False
    if device.changed_at > now - PAUSE:
        raise MoveNotAllowed("push_device_too_often")
    PushDevice.objects.filter(endpoint=subscription.endpoint).exclude(pk=device.pk).delete()
    _put(device, subscription, now)
    return True


def _put(device: PushDevice, subscription: Subscription, now: datetime) -> None:
    device.endpoint, device.changed_at = subscription.endpoint, now
    device.p256dh, device.auth = subscription.p256dh, subscription.auth
    device.save()


def let_go(*, device: PushDevice) -> None:
    """Its push service says that nobody is there any more; not if it has changed its address meanwhile."""
    PushDevice.objects.filter(pk=device.pk, endpoint=device.endpoint).delete()


@transaction.atomic
def try_out(*, device: PushDevice, now: datetime) -> None:
    """A message to this device alone, sent at once, also in the evening.

    MoveNotAllowed: push_device_too_often."""
    person = Person.objects.select_for_update().get(pk=device.person_id)
    lately = Notice.objects.filter(person=person, key__startswith=f"trial:{device.pk}:")
    if lately.filter(created_at__gt=now - PAUSE).exists():
        raise MoveNotAllowed("push_device_too_often")
    notice = Notice.objects.create(
        person=person,
        key=f"trial:{device.pk}:{now:%Y%m%d%H%M%S}",
        kind=NoticeKind.DESK,
        relation=Who.ONESELF,
        created_at=now,
        read_at=now,
        is_hidden=True,
        data={"trial": device.name},
    )
    message = Delivery.objects.create(
        person=person,
        channel=Channel.WEB_PUSH,
        address=address_of(device.pk),
        provider=provider_of(device.endpoint),
        created_at=now,
        due_at=now,
        next_try_at=now,
        message_id=f"<thu-{device.pk}-{now:%Y%m%d%H%M%S}@nhacviec>",
    )
    message.notices.add(notice)
    transaction.on_commit(_send_now)


def _send_now() -> None:
    """Without waiting for the minute; if this is lost, the minute comes."""
    with suppress(AlreadyEnqueued, IntegrityError), transaction.atomic():
        app.configure_task(TASK, queueing_lock=TASK).defer(timestamp=0)
