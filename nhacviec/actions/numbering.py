"""Short stable codes of tasks and assignments: NV-2018-004211 and NV-2018-004211.2.

Numbers are never given twice; gaps (a rolled back transaction, a deleted draft) do not matter.
"""

from django.db import connection, transaction

from nhacviec.records.models import Task, TaskNumber

_NUMBERS = TaskNumber._meta.db_table
_TAKE_NEXT = (
    f"INSERT INTO {_NUMBERS} (year, last) VALUES (%s, 1) "
    f"ON CONFLICT (year) DO UPDATE SET last = {_NUMBERS}.last + 1 RETURNING last"
)


@transaction.atomic
def next_task_code(year: int) -> str:
    """The next code of the year. The year's row stays locked until the caller's transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_NEXT, [year])
        (number,) = cursor.fetchone()
    return f"NV-{year}-{number:06d}"


def next_assignment_code(task: Task) -> str:
    """The code of the task's next assignment; see next_assignment_codes."""
    return next_assignment_codes(task, 1)[0]


def next_assignment_codes(task: Task, count: int, *, is_new: bool = False) -> list[str]:
    """Codes for `count` new assignments of a saved task, to be used in the caller's transaction.

    `is_new`: the task was made in it, so nobody else knows of it and nothing of it has a code yet."""
    last = 0 if is_new else _last_given(task)
    return [f"{task.code}.{last + i}" for i in range(1, count + 1)]


def _last_given(task: Task) -> int:
    """Locks the task row, so that two people who add a unit at once get different codes."""
    locked = Task.objects.select_for_update(no_key=True).get(pk=task.pk)
    given = locked.assignments.order_by().values_list("code", flat=True)
    return max((int(code.rpartition(".")[2]) for code in given), default=0)
