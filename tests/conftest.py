"""Fixtures for every test. The database itself is started by tests/settings.py."""

import pytest
from hypothesis import HealthCheck, settings

from nhacviec.records.models import CalendarDay
from tests.cast import Cast

# How long an example takes says more about the machine than about the code.
settings.register_profile("office", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("office")


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def holidays(db: None) -> None:
    """The days off that tests lean on."""
    CalendarDay.objects.create(date="2018-09-03", kind="compensatory_off", name="Nghỉ bù Quốc khánh")
