"""Portions done at once: all of them, each once, and an error is not swallowed."""

import threading
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from nhacviec.actions.hands import HANDS, share_out


def backend(_: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_the_sum_of_all_portions_is_told() -> None:
    assert share_out(lambda portion: portion, range(20)) == 190
    assert share_out(lambda portion: portion, []) == 0


@pytest.mark.django_db(transaction=True)
def test_portions_are_done_at_once_on_connections_of_their_own() -> None:
    both, seen, own = threading.Barrier(HANDS, timeout=30), set(), backend(0)

    def deed(portion: int) -> int:
        seen.add(backend(portion))
        both.wait()  # nobody passes before the other one is there
        return 1

    assert share_out(deed, range(HANDS)) == HANDS
    assert len(seen) == HANDS and own not in seen


@pytest.mark.django_db(transaction=True)
def test_in_a_transaction_everything_is_done_in_it() -> None:
    seen: set[int] = set()

    def deed(portion: int) -> int:
        seen.add(backend(portion))
        return 1

    with transaction.atomic():
        assert share_out(deed, range(5)) == 5
        assert seen == {backend(0)}


@pytest.mark.django_db(transaction=True)
def test_portions_are_read_only_as_fast_as_they_are_done() -> None:
    done: list[int] = []
    ahead: list[int] = []

    def portions() -> Iterator[int]:
        for portion in range(30):
            ahead.append(portion - len(done))
            yield portion

    def deed(portion: int) -> int:
        done.append(portion)
        return 1

    assert share_out(deed, portions()) == 30
    assert max(ahead) <= HANDS + 1


@pytest.mark.django_db(transaction=True)
def test_an_error_ends_it() -> None:
    done: list[int] = []

    def deed(portion: int) -> int:
        if portion == 3:
            raise ValueError(portion)
        done.append(portion)
        return 1

    with pytest.raises(ValueError, match="3"):
        share_out(deed, range(1000))
    assert len(done) < 20
