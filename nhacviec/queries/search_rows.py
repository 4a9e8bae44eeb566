"""What a search shows of the rows it found, in the order of their ids: plain values, read by statements that
are written once."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model, QuerySet

from nhacviec.queries.access import visible_assignments, visible_documents, visible_tasks
from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.kept_statements import MOST_KEPT, Among, Given, Kept, keep, named_actor, values_of
from nhacviec.queries.submission_access import known_submissions
from nhacviec.records.models import Coordination
from nhacviec.rules.permissions import Actor, Role


class FoundTask(NamedTuple):
    pk: int
    code: str
    content: str
    deliverable: str
    is_starred: bool
    spoken_by: str
    spoken_on: date | None
    spoken_at_event: str
    symbol: str | None  # of its document, as the two after it
    abstract: str | None
    issued_on: date | None


class FoundDuty(NamedTuple):
    pk: int
    task_id: int
    unit_id: int
    unit_name: str
    unit_short: str
    duty: str
    state: str
    due_on: date | None
    due_hour: time | None
    answered_at: datetime | None
    days_late: int | None
    excused_at: datetime | None


class FoundDocument(NamedTuple):
    pk: int
    symbol: str
    abstract: str
    issued_on: date
    issuer_name: str
    issuer_short: str


class FoundSubmission(NamedTuple):
    pk: int
    symbol: str
    abstract: str
    dated_on: date | None
    direction: str
    stop: str
    unit_name: str
    unit_short: str
    above_name: str | None  # to whom it goes upward
    above_short: str | None

    @property
    def above(self) -> str:
        return self.above_short or self.above_name or ""


class FoundRequest(NamedTuple):
    pk: int
    content: str
    symbol: str
    state: str
    asked_on: date
    asking_name: str
    asking_short: str
    unit_name: str
    unit_short: str


_Gate = Callable[[Actor], QuerySet[Any, Any]]
_Row = TypeVar("_Row", FoundTask, FoundDocument, FoundSubmission, FoundRequest)
# What is said of a row in other words than its own columns.
_JOINED = {
    "symbol": "document__symbol",
    "abstract": "document__abstract",
    "issued_on": "document__issued_on",
}
_UNITS = {
    f"{side}_{name}": f"{column}__{name}" if name == "name" else f"{column}__short_name"
    for side, column in (
        ("unit", "unit"),
        ("asking", "asking_unit"),
        ("issuer", "issuer"),
        ("above", "addressee"),
    )
    for name in ("name", "short")
}


def _columns(line: type[Any]) -> tuple[str, ...]:
    joined = _UNITS | (_JOINED if line is FoundTask else {})
    return tuple(joined.get(name, name) for name in line._fields)


_TASK, _DUTY, _DOCUMENT = _columns(FoundTask), _columns(FoundDuty), _columns(FoundDocument)
_SUBMISSION, _REQUEST = _columns(FoundSubmission), _columns(FoundRequest)


def found_tasks(actor: Actor, ids: Sequence[int]) -> list[FoundTask]:
    return _in_order(ids, [FoundTask(*row) for row in _rows(visible_tasks, _TASK, actor, ids)])


def found_duties(actor: Actor, task_ids: Sequence[int]) -> list[FoundDuty]:
    """Of these tasks, the oldest first."""
    rows = _rows(visible_assignments, _DUTY, actor, task_ids, key="task_id")
    return sorted(FoundDuty(*row) for row in rows)


def found_documents(actor: Actor, ids: Sequence[int]) -> list[FoundDocument]:
    return _in_order(ids, [FoundDocument(*row) for row in _rows(visible_documents, _DOCUMENT, actor, ids)])


def found_submissions(actor: Actor, ids: Sequence[int]) -> list[FoundSubmission]:
    rows = _rows(known_submissions, _SUBMISSION, actor, ids)
    return _in_order(ids, [FoundSubmission(*row) for row in rows])


def found_requests(actor: Actor, ids: Sequence[int]) -> list[FoundRequest]:
    rows = _rows(_few_requests, _REQUEST, actor, ids)
    return _in_order(ids, [FoundRequest(*row) for row in rows])


def _few_requests(actor: Actor) -> QuerySet[Coordination]:
    return visible_coordinations(actor, few=True)


def _in_order(ids: Sequence[int], rows: list[_Row]) -> list[_Row]:
    by_id = {row.pk: row for row in rows}
    return [by_id[row_id] for row_id in ids if row_id in by_id]


def _rows(
    gate: _Gate, columns: tuple[str, ...], actor: Actor, ids: Sequence[int], *, key: str = "pk"
) -> list[tuple[Any, ...]]:
    if not ids:
        return []
    kept = _statement(gate, columns, key, actor.role, len(actor.own_unit_ids), actor.without_superiors)
    return kept.ask(values_of(actor) | {"ids": list(ids)})


@lru_cache(maxsize=MOST_KEPT)
def _statement(
    gate: _Gate, columns: tuple[str, ...], key: str, role: Role, own_units: int, without_superiors: bool
) -> Kept:
    rows: QuerySet[Model, Any] = gate(named_actor(role, own_units, without_superiors))
    return keep(rows.filter(Among(key, Given("ids"))).order_by().values_list(*columns), planned_once=True)
