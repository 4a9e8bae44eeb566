"""Ten more rows, events or parties cost no more queries."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nhacviec.records.models import Answer, Assignment, Event, Extension, Instruction, StoredFile, Task
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Duty, State
from tests.cast import Cast
from tests.make import NOW, make_assignment, make_person, make_unit
from tests.queries_count import more_queries, queries_of

EVERY_ROLE = (
    "clerk", "specialist", "head", "office_leader", "chair", "focal", "officer", "director", "inspector",
    "admin",
)  # fmt: skip
LIVELY = (State.ASSIGNED, State.IN_PROGRESS, State.ANSWERED, State.RETURNED, State.SUSPENDED)


def _duties(cast: Cast, count: int) -> None:
    """In every lively state, half of them of the Office's own division, some with a request."""
    for number in range(count):
        cast.duty(
            state=LIVELY[number % len(LIVELY)],
            unit=cast.general if number % 2 else cast.construction,
            division=None if number % 2 else cast.infrastructure,
            officer=None if number % 2 else cast.officer,
            has_open_extension=number % 3 == 0,
            has_open_objection=number % 4 == 0,
            due_on=date(2018, 7, 20) + timedelta(days=number * 200),
        )


def _same_cost(client: Client, url: str, grow: Callable[[], None]) -> None:
    short = queries_of(client, url)
    grow()
    long = queries_of(client, url)
    assert more_queries(short, long) == []


@pytest.mark.parametrize("who", EVERY_ROLE)
def test_home_with_sixty_rows_costs_what_it_costs_with_ten(who: str, cast: Cast, client: Client) -> None:
    _duties(cast, 10)
    client.force_login(getattr(cast, who))
    _same_cost(client, "/", lambda: _duties(cast, 50))


@pytest.mark.parametrize("who", ["clerk", "head", "chair", "focal", "officer"])
def test_the_list_with_more_rows_costs_the_same(who: str, cast: Cast, client: Client) -> None:
    _duties(cast, 10)
    client.force_login(getattr(cast, who))
    _same_cost(client, reverse("assignments.index") + "?ca_don_vi_khac=on", lambda: _duties(cast, 35))


def _story(cast: Cast, task: Task, duty: Assignment, count: int) -> None:
    for number in range(count):
        person = make_person(f"nguoi-{Event.objects.count()}", full_name=f"Người {number}")
        unit = make_unit(f"Phòng {Event.objects.count()}", parent=cast.construction)
        answer = Answer.objects.create(
            assignment=duty,
            round=duty.answers.count() + 1,
            text="Đã báo cáo",
            answered_by=person,
            answered_at=NOW,
            verdict="sent_back",
            decided_by=person,
            decided_at=NOW,
        )
        StoredFile.objects.create(
            answer=answer, path=f"s/{answer.pk}", name="a.pdf", kind="pdf", size=1, sha256="0" * 64,
            uploaded_by=person, uploaded_at=NOW,
        )  # fmt: skip
        Extension.objects.create(
            assignment=duty, from_due_on=date(2018, 7, 20), asked_due_on=date(2018, 8, 1), reason="Chờ",
            asked_by=person, asked_at=NOW, state="refused", decided_by=person, decided_at=NOW,
            decision="Không",
        )  # fmt: skip
        Instruction.objects.create(task=task, text="Làm ngay", leader_name="A", given_by=person, given_at=NOW)
        names = (EventName.ANSWERED, EventName.HANDED_ON)
        for name in names:
            Event.objects.create(
                name=name, task=task, assignment=duty, actor=person, acting_for=person,
                happened_at=NOW, recorded_at=NOW,
                after={"answer": answer.pk, "division": unit.pk, "officer": person.pk},
            )  # fmt: skip


def _parties(cast: Cast, task: Task, count: int) -> None:
    for number in range(count):
        unit = make_unit(f"Sở {number} {task.assignments.count()}", parent=cast.committee)
        make_assignment(task, unit, duty=Duty.COORDINATE, officer=cast.finance_focal)


@pytest.mark.parametrize("who", ["specialist", "chair", "focal", "officer"])
@pytest.mark.parametrize("page", ["assignments.show", "tasks.show", "tasks.slip"])
def test_a_long_story_costs_what_a_short_one_costs(who: str, page: str, cast: Cast, client: Client) -> None:
    task = cast.task()
    duty = make_assignment(task, cast.construction, officer=cast.officer)
    # A second duty of the agency keeps the address of the task from leading to the only one.
    make_assignment(task, cast.infrastructure, duty=Duty.COORDINATE, officer=cast.officer)
    _story(cast, task, duty, 3)
    _parties(cast, task, 2)
    client.force_login(getattr(cast, who))
    url = reverse(page, args=[duty.code if page == "assignments.show" else task.code])

    def grow() -> None:
        _story(cast, task, duty, 22)
        _parties(cast, task, 15)

    _same_cost(client, url, grow)


@pytest.mark.parametrize("who", ["clerk", "chair", "focal"])
def test_a_document_with_many_tasks_costs_the_same(who: str, cast: Cast, client: Client) -> None:
    document = cast.document()

    def grow(count: int) -> None:
        for _ in range(count):
            task = cast.task(document=document)
            make_assignment(task, cast.construction)
            make_assignment(task, cast.finance, duty=Duty.COORDINATE)
            Event.objects.create(
                name=EventName.DOCUMENT_CHANGED, document=document, happened_at=NOW, recorded_at=NOW,
                actor=make_person(f"n-{task.code}"),
            )  # fmt: skip

    grow(4)
    client.force_login(getattr(cast, who))
    _same_cost(client, reverse("documents.show", args=[document.pk]), lambda: grow(30))


@pytest.mark.parametrize("who", ["clerk", "focal"])
def test_the_register_of_documents_costs_the_same(who: str, cast: Cast, client: Client) -> None:
    _duties(cast, 6)
    client.force_login(getattr(cast, who))
    _same_cost(client, reverse("documents.index"), lambda: _duties(cast, 40))


@pytest.mark.parametrize("name", ["units.index", "people.index"])
def test_lists_of_the_administrator_cost_the_same(name: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.admin)

    def grow() -> None:
        for number in range(30):
            unit = make_unit(f"Sở {number}", parent=cast.committee)
            person = make_person(f"p{number}")
            person.posts.create(unit=unit, role="focal_officer", valid_from=date(2018, 1, 1))

    _same_cost(client, reverse(name), grow)
