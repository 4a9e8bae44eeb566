"""The worker's ear: real commits, a real NOTIFY, and everything told within seconds."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from nhacviec.actions.attention import remind
from nhacviec.notify.listening import Ear
from nhacviec.records.models import Notice, Unannounced
from tests.cast import Cast
from tests.make import NOW
from tests.threads import at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ears() -> Iterator[list[Ear]]:
    started = [Ear(), Ear()]
    for ear in started:
        ear.start()
    yield started
    for ear in started:
        ear.stop()
    for ear in started:
        ear.join(timeout=10)
        assert not ear.is_alive()


def told(count: int) -> bool:
    until = time.monotonic() + 15
    while time.monotonic() < until:
        if Notice.objects.count() >= count:
            return True
        time.sleep(0.05)
    return False


def test_what_several_people_do_at_once_is_told_once_to_each_by_two_ears(cast: Cast, ears: list[Ear]) -> None:
    duties = [cast.duty() for _ in range(24)]

    def reminding(own: list) -> None:
        for duty in own:
            remind(actor=cast.acting("clerk"), assignment=duty, now=timezone.now())

    assert not errors_in(at_once(*[lambda i=i: reminding(duties[i::4]) for i in range(4)]))
    assert told(48)
    time.sleep(0.3)
    assert Notice.objects.count() == 48  # its focal officer and its leader, each
    assert not Unannounced.objects.exists()
    late = [n for n in Notice.objects.select_related("event") if n.event and lag(n) > timedelta(seconds=5)]
    assert late == []


def lag(notice: Notice) -> timedelta:
    assert notice.event is not None
    return notice.created_at - notice.event.recorded_at


def test_what_is_rolled_back_is_told_to_nobody(cast: Cast, ears: list[Ear]) -> None:
    first, second = cast.duty(), cast.duty()
    with transaction.atomic():
        remind(actor=cast.acting("clerk"), assignment=first, now=NOW)
        transaction.set_rollback(True)
    remind(actor=cast.acting("clerk"), assignment=second, now=NOW)
    assert told(2)
    assert set(Notice.objects.values_list("assignment", flat=True)) == {second.pk}
