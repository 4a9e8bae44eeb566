"""What agencies were given independently is declared to carry out a task from above, and that is undone."""

from datetime import date

import pytest

from nhacviec.actions.answers import answer
from nhacviec.actions.cascade import link, unlink
from nhacviec.queries.cascade import (
    children_of,
    could_serve,
    needed_open,
    parent_due,
    parent_of,
    too_late_for,
)
from nhacviec.records.models import Assignment, Event, StaleAssignment, Task
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Duty, MoveNotAllowed, State
from tests.cast import Cast
from tests.from_above import from_above
from tests.make import NOW, make_assignment
from tests.threads import at_once, errors_in


def given(
    cast: Cast, *, due_on: date | None = date(2018, 7, 18), state: State = State.IN_PROGRESS, **fields: object
) -> Task:
    """To Sở Xây dựng, by a document of the Committee, before anybody thought of those above."""
    task = cast.task(**fields)
    make_assignment(task, cast.construction, due_on=due_on, state=state)
    return task


def linked(cast: Cast, above: Assignment, *tasks: Task) -> None:
    link(actor=cast.acting("clerk"), tasks=tasks, above=above, now=NOW)
    for task in tasks:
        task.refresh_from_db()


def reported(cast: Cast, above: Assignment, reason: str = "") -> None:
    answer(
        actor=cast.acting("specialist"), assignment=above, text="Đã báo cáo", document_symbol="12/BC-UBND",
        document_date=NOW.date(), children_reason=reason, now=NOW,
    )  # fmt: skip


def test_they_are_children_like_those_given_down(cast: Cast) -> None:
    above, task = from_above(cast), given(cast)
    linked(cast, above, task, other := given(cast))
    assert {task.parent_id, other.parent_id} == {above.task_id}
    assert [child.duty.task for child in children_of(cast.acting("clerk"), above)] == [task, other]
    assert parent_of(cast.acting("specialist"), task) == above
    assert parent_of(cast.acting("focal"), task) is None
    assert parent_due(cast.acting("specialist"), task) == above.due_on
    with pytest.raises(MoveNotAllowed, match="children_open"):
        reported(cast, above)
    reported(cast, above, "Sở báo cáo sau")


def test_only_the_history_of_the_task_from_above_tells_of_it(cast: Cast) -> None:
    above, task = from_above(cast), given(cast)
    linked(cast, above, task)
    unlink(actor=cast.acting("clerk"), task=task, reason="Nhầm văn bản", now=NOW)
    told = Event.objects.filter(name__in=[EventName.LINKED_BELOW, EventName.UNLINKED_BELOW]).order_by("pk")
    assert [(event.name, event.task_id, event.after["child"], event.reason) for event in told] == [
        (EventName.LINKED_BELOW, above.task_id, task.code, ""),
        (EventName.UNLINKED_BELOW, above.task_id, task.code, "Nhầm văn bản"),
    ]
    assert told[0].after["units"] == "Sở Xây dựng"
    assert not Event.objects.filter(task=task).exists()


def test_undone_nothing_waits_for_it_any_more(cast: Cast) -> None:
    above, task = from_above(cast), given(cast)
    linked(cast, above, task)
    with pytest.raises(MoveNotAllowed, match="reason_required"):
        unlink(actor=cast.acting("clerk"), task=task, reason=" ", now=NOW)
    unlink(actor=cast.acting("clerk"), task=task, reason="Nhầm", now=NOW)
    assert not needed_open(above.task).exists()
    with pytest.raises(MoveNotAllowed, match="link_gone"):
        unlink(actor=cast.acting("clerk"), task=task, reason="Nhầm", now=NOW)
    linked(cast, above, Task.objects.get(pk=task.pk))  # and may be declared again


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (lambda cast: given(cast, issued_at=None), "link_not_fit"),
        (lambda cast: from_above(cast).task, "link_not_fit"),
        (lambda cast: given(cast, parent=from_above(cast).task), "linked_already"),
    ],
)
def test_all_or_none_and_nothing_that_does_not_fit(cast: Cast, made, refusal: str) -> None:
    above, task, fine = from_above(cast), made(cast), given(cast)
    with pytest.raises(MoveNotAllowed, match=refusal):
        linked(cast, above, fine, task)
    fine.refresh_from_db()
    assert fine.parent_id is None and could_serve(cast.acting("clerk"), code=task.code) == []
    assert could_serve(cast.acting("clerk"), document_id=fine.document_id) == [fine]


def test_only_to_what_the_committee_has_and_has_not_reported(cast: Cast) -> None:
    above, task = from_above(cast), given(cast)
    for wrong, refusal in (
        (cast.duty(), "not_from_above"),
        (from_above(cast, state=State.ANSWERED), "link_closed"),
    ):
        with pytest.raises(MoveNotAllowed, match=refusal):
            linked(cast, wrong, task)
    with pytest.raises(MoveNotAllowed, match="link_nothing"):
        linked(cast, above)
    linked(cast, above, task)
    reported(cast, above, "Báo cáo trước")
    with pytest.raises(MoveNotAllowed, match="link_closed"):
        unlink(actor=cast.acting("clerk"), task=task, reason="Nhầm", now=NOW)


def test_what_ends_after_the_committee_must_report_is_named(cast: Cast) -> None:
    above = from_above(cast, due_on=date(2018, 7, 20))
    in_time, late = given(cast, due_on=date(2018, 7, 20)), given(cast, due_on=date(2018, 7, 21))
    done = given(cast, due_on=date(2018, 8, 1), state=State.COMPLETED)
    never = given(cast, due_on=None)
    found = too_late_for(above, [in_time, late, done, never])
    assert {duty.task for duty in found} == {late, never}


@pytest.mark.django_db(transaction=True)
def test_it_is_reported_or_linked_but_not_both_behind_each_others_back() -> None:
    cast = Cast()
    above, task = from_above(cast), given(cast)
    first, second = (Assignment.objects.select_related("task", "unit").get(pk=above.pk) for _ in range(2))
    lost = errors_in(at_once(lambda: reported(cast, first), lambda: linked(cast, second, task)))
    assert len(lost) == 1
    assert isinstance(lost[0], StaleAssignment) or getattr(lost[0], "code", "") == "children_open"
    above.refresh_from_db()
    task.refresh_from_db()
    assert (above.state == State.ANSWERED) != (task.parent_id == above.task_id)
    assert above.duty == Duty.COMMITTEE
