"""One task and one duty over the API: what the page shows, and nothing that the page keeps to itself."""

from datetime import date

import time_machine

from nhacviec.actions import answers, extensions
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Duty, State
from tests.api.asking import ask, queries_of, rows
from tests.cast import Cast
from tests.make import NOW, make_assignment
from tests.queries_count import more_queries


@time_machine.travel(NOW, tick=False)
def test_a_task_is_told_with_the_duty_of_every_unit(cast: Cast) -> None:
    task, lead, coordinator = cast.shared_task()

    told = rows(cast.focal, f"/tasks/{task.code}")

    assert told["content"] == task.content
    assert told["document"]["symbol"] == str(task.document)
    assert told["specialist"]["full_name"] == cast.specialist.full_name
    assert [(row["code"], row["duty"]) for row in told["assignments"]] == [
        (lead.code, "lead"),
        (coordinator.code, "coordinate"),
    ]
    assert told["url"] == f"http://testserver/nhiem-vu/{task.code}/"


@time_machine.travel(NOW, tick=False)
def test_a_duty_says_how_it_stands_today(cast: Cast) -> None:
    duty = cast.duty(due_on=date(2018, 7, 9), officer=cast.officer)

    told = rows(cast.focal, f"/assignments/{duty.code}")

    assert (told["timeliness"], told["days_overdue"], told["due_on"]) == ("overdue", 3, "2018-07-09")
    assert told["state_name"] == "Đang thực hiện"
    assert told["officer"]["full_name"] == cast.officer.full_name
    assert told["url"].endswith(f"/dau-viec/{duty.code}/")


@time_machine.travel(NOW, tick=False)
def test_a_clock_that_stands_still_is_not_overdue(cast: Cast) -> None:
    for state in (State.SUSPENDED, State.CANCELLED):
        told = rows(cast.focal, f"/assignments/{cast.duty(state=state, due_on=date(2018, 7, 9)).code}")
        assert (told["timeliness"], told["days_overdue"]) == (None, None)


def with_answer_and_extension(cast: Cast) -> tuple[Assignment, Assignment]:
    """Sở Xây dựng answered; Sở Tài chính, a second coordinator being Biên Hòa, asked for more time."""
    task, lead, coordinator = cast.shared_task()
    other = make_assignment(task, cast.bien_hoa, duty=Duty.COORDINATE)
    extensions.ask_extension(
        actor=cast.acting("finance_focal"),
        assignment=coordinator,
        asked_due_on=date(2018, 8, 20),
        reason="Chờ số liệu",
        now=NOW,
    )
    answers.answer(actor=cast.acting("focal"), assignment=lead, text="Đã rà soát xong", now=NOW)
    assert other.unit_id == cast.bien_hoa.pk
    return lead, coordinator


@time_machine.travel(NOW, tick=False)
def test_answers_are_read_by_the_office_and_by_both_sides_of_the_task(cast: Cast) -> None:
    lead, coordinator = with_answer_and_extension(cast)

    for who in (cast.specialist, cast.focal, cast.finance_focal):
        told = rows(who, f"/assignments/{lead.code}")
        assert told["answers"][0]["text"] == "Đã rà soát xong"
    assert rows(cast.focal, f"/assignments/{coordinator.code}")["extensions"][0]["reason"] == "Chờ số liệu"


@time_machine.travel(NOW, tick=False)
def test_what_goes_on_inside_another_unit_is_not_told(cast: Cast) -> None:
    _lead, coordinator = with_answer_and_extension(cast)

    response = ask(cast.bien_hoa_focal, f"/assignments/{coordinator.code}")  # the other coordinator

    told = response.json()
    for name in ("answers", "extensions", "percent", "obstacle", "officer", "has_open_extension"):
        assert told[name] is None, name
    assert "Chờ số liệu" not in response.content.decode()


def test_reading_over_the_api_is_not_seeing(cast: Cast) -> None:
    """A program that fetches rows at night must not stop the clock of "not looked at yet"."""
    duty = cast.duty()
    rows(cast.focal, f"/assignments/{duty.code}")
    duty.refresh_from_db()
    assert duty.seen_at is None


def test_an_address_that_cannot_be_one_is_a_404(cast: Cast) -> None:
    for path in (
        "/tasks/a%00b",
        "/tasks/%F0%9F%98%80",
        "/tasks/" + "9" * 31,
        "/assignments/'; DROP TABLE x",
        "/statistics/units/99999999999999999999",
        "/statistics/units/-1",
        "/statistics/units/abc",
    ):
        response = ask(cast.specialist, path)
        assert response.status_code == 404, path
        assert response.json()["detail"]


def test_more_units_in_a_task_cost_no_more_queries(cast: Cast) -> None:
    task, _lead, _coordinator = cast.shared_task()
    short = queries_of(cast.specialist, f"/tasks/{task.code}")
    for unit in (cast.bien_hoa, cast.general, cast.it_centre):
        make_assignment(task, unit, officer=cast.officer, division=unit)
    assert more_queries(short, queries_of(cast.specialist, f"/tasks/{task.code}")) == []
