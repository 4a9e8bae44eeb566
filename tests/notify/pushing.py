"""What the tests of pushes share: something is said, and what is due goes."""

from datetime import datetime, timedelta

from nhacviec.actions.attention import remind
from nhacviec.notify.announce import announce
from nhacviec.notify.post_office import send
from nhacviec.records.models import Assignment, Delivery
from nhacviec.rules.notices import Channel
from tests.cast import Cast
from tests.make import NOW

SOON = NOW + timedelta(minutes=2)


def call(cast: Cast) -> Assignment:
    """Something mandatory for the focal officer and his leader."""
    duty = cast.duty()
    remind(actor=cast.acting("clerk"), assignment=duty, note="Đề nghị báo cáo gấp", now=NOW)
    announce(now=NOW)
    return duty


def pushes(**which: object) -> list[Delivery]:
    return list(Delivery.objects.filter(channel=Channel.WEB_PUSH, **which).order_by("pk"))


def send_pushes(now: datetime = SOON) -> int:
    return send(Channel.WEB_PUSH, now=now)
