"""The floors of tasks from above, of the Chair's home and of the Office's own balance (see floors)."""

from nhacviec.management.bench.floors import _SUMS, JOINED, MEASURES, OPEN, ROW, RUNNING, Floor, all_agencies
from nhacviec.management.bench.module_floors import _COUNTED
from nhacviec.rules.coordination import AWAITED

_AWAITED = ", ".join(f"'{state}'" for state in sorted(AWAITED))
_ABOVE = """
FROM records_standing AS s JOIN records_assignment AS a ON a.id = s.assignment_id
JOIN records_task AS t ON t.id = a.task_id
WHERE s.duty = 'committee' AND s.recorded_from <= current_date AND s.recorded_to > current_date
  AND s.unit_id = (SELECT id FROM records_unit WHERE kind = 'committee' LIMIT 1)
"""
# By source: what is open, overdue, due soon; what was reported in time and late.
_BY_SOURCE = f"""
SELECT t.assigner_id, count(*), count(*) FILTER (WHERE s.kind = 'unanswered'),
  count(*) FILTER (WHERE s.kind = 'unanswered' AND s.due_on < current_date),
  count(*) FILTER (WHERE s.kind = 'unanswered' AND s.due_on BETWEEN current_date AND current_date + 5),
  count(*) FILTER (WHERE s.days_late <= 0), count(*) FILTER (WHERE s.days_late > 0) {_ABOVE} GROUP BY 1
"""
_OPEN_FROM_ABOVE = """
SELECT count(*), count(*) FILTER (WHERE due_on < current_date) FROM records_standing
WHERE kind = 'unanswered' AND duty = 'committee' AND recorded_to > current_date AND due_on <= current_date + 5
  AND unit_id = (SELECT id FROM records_unit WHERE kind = 'committee' LIMIT 1)
"""
_UPWARD = """
SELECT count(*), count(*) FILTER (WHERE due_on < current_date), min(due_on) FROM records_submissionstanding
WHERE direction = 'upward' AND to_day IS NULL AND stop IN ('sent', 'opinion')
"""
_FIRST = f"""
SELECT s.id, s.kind, s.due_on, s.days_late, t.code, t.content, d.symbol, u.name, p.full_name FROM (
  SELECT s.*, t.id AS task {_ABOVE}
  ORDER BY s.kind IN ('completed', 'cancelled'), s.due_on, s.id DESC LIMIT 50
) AS s JOIN records_task AS t ON t.id = s.task LEFT JOIN records_document AS d ON d.id = t.document_id
JOIN records_unit AS u ON u.id = t.assigner_id LEFT JOIN records_person AS p ON p.id = s.specialist_id
"""
_REQUESTS = f"""
SELECT count(*), count(*) FILTER (WHERE due_on < current_date), min(due_on) FROM records_coordination
WHERE state IN ({_AWAITED})
"""
_STEPS = f"""
SELECT scope_id, {_SUMS} FROM (
  SELECT scope_id, {MEASURES} FROM records_tallymark WHERE scope = 'specialist'
    AND month = date_trunc('month', current_date)::date AND duty = 'lead' AND reading = 'recorded'
  UNION ALL
  SELECT scope_id, {MEASURES} FROM records_tallystep WHERE scope = 'specialist' AND duty = 'lead'
    AND reading = 'recorded' AND day BETWEEN date_trunc('month', current_date)::date AND current_date
) AS steps GROUP BY 1
"""
_ENTERED = """
SELECT drafting_unit_id, count(*), max(entered_on - entry_due_on) FROM records_document
WHERE entered_on > entry_due_on GROUP BY 1
"""
_WAITING = """
SELECT specialist_id, count(*), min(recorded_from) FROM records_standing WHERE kind = 'answered'
  AND duty IN ('lead', 'coordinate') AND recorded_from <= current_date AND recorded_to > current_date
GROUP BY 1
"""
_HELD = """
SELECT stop, division_id, officer_id, leader_id, count(*), count(*) FILTER (WHERE due_on < current_date),
  min(due_on) FROM records_submission
WHERE stop IN ('appraisal', 'arrived', 'consultation', 'decision') GROUP BY 1, 2, 3, 4
"""


def from_above() -> Floor:
    """What is in the table by source, and the first fifty rows."""
    return Floor([(_BY_SOURCE, {}), (_FIRST, {})])


def home_of_leader(*, rows: int = 5) -> Floor:
    """The province by agency, what waits in the other modules, the counts of a leader's heads, exact to
    10,000, and the first rows under each."""
    issued = "a.state <> 'draft' AND"
    heads = (
        f"{issued} {RUNNING} AND a.due_on BETWEEN current_date - 1 AND current_date - 1",
        f"{issued} a.urging_count >= 3 AND a.state IN ('assigned', 'in_progress')",
        f"{issued} a.has_open_extension",
        f"{issued} a.has_open_objection",
        f"{issued} {RUNNING} AND a.due_on < current_date",
        f"{issued} a.is_starred AND {OPEN}",
        f"{issued} {RUNNING} AND a.due_on BETWEEN current_date AND current_date + 5",
    )
    counted = ", ".join(
        f"(SELECT count(*) FROM (SELECT FROM records_assignment AS a WHERE {head} LIMIT 10001) AS n)"
        for head in heads
    )
    first = (f"SELECT {ROW} {JOINED} WHERE {head} ORDER BY a.due_on, a.id LIMIT {rows}" for head in heads)
    return Floor(
        [
            *all_agencies().statements,
            (f"SELECT {counted}", {}),
            *((statement, {}) for statement in first),
            (_OPEN_FROM_ABOVE, {}),
            (_COUNTED, {}),
            (_UPWARD, {}),
            (_REQUESTS, {}),
        ]
    )


def balance() -> Floor:
    """Of each: what he follows, what waits for his word, what he holds, what was entered late."""
    return Floor([(_STEPS, {}), (_ENTERED, {}), (_WAITING, {}), (_HELD, {})])
