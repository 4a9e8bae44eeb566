from datetime import date, time
from types import MappingProxyType

import pytest

from nhacviec.actions.changes import add_unit, change_content, change_deadline, change_monitors
from nhacviec.actions.extensions import ask_extension
from nhacviec.records.models import Assignment, Event, StaleAssignment, Task
from nhacviec.rules.lifecycle import Duty, Move, State
from tests.actions.deeds import (
    columns,
    event_says,
    last_event,
    refused,
    refuses_a_stale_row,
    refuses_wrong_states,
    rows,
    standing_in,
)
from tests.cast import Cast
from tests.make import NOW, make_assignment

DUE, DAY = date(2018, 7, 20), date(2018, 8, 1)


def test_the_deadline_moves_and_the_original_stays(cast: Cast) -> None:
    duty, actor = cast.duty(), standing_in(cast.acting("specialist"), cast)
    change_deadline(actor=actor, assignment=duty, due_on=DAY, due_hour=time(14), reason="Theo CV 12", now=NOW)
    duty.refresh_from_db()
    assert (duty.due_on, duty.due_hour, duty.original_due_on) == (DAY, time(14), DUE)
    assert (duty.state, duty.extension_count) == (State.IN_PROGRESS, 0)
    event = last_event(duty)
    event_says(event, "deadline_changed", actor, reason="Theo CV 12")
    assert event.before == {"due_on": "2018-07-20", "due_hour": None}
    assert event.after == {"due_on": "2018-08-01", "due_hour": "14:00:00"}


def test_a_deadline_may_be_taken_away_with_its_hour(cast: Cast) -> None:
    duty = cast.duty(due_hour=time(14))
    change_deadline(
        actor=cast.acting("specialist"),
        assignment=duty,
        due_on=None,
        due_hour=time(14),
        reason="x",
        now=NOW,
    )
    duty.refresh_from_db()
    assert (duty.due_on, duty.due_hour) == (None, None)


@pytest.mark.parametrize(
    ("due_on", "code"),
    [
        (DUE, "deadline_same"),
        (date(2018, 6, 28), "deadline_before_document"),
        (date(9999, 12, 31), "deadline_too_far"),
    ],
)
def test_not_every_day_is_a_deadline(cast: Cast, due_on: date, code: str) -> None:
    with refused(code):
        change_deadline(
            actor=cast.acting("specialist"), assignment=cast.duty(), due_on=due_on, reason="x", now=NOW
        )


def test_the_day_of_a_spoken_direction_counts_like_a_document(cast: Cast) -> None:
    duty = cast.duty(task=cast.task(document=None, spoken_by="Chủ tịch", spoken_on=date(2018, 7, 2)))
    actor = cast.acting("specialist")
    with refused("deadline_before_document"):
        change_deadline(actor=actor, assignment=duty, due_on=date(2018, 7, 1), reason="x", now=NOW)
    change_deadline(actor=actor, assignment=duty, due_on=date(2018, 7, 2), reason="x", now=NOW)
    assert duty.due_on == date(2018, 7, 2)


@pytest.mark.parametrize(
    ("due_on", "still_open"), [(date(2018, 7, 25), True), (date(2018, 7, 31), False), (None, False)]
)
def test_a_request_for_a_day_given_anyway_is_closed(
    cast: Cast, due_on: date | None, still_open: bool
) -> None:
    duty = cast.duty()
    extension = ask_extension(
        actor=cast.acting("focal"), assignment=duty, asked_due_on=date(2018, 7, 31), reason="x", now=NOW
    )
    change_deadline(actor=cast.acting("specialist"), assignment=duty, due_on=due_on, reason="x", now=NOW)
    duty.refresh_from_db()
    extension.refresh_from_db()
    assert duty.has_open_extension is still_open
    assert extension.state == ("asked" if still_open else "withdrawn")
    assert last_event(duty).name == ("deadline_changed" if still_open else "extension_withdrawn")


CONTENT = MappingProxyType({"content": "Báo cáo quý III", "deliverable": "Báo cáo", "reason": "Theo CV 12"})


def test_new_content_is_told_to_all_parties(cast: Cast) -> None:
    task, lead, coordinator = cast.shared_task()
    closed = make_assignment(task, cast.bien_hoa, state=State.COMPLETED)
    old, actor = task.content, cast.acting("clerk")
    change_content(actor=actor, assignment=lead, now=NOW, **CONTENT)
    saved = Task.objects.get(pk=task.pk)
    assert (saved.content, saved.deliverable) == ("Báo cáo quý III", "Báo cáo")
    assert "bao cao quy iii" in saved.search_text
    assert saved.version == 1
    event = Event.objects.get()
    event_says(event, "content_changed", actor, reason="Theo CV 12")
    assert (event.task, event.assignment) == (task, None)
    assert event.before == {"content": old, "deliverable": ""}
    assert event.after == {"content": "Báo cáo quý III", "deliverable": "Báo cáo"}
    assert [columns(a)["version"] for a in (lead, coordinator, closed)] == [1, 1, 0]
    assert lead.version == 1


def test_a_page_with_the_old_content_is_out_of_date(cast: Cast) -> None:
    _, lead, coordinator = cast.shared_task()
    theirs = Assignment.objects.select_related("task").get(pk=coordinator.pk)
    change_content(actor=cast.acting("clerk"), assignment=lead, now=NOW, **CONTENT)
    written = rows()
    with pytest.raises(StaleAssignment):
        change_content(actor=cast.acting("clerk"), assignment=theirs, now=NOW, **CONTENT)
    with pytest.raises(StaleAssignment):
        change_deadline(actor=cast.acting("specialist"), assignment=theirs, due_on=DAY, reason="x", now=NOW)
    assert rows() == written


def test_content_changes_to_something_else_with_a_reason(cast: Cast) -> None:
    duty, actor = cast.duty(), cast.acting("clerk")
    task = duty.task
    with refused("nothing_changed"):
        change_content(
            actor=actor, assignment=duty, content=task.content, deliverable="", reason="x", now=NOW
        )
    with refused("text_required"):
        change_content(actor=actor, assignment=duty, content=" ", deliverable="", reason="x", now=NOW)
    with refused("reason_required"):
        change_content(actor=actor, assignment=duty, now=NOW, **(CONTENT | {"reason": ""}))


def test_monitors_are_changed(cast: Cast) -> None:
    duty, actor = cast.duty(), cast.acting("head")
    change_monitors(
        actor=actor,
        assignment=duty,
        specialist=cast.other_specialist,
        office_leader=cast.office_leader,
        committee_leader=None,
        reason="Đổi phân công",
        now=NOW,
    )
    task = Task.objects.get(pk=duty.task_id)
    assert (task.specialist, task.office_leader, task.committee_leader) == (
        cast.other_specialist,
        cast.office_leader,
        None,
    )
    event = Event.objects.get()
    event_says(event, "monitors_changed", actor, reason="Đổi phân công")
    assert event.task == task
    assert event.before["specialist"] == cast.specialist.pk
    assert event.after == {
        "specialist": cast.other_specialist.pk,
        "office_leader": cast.office_leader.pk,
        "committee_leader": None,
    }


@pytest.mark.parametrize(
    ("place", "person"),
    [("specialist", "focal"), ("office_leader", "specialist"), ("committee_leader", "office_leader")],
)
def test_a_monitor_holds_a_fitting_post(cast: Cast, place: str, person: str) -> None:
    named = {
        "specialist": cast.specialist,
        "office_leader": cast.office_leader,
        "committee_leader": cast.chair,
    }
    with refused("monitor_not_fit"):
        change_monitors(
            actor=cast.acting("head"),
            assignment=cast.duty(),
            now=NOW,
            **(named | {place: getattr(cast, person)}),
        )


def test_one_who_was_named_before_may_stay_without_a_post(cast: Cast) -> None:
    duty = cast.duty()
    cast.specialist.posts.update(valid_to=date(2018, 7, 1))
    change_monitors(
        actor=cast.acting("head"),
        assignment=duty,
        specialist=cast.specialist,
        office_leader=None,
        committee_leader=None,
        now=NOW,
    )
    assert Task.objects.get(pk=duty.task_id).specialist == cast.specialist


def test_the_same_monitors_are_no_change(cast: Cast) -> None:
    with refused("nothing_changed"):
        change_monitors(
            actor=cast.acting("head"),
            assignment=cast.duty(),
            specialist=cast.specialist,
            office_leader=cast.office_leader,
            committee_leader=cast.chair,
            now=NOW,
        )


def test_another_unit_joins(cast: Cast) -> None:
    duty, actor = cast.duty(), cast.acting("clerk")
    new = add_unit(
        actor=actor,
        assignment=duty,
        unit=cast.finance,
        duty=Duty.COORDINATE,
        due_on=DAY,
        reason="Cần số liệu",
        now=NOW,
    )
    new.refresh_from_db()
    assert (new.code, new.unit, new.duty, new.state) == (
        f"{duty.task.code}.2",
        cast.finance,
        Duty.COORDINATE,
        State.ASSIGNED,
    )
    assert (new.due_on, new.original_due_on, new.assigned_at) == (DAY, DAY, NOW)
    event = last_event(new)
    event_says(event, "unit_added", actor, reason="Cần số liệu")
    assert event.after == {
        "unit": cast.finance.pk,
        "duty": "coordinate",
        "due_on": "2018-08-01",
        "code": new.code,
    }


@pytest.mark.parametrize(
    ("unit", "code"), [("construction", "unit_has_duty"), ("planning", "unit_not_assignable")]
)
def test_a_unit_joins_once_and_if_it_can_be_given_tasks(cast: Cast, unit: str, code: str) -> None:
    with refused(code):
        add_unit(
            actor=cast.acting("clerk"),
            assignment=cast.duty(),
            unit=getattr(cast, unit),
            duty=Duty.LEAD,
            due_on=None,
            now=NOW,
        )


def test_changes_start_where_the_lifecycle_says(cast: Cast) -> None:
    actor = cast.acting("head")
    deeds = {
        Move.CHANGE_DEADLINE: lambda a: change_deadline(
            actor=actor, assignment=a, due_on=DAY, reason="x", now=NOW
        ),
        Move.CHANGE_CONTENT: lambda a: change_content(actor=actor, assignment=a, now=NOW, **CONTENT),
        Move.CHANGE_MONITORS: lambda a: change_monitors(
            actor=actor,
            assignment=a,
            specialist=cast.other_specialist,
            office_leader=None,
            committee_leader=None,
            now=NOW,
        ),
        Move.ADD_UNIT: lambda a: add_unit(
            actor=actor, assignment=a, unit=cast.finance, duty=Duty.LEAD, due_on=DAY, now=NOW
        ),
    }
    for move, deed in deeds.items():
        refuses_wrong_states(cast, move, deed)
        refuses_a_stale_row(cast.duty(), deed)
    with refused("reason_required"):
        change_deadline(actor=actor, assignment=cast.duty(), due_on=DAY, reason="", now=NOW)
