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
# Whose it was on a day stays as it was, whatever is recorded late about the duty itself.
_WHO = frozenset({"division_id", "officer_id", "specialist_id", "office_leader_id", "committee_leader_id"})
_OUTCOME = frozenset({"outcome", "outcome_original", "days_late"})
_MEASURED = _OUTCOME | {"due_on", "original_due_on", "due_hour", "is_extended"}
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
  happened_to = greatest(s.happened_from, %(day)s)
FROM ({_LIVE}) AS live
WHERE s.assignment_id = live.assignment_id AND s.recorded_to = %(forever)s
  AND ({_IN_STANDING}) IS DISTINCT FROM ({_IN_LIVE})
"""
_BEGIN = f"""
INSERT INTO records_standing (assignment_id, assigned_on, {_NAMES},
  recorded_from, recorded_to, happened_from, happened_to)
SELECT live.*, greatest(%(day)s, last.recorded_to), %(forever)s,
  greatest(%(day)s, last.recorded_to), %(forever)s
FROM ({_LIVE}) AS live LEFT JOIN LATERAL (
  SELECT max(s.recorded_to) AS recorded_to FROM records_standing AS s
  WHERE s.assignment_id = live.assignment_id
) AS last ON true
WHERE last.recorded_to IS NULL OR last.recorded_to < %(forever)s
"""


def _instead(of: str, right: Iterable[str], *, since: str) -> str:
    """In the second reading only: from `since` on, the standings `of` never were; each gives way to one that
    lasted as long and is `right` in these columns."""
    names = ", ".join(f"live.{name}" if name in right else f"wrong.{name}" for name in _COLUMNS)
    return f"""
    WITH wrong AS ({of}), ended AS (
      UPDATE records_standing AS s SET happened_to = greatest(s.happened_from, {since})
      FROM wrong WHERE s.id = wrong.id
    )
    INSERT INTO records_standing (assignment_id, assigned_on, {_NAMES},
      recorded_from, recorded_to, happened_from, happened_to)
    SELECT wrong.assignment_id, wrong.assigned_on, {names},
      wrong.recorded_to, wrong.recorded_to, greatest(wrong.happened_from, {since}), wrong.happened_to
    FROM wrong JOIN ({_LIVE}) AS live ON live.assignment_id = wrong.assignment_id
    """


# What was recorded late was so before: what the system believed in between never was.
_BACKDATE = _instead(
    """
    SELECT s.* FROM records_standing AS s
    WHERE s.assignment_id = ANY(%(ids)s) AND s.recorded_to < %(forever)s
      AND s.happened_to > greatest(s.happened_from, %(since)s)
    """,
    _COLUMNS.keys() - _WHO,
    since="%(since)s",
)
# A corrected outcome was so since the answer came in.
_OF_THIS_ANSWER = """
  SELECT s.* FROM records_standing AS s
  WHERE s.assignment_id = ANY(%(ids)s) AND s.recorded_to < %(forever)s AND s.happened_to > s.happened_from
    AND s.kind IN ('answered', 'completed') AND s.happened_from >= (
      SELECT coalesce(g.answered_on, (g.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
      FROM records_answer AS g WHERE g.assignment_id = s.assignment_id ORDER BY g.round DESC LIMIT 1)
"""
_MEASURE_AGAIN = _instead(_OF_THIS_ANSWER, _MEASURED, since="wrong.happened_from")
_EXCUSE = _instead(f"{_OF_THIS_ANSWER} AND s.outcome = 'late'", {"outcome"}, since="wrong.happened_from")
_SWEEP = """
DELETE FROM records_standing
WHERE assignment_id = ANY(%(ids)s) AND recorded_to <= recorded_from AND happened_to <= happened_from
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
            cursor.execute(_BACKDATE, given)
        cursor.execute(_SWEEP, given)


def correct(ids: Iterable[int], *, day: date, excused: bool) -> None:
    """The outcome of these answers was set right on `day`: it counts from then on as recorded, and since the
    answer came in as it happened.

    `excused`: its late marks are on time, the days stay. Otherwise it is measured by another deadline."""
    given: dict[str, Any] = {"ids": list(ids), "day": day, "forever": FOREVER}
    follow(given["ids"], day=day)
    with connection.cursor() as cursor:
        cursor.execute(_EXCUSE if excused else _MEASURE_AGAIN, given)
