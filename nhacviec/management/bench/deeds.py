"""The workloads that write: a task for three agencies is entered and issued, a duty is answered."""

import uuid
from collections.abc import Callable, Iterator
from urllib.parse import quote

from django.db import models
from django.urls import reverse

from nhacviec.management.bench.browser import Request, Sender
from nhacviec.management.bench.floors import Floor, Statement
from nhacviec.management.bench.scene import Scene
from nhacviec.management.bench.workloads import Done, Workload
from nhacviec.records.models import Answer, Assignment, Event, Standing, Task

MOST_ANSWERS = 2000


def writing(scene: Scene) -> Iterator[Workload]:
    yield _create(scene)
    yield _answer(scene)


def _create(scene: Scene) -> Workload:
    """The form of entry and the summary before issuing: two requests, one deed."""
    units = "; ".join(f"#{unit}" for unit in scene.others)
    form = {
        "do": "issue",
        "count": "1",
        "spoken_by": "Chủ tịch UBND tỉnh",
        "spoken_on": f"{scene.today:%d/%m/%Y}",
        "t0-content": "Báo cáo tiến độ giải phóng mặt bằng và giải ngân vốn đầu tư công.",
        "t0-deadline": "10 ngày",
        "t0-leads": units,
    }
    path = reverse("entry.spoken")

    def once(sender: Sender) -> Done:
        own = str(uuid.uuid4())  # a direction of its own: what was said at one place is issued together
        sent = form | {"spoken_at": f"Giao ban {own}", "_once": own}
        entered = sender.must(Request(path, sent, status=302))
        code = entered.location.rstrip("/").split("/")[-2]
        seen = {"seen": f"{code}:1", "_once": str(uuid.uuid4())}
        issued = sender.must(Request(entered.location, seen, status=302))
        return Done(entered.seconds + issued.seconds, len(entered.body) + len(issued.body))

    return Workload("create_task_3", "specialist", once, Floor(_create_floor(scene)), requests=2)


def _answer(scene: Scene) -> Workload:
    once, most = answering(scene)
    return Workload("answer", "focal", once, Floor(_answer_floor(scene)), most=most)


def answering(scene: Scene) -> tuple[Callable[[Sender], Done], int]:
    """One more duty of the agency is answered by its focal officer; how often that can be done."""
    codes = scene.all(
        "SELECT code FROM records_assignment WHERE unit_id = %s AND state = 'in_progress' AND id > 1"
        f" ORDER BY id LIMIT {MOST_ANSWERS}",
        scene.agency,
    )
    form = {
        "text": "Đã thực hiện xong, kèm báo cáo kết quả.", "document_symbol": "12/BC",
        "delay_cause": "late_start", "delay_note": "Chờ hồ sơ",
    }  # fmt: skip
    left = iter(codes)

    def once(sender: Sender) -> Done:
        path = reverse("assignments.answer", args=[quote(next(left))])
        answer = sender.must(Request(path, form, status=302))
        return Done(answer.seconds, len(answer.body))

    return once, len(codes)


def _copy(model: type[models.Model], row: int, /, **changed: str) -> str:
    """One more row like that one, with some columns said in SQL."""
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    values = ", ".join(changed.get(column, column) for column in columns)
    table = model._meta.db_table
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE id = {row}"


def _create_floor(scene: Scene) -> list[Statement]:
    """The rows that such a task needs, written in one transaction."""
    task = "currval(pg_get_serial_sequence('records_task', 'id'))"
    last = "currval(pg_get_serial_sequence('records_assignment', 'id'))"
    fresh = "'F' || nextval('records_task_id_seq')"
    open_one = scene.one(
        "SELECT id FROM records_assignment WHERE state = 'in_progress' AND id > 1 ORDER BY id"
    )
    standing = scene.one(
        "SELECT id FROM records_standing WHERE assignment_id = %s ORDER BY id DESC", open_one
    )
    event = scene.one("SELECT id FROM records_event WHERE assignment_id = %s", open_one)
    statements = ["BEGIN", _copy(Task, open_one, code=fresh)]
    for unit in scene.others:
        code = f"'F' || {task} || '.{unit}'"
        statements += [
            _copy(Assignment, open_one, code=code, task_id=task, unit_id=str(unit)),
            _copy(Standing, standing, assignment_id=last, unit_id=str(unit)),
            _copy(Event, event, assignment_id=last, task_id=task),
        ]
    return [(statement, {}) for statement in [*statements, "COMMIT"]]


def _answer_floor(scene: Scene) -> list[Statement]:
    row = scene.one("SELECT assignment_id FROM records_answer WHERE verdict = 'confirmed' ORDER BY 1")
    answer = scene.one("SELECT id FROM records_answer WHERE assignment_id = %s", row)
    event = scene.one("SELECT id FROM records_event WHERE assignment_id = %s ORDER BY id DESC", row)
    statements = [
        "BEGIN",
        f"SELECT * FROM records_assignment WHERE id = {row} FOR UPDATE",
        f"UPDATE records_assignment SET version = version + 1 WHERE id = {row}",
        _copy(
            Answer, answer, round=f"(SELECT max(round) + 1 FROM records_answer WHERE assignment_id = {row})"
        ),
        _copy(Event, event),
        f"UPDATE records_standing SET days_late = days_late WHERE assignment_id = {row}",
        "COMMIT",
    ]
    return [(statement, {}) for statement in statements]
