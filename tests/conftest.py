"""Fixtures for every test. The database itself is started by tests/settings.py."""

import pytest

from nhacviec.records.models import CalendarDay
from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def holidays(db: None) -> None:
    """The days off that tests lean on."""
    CalendarDay.objects.create(date="2018-09-03", kind="compensatory_off", name="Nghỉ bù Quốc khánh")
