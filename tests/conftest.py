"""Fixtures for every test. The database itself is started by tests/settings.py."""

import importlib
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.urls import clear_url_caches
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


def _reload_addresses() -> None:
    for name in ("nhacviec.config.account_urls", "nhacviec.config.urls"):
        importlib.reload(importlib.import_module(name))
    clear_url_caches()


@pytest.fixture
def demo(settings: LazySettings) -> Iterator[None]:
    """As if started with NHACVIEC_DEMO=1."""
    settings.DEMO = True
    _reload_addresses()
    yield
    settings.DEMO = False
    _reload_addresses()
