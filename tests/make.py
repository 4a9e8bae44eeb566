"""Plain factories: keyword arguments, sane defaults, one row each (and what it cannot do without)."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from nhacviec.actions.searching import searchable, searchable_document
from nhacviec.queries.actors import actor_in
from nhacviec.records.models import Assignment, Document, Person, Post, Task, Unit
from nhacviec.rules.lifecycle import Closing, Duty, ReturnReason, State
from nhacviec.rules.permissions import Actor, Role
from nhacviec.rules.symbols import parse_symbol
from nhacviec.rules.text import fold
from nhacviec.rules.units import UnitKind

NOW = datetime(2018, 7, 12, 2, 0, tzinfo=UTC)  # Thursday 12/07/2018, 09:00 in Việt Nam
TODAY = date(2018, 7, 12)
_numbers = count(1)


def make_unit(
    name: str, *, kind: UnitKind = UnitKind.DEPARTMENT, parent: Unit | None = None, **fields: object
) -> Unit:
    unit = Unit(name=name, kind=kind, parent=parent, **fields)
    unit.search_text = fold(f"{name} {unit.short_name} {unit.abbreviation}")
    unit.save()
    unit.lineage = [*(parent.lineage if parent else []), unit.pk]
    unit.save(update_fields=["lineage"])
    return unit


def make_person(
    username: str, *, full_name: str = "", password: str | None = None, **fields: object
) -> Person:
    person = Person(username=username, full_name=full_name or username, search_text=fold(full_name), **fields)
    if password:
        person.set_password(password)
    else:
        person.set_unusable_password()
    person.save()
    return person


def make_post(
    person: Person, unit: Unit, role: Role, *, valid_from: date = date(2018, 1, 1), **fields: object
) -> Post:
    return Post.objects.create(person=person, unit=unit, role=role, valid_from=valid_from, **fields)


def actor_of(person: Person) -> Actor:
    """Acting in his first post."""
    post = person.posts.select_related("unit", "person", "stands_in_for__person").order_by("id")[0]
    return actor_in(post)


def make_document(
    *, issuer: Unit, by: Person, symbol: str = "", issued_on: date = date(2018, 6, 29), **fields: object
) -> Document:
    symbol = symbol or f"{next(_numbers)}/UBND-TH"
    parsed = parse_symbol(symbol)
    values = {
        "kind": "CV",
        "abstract": "V/v báo cáo tình hình thực hiện",
        "entry_state": "entered",
        "entered_on": issued_on,
    }
    document = Document(
        symbol=symbol,
        number=parsed.number,
        year=issued_on.year,
        symbol_key=parsed.folded_key,
        issuer=issuer,
        issued_on=issued_on,
        registered_by=by,
        registered_at=NOW,
        **(values | fields),
    )
    document.search_text = document.search_text or searchable_document(document)
    document.save(force_insert=True)
    return document


def make_task(*, assigner: Unit, by: Person, document: Document | None = None, **fields: object) -> Task:
    values: dict[str, object] = {
        "code": f"NV-2018-{next(_numbers):06d}",
        "content": "Báo cáo kết quả rà soát các dự án chậm tiến độ",
        "created_at": NOW,
        "issued_at": NOW,
    }
    if document is None:
        values |= {"spoken_by": "Chủ tịch UBND tỉnh", "spoken_on": date(2018, 7, 2)}
    task = Task(assigner=assigner, created_by=by, document=document, **(values | fields))
    task.search_text = task.search_text or searchable(task)
    task.save(force_insert=True)
    return task


def make_assignment(
    task: Task,
    unit: Unit,
    *,
    state: State = State.IN_PROGRESS,
    due_on: date | None = date(2018, 7, 20),
    **fields: object,
) -> Assignment:
    """An assignment that satisfies the database in any state."""
    values: dict[str, object] = {
        "code": f"{task.code}.{task.assignments.count() + 1}",
        "duty": Duty.LEAD,
        "original_due_on": due_on,
        "due_on": due_on,
        "assigned_at": None if state == State.DRAFT else NOW - timedelta(days=1),
    }
    if state in (State.IN_PROGRESS, State.ANSWERED, State.COMPLETED, State.SUSPENDED):
        values["accepted_at"] = NOW - timedelta(hours=20)
    if state in (State.ANSWERED, State.COMPLETED):
        values |= {"answered_at": NOW, "outcome": "early", "outcome_original": "early", "days_late": -8}
    if state == State.COMPLETED:
        values["completed_at"] = NOW
    if state == State.RETURNED:
        values |= {"returned_at": NOW, "return_reason": ReturnReason.WRONG_UNIT}
    if state == State.SUSPENDED:
        values["suspended_on"] = TODAY
    if state == State.CANCELLED:
        values |= {"cancelled_at": NOW, "closing": Closing.RECALLED}
    return Assignment.objects.create(task=task, unit=unit, state=state, **(values | fields))
