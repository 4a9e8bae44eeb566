"""Who and what a filter names: names typed for units become ids, unknown ids are told, all get their words.

An id that the reader may not know of is answered like one that does not exist.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q

from nhacviec.queries.access import visible_documents
from nhacviec.queries.rows_by_id import rows_by_id
from nhacviec.queries.unit_book import UnitBook
from nhacviec.records.models import Field, Person, Post, Unit
from nhacviec.rules.filter_address import NOT, Problem
from nhacviec.rules.permissions import MONITOR_ROLES, SEES_ALL, Actor
from nhacviec.rules.relative_days import Day
from nhacviec.rules.task_filter import (
    CHOICES,
    DAYS,
    TEXTS,
    YES_NO,
    Choice,
    Condition,
    Days,
    Filter,
    Kind,
    is_id,
)
from nhacviec.rules.typed_numbers import typed_number
from nhacviec.rules.unit_names import Outcome
from nhacviec.rules.words_filter import CODES, LABELS, WORDS

Names = dict[tuple[Kind, str], str]


@dataclass(frozen=True)
class Settled:
    """`filter` names ids only. `names`: the label of each id, by kind."""

    filter: Filter
    problems: tuple[Problem, ...] = ()
    names: Names = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """One condition in words; `key` is what to leave out of the address to drop it."""

    key: str
    label: str
    value: str
    negated: bool = False


def settle(wanted: Filter, actor: Actor, today: date) -> Settled:
    """One query for each kind of row that is named; none for a filter that names no rows."""
    wanted, problems = _units_by_name(wanted, today)
    names: Names = {}
    for kind in (Kind.UNITS, Kind.PEOPLE, Kind.FIELDS, Kind.DOCUMENTS):
        named = [value for c in CHOICES if c.kind is kind for value in getattr(wanted, c.name).values]
        ids = {pk for value in named if (pk := typed_number(value)) is not None}
        if ids:
            names |= {(kind, str(pk)): label for pk, label in _labels(kind, ids, actor)}
    for condition in CHOICES:
        choice: Choice = getattr(wanted, condition.name)
        for value in choice.values:
            if is_id(value) and (condition.kind, value) not in names:
                problems.append(Problem(_key(condition, choice), "unknown_row", value))
    return Settled(wanted, tuple(problems), names)


def _key(condition: Condition, choice: Choice) -> str:
    return (NOT if choice.negated else "") + condition.key


def _labels(kind: Kind, ids: set[int], actor: Actor) -> Iterable[tuple[int, str]]:
    if kind is Kind.UNITS:
        return dict(rows_by_id(Unit, ids, "name")).items()
    if kind is Kind.FIELDS:
        return dict(rows_by_id(Field, ids, "name")).items()
    if kind is Kind.DOCUMENTS:
        return visible_documents(actor).filter(pk__in=ids).values_list("pk", "symbol")
    people = Person.objects.filter(pk__in=ids)
    if actor.role not in SEES_ALL:
        monitors = {role for roles in MONITOR_ROLES.values() for role in roles}
        known = Post.objects.filter(Q(unit_id__in=actor.own_unit_ids) | Q(role__in=monitors))
        people = people.filter(pk__in=known.values("person_id"))
    return people.values_list("pk", "full_name")


def _units_by_name(wanted: Filter, today: date) -> tuple[Filter, list[Problem]]:
    problems: list[Problem] = []
    book: UnitBook | None = None
    for condition in CHOICES:
        choice: Choice = getattr(wanted, condition.name)
        if condition.kind is not Kind.UNITS or all(_is_settled(v, condition) for v in choice.values):
            continue
        book = book or UnitBook(today, assignable=False)
        values: list[str] = []
        for value in choice.values:
            if _is_settled(value, condition):
                values.append(value)
                continue
            for token in book.read(value):
                if token.outcome in (Outcome.ONE, Outcome.GROUP):
                    values += [str(unit.id) for unit in token.units]
                    continue
                code = "ambiguous_unit" if token.outcome is Outcome.AMBIGUOUS else "unknown_unit"
                problems.append(Problem(_key(condition, choice), code, token.typed[:60]))
        settled: Any = Choice(tuple(dict.fromkeys(values)), choice.negated)
        wanted = replace(wanted, **{condition.name: settled})
    return wanted, problems


def _is_settled(value: str, condition: Condition) -> bool:
    return is_id(value) or value in condition.codes


def said(wanted: Filter, names: Names) -> list[Said]:
    """The whole filter in words, in the order of the address; for the page, the print and Excel."""
    found: list[Said] = []
    for key, (name, _limit) in TEXTS.items():
        found.append(Said(key, LABELS[key], getattr(wanted, name)))
    for condition in CHOICES:
        choice: Choice = getattr(wanted, condition.name)
        value = ", ".join(_word(condition, v, names) for v in choice.values)
        found.append(Said(_key(condition, choice), LABELS[condition.key], value, choice.negated))
    for key, name in DAYS.items():
        found.append(Said(key, LABELS[key], days_in_words(getattr(wanted, name))))
    for key, name in YES_NO.items():
        found.append(Said(key, LABELS[key], {None: "", True: "có", False: "không"}[getattr(wanted, name)]))
    found += _said_otherwise(wanted)
    return [one for one in found if one.value]


def _said_otherwise(wanted: Filter) -> list[Said]:
    values = {
        "nhom": CODES["nhom"].get(wanted.head, ""),
        "ca-don-vi-khac": "có" if wanted.parties else "",
        "so": CODES["so"][wanted.number] if wanted.number else "",
        "qua-ngay": "",
        "tinh-den": f"{wanted.as_of:%d/%m/%Y}" if wanted.as_of else "",
        "ky": wanted.period,
    }
    if wanted.overdue:
        least, most = wanted.overdue.least, wanted.overdue.most
        values["qua-ngay"] = (
            f"đúng {least}" if most == least else f"từ {least}" + (f" đến {most}" if most else "")
        )
    return [Said(key, LABELS[key], value) for key, value in values.items()]


def _word(condition: Condition, value: str, names: Names) -> str:
    if value in WORDS:
        return WORDS[value]
    return CODES.get(condition.key, {}).get(value) or names.get((condition.kind, value), value)


def days_in_words(days: Days) -> str:
    if days.missing:
        return WORDS["khong-co"]
    if days.first == days.last:
        return _typed(days.first)
    first = f"từ {_typed(days.first)}" if days.first else ""
    last = f"đến {_typed(days.last)}" if days.last else ""
    return f"{first} {last}".strip()


def _typed(day: Day | None) -> str:
    return day.typed if day else ""
