"""Do the numbers still agree? Each looks at everything, in the database, and brings back only differences.

Written from the definitions in rules/statistics and not from the statements that keep the numbers: what is
wrong there must not be wrong here too.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection, transaction

from nhacviec.records.models import MEASURES, SCOPES, SelfCheck
from nhacviec.rules.statistics import FOREVER

Difference = dict[str, Any]
MOST_TOLD = 20  # of each kind; a difference seldom comes alone

_LIVE = """
  SELECT a.id AS assignment_id, a.duty, a.unit_id, a.division_id, a.officer_id, t.specialist_id,
    t.office_leader_id, t.committee_leader_id, t.field_id, t.document_id,
    CASE WHEN a.state IN ('assigned', 'in_progress') THEN 'unanswered' ELSE a.state END AS kind,
    a.due_on, a.original_due_on, a.due_hour, a.extension_count > 0 AS is_extended,
    CASE WHEN a.state IN ('answered', 'completed') THEN a.outcome ELSE '' END AS outcome,
    CASE WHEN a.state IN ('answered', 'completed') THEN a.outcome_original ELSE '' END AS outcome_original
  FROM records_assignment AS a JOIN records_task AS t ON t.id = a.task_id WHERE a.state <> 'draft'
"""
_COMPARED = (
    "duty", "unit_id", "division_id", "officer_id", "specialist_id", "office_leader_id",
    "committee_leader_id", "field_id", "document_id", "kind", "due_on", "original_due_on", "due_hour",
    "is_extended", "outcome", "outcome_original",
)  # fmt: skip
_ROWS = f"""
SELECT coalesce(live.assignment_id, s.assignment_id) AS assignment, count(*) OVER () AS found
FROM ({_LIVE}) AS live FULL JOIN (SELECT * FROM records_standing WHERE recorded_to = %(forever)s) AS s
  ON s.assignment_id = live.assignment_id
WHERE ({", ".join(f"live.{name}" for name in _COMPARED)}, %(forever)s::date)
  IS DISTINCT FROM ({", ".join(f"s.{name}" for name in _COMPARED)}, s.happened_to)
ORDER BY 1 LIMIT %(most)s
"""
# Each standing begins on the day on which the one before it ends, and the last one goes on.
_GAPS = """
SELECT assignment_id AS assignment, begins AS day, count(*) OVER () AS found FROM (
  SELECT assignment_id, {reading}_from AS begins, {reading}_to AS ends,
    lead({reading}_from, 1, %(forever)s) OVER (PARTITION BY assignment_id ORDER BY {reading}_from) AS next
  FROM records_standing WHERE {reading}_from < {reading}_to
) AS standing WHERE ends <> next ORDER BY 1, 2 LIMIT %(most)s
"""
_DONE = "kind IN ('answered', 'completed')"
_MEANING: dict[str, str] = {
    "unanswered": "kind = 'unanswered'",
    "undated": "kind = 'unanswered' AND due_on IS NULL",
    "overdue": "kind = 'unanswered' AND due_on < %(day)s",
    "undated_original": "kind = 'unanswered' AND original_due_on IS NULL",
    "overdue_original": "kind = 'unanswered' AND original_due_on < %(day)s",
    "suspended": "kind = 'suspended'",
    "returned": "kind = 'returned'",
    "cancelled": "kind = 'cancelled'",
    "waiting": "kind = 'answered'",
    "extended": "is_extended AND kind <> 'cancelled'",
    "early": f"{_DONE} AND outcome = 'early'",
    "on_time": f"{_DONE} AND outcome = 'on_time'",
    "late": f"{_DONE} AND outcome = 'late'",
    "done_undated": f"{_DONE} AND outcome = 'done_no_deadline'",
    "early_original": f"{_DONE} AND outcome_original = 'early'",
    "on_time_original": f"{_DONE} AND outcome_original = 'on_time'",
    "late_original": f"{_DONE} AND outcome_original = 'late'",
    "done_undated_original": f"{_DONE} AND outcome_original = 'done_no_deadline'",
    "extended_done": f"{_DONE} AND is_extended",
}
_COVERS = "({reading}_from <= %(day)s AND {reading}_to > %(day)s)"
_RECORDED, _HAPPENED = _COVERS.format(reading="recorded"), _COVERS.format(reading="happened")
# What is counted, and with which weight: a correction is what must be added to "recorded" to get "happened".
SOURCES: dict[str, str] = {
    "recorded": f"SELECT *, 1 AS weight FROM records_standing WHERE {_RECORDED}",
    "correction": f"SELECT *, {_HAPPENED}::int - {_RECORDED}::int AS weight FROM records_standing "
    f"WHERE {_HAPPENED} <> {_RECORDED}",
    "live": f"SELECT *, 1 AS weight FROM ({_LIVE}) AS live",
}
_SUMS = ", ".join(f"coalesce(sum(weight) FILTER (WHERE {_MEANING[m]}), 0) AS {m}" for m in MEASURES)
_NAMES = ", ".join(MEASURES)
_SCOPE = " ".join(f"WHEN grouping({scope}_id) = 0 THEN '{scope}'" for scope in SCOPES)
_IDS = ", ".join(f"{scope}_id" for scope in SCOPES)
_OF_ENTRY = ", ".join(f"('{scope}', e.{scope}_id)" for scope in SCOPES)
_MONTH = "(SELECT least(last, date_trunc('month', %(day)s::date)::date) FROM records_tallymonth)"
_TALLIES = f"""
WITH counted AS (
  SELECT CASE {_SCOPE} END AS scope, coalesce({_IDS}) AS scope_id, duty, {_SUMS} FROM ({{source}}) AS s
  GROUP BY duty, GROUPING SETS ({", ".join(f"({scope}_id)" for scope in SCOPES)})
), added AS (
  SELECT scope, scope_id, duty, {", ".join(f"sum({m}) AS {m}" for m in MEASURES)} FROM (
    SELECT scope, scope_id, duty, {_NAMES} FROM records_tallymark
    WHERE reading = %(reading)s AND month = {_MONTH}
    UNION ALL
    SELECT scope, scope_id, duty, {_NAMES} FROM records_tallystep
    WHERE reading = %(reading)s AND day <= %(day)s AND day >= coalesce({_MONTH}, '-infinity')
    UNION ALL
    SELECT scope.name, scope.id, duty, {_NAMES} FROM records_tallyentry AS e
    CROSS JOIN LATERAL (VALUES {_OF_ENTRY}) AS scope (name, id)
    WHERE reading = %(reading)s AND day <= %(day)s AND scope.id IS NOT NULL
  ) AS parts GROUP BY 1, 2, 3
)
SELECT scope, scope_id AS id, duty,
  jsonb_build_object({", ".join(f"'{m}', coalesce(added.{m}, 0)" for m in MEASURES)}) AS ours,
  jsonb_build_object({", ".join(f"'{m}', coalesce(counted.{m}, 0)" for m in MEASURES)}) AS counted,
  count(*) OVER () AS found
FROM (SELECT * FROM counted WHERE scope_id IS NOT NULL) AS counted
  FULL JOIN added USING (scope, scope_id, duty)
WHERE {" OR ".join(f"coalesce(added.{m}, 0) <> coalesce(counted.{m}, 0)" for m in MEASURES)}
ORDER BY 1, 2, 3 LIMIT %(most)s
"""


def alarm() -> SelfCheck | None:
    """The newest look at the numbers, if it found differences."""
    newest = SelfCheck.objects.only("ran_at", "differences").first()
    return newest if newest and newest.differences else None


@contextmanager
def one_moment() -> Iterator[None]:
    """All questions see the same moment. Deeds go on; folding waits until the end.

    Inside a transaction that has begun already only the second is true."""
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("LOCK TABLE records_tallystep IN SHARE MODE")  # before the first look: see rebuild
        cursor.execute("SET LOCAL work_mem = '64MB'")
        yield


def rows_that_differ() -> tuple[int, list[Difference]]:
    """Duties whose standing of today is not what their row says."""
    return _ask(_ROWS, {}, what="row")


def gaps(reading: str) -> tuple[int, list[Difference]]:
    """Duties that stand in no way or in two ways on some day."""
    return _ask(_GAPS.format(reading=reading), {}, what="gap", reading=reading)


def tallies_that_differ(day: date, source: str) -> tuple[int, list[Difference]]:
    """Tallies of units, followers and fields as of the end of a day that are not what a full count gives.

    `source`: a key of SOURCES; "live" is for today only."""
    reading = "recorded" if source == "live" else source
    given = {"day": day, "reading": reading}
    return _ask(_TALLIES.format(source=SOURCES[source]), given, what="tally", source=source, day=day)


def issued() -> dict[str, int]:
    """How many duties of each kind were issued, one by one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT duty, count(*) FROM records_assignment WHERE state <> 'draft' GROUP BY duty")
        return dict(cursor.fetchall())


def _ask(sql: str, given: dict[str, Any], **about: Any) -> tuple[int, list[Difference]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {**given, "forever": FOREVER, "most": MOST_TOLD})
        names = [column.name for column in cursor.description]
        rows: Sequence[Difference] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    found = rows[0]["found"] if rows else 0
    return found, [{**about, **_plainly(row)} for row in rows]


def _plainly(row: Difference) -> Difference:
    """Of two sets of numbers only those that differ."""
    told = {name: value for name, value in row.items() if name != "found"}
    if "ours" in told:
        ours, counted = json.loads(told["ours"]), json.loads(told["counted"])
        other = [name for name in ours if ours[name] != counted[name]]
        told |= {"ours": {n: ours[n] for n in other}, "counted": {n: counted[n] for n in other}}
    return told
