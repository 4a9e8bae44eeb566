import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from nhacviec.actions.moving import hold
from nhacviec.records.models import StaleAssignment
from tests.cast import Cast


def test_holding_a_row_locks_it(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    duty = cast.duty()
    with transaction.atomic(), django_assert_num_queries(1) as queries:
        hold(duty)
    assert "FOR NO KEY UPDATE" in queries.captured_queries[0]["sql"]


def test_a_row_that_moved_on_cannot_be_held(cast: Cast) -> None:
    duty = cast.duty()
    duty.__class__.objects.filter(pk=duty.pk).update(version=1)
    with pytest.raises(StaleAssignment):
        hold(duty)
