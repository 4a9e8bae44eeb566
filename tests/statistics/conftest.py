"""One generated year for all tests here: it takes a while to live through it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.statistics.year import Year

FIRST, LAST = date(2018, 6, 4), date(2019, 6, 7)


@pytest.fixture(scope="package")
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Year]:
    """Taken back when the tests of this folder are through; what a test adds is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = Year()
        made.play(FIRST, LAST)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # the database has not met these rows; its guesses would cost minutes
        yield made
        transaction.set_rollback(True)
