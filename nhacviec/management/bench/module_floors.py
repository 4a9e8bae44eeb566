"""The floors of submissions and requests to coordinating units (see floors)."""

from nhacviec.management.bench.floors import Floor
from nhacviec.rules.coordination import AWAITED

_STOPS_OPEN = "('appraisal', 'arrived', 'consultation', 'decision', 'supplement')"
_AWAITED = ", ".join(f"'{state}'" for state in sorted(AWAITED))
_SUBMISSION = """
  s.id, s.symbol, s.abstract, s.arrived_on, s.stop, s.due_on, s.days_late, u.name, u.short_name, v.name,
  o.full_name, l.full_name
"""
_JOINED = """
FROM records_submission AS s JOIN records_unit AS u ON u.id = s.unit_id
LEFT JOIN records_unit AS v ON v.id = s.division_id LEFT JOIN records_person AS o ON o.id = s.officer_id
LEFT JOIN records_person AS l ON l.id = s.leader_id
"""
_COUNTED = f"""
SELECT count(*), count(*) FILTER (WHERE due_on < current_date), count(*) FILTER (WHERE due_on IS NULL),
  min(due_on) FROM records_submission WHERE stop IN {_STOPS_OPEN}
"""
_REQUEST = "c.id, c.content, c.state, c.asked_on, c.due_on, c.reply_kind, a.name, u.name, d.state"
_REQUESTS = """
FROM records_coordination AS c JOIN records_unit AS a ON a.id = c.asking_unit_id
JOIN records_unit AS u ON u.id = c.unit_id LEFT JOIN records_delayreport AS d ON d.coordination_id = c.id
"""


def submissions(unit: int | None = None, *, rows: int = 50) -> Floor:
    """The newest of one agency or of all, and what is open counted."""
    given = {"unit": unit, "rows": rows}
    own = "" if unit is None else "AND unit_id = %(unit)s"
    whose = "" if unit is None else "WHERE s.unit_id = %(unit)s"
    return Floor(
        [
            (
                f"SELECT {_SUBMISSION} {_JOINED} {whose} ORDER BY s.arrived_on DESC, s.id DESC LIMIT %(rows)s",
                given,
            ),
            (f"{_COUNTED} {own}", given),
        ]
    )


def overdue_submissions(*, rows: int = 50) -> Floor:
    late = f"s.stop IN {_STOPS_OPEN} AND s.due_on < current_date"
    return Floor(
        [
            (
                f"SELECT {_SUBMISSION} {_JOINED} WHERE {late} ORDER BY s.due_on, s.id LIMIT %(rows)s",
                {"rows": rows},
            ),
            (_COUNTED, {}),
        ]
    )
