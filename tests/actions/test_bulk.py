from datetime import date

import pytest

from nhacviec.actions.bulk import (
    MOST_ROWS,
    change_deadline_many,
    change_monitors_many,
    confirm_many,
    could,
    remind_many,
)
from nhacviec.records.models import Assignment, Event, StaleAssignment, Task
from nhacviec.rules.lifecycle import Duty, Move, MoveNotAllowed, State
from tests.actions.deeds import answered, columns, refused, rows
from tests.cast import Cast
from tests.make import NOW, make_assignment

DAY = date(2018, 8, 1)


def why(refusals: list[tuple[Assignment, MoveNotAllowed]]) -> dict[str, str]:
    return {assignment.code: refusal.code for assignment, refusal in refusals}


def test_rows_are_sorted_by_what_this_person_may_do_and_nothing_is_written(cast: Cast) -> None:
    yes = cast.duty(state=State.ANSWERED)
    wrong_state = cast.duty()
    not_his = cast.duty(state=State.ANSWERED, task=cast.task(specialist=cast.other_specialist))
    written = rows()
    result = could(Move.CONFIRM, actor=cast.acting("specialist"), assignments=[yes, wrong_state, not_his])
    assert result.done == [yes]
    assert why(result.refused) == {wrong_state.code: "wrong_state", not_his.code: "not_yours"}
    assert rows() == written


def test_nobody_confirms_his_own_unit_among_many(cast: Cast) -> None:
    own = cast.duty(state=State.ANSWERED, unit=cast.general)
    result = confirm_many(actor=cast.acting("head"), assignments=[own], now=NOW)
    assert (result.done, why(result.refused)) == ([], {own.code: "not_yours"})


def test_many_answers_are_confirmed_with_an_event_each(cast: Cast) -> None:
    first, second, blocked = answered(cast), answered(cast), answered(cast)
    make_assignment(blocked.task, cast.finance, duty=Duty.COORDINATE)
    result = confirm_many(actor=cast.acting("specialist"), assignments=[second, blocked, first], now=NOW)
    assert result.done == [first, second]
    assert why(result.refused) == {blocked.code: "coordinators_open"}
    assert [columns(a)["state"] for a in (first, second, blocked)] == ["completed", "completed", "answered"]
    assert Event.objects.filter(name="confirmed").count() == 2


def test_a_row_changed_meanwhile_stops_the_whole(cast: Cast) -> None:
    first, second = cast.duty(), cast.duty()
    Assignment.objects.filter(pk=second.pk).update(version=7)
    written = rows()
    with pytest.raises(StaleAssignment, match=second.code):
        remind_many(actor=cast.acting("specialist"), assignments=[first, second], now=NOW)
    assert rows() == written
    assert columns(first)["reminder_count"] == 0


def test_many_are_reminded(cast: Cast) -> None:
    duties = [cast.duty(), cast.duty(state=State.ASSIGNED)]
    result = remind_many(actor=cast.acting("clerk"), assignments=duties, note="Gấp", now=NOW)
    assert result.done == duties
    assert [columns(a)["reminder_count"] for a in duties] == [1, 1]
    assert set(Event.objects.values_list("name", "reason")) == {("reminded", "Gấp")}


def test_many_get_one_deadline_except_where_it_is_that_already(cast: Cast) -> None:
    moved, same = cast.duty(), cast.duty(due_on=DAY)
    result = change_deadline_many(
        actor=cast.acting("head"), assignments=[moved, same], due_on=DAY, reason="Theo CV 12", now=NOW
    )
    assert (result.done, why(result.refused)) == ([moved], {same.code: "deadline_same"})
    assert columns(moved)["due_on"] == DAY


def test_a_monitor_is_changed_once_a_task_and_the_others_stay(cast: Cast) -> None:
    task, lead, coordinator = cast.shared_task()
    other = cast.duty()
    read = list(Assignment.objects.select_related("task").filter(pk__in=[lead.pk, coordinator.pk]))
    result = change_monitors_many(
        actor=cast.acting("head"), assignments=[other, *read], specialist=cast.other_specialist, now=NOW
    )
    assert len(result.done) == 3
    assert result.refused == []
    for saved in Task.objects.filter(pk__in=[task.pk, other.task_id]):
        assert (saved.specialist, saved.office_leader, saved.committee_leader) == (
            cast.other_specialist,
            cast.office_leader,
            cast.chair,
        )
    assert Event.objects.filter(name="monitors_changed").count() == 2


def test_there_is_a_limit(cast: Cast) -> None:
    duty = cast.duty()
    with refused("too_many_rows"):
        remind_many(actor=cast.acting("clerk"), assignments=[duty] * (MOST_ROWS + 1), now=NOW)
