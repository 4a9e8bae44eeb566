"""Keep the standings: how each assignment stood from one day to another.

Called by actions/recording with every line of history that can change how a duty is counted; a deed that
changed nothing of that leaves the standing as it is. Days are those of Việt Nam; the last standing of a day
is the standing of that day.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from nhacviec.rules.statistics import FOREVER

# What a standing is made of, and how it is read from the assignment `a` and its task `t`.
_COLUMNS: dict[str, str] = {
    "kind": "CASE WHEN a.state IN ('assigned', 'in_progress') THEN 'unanswered' ELSE a.state END",
    "duty": "a.duty",
    "unit_id": "a.unit_id",
    "division_id": "a.division_id",
    "officer_id": "a.officer_id",
    "specialist_id": "t.specialist_id",
    "office_leader_id": "t.office_leader_id",
    "committee_leader_id": "t.committee_leader_id",
    "field_id": "t.field_id",
    "document_id": "t.document_id",
    "due_on": "a.due_on",
    "original_due_on": "a.original_due_on",
    "due_hour": "a.due_hour",
    "is_extended": "a.extension_count > 0",
    "outcome": "CASE WHEN a.state IN ('answered', 'completed') THEN a.outcome ELSE '' END",
    "outcome_original": "CASE WHEN a.state IN ('answered', 'completed') THEN a.outcome_original ELSE '' END",
    "days_late": "CASE WHEN a.state IN ('answered', 'completed') THEN a.days_late END",
}
_SET_RIGHT = frozenset({"outcome", "outcome_original", "days_late", "due_on"})
_NAMES = ", ".join(_COLUMNS)
_VALUES = ", ".join(f"{value} AS {name}" for name, value in _COLUMNS.items())
_LIVE = f"""
  SELECT a.id AS assignment_id, (a.assigned_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS assigned_on,
    {_VALUES}
  FROM records_assignment AS a JOIN records_task AS t ON t.id = a.task_id
  WHERE a.id = ANY(%(ids)s) AND a.state <> 'draft'
"""
_IN_LIVE = ", ".join(f"live.{name}" for name in _COLUMNS)
_IN_STANDING = ", ".join(f"s.{name}" for name in _COLUMNS)

_END = f"""
UPDATE records_standing AS s SET recorded_to = greatest(s.recorded_from, %(day)s),
  happened_to = greatest(s.happened_from, %(since)s)
FROM ({_LIVE}) AS live
WHERE s.assignment_id = live.assignment_id AND s.recorded_to = %(forever)s
  AND ({_IN_STANDING}) IS DISTINCT FROM ({_IN_LIVE})
"""
_BEGIN = f"""
INSERT INTO records_standing (assignment_id, assigned_on, {_NAMES},
  recorded_from, recorded_to, happened_from, happened_to)
SELECT live.*, greatest(%(day)s, last.recorded_to), %(forever)s, %(since)s, %(forever)s
FROM ({_LIVE}) AS live LEFT JOIN LATERAL (
  SELECT max(s.recorded_to) AS recorded_to FROM records_standing AS s
  WHERE s.assignment_id = live.assignment_id
) AS last ON true
WHERE last.recorded_to IS NULL OR last.recorded_to < %(forever)s
"""
# What was recorded late was so before: what the system believed in between never was.
_CUT = """
UPDATE records_standing SET happened_to = greatest(happened_from, %(since)s)
WHERE assignment_id = ANY(%(ids)s) AND recorded_to < %(forever)s AND happened_to > %(since)s
  AND happened_to > happened_from
"""
_SWEEP = """
DELETE FROM records_standing
WHERE assignment_id = ANY(%(ids)s) AND recorded_to <= recorded_from AND happened_to <= happened_from
"""
# A corrected outcome was so since the answer came in: each standing of that answer is replaced, in the second
# reading only, by one that lasted as long and has the right outcome.
_REPLACE = f"""
WITH wrong AS (
  SELECT s.* FROM records_standing AS s JOIN records_assignment AS a ON a.id = s.assignment_id
  WHERE s.assignment_id = ANY(%(ids)s) AND s.kind IN ('answered', 'completed')
    AND s.happened_from >= coalesce(
      (SELECT max(g.answered_on) FROM records_answer AS g
        WHERE g.assignment_id = a.id AND g.verdict <> 'sent_back'),
      (a.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
    AND s.happened_to > s.happened_from AND s.recorded_to < %(forever)s
    AND (s.outcome, s.outcome_original, s.days_late)
      IS DISTINCT FROM (a.outcome, a.outcome_original, a.days_late)
), emptied AS (
  UPDATE records_standing AS s SET happened_to = s.happened_from FROM wrong WHERE s.id = wrong.id
)
INSERT INTO records_standing (assignment_id, assigned_on, {_NAMES},
  recorded_from, recorded_to, happened_from, happened_to)
SELECT w.assignment_id, w.assigned_on,
  {", ".join(f"a.{name}" if name in _SET_RIGHT else f"w.{name}" for name in _COLUMNS)},
  w.recorded_to, w.recorded_to, w.happened_from, w.happened_to
FROM wrong AS w JOIN records_assignment AS a ON a.id = w.assignment_id
"""


def follow(ids: Iterable[int], *, day: date, since: date | None = None) -> None:
    """These assignments have just changed, on `day`: note how they stand from now on.

    `since`: from when it was really so, where that was recorded late; never after `day`."""
    since = min(since or day, day)
    given: dict[str, Any] = {"ids": list(ids), "day": day, "since": since, "forever": FOREVER}
    if not given["ids"]:
        return
    with connection.cursor() as cursor:
        cursor.execute(_END, given)
        cursor.execute(_BEGIN, given)
        if since < day:
            cursor.execute(_CUT, given)
        cursor.execute(_SWEEP, given)


def correct(ids: Iterable[int], *, day: date) -> None:
    """The outcome of these answers was set right on `day`: it counts from then on as recorded, and since the
    answer came in as it happened."""
    given: dict[str, Any] = {"ids": list(ids), "day": day, "forever": FOREVER}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT assignment_id, happened_from FROM records_standing "
            "WHERE assignment_id = ANY(%(ids)s) AND recorded_to = %(forever)s",
            given,
        )
        for assignment_id, since in cursor.fetchall():
            follow([assignment_id], day=day, since=since)
        cursor.execute(_REPLACE, given)
