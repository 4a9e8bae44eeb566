"""Reads about units: the tree, one unit, what still hangs on it. Only administrators' screens use them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from django.db.models import QuerySet
from django.http import Http404

from nhacviec.records.models import Assignment, Event, Post, Unit
from nhacviec.rules.lifecycle import OPEN
from nhacviec.rules.text import fold


class Placed(Protocol):
    """A unit of the tree, whole or only what is shown of it."""

    @property
    def pk(self) -> int: ...
    @property
    def lineage(self) -> Sequence[int]: ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class TreeRow(Generic[P]):
    """A unit in tree order, with what a template needs to open and close its nested lists."""

    unit: P
    depth: int
    children: int
    closes: range  # how many lists end after this row


def tree(units: Iterable[P]) -> list[TreeRow[P]]:
    """Units in tree order. A unit whose parent is not among them stands where its parent would have."""
    given = list(units)
    ids = {unit.pk for unit in given}
    below: dict[int | None, list[P]] = defaultdict(list)
    for unit in given:
        nearest = next((pk for pk in reversed(unit.lineage[:-1]) if pk in ids), None)
        below[nearest].append(unit)
    rows: list[tuple[P, int]] = []
    stack = [(unit, 0) for unit in reversed(below[None])]
    while stack:
        unit, depth = stack.pop()
        rows.append((unit, depth))
        stack.extend((child, depth + 1) for child in reversed(below[unit.pk]))
    depths = [depth for _, depth in rows[1:]] + [0]
    return [
        TreeRow(unit, depth, len(below[unit.pk]), range(max(depth - after, 0)))
        for (unit, depth), after in zip(rows, depths, strict=True)
    ]


def units_matching(*, text: str = "", openness: str = "open", today: date) -> QuerySet[Unit]:
    """Units by folded words of their names, abbreviation or code; `openness` is open, closed or all."""
    units = Unit.objects.select_related("parent")
    if openness == "open":
        units = units.active_on(today)
    elif openness == "closed":
        units = units.filter(valid_to__lt=today)
    for part in fold(text).split():
        units = units.filter(search_text__contains=part)
    return units


def unit_by_id(unit_id: int) -> Unit:
    unit = Unit.objects.select_related("parent").filter(pk=unit_id).first()
    if unit is None:
        raise Http404
    return unit


def search_text_of(unit: Unit) -> str:
    """The folded names by which a unit is found; the code too, both spellings."""
    return fold(f"{unit.name} {unit.short_name} {unit.abbreviation} {unit.code} {unit.code_qcvn}")


def ancestors(unit: Unit) -> list[Unit]:
    """From the root down, without the unit itself."""
    above = {u.pk: u for u in Unit.objects.filter(pk__in=unit.lineage[:-1])}
    return [above[pk] for pk in unit.lineage[:-1] if pk in above]


def kinds_above(unit: Unit) -> set[str]:
    """The kinds of the unit's ancestors and of itself."""
    return set(Unit.objects.filter(pk__in=unit.lineage).values_list("kind", flat=True))


def open_children(unit: Unit, last_day: date) -> int:
    """How many units right below it would still exist the day after."""
    return Unit.objects.filter(parent=unit).exclude(valid_to__lte=last_day).count()


def remaining(unit: Unit, last_day: date) -> dict[str, int]:
    """What would be left hanging if the unit closed at the end of that day, counted; empty when nothing."""
    below = Unit.objects.below(unit.pk).values("pk")
    counts = {
        "assignments": Assignment.objects.filter(unit__in=below, state__in=list(OPEN)).count(),
        "posts": Post.objects.filter(unit__in=below, ended_at=None).exclude(valid_to__lte=last_day).count(),
    }
    return {what: count for what, count in counts.items() if count}


def unit_stamp(unit: Unit) -> str:
    """Changes whenever a form would show something else: a form sends back the stamp it was shown with."""
    values = [
        unit.kind, unit.name, unit.short_name, unit.abbreviation, unit.code, unit.code_qcvn, unit.parent_id,
        unit.position, str(unit.valid_from), str(unit.valid_to),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]


def unit_events(unit: Unit) -> QuerySet[Event]:
    return Event.objects.filter(unit=unit).select_related("actor", "acting_for")
