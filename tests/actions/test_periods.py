"""Periodic tasks come by themselves, each period once."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from nhacviec.actions.periods import create_next_periods, stop_series
from nhacviec.actions.tasks import SpokenDirection, TaskDraft, issue, save_draft
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment, Event, Task
from nhacviec.rules.deadline_policy import read_deadline
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.lifecycle import MoveNotAllowed
from tests.cast import Cast
from tests.make import NOW, make_unit


def at(day: date) -> datetime:
    """Nine in the morning in Việt Nam."""
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def series(cast: Cast, text: str = "ngày 25 hằng tháng", **draft: object) -> Task:
    given_on = date(2018, 7, 2)
    read = read_deadline(text, issued_on=given_on, calendar=load_calendar(), policies=policy_on(given_on))
    assert isinstance(read, ParsedDeadline)
    values = {
        "content": "Báo cáo tháng",
        "leads": [cast.construction],
        "coordinators": [cast.finance],
    } | draft
    task = save_draft(
        actor=cast.acting("clerk"),
        now=NOW,
        spoken=SpokenDirection(by="Chủ tịch UBND tỉnh", on=given_on),
        tasks=[TaskDraft(deadline=read, deadline_text=text, **values)],  # type: ignore[arg-type]
    )[0]
    issue(actor=cast.acting("clerk"), now=NOW, tasks=[task])
    task.refresh_from_db()
    return task


def test_the_first_period_is_the_task_that_was_issued(cast: Cast) -> None:
    head = series(cast)
    assert (head.period_key, head.due_on) == ("2018-07", date(2018, 7, 25))
    assert create_next_periods(now=NOW) == []


def test_the_next_period_comes_when_it_begins_and_only_once(cast: Cast) -> None:
    head = series(cast)
    assert create_next_periods(now=at(date(2018, 7, 31))) == []
    (august,) = create_next_periods(now=at(date(2018, 8, 1)))
    assert create_next_periods(now=at(date(2018, 8, 1))) == []
    assert (august.series, august.period_key, august.due_on) == (head, "2018-08", date(2018, 8, 25))
    duties = Assignment.objects.filter(task=august)
    assert {(a.unit, a.duty, a.state, a.original_due_on) for a in duties} == {
        (cast.construction, "lead", "assigned", date(2018, 8, 25)),
        (cast.finance, "coordinate", "assigned", date(2018, 8, 25)),
    }
    events = Event.objects.filter(name="period_created", task=august)
    assert events.count() == 2
    assert {event.actor for event in events} == {None}


def test_after_three_missed_months_nothing_is_lost(cast: Cast) -> None:
    head = series(cast)
    made = create_next_periods(now=at(date(2018, 11, 2)))
    assert [task.period_key for task in made] == ["2018-08", "2018-09", "2018-10", "2018-11"]
    assert create_next_periods(now=at(date(2018, 11, 2))) == []
    assert head.periods.count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_each_period_once(cast: Cast) -> None:
    head = series(cast)
    ready = threading.Barrier(2)
    failed: list[Exception] = []

    def work() -> None:
        try:
            ready.wait()
            create_next_periods(now=at(date(2018, 10, 2)))
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(head.periods.values_list("period_key", flat=True)) == ["2018-08", "2018-09", "2018-10"]


def test_a_quarter_due_in_the_month_after_it_keeps_its_rule(cast: Cast) -> None:
    head = series(cast, "ngày 05 tháng sau hằng quý")
    assert (head.period_key, head.due_on) == ("2018-Q2", date(2018, 7, 5))
    (next_one,) = create_next_periods(now=at(date(2018, 7, 13)))
    assert (next_one.period_key, next_one.due_on) == ("2018-Q3", date(2018, 10, 5))


def test_a_series_ends_with_its_last_day(cast: Cast) -> None:
    head = series(cast, recurrence_until=date(2018, 9, 30))
    create_next_periods(now=at(date(2019, 1, 2)))
    assert sorted(head.periods.values_list("period_key", flat=True)) == ["2018-08", "2018-09"]


def test_a_stopped_series_makes_no_more_periods(cast: Cast) -> None:
    head, actor = series(cast), cast.acting("head")
    (august,) = create_next_periods(now=at(date(2018, 8, 1)))
    with pytest.raises(MoveNotAllowed, match="reason_required"):
        stop_series(actor=actor, now=NOW, task=august, reason="")
    stop_series(actor=actor, now=NOW, task=august, reason="Hết giai đoạn 1")
    assert create_next_periods(now=at(date(2018, 12, 1))) == []
    assert Event.objects.get(name="series_stopped").task == head
    with pytest.raises(MoveNotAllowed, match="not_periodic"):
        stop_series(actor=actor, now=NOW, task=head, reason="Lần nữa")


def test_a_closed_unit_hands_its_periods_to_its_successor(cast: Cast) -> None:
    series(cast)
    heir = make_unit("Sở Tài chính và Kế hoạch", parent=cast.committee)
    cast.finance.valid_to = date(2018, 7, 31)
    cast.finance.save()
    cast.finance.successors.add(heir)
    (august,) = create_next_periods(now=at(date(2018, 8, 1)))
    assert august.assignments.get(duty="coordinate").unit == heir


def test_a_series_whose_lead_is_gone_stops_no_other(cast: Cast) -> None:
    series(cast)
    other = series(cast, leads=[cast.bien_hoa], coordinators=[])
    cast.construction.valid_to = date(2018, 7, 31)
    cast.construction.save()
    made = create_next_periods(now=at(date(2018, 8, 1)))
    assert [task.series for task in made] == [other]


def test_the_clock_knows_the_jobs() -> None:
    app.perform_import_paths()
    assert {"create_next_periods", "remove_orphan_files"} <= set(app.tasks)
