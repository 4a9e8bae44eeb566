"""Search over tasks, documents, submissions and requests: newest first, at a cost that hardly grows.

The index of words (migration 0020) also knows in which slice of ids a row lies and which units have a duty in
it. A search asks the newest slice first and goes back until the page is full: a frequent word is found in the
first slices, a rare one has few rows in any. Nothing is ever sorted or counted over the whole table. Of
submissions and requests to coordinate there are fewer: their index knows the words alone; what is frequent is
read from the rows, newest first.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_
from typing import Any, TypeVar

from django.db import connection
from django.db.models import BigIntegerField, BooleanField, F, Func, Model, Q, QuerySet, Subquery, Value

from nhacviec.queries.access import documents_to_search, few_own_tasks, tasks_to_search
from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.kept_statements import MOST_KEPT, Given, Kept, keep
from nhacviec.queries.submission_access import submissions_of
from nhacviec.records.models import Coordination, Document, Task
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import SEES_ALL, Actor, Role
from nhacviec.rules.search_terms import Search, Tier, code_of, search_for

SLICE = 16384  # rows of a slice; the index in migration 0020 is cut by the same number
COUNTED = 10_000
RARE = 1000  # so many rows are read and sorted, or named one by one in a list's condition
FEW = 500  # tasks of one person that are read without asking the index
OWN_REQUESTS = 3000  # likewise; an officer seldom has so many
NEWEST = 300  # rows that are read before the index of words is asked, where it knows no slices
SPARSE = 16  # a search that finds no more in the newest slices is rare
_Rows = QuerySet[Any]
_Row = TypeVar("_Row", bound=Model)


class _HasWords(Func):
    """The rows whose words satisfy a tsquery, through the index."""

    template = "records_search_words(%(expressions)s::tsquery"
    arg_joiner = ") @@ "
    arity = 2
    output_field = BooleanField()


class _InSlice(Func):
    """The rows of the slice that the surrounding query has come to."""

    template = f"ARRAY[%(expressions)s / {SLICE}] && ARRAY[slice.n]"
    output_field = BooleanField()


class _Holds(Func):
    """The rows whose text holds these words side by side; read from the row itself, not from the index."""

    template = "strpos(' ' || %(expressions)s) > 0"
    arg_joiner = " || ' ', "
    arity = 2
    output_field = BooleanField()


def has_words(tier: Tier) -> Func:
    """A condition on rows with a `search_text` and an index of its words alone."""
    return _HasWords(F("search_text"), Value(tier.tsquery))


@dataclass(frozen=True)
class Place:
    """How far a search has been read: the tier and the id of the last row shown. In addresses "1-4211"."""

    tier: int
    row_id: int

    def __str__(self) -> str:
        return f"{self.tier}-{self.row_id}"


@dataclass(frozen=True)
class Found:
    """Ids in the order to be shown; `after` is where the next page begins, None when this is the last."""

    ids: list[int]
    after: Place | None


@dataclass(frozen=True)
class _Shelf:
    """The rows a person may find; `few`: so few that reading them all is quicker than asking the index;
    `sliced`: whether the index knows slices. `name`: the same rows have the same one; () for those that hang
    on who asks, whose statements are not kept."""

    rows: _Rows
    few: bool = False
    sliced: bool = True
    name: tuple[Any, ...] = ()


def _name(rows: str, actor: Actor, *more: Any) -> tuple[Any, ...]:
    """Whoever sees all finds the same as any other in his role."""
    return (rows, actor.role, actor.without_superiors, *more) if actor.role in SEES_ALL else ()


def _tasks_of(actor: Actor) -> _Shelf:
    mine = few_own_tasks(actor, most=FEW)
    if mine is not None:
        return _Shelf(Task.objects.filter(pk__in=mine), few=True)
    return _Shelf(tasks_to_search(actor), name=_name("tasks", actor))


def _documents_of(actor: Actor) -> _Shelf:
    mine = few_own_tasks(actor, most=FEW)
    if mine is not None:
        of_mine = Task.objects.filter(pk__in=mine, document__isnull=False).values("document")
        return _Shelf(Document.objects.filter(pk__in=of_mine), few=True)
    return _Shelf(documents_to_search(actor), name=_name("documents", actor))


def _requests_of(actor: Actor) -> _Shelf:
    rows = visible_coordinations(actor)
    if actor.role is not Role.AGENCY_OFFICER:
        return _Shelf(rows, sliced=False, name=_name("requests", actor))
    # Found once, not anew for each tier.
    mine = list(rows.order_by().values_list("pk", flat=True)[: OWN_REQUESTS + 1])
    if len(mine) > OWN_REQUESTS:
        return _Shelf(rows, sliced=False)
    return _Shelf(Coordination.objects.filter(pk__in=mine), few=True, sliced=False)


def find_tasks(
    actor: Actor, wanted: Search, *, most: int, after: Place | None = None, issued: bool = False
) -> Found:
    """Tasks that this person may know of: with the accents as typed first, newest first. `issued`: no
    drafts."""
    shelf = _tasks_of(actor)
    if issued:
        name = (*shelf.name, "issued") if shelf.name else ()
        shelf = replace(shelf, rows=shelf.rows.exclude(issued_at=None), name=name)
    return _find(shelf, wanted.tiers, most=most, after=after)


def find_documents(actor: Actor, wanted: Search, *, most: int, after: Place | None = None) -> Found:
    """Documents by their number, by half of it, by words of their head; newest first."""
    return _find(_documents_of(actor), wanted.symbol_tiers + wanted.tiers, most=most, after=after)


def find_submissions(
    actor: Actor, wanted: Search, *, on: Collection[Module], most: int, after: Place | None = None
) -> Found:
    """By their number, half of it, by words of abstract, request, agency and superior; newest first. `on`: in
    the directions of these modules."""
    name = _name("submissions", actor, frozenset(on))
    shelf = _Shelf(submissions_of(actor, on), sliced=False, name=name)
    return _find(shelf, wanted.symbol_tiers + wanted.tiers, most=most, after=after)


def find_requests(actor: Actor, wanted: Search, *, most: int, after: Place | None = None) -> Found:
    """Requests to coordinate: by the number of their letter, by what they ask, of whom, for which task."""
    return _find(_requests_of(actor), wanted.symbol_tiers + wanted.tiers, most=most, after=after)


def count_apart(rows: QuerySet[Any], wanted: Search) -> int:
    """How many of these (submissions or requests) there are. Exact up to COUNTED."""
    tiers = wanted.symbol_tiers[-1:] + wanted.tiers[-1:]
    return len(_ids(_Shelf(rows, sliced=False), tiers, most=COUNTED + 1))


def count_tasks(actor: Actor, wanted: Search) -> int:
    """Exact up to COUNTED; one more means "more than that"."""
    return len(_ids(_tasks_of(actor), wanted.tiers[-1:], most=COUNTED + 1))


def count_documents(actor: Actor, wanted: Search) -> int:
    tiers = wanted.symbol_tiers[-1:] + wanted.tiers[-1:]
    return len(_ids(_documents_of(actor), tiers, most=COUNTED + 1))


def matching_tasks(typed: str, *, actor: Actor | None = None) -> Q:
    """The same search as a condition on assignments, for lists with an order of their own.

    Asks the database once: a rare search becomes the ids of its tasks, a frequent one is read from the rows
    as the list comes to them. `actor` keeps the question inside what he may see. "" filters nothing; what
    cannot be looked for (see Search.problem) matches nothing."""
    if not typed.strip():
        return Q()
    if code := code_of(typed):
        return Q(code=code) | Q(task__code=code)
    wanted = search_for(typed)
    if wanted.problem:
        return Q(pk__in=[])
    tasks = _tasks_of(actor) if actor else _Shelf(Task.objects.all(), name=("tasks",))
    return _condition(tasks, wanted.tiers[-1:], id_name="task__in", text_name="task__search_text")


def matching_symbols(typed: str, *, actor: Actor | None = None) -> Q | None:
    """A condition on assignments: half of the number or of the letters of their document is enough. None for
    what is too long for a symbol, or cannot be told from a word (see Search.symbol_tiers)."""
    wanted = search_for(typed)
    if wanted.problem or not wanted.symbol_tiers:
        return None
    documents = _documents_of(actor) if actor else _Shelf(Document.objects.all(), name=("documents",))
    half = wanted.symbol_tiers[-1:]
    return _condition(documents, half, id_name="task__document__in", text_name="task__document__search_text")


def matching_documents(typed: str, *, actor: Actor | None = None) -> Q:
    """As matching_tasks, a condition on documents; half a number is enough."""
    if not typed.strip():
        return Q()
    wanted = search_for(typed)
    if wanted.problem:
        return Q(pk__in=[])
    documents = _documents_of(actor) if actor else _Shelf(Document.objects.all(), name=("documents",))
    tiers = wanted.symbol_tiers[-1:] + wanted.tiers[-1:]
    return _condition(documents, tiers, id_name="pk__in", text_name="search_text")


def _find(shelf: _Shelf, tiers: Sequence[Tier], *, most: int, after: Place | None) -> Found:
    """One tier after the other until the page is full; a row stands in the first tier it satisfies."""
    found: list[Place] = []
    first = after.tier if after else 0
    for number, tier in enumerate(tiers[first:], start=first):
        below = after.row_id if after and number == first else None
        missing = most + 1 - len(found)
        ids = _ids(shelf, [tier], earlier=tiers[:number], most=missing, below=below)
        found += [Place(number, row_id) for row_id in ids]
        if len(found) > most:
            break
    shown = found[:most]
    return Found([place.row_id for place in shown], shown[-1] if len(found) > most else None)


def _ids(
    shelf: _Shelf, tiers: Sequence[Tier], *, earlier: Sequence[Tier] = (), most: int, below: int | None = None
) -> list[int]:
    """The newest rows that satisfy one of the tiers and none of the earlier ones.

    What the newest slices have many of is found slice after slice. What they have hardly any of is asked of
    the whole index at once: there it looks for rare words together from end to end, whatever the slice."""
    asked = _Question(shelf, tuple(tiers), tuple(earlier), below)
    if shelf.few:
        return asked.ids(_read, most)
    if not shelf.sliced:
        newest = asked.ids(_newest, most) if most <= NEWEST else []
        if len(newest) >= most:
            return newest
        every = asked.ids(_every, max(most, RARE + 1))
        if len(every) <= RARE or most > COUNTED:
            return sorted(every, reverse=True)[:most]
        return asked.ids(_read, most)
    newest = asked.ids(_first_slices, most)
    if len(newest) >= most:
        return newest
    if len(newest) <= SPARSE:
        every = asked.ids(_every, RARE + 1)
        if len(every) <= RARE:  # more of it was said long ago
            return sorted(every, reverse=True)[:most]
    return asked.ids(_slices, most)


@dataclass(frozen=True)
class _Question:
    """What is looked for on a shelf. Its statements have names in place of the words, so that Django writes
    each only once for all searches of one shape: as many words to be excluded, as many phrases."""

    shelf: _Shelf
    tiers: tuple[Tier, ...]
    earlier: tuple[Tier, ...]
    below: int | None

    def ids(self, way: "_Way", most: int) -> list[int]:
        return [row_id for (row_id,) in self._statement(way, most).ask(self._values())]

    def _statement(self, way: "_Way", most: int) -> Kept:
        if not self.shelf.name:
            return way(self, most)
        key = (self.shelf.name, way, most, self.below is None, _shape(self.tiers), _shape(self.earlier))
        kept = _kept.get(key)
        if kept is None:
            if len(_kept) >= MOST_KEPT:
                _kept.clear()
            kept = _kept[key] = way(self, most)
        return kept

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {"below": self.below, "newest": (self.below or 0) - NEWEST}
        values["words"] = " | ".join(f"({tier.tsquery})" for tier in self.tiers)
        for group, tiers in (("tier", self.tiers), ("earlier", self.earlier)):
            for tier, places in zip(tiers, _places(group, tiers), strict=True):
                for place, piece in zip(places, tier.words + tier.phrases, strict=True):
                    values[place.name] = f" {piece} "
        return values

    def rows(self, *, read: bool) -> _Rows:
        """The rows that satisfy it; `read`: from the rows themselves, else found by the index of words."""
        phrases_of = _places("tier", self.tiers)
        if read:
            found = self.shelf.rows.filter(_any(_all(_held(places)) for places in phrases_of))
        else:
            found = self.shelf.rows.filter(_HasWords(F("search_text"), Given("words")))
            for tier, places in zip(self.tiers, phrases_of, strict=True):
                found = found.filter(*_held(places[len(tier.words) :]))
        for places in _places("earlier", self.earlier):
            # read from the row: "not" makes the index walk through everything
            found = found.exclude(_all(_held(places)))
        return found

    def older(self, found: _Rows) -> _Rows:
        return found if self.below is None else found.filter(pk__lt=Given("below"))


def _shape(tiers: Sequence[Tier]) -> tuple[tuple[int, int], ...]:
    return tuple((len(tier.words), len(tier.phrases)) for tier in tiers)


_Way = Callable[[_Question, int], Kept]
_kept: dict[tuple[Any, ...], Kept] = {}


def _places(group: str, tiers: Sequence[Tier]) -> list[list[Given]]:
    """For each tier the names of its words and phrases."""
    return [
        [Given(f"{group} {number} {place}") for place in range(len(tier.words) + len(tier.phrases))]
        for number, tier in enumerate(tiers)
    ]


def _read(asked: _Question, most: int) -> Kept:
    found = asked.older(asked.rows(read=True))
    return keep(found.order_by("-pk").values_list("pk")[:most])


def _every(asked: _Question, most: int) -> Kept:
    found = asked.older(asked.rows(read=False))
    return keep(found.order_by().values_list("pk")[:most])


def _newest(asked: _Question, most: int) -> Kept:
    """Of the newest rows, read themselves: of a frequent word there are enough, and the index would look
    through all of its own first."""
    found = asked.older(asked.rows(read=True))
    if asked.below is None:
        every = asked.shelf.rows.model._default_manager
        found = found.filter(pk__gt=Subquery(every.order_by("-pk").values("pk")[:1]) - NEWEST)
    else:
        found = found.filter(pk__gte=Given("newest"))
    return keep(found.order_by("-pk").values_list("pk")[:most])


def _first_slices(asked: _Question, most: int) -> Kept:
    return _walk(asked, most, slices=2)  # the last one has just begun, perhaps


def _slices(asked: _Question, most: int) -> Kept:
    return _walk(asked, most, slices=None)


def _walk(asked: _Question, most: int, *, slices: int | None) -> Kept:
    """The newest rows, slice after slice until there are enough; `slices`: of no more than so many."""
    found = asked.older(asked.rows(read=False))
    table = connection.ops.quote_name(found.model._meta.db_table)
    # Not by the primary key: the planner would walk down that instead of asking the index.
    newest_first = F("id") * Value(-1, output_field=BigIntegerField())
    in_slice = keep(found.filter(_InSlice(F("id"))).order_by(newest_first).values_list("pk")[:most])
    if not in_slice.sql:
        return in_slice
    last = f"(SELECT max(id) FROM {table})"
    newest, below = (last, []) if asked.below is None else (f"least(%s, {last})", [Given("below")])
    # A nested loop keeps the order of its outer side: slices come newest first, and LIMIT stops the walk.
    statement = (
        f"SELECT found.id FROM (SELECT generate_series({newest} / {SLICE},"
        f" (SELECT min(id) FROM {table}) / {SLICE}, -1) LIMIT %s) AS slice(n)"
        f" CROSS JOIN LATERAL ({in_slice.sql}) AS found(id) LIMIT %s"
    )
    return Kept(statement, [*below, slices, *in_slice.places, most])


def _condition(shelf: _Shelf, tiers: Sequence[Tier], *, id_name: str, text_name: str) -> Q:
    ids = _ids(shelf, tiers, most=RARE + 1)
    if len(ids) <= RARE:
        return Q(**{id_name: ids})
    pieces_of = ([Value(f" {piece} ") for piece in tier.words + tier.phrases] for tier in tiers)
    return _any(_all(_held(pieces, text_name)) for pieces in pieces_of)


def _held(pieces: Iterable[Value | Given], text_name: str = "search_text") -> list[_Holds]:
    """That each stands in the row itself."""
    return [_Holds(F(text_name), piece) for piece in pieces]


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, Q())


def _all(conditions: Iterable[Any]) -> Q:
    return reduce(and_, map(Q, conditions), Q())


def in_order(rows: QuerySet[_Row], ids: Sequence[int]) -> list[_Row]:
    """The rows with these ids, in the order of the ids."""
    by_id = {row.pk: row for row in rows.filter(pk__in=ids)}
    return [by_id[row_id] for row_id in ids if row_id in by_id]
