"""Numbers of any day, looked up: the last mark before it, the steps since, and what is not folded yet.

One statement, so one moment: a folder that works at the same time cannot make a number twice or lose it.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Any

from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.kept_statements import MOST_KEPT, Kept, keep_written
from nhacviec.records.models import MEASURES, SCOPES
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.statistics import Basis, Counts, Reading, total

_SUMS = ", ".join(f"sum({m})::int AS {m}" for m in MEASURES)
_NAMES = ", ".join(MEASURES)
_ZEROS = ", ".join("0" for _ in MEASURES)
_DUE = {Basis.CURRENT: "due_on", Basis.ORIGINAL: "original_due_on"}
_FEW = 8  # ids that a statement names one by one
_SOON = ("due_soon", "hour_past")
_OF = {Basis.CURRENT: "", Basis.ORIGINAL: "_original"}  # how the columns of a deadline end
# The hour belongs to the deadline that binds; the original one has it while it is the same day.
_HOUR_PAST = "due_hour IS NOT NULL AND due_hour < %(hour)s AND due_on = %(day)s"
_MONTH = "(SELECT least(last, date_trunc('month', %(day)s::date)::date) FROM records_tallymonth)"


def _measures(bases: Sequence[Basis]) -> list[str]:
    """Without those of a deadline that nobody asks for: to add those up too took a third of the time."""
    other = [_OF[basis] for basis in Basis if basis not in bases]
    twice = {m.removesuffix("_original") for m in MEASURES if m.endswith("_original")}
    left_out = {f"{measure}{ending}" for measure in twice for ending in other}
    return [measure for measure in MEASURES if measure not in left_out]


def has_tally(scope: Scope) -> bool:
    """Whether the numbers of this scope are added up beforehand."""
    return not scope.within and _tallied(scope) in SCOPES


def _tallied(scope: Scope) -> str:
    """By which column of the tallies the numbers of a scope are found."""
    return "unit" if scope.column is None else scope.column.removesuffix("_id")


def by_member(
    scope: Scope,
    as_of: AsOf,
    basis: Basis,
    *,
    duty: Duty,
    ids: Sequence[int] | None = None,
    soon: bool = True,
) -> dict[int, Counts]:
    """The numbers of every unit (or follower, or field), those without any left out; `ids`: only of these.
    `soon`: whether due soon is told from in time, which means to look at all that is."""
    return by_member_of_each(scope, as_of, basis, duties=(duty,), ids=ids, soon=soon)[duty]


def by_member_of_each(
    scope: Scope,
    as_of: AsOf,
    basis: Basis,
    *,
    duties: Sequence[Duty],
    ids: Sequence[int] | None = None,
    soon: bool = True,
) -> dict[Duty, dict[int, Counts]]:
    """`by_member` of several kinds of duty, in one statement."""
    found: dict[Duty, dict[int, Counts]] = {duty: {} for duty in duties}
    for row in _rows(_tallied(scope), as_of, basis, duties=duties, ids=ids, soon=soon):
        counts = _counts(row, basis)
        if counts.everything:
            found[row["duty"]][row["id"]] = counts
    return found


def altogether(
    scope: Scope, as_of: AsOf, basis: Basis, *, duty: Duty, ids: Sequence[int] | None = None
) -> Counts:
    """`by_member` added up."""
    kind = _tallied(scope)
    rows = _rows(kind, as_of, basis, duties=(duty,), ids=ids, together=True)
    return total(_counts(row, basis) for row in rows)


def every_way(
    scope: Scope, as_of: AsOf, *, ids: Sequence[int] | None = None
) -> dict[tuple[Duty, Basis], Counts]:
    """All numbers of the scope together, of each kind of duty and by each deadline, in one statement."""
    kind = _tallied(scope)
    rows = _rows(kind, as_of, *Basis, duties=tuple(Duty), ids=ids, together=True)
    found = {(Duty(row["duty"]), basis): _counts(row, basis) for row in rows for basis in Basis}
    return {(duty, basis): found.get((duty, basis), Counts()) for duty in Duty for basis in Basis}


def closed_by_member(
    scope: Scope, as_of: AsOf, basis: Basis, *, duty: Duty, ids: Sequence[int] | None = None
) -> dict[int, Counts]:
    """Of the numbers of that day only what was closed: answered or cancelled, and the extended among them."""
    kind = _tallied(scope)
    return {row["id"]: _closed(row, basis) for row in _rows(kind, as_of, basis, duties=(duty,), ids=ids)}


def at_month_ends(
    scope: Scope, basis: Basis, *, months: Sequence[date], reading: Reading, duty: Duty
) -> dict[date, Counts]:
    """The numbers at the end of the day before each of these firsts of months. Due soon counts as in time."""
    ids = None if scope.column is None else scope.ids
    kept = _month_ends(_tallied(scope), basis, reading, duty, many=_many(ids))
    rows = kept.ask_named({"months": list(months), **_named(ids)})
    return {row["month"]: _counts(row, basis) for row in rows}


@lru_cache(maxsize=MOST_KEPT)
def _month_ends(kind: str, basis: Basis, reading: Reading, duty: Duty, *, many: int | None) -> Kept:
    """A mark is all there is to it, but for months without one yet, what waits to be folded, and hours."""
    of_duty, of_scope, of_column = _conditions(kind, (duty,), reading, many)
    mark = "(SELECT least(last, asked.month) FROM records_tallymonth)"
    return keep_written(
        f"""
    SELECT asked.month, {_SUMS}, 0 AS due_soon{_OF[basis]}, sum(hour_past)::int AS hour_past{_OF[basis]}
    FROM unnest(%(months)s::date[]) AS asked (month) CROSS JOIN LATERAL (
      SELECT {_NAMES}, 0 AS hour_past FROM records_tallymark
      WHERE {of_scope} AND {of_duty} AND month = {mark}
      UNION ALL
      SELECT {_NAMES}, 0 FROM records_tallystep
      WHERE {of_scope} AND {of_duty} AND day < asked.month AND day >= coalesce({mark}, '-infinity')
      UNION ALL
      SELECT {_NAMES}, 0 FROM records_tallyentry WHERE {of_duty} AND day < asked.month {of_column}
      UNION ALL
      SELECT {_ZEROS}, count(*) FROM records_standing
      WHERE kind = 'unanswered' AND duty = '{duty}' AND {_DUE[basis]} = asked.month - 1
        AND due_on = asked.month - 1 AND due_hour IS NOT NULL
        AND {reading.value}_from < asked.month AND {reading.value}_to >= asked.month {of_column}
    ) AS parts GROUP BY 1
    """,
        planned_once=True,
    )


def _rows(
    kind: str,
    as_of: AsOf,
    *bases: Basis,
    duties: Sequence[Duty],
    ids: Sequence[int] | None,
    together: bool = False,
    soon: bool = True,
) -> list[dict[str, Any]]:
    """By id (unless they are added up together) and duty; due soon for each of the deadlines named, or only
    what is due that day (whose hour may have passed)."""
    given = {"day": as_of.day, "hour": as_of.hour, "days": _days(as_of) if soon else [], **_named(ids)}
    kept = _statement(kind, as_of.reading, bases, tuple(duties), many=_many(ids), together=together)
    return kept.ask_named(given)


@lru_cache(maxsize=MOST_KEPT)
def _statement(
    kind: str,
    reading: Reading,
    bases: tuple[Basis, ...],
    duties: tuple[Duty, ...],
    *,
    many: int | None,
    together: bool,
) -> Kept:
    """Marks and steps are thousands, so they are added up before what is due soon is put beside them."""
    of_duty, of_scope, of_column = _conditions(kind, duties, reading, many)
    measures, soon = _measures(bases), [f"{name}{_OF[basis]}" for basis in bases for name in _SOON]
    names, sums = ", ".join(measures), ", ".join(f"sum({m})::int AS {m}" for m in measures)
    all_sums = ", ".join([sums, *(f"sum({m})::int AS {m}" for m in soon)])
    of_bases = "".join(_due_soon(kind, reading, basis, bases, duties, of_column) for basis in bases)
    return keep_written(
        f"""
    SELECT {"0 AS id" if together else "id"}, duty, {all_sums} FROM (
      SELECT id, duty, {sums}, {", ".join(f"0 AS {name}" for name in soon)} FROM (
        SELECT scope_id AS id, duty, {names} FROM records_tallymark
        WHERE {of_scope} AND {of_duty} AND month = {_MONTH}
        UNION ALL
        SELECT scope_id, duty, {names} FROM records_tallystep
        WHERE {of_scope} AND {of_duty} AND day <= %(day)s AND day >= coalesce({_MONTH}, '-infinity')
        UNION ALL
        SELECT {kind}_id, duty, {names} FROM records_tallyentry
        WHERE {of_duty} AND day <= %(day)s {of_column}
      ) AS tallied GROUP BY 1, 2
      {of_bases}
    ) AS parts GROUP BY 1, 2
    """,
        planned_once=True,
    )


def _conditions(
    kind: str, duties: Sequence[Duty], reading: Reading, many: int | None
) -> tuple[str, str, str]:
    """Which duties and readings; whose, in the tallies; whose, where each kind has its column."""
    readings = ("recorded",) if reading is Reading.RECORDED else ("recorded", "correction")
    of_duty = f"{_among('duty', duties)} AND {_among('reading', readings)}"
    if many is None:
        return of_duty, f"scope = '{kind}'", f"AND {kind}_id IS NOT NULL"
    ids = f"IN ({', '.join(f'%(id_{at})s' for at in range(many))})" if many else "= ANY(%(ids)s)"
    return of_duty, f"scope = '{kind}' AND scope_id {ids}", f"AND {kind}_id {ids}"


def _days(as_of: AsOf) -> list[date]:
    """The days after it on which what is due counts as due soon. One by one: of days between two that it
    does not know the database would expect too many to look for them by unit and day."""
    return [as_of.day + timedelta(days) for days in range(1, (as_of.soon - as_of.day).days + 1)]


def _many(ids: Sequence[int] | None) -> int | None:
    """How many ids the statement names one by one; 0: any number of them, None: it is about all there are.

    Of an array the database takes for granted that it holds ten: it would not keep a plan for that."""
    if ids is None:
        return None
    return len(ids) if len(ids) <= _FEW else 0


def _named(ids: Sequence[int] | None) -> dict[str, Any]:
    if ids is None:
        return {}
    return {f"id_{at}": pk for at, pk in enumerate(ids)} if _many(ids) else {"ids": list(ids)}


def _among(column: str, values: Sequence[str]) -> str:
    """Values of ours, no text of anybody's."""
    return f"{column} IN (" + ", ".join(f"'{value}'" for value in values) + ")"


def _due_soon(
    kind: str, reading: Reading, basis: Basis, bases: Sequence[Basis], duties: Sequence[Duty], of_column: str
) -> str:
    """What is open and due from that day on, and whose hour of that day has passed. The hour is asked of what
    is due that day only: within a few days more are due than in many a table."""
    due = _DUE[basis]
    today = f"count(*) FILTER (WHERE NOT ({_HOUR_PAST})), count(*) FILTER (WHERE {_HOUR_PAST})"
    arms = {f"{due} = %(day)s": today, f"{due} = ANY(%(days)s::date[])": "count(*), 0"}
    return "".join(
        f"""
      UNION ALL
      SELECT {kind}_id, duty, {"0, " * len(_measures(bases))}
        {", ".join(counted if basis is one else "0, 0" for one in bases)}
      FROM records_standing
      WHERE kind = 'unanswered' AND {_among("duty", duties)} AND {within}
        AND {reading.value}_from <= %(day)s AND {reading.value}_to > %(day)s {of_column} GROUP BY 1, 2"""
        for within, counted in arms.items()
    )


_DEADLINE = ("early", "on_time", "late", "done_undated", "undated", "overdue", "hour_past", "due_soon")
_BY_DEADLINE = {basis: itemgetter(*(f"{name}{_OF[basis]}" for name in _DEADLINE)) for basis in Basis}


def _counts(row: dict[str, Any], basis: Basis) -> Counts:
    early, on_time, late, done_undated, undated, overdue, hour_past, due_soon = _BY_DEADLINE[basis](row)
    overdue += hour_past
    return Counts(
        early=early,
        on_time=on_time,
        late=late,
        done_no_deadline=done_undated,
        on_track=row["unanswered"] - undated - overdue - due_soon,
        due_soon=due_soon,
        overdue=overdue,
        no_deadline=undated,
        suspended=row["suspended"],
        returned=row["returned"],
        cancelled=row["cancelled"],
        waiting=row["waiting"],
        extended=row["extended"],
    )


def _closed(row: dict[str, Any], basis: Basis) -> Counts:
    of_basis = _OF[basis]
    return Counts(
        early=row[f"early{of_basis}"],
        on_time=row[f"on_time{of_basis}"],
        late=row[f"late{of_basis}"],
        done_no_deadline=row[f"done_undated{of_basis}"],
        cancelled=row["cancelled"],
        waiting=row["waiting"],
        extended=row["extended_done"],
    )
