"""Every number that is shown, exported or reported comes from here; what each means is rules/statistics.

    as_of = AsOf.now(request.office.moment)                 # or AsOf(day, moment, reading)
    scope = scope_of(actor, "unit", unit.pk)                # 404 where the reader may not know
    counts(scope, as_of, rules).overdue
    rows(Number.OVERDUE, scope, as_of, rules)               # exactly those

Numbers of units, followers and fields are looked up in the tallies; all others are counted from standings.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache, reduce
from operator import or_

from django.db.models import F, QuerySet
from django.http import Http404

from nhacviec.queries import standing_rows, tallies, window_counts
from nhacviec.queries.actors import agency_of
from nhacviec.queries.as_of import PROVINCE, SCOPE_COLUMNS, AsOf, NamedAsOf, Scope
from nhacviec.queries.kept_statements import MOST_KEPT, Among, Given, Kept
from nhacviec.queries.keyset import Order
from nhacviec.queries.office_people import people_of
from nhacviec.queries.past_tree import changed_between, ids_below
from nhacviec.queries.policy import policy_on
from nhacviec.queries.standing_rows import standings
from nhacviec.records.models import Post, Standing, Unit
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.periods import Window
from nhacviec.rules.permissions import AGENCY_ROLES, SEES_AGENCY, SEES_ALL, Actor
from nhacviec.rules.statistics import ANSWERED, Basis, CountingRules, Counts, Number, Reading, total

__all__ = ["AsOf", "Scope"]


def counting_rules(day: date) -> CountingRules:
    """How the province counts, by the policies in force on a day."""
    return CountingRules.of(policy_on(day))


def scope_of(
    actor: Actor, kind: str, scope_id: int | None = None, *, on: date | None = None, day: date | None = None
) -> Scope:
    """The scope, if this reader may know its numbers; Http404 otherwise, as for one that does not exist.
    `on`: the past day that is asked about (AsOf.past_day), whose tree says what is under whom; `day`: the
    day, today too, on whose posts it depends who follows tasks in a division of the Office.

    Office, Committee and inspectors: everything. An agency's focal officer and leaders: their agency, its
    divisions and officers. An officer: himself."""
    if kind not in SCOPE_COLUMNS or (kind != PROVINCE and scope_id is None):
        raise Http404
    own = () if actor.role in SEES_ALL else own_units(actor, on)
    if actor.role not in SEES_ALL and not _is_own(actor, kind, scope_id, own):
        raise Http404
    if kind == "office_division" and scope_id is not None:
        if day is None:
            raise Http404
        return Scope(kind, scope_id, people_of(scope_id, day))
    return Scope(kind, scope_id, _ids(kind, scope_id, on), own if kind == "officer" else ())


def own_units(actor: Actor, on: date | None) -> tuple[int, ...]:
    """An agency reader's own agency with everything under it, as on that day; () for all others. What an
    officer did in another agency stays with that agency."""
    if actor.role not in AGENCY_ROLES:
        return ()
    if on is None or not actor.own_unit_ids:
        return tuple(sorted(actor.own_unit_ids))
    return _ids("unit", agency_of(Unit.objects.get(pk=actor.unit_id)).pk, on)


def own_scope(actor: Actor) -> Scope:
    """The numbers a reader sees first: the province, his agency (wherever in it his post is), or his own."""
    if actor.role in SEES_AGENCY:
        return scope_of(actor, "unit", agency_of(Unit.objects.get(pk=actor.unit_id)).pk)
    if actor.role in AGENCY_ROLES:
        return scope_of(actor, "officer", actor.self_id)
    return scope_of(actor, PROVINCE)


def _is_own(actor: Actor, kind: str, scope_id: int | None, own: Sequence[int]) -> bool:
    if actor.role not in AGENCY_ROLES:
        return False
    if kind == "officer" and scope_id == actor.self_id:
        return True
    if actor.role not in SEES_AGENCY:
        return False
    if kind in ("unit", "division"):
        return scope_id in own
    if kind == "officer":
        return Post.objects.filter(person=scope_id, unit__in=own).exists()
    return False


def _ids(kind: str, scope_id: int | None, on: date | None = None) -> tuple[int, ...]:
    if scope_id is None:
        return ()
    if kind != "unit":
        return (scope_id,)
    return ids_below(scope_id, on)


def counts(
    scope: Scope,
    as_of: AsOf,
    rules: CountingRules,
    *,
    duty: Duty = Duty.LEAD,
    window: Window | None = None,
) -> Counts:
    """All numbers of a scope. `window`: only what was assigned in those days or carried over into them, that
    is not closed yet when they began."""
    if _is_looked_up(scope, as_of, window):
        ids = scope.ids if scope.column else None
        if window is None:
            return tallies.altogether(scope, as_of, rules.basis, duty=duty, ids=ids)
        return total(_looked_up(scope, as_of, rules, duty, window, ids).values())
    return standing_rows.count(standings(scope, as_of, duty=duty, window=window), as_of, rules)


Way = tuple[Duty, Basis]


def counts_each_way(
    ways: Sequence[Way], scope: Scope, as_of: AsOf, rules: CountingRules, *, window: Window | None = None
) -> dict[Way, Counts]:
    """`counts` of several kinds of duty, by several deadlines: what a page shows beside one another."""
    if window is None and _is_looked_up(scope, as_of, window):
        return tallies.every_way(scope, as_of, ids=scope.ids if scope.column else None)
    return {
        (duty, basis): counts(scope, as_of, replace(rules, basis=basis), duty=duty, window=window)
        for duty, basis in ways
    }


def _is_looked_up(scope: Scope, as_of: AsOf, window: Window | None) -> bool:
    return tallies.has_tally(scope) and (window is None or as_of.day >= window.first)


def _looked_up(
    scope: Scope,
    as_of: AsOf,
    rules: CountingRules,
    duty: Duty,
    window: Window | None,
    ids: Sequence[int] | None,
    soon: bool = True,
) -> dict[int, Counts]:
    if window is None:
        return tallies.by_member(scope, as_of, rules.basis, duty=duty, ids=ids, soon=soon)
    return window_counts.by_member(scope, as_of, rules, duty=duty, window=window, ids=ids)


def counts_by_unit(
    as_of: AsOf,
    rules: CountingRules,
    *,
    duty: Duty = Duty.LEAD,
    window: Window | None = None,
    unit_ids: Sequence[int] | None = None,
) -> dict[int, Counts]:
    """The numbers of each unit's own duties (without the units below it); those without any are left out."""
    return counts_by("unit", as_of, rules, duty=duty, window=window, ids=unit_ids)


def counts_by(
    kind: str,
    as_of: AsOf,
    rules: CountingRules,
    *,
    duty: Duty = Duty.LEAD,
    window: Window | None = None,
    ids: Sequence[int] | None = None,
    within: Sequence[int] = (),
    soon: bool = True,
) -> dict[int, Counts]:
    """The numbers of every unit, specialist, leader or field of the province. `within`: as in a Scope.
    `soon`: False where nobody reads due soon apart from in time; it may then be counted there."""
    scope = Scope(kind, 0, tuple(ids or ()), tuple(within))
    if _is_looked_up(scope, as_of, window):
        return _looked_up(scope, as_of, rules, duty, window, ids, soon)
    found = standings(Scope(within=scope.within), as_of, duty=duty, window=window)
    assert scope.column is not None
    if ids is not None:
        found = found.filter(**{f"{scope.column}__in": list(ids)})
    return standing_rows.count_by(found, scope.column, as_of, rules)


def overdue_by_days(
    scope: Scope,
    as_of: AsOf,
    rules: CountingRules,
    *,
    duty: Duty = Duty.LEAD,
    window: Window | None = None,
    most: int | None = None,
) -> list[tuple[int, int]]:
    """(calendar days overdue, how many), fewest days first; 0 days: an hour of that day has passed.
    `most`: only the first so many; the sum of all is `Counts.overdue`."""
    if window or scope.within:
        found = standings(scope, as_of, duty=duty, window=window)
        kept = standing_rows.overdue_days(found, as_of, rules)
    else:
        kept = _overdue_days(as_of.reading, rules, duty, scope.column)
    return [(days, n) for days, n in kept.ask(as_of.params() | {"ids": list(scope.ids), "most": most})]


@lru_cache(maxsize=MOST_KEPT)
def _overdue_days(reading: Reading, rules: CountingRules, duty: Duty, column: str | None) -> Kept:
    """Of no window, `column` (of a scope) among its ids."""
    as_of = NamedAsOf(reading)
    found = standings(Scope(), as_of, duty=duty)
    if column:
        found = found.filter(Among(column, Given("ids")))
    return standing_rows.overdue_days(found, as_of, rules)


def rows(
    number: Number | Sequence[Number],
    scope: Scope,
    as_of: AsOf,
    rules: CountingRules,
    *,
    duty: Duty = Duty.LEAD,
    window: Window | None = None,
    days: int | tuple[int, int] | None = None,
    recorded_late: bool = False,
) -> QuerySet[Standing]:
    """Exactly what is behind a number (or several together), as it stood that day. What is answered stands
    newest first, everything else most urgent first. `days`: overdue by so many, or from so many to so many;
    `recorded_late`: only those that the other reading of the day tells differently.

    Ready to be shown: `row.assignment.task`, `row.unit`; the deadline and outcome are those of that day."""
    found = standings(scope, as_of, duty=duty, window=window)
    numbers = (number,) if isinstance(number, Number) else number
    found = found.filter(reduce(or_, (standing_rows.behind(one, as_of, rules) for one in numbers)))
    if window is not None and all(
        one in (*ANSWERED, Number.ANSWERED) for one in numbers
    ):  # said again where an index can use it
        found = found.filter(**{f"{as_of.begins}__gte": window.first})
    if days is not None:
        least, most = (days, days) if isinstance(days, int) else days
        between = (_days_before(as_of.day, most), _days_before(as_of.day, least))
        found = found.filter(**{f"{standing_rows.due_column(rules.basis)}__range": between})
    if recorded_late:
        found = found.filter(standing_rows.read_differently(as_of))
    order = rows_order(numbers[0], as_of)
    sign = "-" if order.descending else ""
    return for_rows(found).order_by(f"{sign}{order.key}", f"{sign}id")


def for_rows(found: QuerySet[Standing]) -> QuerySet[Standing]:
    """With all that a row shows."""
    return found.select_related(
        "assignment", "assignment__task", "assignment__task__document", "unit", "officer", "division"
    )


def rows_order(number: Number, as_of: AsOf) -> Order:
    """The order of the rows behind a number; its key is a column."""
    if number is Number.ANSWERED or number in ANSWERED:
        return Order(as_of.begins, (F(as_of.begins),), (date,), descending=True)
    return Order("due_on", (F("due_on"),), (date,), nullable=True)


def trend(
    scope: Scope, as_of: AsOf, rules: CountingRules, *, months: int = 12, duty: Duty = Duty.LEAD
) -> list[tuple[date, Counts]]:
    """The numbers at the end of each of the last months, oldest first, for scopes that have tallies.

    The pair's day is the first of the month after; due soon is not kept apart from in time. A month that ends
    on the past day asked for belongs in; one that ends today is not over yet."""
    if not tallies.has_tally(scope):
        return []
    first = (as_of.day if as_of.is_today else _next(as_of.day)).replace(day=1)
    starts = [_months_before(first, back) for back in range(months - 1, -1, -1)]
    found: dict[date, Counts] = {}
    for one, months_of_it in _by_tree(scope, starts, as_of):
        found |= tallies.at_month_ends(
            one, rules.basis, months=months_of_it, reading=as_of.reading, duty=duty
        )
    return [(start, found.get(start, Counts())) for start in starts]


def _by_tree(scope: Scope, starts: Sequence[date], as_of: AsOf) -> list[tuple[Scope, list[date]]]:
    """The scope as on the days before these firsts of months: one for each tree there was meanwhile."""
    turns = [] if scope.kind != "unit" or scope.own_only else changed_between(_eve(starts[0]), as_of.day)
    if not turns:
        return [(scope, list(starts))]
    by_tree: dict[int, list[date]] = {}
    for start in starts:
        by_tree.setdefault(bisect_right(turns, _eve(start)), []).append(start)
    return [
        (replace(scope, ids=_ids("unit", scope.id, _eve(months[-1]))), months) for months in by_tree.values()
    ]


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _eve(day: date) -> date:
    return day - timedelta(days=1)


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - days))


def _months_before(first: date, back: int) -> date:
    months = first.year * 12 + first.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
