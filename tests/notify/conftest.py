"""Where pushes go in these tests."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from tests.cast import Cast
from tests.make import NOW
from tests.notify.push_service import Browser, Service, push_service


@pytest.fixture
def service(settings: LazySettings) -> Iterator[Service]:
    with push_service(settings) as running:
        yield running


@pytest.fixture
def phone(cast: Cast, service: Service) -> Browser:
    """Of the focal officer."""
    browser = Browser(service, "phone")
    browser.of(cast.focal, now=NOW)
    return browser
