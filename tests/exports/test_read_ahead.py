"""Rows that come through the reader are the same ones, in their order; nothing is left of it afterwards."""

import threading
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from nhacviec.exports.read_ahead import reading_ahead
from nhacviec.records.models import Unit
from tests.make import make_unit


def readers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "read-ahead"]


@pytest.mark.django_db(transaction=True)
def test_all_rows_come_in_their_order() -> None:
    with reading_ahead() as ahead:
        assert list(ahead(range(12_345))) == list(range(12_345))
        assert list(ahead([])) == []
    assert not readers()


@pytest.mark.django_db(transaction=True)
def test_rows_are_read_on_another_connection_as_they_are_fetched() -> None:
    names = [make_unit(name=f"Đơn vị {number}").name for number in range(3)]
    here = threading.current_thread()

    def rows() -> Iterator[tuple[str, bool, bool]]:
        for unit in Unit.objects.order_by("pk").iterator(chunk_size=2):
            yield unit.name, threading.current_thread() is here, connection.in_atomic_block

    with reading_ahead() as ahead:
        found = list(ahead(rows()))
    assert found == [(name, False, True) for name in names]


@pytest.mark.django_db(transaction=True)
def test_what_goes_wrong_while_reading_is_told_where_it_is_written() -> None:
    def rows() -> Iterator[int]:
        yield from range(1000)
        raise ValueError("hỏng")

    with pytest.raises(ValueError, match="hỏng"), reading_ahead() as ahead:
        for _ in ahead(rows()):
            pass
    assert not readers()


@pytest.mark.django_db(transaction=True)
def test_who_stops_writing_leaves_no_reader() -> None:
    def rows() -> Iterator[int]:
        number = 0
        while True:
            yield (number := number + 1)

    with pytest.raises(KeyError), reading_ahead() as ahead:
        for row in ahead(rows()):
            if row == 2000:
                raise KeyError
    assert not readers()


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_its_own_rows_are_read() -> None:
    with transaction.atomic(), reading_ahead() as ahead:
        name = make_unit(name="Đơn vị mới").name
        rows = Unit.objects.values_list("name", flat=True)
        assert list(ahead(rows)) == [name] and not readers()
