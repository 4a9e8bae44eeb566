"""Fold the steps of deeds into the tallies, so that any day is a look-up.

Nobody waits for it: what is not folded yet is added by whoever reads (queries/tallies.py). One folder at a
time; a folder that dies has folded nothing.
"""

from datetime import date, datetime

from django.db import connection, transaction

from nhacviec.records.models import MEASURES, SCOPES, TallyEntry, TallyMonth
from nhacviec.rules.timeliness import local_date

AT_ONCE = 20_000
_LOCK = 7_460_003  # of pg_advisory_xact_lock: any number nobody else uses
_SUMS = ", ".join(f"sum({m})::int AS {m}" for m in MEASURES)
_NAMES = ", ".join(MEASURES)
_SOME = " OR ".join(f"{m} <> 0" for m in MEASURES)
_SCOPES = ", ".join(f"('{scope}', e.{scope}_id)" for scope in SCOPES)
_FOLD = f"""
WITH taken AS (
  DELETE FROM records_tallyentry WHERE id IN (SELECT id FROM records_tallyentry ORDER BY id LIMIT %(most)s)
  RETURNING *
), net AS (
  SELECT scope.name AS scope, scope.id AS scope_id, e.duty, e.reading, e.day, {_SUMS}
  FROM taken AS e CROSS JOIN LATERAL (VALUES {_SCOPES}) AS scope (name, id)
  WHERE scope.id IS NOT NULL GROUP BY 1, 2, 3, 4, 5
), steps AS (
  INSERT INTO records_tallystep (scope, scope_id, duty, reading, day, {_NAMES})
  SELECT scope, scope_id, duty, reading, day, {_NAMES} FROM net WHERE {_SOME}
  ON CONFLICT (scope, scope_id, duty, reading, day) DO UPDATE SET
    {", ".join(f"{m} = records_tallystep.{m} + excluded.{m}" for m in MEASURES)}
)
INSERT INTO records_tallymark (scope, scope_id, duty, reading, month, {_NAMES})
SELECT scope, scope_id, duty, reading, month, {_SUMS}
FROM net CROSS JOIN LATERAL generate_series(
  date_trunc('month', net.day) + interval '1 month', %(last)s::date, interval '1 month') AS month
WHERE {_SOME} GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (scope, month, scope_id, duty, reading) DO UPDATE SET
  {", ".join(f"{m} = records_tallymark.{m} + excluded.{m}" for m in MEASURES)}
"""
_NEXT_MARKS = f"""
INSERT INTO records_tallymark (scope, scope_id, duty, reading, month, {_NAMES})
SELECT scope, scope_id, duty, reading, %(next)s, {_SUMS} FROM (
  SELECT scope, scope_id, duty, reading, {_NAMES} FROM records_tallymark WHERE month = %(last)s
  UNION ALL
  SELECT scope, scope_id, duty, reading, {_NAMES} FROM records_tallystep
  WHERE day < %(next)s AND (%(last)s::date IS NULL OR day >= %(last)s)
) AS before GROUP BY 1, 2, 3, 4
"""
# One pass for all scopes; in order of days, so that a day of all units lies together.
_REBUILD = f"""
INSERT INTO records_tallystep (scope, scope_id, duty, reading, day, {_NAMES})
SELECT * FROM (
  SELECT CASE {" ".join(f"WHEN grouping(s.{scope}_id) = 0 THEN '{scope}'" for scope in SCOPES)} END AS scope,
    coalesce({", ".join(f"s.{scope}_id" for scope in SCOPES)}) AS scope_id, s.duty, e.reading, e.day,
    {_SUMS.replace("sum(", "sum(e.")}
  FROM records_standing AS s CROSS JOIN LATERAL records_steps_of_standing(
    s.kind, s.due_on, s.original_due_on, s.outcome, s.outcome_original, s.is_extended,
    s.recorded_from, s.recorded_to, s.happened_from, s.happened_to, 1) AS e
  GROUP BY s.duty, e.reading, e.day, GROUPING SETS ({", ".join(f"(s.{scope}_id)" for scope in SCOPES)})
) AS net WHERE scope_id IS NOT NULL AND ({_SOME}) ORDER BY day, scope
"""


def fold(*, now: datetime) -> int:
    """Fold everything that waits, in portions; how many entries that were. Does nothing while another
    folder works."""
    folded = 0
    while portion := _fold_portion(local_date(now)):
        folded += portion
    return folded


@transaction.atomic
def _fold_portion(today: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        last = _marks_up_to(today)
        waiting = TallyEntry.objects.count()
        if waiting:
            cursor.execute(_FOLD, {"most": AT_ONCE, "last": last})
    return min(waiting, AT_ONCE)


@transaction.atomic
def rebuild(*, now: datetime) -> None:
    """Add everything up anew from the standings. Readers wait for the end of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute("LOCK TABLE records_standing IN SHARE MODE")
        cursor.execute(
            "TRUNCATE records_tallyentry, records_tallystep, records_tallymark, records_tallymonth"
        )
        cursor.execute("SET LOCAL work_mem = '256MB'")
        cursor.execute(_REBUILD)
    _marks_up_to(local_date(now))


def _marks_up_to(today: date) -> date:
    """Marks for every month up to this one exist; the last month that has them."""
    this_month = today.replace(day=1)
    row = TallyMonth.objects.first()
    last = row.last if row else _first_month(this_month)
    while row is None or last < this_month:
        before, last = (last, _month_after(last)) if row else (None, last)
        with connection.cursor() as cursor:
            cursor.execute(_NEXT_MARKS, {"last": before, "next": last})
        row, _ = TallyMonth.objects.update_or_create(pk=1, defaults={"last": last})
    return last


def _first_month(this_month: date) -> date:
    """The month of the oldest step, or this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(day) FROM records_tallystep")
        oldest = cursor.fetchone()[0]
    return min(oldest.replace(day=1), this_month) if oldest else this_month


def _month_after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
