"""Deeds go on while somebody folds, adds up anew or looks at the numbers: nothing is lost, nothing twice.

Threads with a connection each, on real PostgreSQL."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from threading import Event as Signal

import pytest
from django.db import OperationalError, connection, transaction

from nhacviec.actions import self_check, tallying
from nhacviec.actions.answers import answer, confirm, send_back
from nhacviec.actions.changes import change_deadline, change_monitors
from nhacviec.actions.handing import hand_on
from nhacviec.records.models import Assignment, SelfCheck, StaleAssignment, TallyEntry
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.timeliness import local_date
from tests.actions.numbers import differences, everything_added_up, given, read
from tests.cast import Cast
from tests.make import NOW
from tests.threads import at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8
LATER = NOW + timedelta(days=40)


def deeds(cast: Cast, duties: list[Assignment], done: Signal, nth: int) -> Callable[[], None]:
    """The life of some duties, and now and then of one that belongs to another thread."""
    focal, head = cast.acting("focal"), cast.acting("head")
    ours = [duty.pk for duty in duties[nth::THREADS]] + [duties[0].pk]

    def one(pk: int) -> None:
        change_deadline(
            actor=head,
            assignment=read(pk),
            due_on=date(2018, 7, 14) + timedelta(days=nth),
            reason="x",
            now=NOW,
        )
        change_monitors(
            actor=head, assignment=read(pk), specialist=cast.other_specialist, office_leader=None,
            committee_leader=cast.chair, now=NOW,
        )  # fmt: skip
        hand_on(actor=focal, assignment=read(pk), division=None, officer=cast.officer, now=NOW)
        answer(actor=focal, assignment=read(pk), text="x", now=NOW + timedelta(days=4))
        send_back(actor=head, assignment=read(pk), reason="x", now=NOW + timedelta(days=6))
        answer(
            actor=focal, assignment=read(pk), text="x", document_symbol="1/BC", answered_on=date(2018, 7, 20),
            document_date=date(2018, 7, 20), now=NOW + timedelta(days=30),
        )  # fmt: skip
        confirm(actor=head, assignment=read(pk), now=NOW + timedelta(days=31))

    def run() -> None:
        try:
            for pk in ours:
                try:
                    one(pk)
                except (StaleAssignment, MoveNotAllowed):
                    continue  # somebody else was faster
        finally:
            done.set()

    return run


def busy_with_numbers(done: list[Signal]) -> Callable[[], None]:
    """Folds all the time, and now and then looks whether the numbers agree or adds them up anew."""

    def run() -> None:
        for round in count():
            tallying.fold(now=LATER)
            if round % 20 == 5:
                self_check.check(now=LATER)
            if round % 20 == 15:
                tallying.rebuild(now=LATER)
            if all(signal.is_set() for signal in done):
                return

    return run


def test_numbers_equal_a_full_count_after_deeds_from_eight_threads_while_it_is_folded() -> None:
    cast = Cast()
    duties = [given(cast) for _ in range(4 * THREADS)]
    done = [Signal() for _ in range(THREADS)]
    results = at_once(
        *[deeds(cast, duties, done[nth], nth) for nth in range(THREADS)],
        busy_with_numbers(done),
    )
    assert errors_in(results) == []
    days = [date(2018, 7, 1) + timedelta(days=n) for n in range(0, 50, 3)]
    assert differences(*days, today=local_date(LATER)) == []
    assert set(SelfCheck.objects.values_list("differences", flat=True)) == {0}
    tallying.fold(now=LATER)
    assert not TallyEntry.objects.exists()
    assert differences(*days, today=local_date(LATER)) == []
    folded = everything_added_up()
    tallying.rebuild(now=LATER)
    assert everything_added_up() == folded


def test_a_folder_that_is_killed_in_the_middle_has_folded_nothing() -> None:
    cast = Cast()
    for _ in range(6):
        given(cast)
    waiting, connected, killed = TallyEntry.objects.count(), Signal(), Signal()
    backend: list[int] = []

    def fold() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend.append(cursor.fetchone()[0])
            # Its statement then waits for the lock that the killer holds, in the middle of folding.
            connected.set()
        return tallying.fold(now=NOW)

    def kill() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE records_tallymark IN SHARE MODE")
            assert connected.wait(timeout=60)
            held = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s AND wait_event_type = 'Lock'"
            waits = 0
            while not waits:
                cursor.execute("SELECT pg_stat_clear_snapshot()")
                cursor.execute(held, [backend[0]])
                waits = cursor.fetchone()[0]
            cursor.execute("SELECT pg_terminate_backend(%s)", [backend[0]])
            killed.set()

    result, _ = at_once(fold, kill)
    assert killed.is_set()
    assert isinstance(result, OperationalError)
    assert TallyEntry.objects.count() == waiting
    assert differences() == []
    assert tallying.fold(now=NOW) == waiting
    assert differences() == []


def test_two_folders_at_once_fold_everything_once() -> None:
    cast = Cast()
    for _ in range(20):
        given(cast)
    results = at_once(*[lambda: tallying.fold(now=NOW)] * 4)
    assert errors_in(results) == []
    tallying.fold(now=NOW)
    assert not TallyEntry.objects.exists()
    assert differences() == []
