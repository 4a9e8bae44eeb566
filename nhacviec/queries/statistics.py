"""Every number that is shown, exported or reported comes from here; what each means is rules/statistics.

    as_of = AsOf.now(request.office.moment)                 # or AsOf(day, moment, reading)
    scope = scope_of(actor, "unit", unit.pk)                # 404 where the reader may not know
    counts(scope, as_of, rules).overdue
    rows(Number.OVERDUE, scope, as_of, rules)               # exactly those

Numbers of units, followers and fields are looked up in the tallies; all others are counted from standings.
"""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import QuerySet
from django.http import Http404

from nhacviec.queries import standing_rows, tallies, window_counts
from nhacviec.queries.actors import agency_of
from nhacviec.queries.as_of import PROVINCE, SCOPE_COLUMNS, AsOf, Scope
from nhacviec.queries.policy import policy_on
from nhacviec.queries.standing_rows import standings
from nhacviec.records.models import Post, Standing, Unit
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.periods import Window
from nhacviec.rules.permissions import AGENCY_ROLES, SEES_AGENCY, SEES_ALL, Actor
from nhacviec.rules.statistics import ANSWERED, CountingRules, Counts, Number, total

__all__ = ["AsOf", "Scope", "counting_rules", "counts", "counts_by_unit", "rows", "scope_of"]


def counting_rules(day: date) -> CountingRules:
    """How the province counts, by the policies in force on a day."""
    return CountingRules.of(policy_on(day))


def scope_of(actor: Actor, kind: str, scope_id: int | None = None) -> Scope:
    """The scope, if this reader may know its numbers; Http404 otherwise, as for one that does not exist.

    Office, Committee and inspectors: everything. An agency's focal officer and leaders: their agency, its
    divisions and officers. An officer: himself."""
    if kind not in SCOPE_COLUMNS or (kind != PROVINCE and scope_id is None):
        raise Http404
    if actor.role not in SEES_ALL and not _is_own(actor, kind, scope_id):
        raise Http404
    # What an officer did in another agency stays with that agency.
    within = tuple(sorted(actor.own_unit_ids)) if actor.role in AGENCY_ROLES and kind == "officer" else ()
    return Scope(kind, scope_id, _ids(kind, scope_id), within)


def own_scope(actor: Actor) -> Scope:
    """The numbers a reader sees first: the province, his agency (wherever in it his post is), or his own."""
    if actor.role in SEES_AGENCY:
        return scope_of(actor, "unit", agency_of(Unit.objects.get(pk=actor.unit_id)).pk)
    if actor.role in AGENCY_ROLES:
        return scope_of(actor, "officer", actor.self_id)
    return scope_of(actor, PROVINCE)


def _is_own(actor: Actor, kind: str, scope_id: int | None) -> bool:
    if actor.role not in AGENCY_ROLES:
        return False
    if kind == "officer" and scope_id == actor.self_id:
        return True
    if actor.role not in SEES_AGENCY:
        return False
    if kind in ("unit", "division"):
        return scope_id in actor.own_unit_ids
    if kind == "officer":
        return Post.objects.filter(person=scope_id, unit__in=actor.own_unit_ids).exists()
    return False


def _ids(kind: str, scope_id: int | None) -> tuple[int, ...]:
    if scope_id is None:
        return ()
    if kind != "unit":
        return (scope_id,)
    return tuple(Unit.objects.below(scope_id).order_by("pk").values_list("pk", flat=True))


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
        return total(_looked_up(scope, as_of, rules, duty, window, ids).values())
    return standing_rows.count(standings(scope, as_of, duty=duty, window=window), as_of, rules)


def _is_looked_up(scope: Scope, as_of: AsOf, window: Window | None) -> bool:
    return tallies.has_tally(scope) and (window is None or as_of.day >= window.first)


def _looked_up(
    scope: Scope,
    as_of: AsOf,
    rules: CountingRules,
    duty: Duty,
    window: Window | None,
    ids: Sequence[int] | None,
) -> dict[int, Counts]:
    if window is None:
        return tallies.by_member(scope, as_of, rules.basis, duty=duty, ids=ids)
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
) -> dict[int, Counts]:
    """The numbers of every unit, specialist, leader or field of the province."""
    scope = Scope(kind, 0, tuple(ids or ()))
    if _is_looked_up(scope, as_of, window):
        return _looked_up(scope, as_of, rules, duty, window, ids)
    found = standings(Scope(), as_of, duty=duty, window=window)
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
    found = standings(scope, as_of, duty=duty, window=window)
    return standing_rows.overdue_days(found, as_of, rules, most=most)


def rows(
    number: Number | Sequence[Number],
    scope: Scope,
    as_of: AsOf,
    rules: CountingRules,
    *,
    duty: Duty = Duty.LEAD,
    window: Window | None = None,
    days: int | tuple[int, int] | None = None,
) -> QuerySet[Standing]:
    """Exactly what is behind a number (or several together), as it stood that day. What is answered stands
    newest first, everything else most urgent first. `days`: overdue by so many, or from so many to so many.

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
    shown = found.select_related(
        "assignment", "assignment__task", "assignment__task__document", "unit", "officer", "division"
    )
    return shown.order_by(*rows_order(numbers[0], as_of))


def rows_order(number: Number, as_of: AsOf) -> tuple[str, str]:
    """The order of the rows behind a number: columns that exist, the last one unique."""
    if number is Number.ANSWERED or number in ANSWERED:
        return f"-{as_of.begins}", "-assignment_id"
    return "due_on", "assignment_id"


def trend(
    scope: Scope, as_of: AsOf, rules: CountingRules, *, months: int = 12, duty: Duty = Duty.LEAD
) -> list[tuple[date, Counts]]:
    """The numbers at the end of each of the last months, oldest first, for scopes that have tallies.

    The pair's day is the first of the month after; due soon is not kept apart from in time."""
    if not tallies.has_tally(scope):
        return []
    first = as_of.day.replace(day=1)
    starts = [_months_before(first, back) for back in range(months - 1, -1, -1)]
    found = tallies.at_month_ends(scope, rules.basis, months=starts, reading=as_of.reading, duty=duty)
    return [(start, found.get(start, Counts())) for start in starts]


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - days))


def _months_before(first: date, back: int) -> date:
    months = first.year * 12 + first.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
