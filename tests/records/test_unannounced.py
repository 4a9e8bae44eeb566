"""Every event waits to be told, unless its load said that nobody is to be told."""

import pytest
from django.db import transaction

from nhacviec.actions.recording import record, recorded_together, untold
from nhacviec.management.bench.scratch import connect
from nhacviec.records.models import Event, Unannounced
from nhacviec.rules.events import EventName
from tests.make import NOW


@pytest.mark.django_db
def test_every_event_waits_to_be_told() -> None:
    record(EventName.POLICY_CHANGED, actor=None, now=NOW)
    with recorded_together():
        for _ in range(3):
            record(EventName.EXPORTED, actor=None, now=NOW)
    assert set(Unannounced.objects.values_list("event_id", flat=True)) == set(
        Event.objects.values_list("pk", flat=True)
    )


@pytest.mark.django_db
def test_only_deadlines_that_a_day_off_moved_can_wait() -> None:
    for name in EventName:
        record(name, actor=None, now=NOW)
    waiting = Unannounced.objects.filter(can_wait=True)
    assert list(waiting.values_list("event__name", flat=True)) == [EventName.DEADLINE_RECOMPUTED]


@pytest.mark.django_db(transaction=True)
def test_a_load_of_old_deeds_is_not_told_and_the_next_transaction_is() -> None:
    with transaction.atomic():
        untold()
        record(EventName.POLICY_CHANGED, actor=None, now=NOW)
    assert not Unannounced.objects.exists()
    record(EventName.POLICY_CHANGED, actor=None, now=NOW)
    assert Unannounced.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_listens_is_woken_by_the_commit() -> None:
    with connect(autocommit=True) as ear:
        ear.execute("LISTEN nhacviec_events")
        with transaction.atomic():
            record(EventName.POLICY_CHANGED, actor=None, now=NOW)
            assert list(ear.notifies(timeout=0)) == []
        assert len(list(ear.notifies(timeout=5, stop_after=1))) == 1
