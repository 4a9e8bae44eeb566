"""Statements that every page asks: written once by Django and kept, since writing such a one takes as long as
the database needs to answer it; where said, also planned once, since planning takes as long again.

A queryset is built with names (`Given`) in place of what changes from one asking to the next: who asks, which
day it is. Its SQL is kept by whoever builds it, with `functools.lru_cache` over all that changes its shape.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2s
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Expression, Func, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from psycopg.sql import Literal

from nhacviec.queries.clock import Moment
from nhacviec.rules.permissions import Actor, Role

MOST_KEPT = 256  # of one kind: a shape for each role and number of own units
MOST_PREPARED = 200  # by one connection


class Given(Expression):
    """Stands for a value that is named when the statement is asked; `index`: of a list of values."""

    def __init__(self, name: str, index: int | None = None):
        super().__init__()
        self.name, self.index = name, index

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        return "%s", [self]

    def of(self, values: Mapping[str, Any]) -> Any:
        value = values[self.name]
        return value if self.index is None else value[self.index]


class GivenList(Expression):
    """`many` values of one name, for `__in`."""

    def __init__(self, name: str, many: int):
        super().__init__()
        self.name, self.many = name, many

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        if not self.many:
            raise EmptyResultSet
        places = ", ".join(["%s"] * self.many)
        return f"({places})", [Given(self.name, index) for index in range(self.many)]


class Among(Func):
    """That a column is one of the values of an array, however many they are: `Among("pk", Given("ids"))`."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


@dataclass(frozen=True)
class Kept:
    """A statement; `places` are its parameters in order, values or `Given`. No sql: it can find nothing.

    `planned_once`: each connection prepares it. Only where one plan serves all values that can be given: an
    index by whom or by ids, not a day alone before which there may be nothing or everything."""

    sql: str
    places: Sequence[Any]
    planned_once: bool = False

    def ask(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            self._execute(cursor, values)
            return list(cursor.fetchall())

    def ask_named(self, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Each row by the names of its columns."""
        with connection.cursor() as cursor:
            self._execute(cursor, values)
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _execute(self, cursor: Any, values: Mapping[str, Any]) -> None:
        if self.planned_once:
            params = [place.of(values) for place in self.places if isinstance(place, Given)]
            _prepare(self)
            given = f"({', '.join(['%s'] * len(params))})" if params else ""
            cursor.execute(f"EXECUTE {self.name}{given}", params)
        else:
            params = [place.of(values) if isinstance(place, Given) else place for place in self.places]
            cursor.execute(self.sql, params)

    @cached_property
    def name(self) -> str:
        return "kept_" + blake2s(repr((self.sql, self.places)).encode(), digest_size=12).hexdigest()

    def prepared(self, literal: Callable[[Any], str]) -> str:
        """The server learns what is always the same as part of the statement: that is what the conditions of
        partial indexes are compared with."""
        places, number = iter(self.places), count(1)

        def written(found: re.Match[str]) -> str:
            if found[0] == "%%":
                return "%"
            place = next(places)
            return f"${next(number)}" if isinstance(place, Given) else literal(place)

        return f"PREPARE {self.name} AS {_PLACE.sub(written, self.sql)}"


_PLACE = re.compile("%s|%%")
_NAME = re.compile(r"%\((\w+)\)s")
# What each connection has prepared; forgotten with the connection.
_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


def _prepare(kept: Kept) -> None:
    """On the connection in hand, once. The server itself decides after a few times whether one plan serves
    all values."""
    raw = connection.connection
    known = _prepared.setdefault(raw, set())
    if kept.name in known:
        return
    with connection.wrap_database_errors:
        if len(known) >= MOST_PREPARED:
            raw.execute("DEALLOCATE ALL")
            known.clear()
        raw.execute(kept.prepared(lambda value: Literal(value).as_string(raw)))
    known.add(kept.name)


NOTHING = Kept("", ())


def keep(query: QuerySet[Any, Any], *, planned_once: bool = False) -> Kept:
    try:
        sql, places = query.query.sql_with_params()
    except EmptyResultSet:
        return NOTHING
    return Kept(sql, places, planned_once)


def keep_written(sql: str, *, planned_once: bool = False) -> Kept:
    """Of a statement written by hand, with `%(name)s` for what is given."""
    places = [Given(name) for name in _NAME.findall(sql)]
    return Kept(_NAME.sub("%s", sql), places, planned_once)


def keep_counts(queries: Iterable[QuerySet[Any, Any]], *, planned_once: bool = False) -> Kept:
    """Each of these (limited) querysets counted by its own plan, all in one statement: one row."""
    parts: list[str] = []
    places: list[Any] = []
    for query in queries:
        kept = keep(query)
        parts.append(f"(SELECT count(*) FROM ({kept.sql}) AS counted)" if kept.sql else "0")
        places += kept.places
    return Kept(f"SELECT {', '.join(parts)}" if parts else "", places, planned_once)


def named_actor(role: Role, own_units: int, without_superiors: bool = False) -> Actor:
    """An actor with names in place of ids; `own_units`: how many are his own."""
    nobody = Actor(0, "", 0, role, 0, "", frozenset(), without_superiors=without_superiors)
    own = GivenList("own", own_units)
    named: dict[str, Any] = {"person_id": Given("self"), "unit_id": Given("unit"), "own_unit_ids": own}
    return replace(nobody, **named)


class NamedMoment:
    """A moment with names in place of its days (clock.At)."""

    today: Any = Given("today")
    soon: Any = Given("soon")
    hour: Any = Given("hour")
    last_workday: Any = Given("last_workday")
    unseen_since: Any = Given("unseen_since")
    escalate_after: Any = Given("escalate_after")


NAMED_MOMENT = NamedMoment()


def values_of(actor: Actor, at: Moment | None = None) -> dict[str, Any]:
    """What the names of an actor and a moment stand for."""
    values: dict[str, Any] = {
        "self": actor.self_id, "unit": actor.unit_id, "own": sorted(actor.own_unit_ids)
    }  # fmt: skip
    return values if at is None else values | {name: getattr(at, name) for name in _OF_MOMENT}


_OF_MOMENT = ("today", "soon", "hour", "last_workday", "unseen_since", "escalate_after")
