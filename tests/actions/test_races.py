"""Two people press two buttons in the same second: one wins, the other is told; nothing is half-written.

Eight threads with a connection each, on real PostgreSQL."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from nhacviec.actions.answers import answer, confirm, send_back
from nhacviec.actions.bulk import change_deadline_many, change_monitors_many, remind_many
from nhacviec.actions.changes import add_unit, change_content
from nhacviec.actions.extensions import ask_extension, grant_extension, withdraw_extension
from nhacviec.actions.receiving import accept, return_duty, see
from nhacviec.actions.stopping import cancel, reopen
from nhacviec.records.models import Assignment, Event, StaleAssignment
from nhacviec.rules.lifecycle import Closing, Duty, MoveNotAllowed, ReturnReason, State
from tests.cast import Cast
from tests.make import NOW, make_assignment
from tests.threads import at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def read(pk: int) -> Assignment:
    return Assignment.objects.select_related("task__document", "unit").get(pk=pk)


def race(duty: Assignment, *deeds: Callable[[Assignment], Any]) -> list[Any]:
    """Each deed on its own copy of the row, all read before anybody writes; the deeds take turns until
    there are eight."""
    copies = [read(duty.pk) for _ in range(THREADS)]
    return at_once(*[lambda i=i, copy=copy: deeds[i % len(deeds)](copy) for i, copy in enumerate(copies)])


def one_won(results: list[Any]) -> None:
    lost = errors_in(results)
    assert len(lost) == THREADS - 1
    assert all(isinstance(error, StaleAssignment | MoveNotAllowed) for error in lost), lost


def test_two_answers_become_one() -> None:
    cast = Cast()
    duty, actor = cast.duty(), cast.acting("focal")
    one_won(race(duty, lambda a: answer(actor=actor, assignment=a, text="x", now=NOW)))
    duty.refresh_from_db()
    assert (duty.state, duty.version, duty.answers.count()) == (State.ANSWERED, 1, 1)
    assert Event.objects.count() == 1


def test_confirming_and_sending_back_do_not_both_happen() -> None:
    cast = Cast()
    duty, actor = cast.duty(), cast.acting("specialist")
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    one_won(
        race(
            duty,
            lambda a: confirm(actor=actor, assignment=a, now=NOW),
            lambda a: send_back(actor=actor, assignment=a, reason="x", now=NOW),
        )
    )
    duty.refresh_from_db()
    ends = {State.COMPLETED: ("confirmed", "confirmed"), State.IN_PROGRESS: ("sent_back", "sent_back")}
    assert (duty.answers.get().verdict, duty.events.latest("id").name) == ends[State(duty.state)]
    assert duty.events.count() == 2


def test_granting_and_withdrawing_do_not_both_happen() -> None:
    cast = Cast()
    duty, focal, chair = cast.duty(), cast.acting("focal"), cast.acting("chair")
    day = date(2018, 7, 31)
    ask_extension(actor=focal, assignment=duty, asked_due_on=day, reason="x", now=NOW)
    one_won(
        race(
            duty,
            lambda a: grant_extension(actor=chair, assignment=a, granted_due_on=day, now=NOW),
            lambda a: withdraw_extension(actor=focal, assignment=a, now=NOW),
        )
    )
    duty.refresh_from_db()
    extension = duty.extensions.get()
    assert (extension.state, duty.due_on, duty.extension_count) in [
        ("granted", day, 1),
        ("withdrawn", date(2018, 7, 20), 0),
    ]
    assert not duty.has_open_extension


def test_one_of_accepting_returning_and_cancelling_happens() -> None:
    cast = Cast()
    duty = cast.duty(state=State.ASSIGNED)
    focal, specialist = cast.acting("focal"), cast.acting("specialist")
    one_won(
        race(
            duty,
            lambda a: accept(actor=focal, assignment=a, now=NOW),
            lambda a: return_duty(
                actor=focal, assignment=a, return_reason=ReturnReason.WRONG_UNIT, reason="x", now=NOW
            ),
            lambda a: cancel(actor=specialist, assignment=a, closing=Closing.RECALLED, reason="x", now=NOW),
        )
    )
    duty.refresh_from_db()
    names = {"in_progress": "accepted", "returned": "returned", "cancelled": "cancelled"}
    assert Event.objects.get().name == names[duty.state]


def test_a_duty_is_seen_for_the_first_time_once() -> None:
    cast = Cast()
    duty, actor = cast.duty(state=State.ASSIGNED), cast.acting("focal")
    results = race(duty, lambda a: see(actor=actor, assignment=a, now=NOW))
    assert not errors_in(results)
    assert Event.objects.count() == 1


def test_one_request_for_time_is_open() -> None:
    cast = Cast()
    duty, actor = cast.duty(), cast.acting("focal")
    one_won(
        race(
            duty,
            lambda a: ask_extension(
                actor=actor, assignment=a, asked_due_on=date(2018, 7, 31), reason="x", now=NOW
            ),
        )
    )
    assert duty.extensions.count() == 1


def test_a_unit_added_by_eight_people_joins_once() -> None:
    cast = Cast()
    duty, actor = cast.duty(), cast.acting("clerk")
    one_won(
        race(
            duty,
            lambda a: add_unit(
                actor=actor, assignment=a, unit=cast.finance, duty=Duty.LEAD, due_on=None, now=NOW
            ),
        )
    )
    assert Assignment.objects.filter(unit=cast.finance).count() == 1


def test_a_unit_is_not_added_and_reopened_at_once() -> None:
    cast = Cast()
    lead = cast.duty()
    old = make_assignment(lead.task, cast.finance, state=State.CANCELLED)
    clerk, head = cast.acting("clerk"), cast.acting("head")

    def add(_: Assignment) -> None:
        add_unit(
            actor=clerk,
            assignment=read(lead.pk),
            unit=cast.finance,
            duty=Duty.COORDINATE,
            due_on=None,
            now=NOW,
        )

    one_won(race(old, add, lambda a: reopen(actor=head, assignment=a, reason="x", now=NOW)))
    assert Assignment.objects.filter(unit=cast.finance).exclude(state=State.CANCELLED).count() == 1


def test_content_changed_twice_at_once_is_changed_once() -> None:
    cast = Cast()
    _, lead, coordinator = cast.shared_task()
    actor = cast.acting("clerk")

    def change(duty: Assignment, text: str) -> None:
        change_content(actor=actor, assignment=duty, content=text, deliverable="", reason="x", now=NOW)

    rows = [read((lead, coordinator)[i % 2].pk) for i in range(THREADS)]
    one_won(at_once(*[lambda i=i, row=row: change(row, f"Nội dung {i}") for i, row in enumerate(rows)]))
    event = Event.objects.get()
    lead.task.refresh_from_db()
    assert lead.task.content == event.after["content"]


def test_deeds_on_many_rows_in_any_order_do_not_deadlock() -> None:
    cast = Cast()
    duties = [cast.duty() for _ in range(6)]
    head = cast.acting("head")

    def rows(backwards: bool) -> list[Assignment]:
        found = list(Assignment.objects.select_related("task__document", "unit").order_by("pk"))
        return found[::-1] if backwards else found

    def deed(i: int) -> Callable[[], Any]:
        chosen = rows(backwards=i % 2 == 1)
        if i % 3 == 0:
            return lambda: remind_many(actor=head, assignments=chosen, now=NOW)
        if i % 3 == 1:
            return lambda: change_deadline_many(
                actor=head, assignments=chosen, due_on=date(2018, 8, 1 + i), reason="x", now=NOW
            )
        return lambda: change_monitors_many(
            actor=head, assignments=chosen, specialist=cast.other_specialist, now=NOW
        )

    results = at_once(*[deed(i) for i in range(THREADS)])
    assert all(isinstance(error, StaleAssignment) for error in errors_in(results)), errors_in(results)
    # Whoever won did all rows; whoever lost did none.
    assert {Assignment.objects.get(pk=a.pk).version for a in duties} == {1}
