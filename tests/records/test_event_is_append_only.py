import pytest
from django.db import DatabaseError, transaction

from nhacviec.actions.recording import record
from nhacviec.records.models import Event
from nhacviec.rules.events import EventName
from tests.cast import Cast
from tests.make import NOW


def test_an_event_can_be_neither_changed_nor_deleted(cast: Cast) -> None:
    event = record(EventName.SEEN, actor=cast.acting("focal"), now=NOW, assignment=cast.duty())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(reason="khác")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()
    assert Event.objects.get(pk=event.pk).reason == ""
