import pytest
from django.db import transaction

from nhacviec.actions.numbering import next_assignment_code, next_assignment_codes, next_task_code
from nhacviec.records.models import TaskNumber
from tests.cast import Cast
from tests.make import make_assignment
from tests.threads import at_once, errors_in


@pytest.mark.django_db
def test_each_year_counts_from_one() -> None:
    assert [next_task_code(2018), next_task_code(2018), next_task_code(2019)] == [
        "NV-2018-000001",
        "NV-2018-000002",
        "NV-2019-000001",
    ]


@pytest.mark.django_db
def test_a_number_beyond_six_digits_is_not_cut() -> None:
    TaskNumber.objects.create(year=2018, last=999_999)
    assert next_task_code(2018) == "NV-2018-1000000"


def test_an_assignment_is_numbered_inside_its_task(cast: Cast) -> None:
    task = cast.task()
    assert next_assignment_code(task) == f"{task.code}.1"
    make_assignment(task, cast.construction)
    assert next_assignment_codes(task, 2) == [f"{task.code}.2", f"{task.code}.3"]


def test_numbers_are_compared_as_numbers(cast: Cast) -> None:
    task = cast.task()
    make_assignment(task, cast.construction, code=f"{task.code}.9")
    make_assignment(task, cast.finance, code=f"{task.code}.10")
    assert next_assignment_code(task) == f"{task.code}.11"


@pytest.mark.django_db(transaction=True)
def test_task_codes_taken_at_once_differ() -> None:
    def take_five() -> list[str]:
        return [next_task_code(2018) for _ in range(5)]

    results = at_once(*[take_five] * 8)
    assert not errors_in(results)
    assert len({code for codes in results for code in codes}) == 40


@pytest.mark.django_db(transaction=True)
def test_assignments_added_at_once_get_different_codes() -> None:
    cast = Cast()
    task = cast.task()
    units = [cast.construction, cast.finance, cast.bien_hoa, cast.general, cast.it_centre, cast.office]

    def add(unit: object) -> str:
        with transaction.atomic():
            code = next_assignment_code(task)
            return make_assignment(task, unit, code=code).code  # type: ignore[arg-type]

    results = at_once(*[lambda unit=unit: add(unit) for unit in units])
    assert not errors_in(results)
    assert sorted(results) == [f"{task.code}.{i}" for i in range(1, 7)]
