"""Two people at one letter, or at one number, in the same second."""

import pytest

from nhacviec.actions.urging_proposals import propose
from nhacviec.records.models import Assignment, Event, Urging
from nhacviec.rules.lifecycle import MoveNotAllowed
from tests.actions.test_urging import drafted, overdue, send
from tests.cast import Cast
from tests.make import NOW
from tests.threads import at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 4


def read(pk: int) -> Urging:
    return Urging.objects.select_related("unit").get(pk=pk)


def test_a_letter_is_sent_once_and_counted_once() -> None:
    cast = Cast()
    duty = overdue(cast)
    copies = [read(drafted(cast, duty).pk)]
    copies += [read(copies[0].pk) for _ in range(THREADS - 1)]
    results = at_once(*[lambda u=u, i=i: send(cast, u, f"{i + 1}/VP") for i, u in enumerate(copies)])
    lost = errors_in(results)
    assert [getattr(error, "code", error) for error in lost] == ["urging_stale"] * (THREADS - 1)
    assert Assignment.objects.get().urging_count == 1
    assert Event.objects.filter(name="urged").count() == 1


def test_one_number_goes_to_one_letter() -> None:
    cast = Cast()
    copies = [read(drafted(cast, overdue(cast)).pk) for _ in range(THREADS)]
    lost = errors_in(at_once(*[lambda u=u: send(cast, u, "1/VP") for u in copies]))
    assert len(lost) == THREADS - 1 and all(isinstance(error, MoveNotAllowed) for error in lost), lost
    assert Urging.objects.filter(symbol="1/VP").count() == 1


def test_a_duty_is_drafted_and_proposed_once() -> None:
    cast = Cast()
    duty = overdue(cast)
    clock = [lambda: propose(now=NOW)] * 2
    at_once(*clock, *[lambda: drafted(cast, duty)] * 2)
    assert Urging.objects.count() == 1
