"""Loading into an empty database, a used one, and a load that breaks off."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from nhacviec.integrations.demo import loading
from nhacviec.integrations.demo.loading import OtherDataHere, fingerprint, load_demo
from nhacviec.records.models import Event, Unit
from nhacviec.rules.timeliness import LOCAL_ZONE
from tests.make import make_unit

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 19, 9, 0, tzinfo=LOCAL_ZONE)


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> Iterator[None]:
    with override_settings(FILES_DIRECTORY=tmp_path):
        yield


def _loaded_and_gone(now: datetime) -> str:
    with transaction.atomic():
        assert load_demo(now=now, days=8).fresh
        found = fingerprint()
        transaction.set_rollback(True)
    return found


def test_same_day_gives_the_same_province_and_another_day_another() -> None:
    first = _loaded_and_gone(NOW)
    assert _loaded_and_gone(NOW + timedelta(hours=5)) == first
    assert _loaded_and_gone(NOW + timedelta(days=1)) != first


@pytest.mark.parametrize("day", ["2026-02-23", "2027-01-04", "2026-09-06"])
def test_any_day_can_be_the_day_of_the_load(day: str) -> None:
    """After Tết, in the first week of a year, on a Sunday after a holiday."""
    assert load_demo(now=datetime.fromisoformat(f"{day}T10:00:00+07:00"), days=8).fresh


def test_other_data_is_left_alone(settings: LazySettings) -> None:
    settings.DEMO = True
    make_unit("Sở Xây dựng")
    with pytest.raises(OtherDataHere):
        load_demo(now=NOW)
    with pytest.raises(CommandError, match="dữ liệu khác"):
        call_command("demo")
    assert Unit.objects.count() == 1


def test_load_that_breaks_off_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(Exception):
        pass

    def die(desk: object, today: object, *, days: int) -> None:
        raise Killed

    monkeypatch.setattr(loading, "start_year", die)
    with pytest.raises(Killed):
        load_demo(now=NOW)
    assert not Unit.objects.exists()
    assert not Event.objects.exists()
