"""The floors of submissions and requests to coordinating units (see floors)."""

from nhacviec.management.bench.floors import Floor, Statement
from nhacviec.rules.coordination import AWAITED

_STOPS_OPEN = "('appraisal', 'arrived', 'consultation', 'decision', 'supplement')"
_AWAITED = ", ".join(f"'{state}'" for state in sorted(AWAITED))
_SUBMISSION = """
  s.id, s.symbol, s.abstract, s.arrived_on, s.stop, s.due_on, s.days_late, u.name, u.short_name, v.name,
  o.full_name, l.full_name
"""
_JOINED = """
FROM (SELECT * FROM records_submission AS s {where}) AS s
JOIN records_unit AS u ON u.id = s.unit_id
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


def _bounded(rows: str) -> str:
    """Exact to 10,000, as pages count."""
    return f"SELECT count(*) FROM (SELECT FROM {rows} LIMIT 10001) AS n"


def submissions(unit: int | None = None, *, rows: int = 50) -> Floor:
    """The newest of one agency or of all, and what is open counted."""
    given = {"unit": unit}
    own = "" if unit is None else "AND unit_id = %(unit)s"
    whose = "" if unit is None else "WHERE s.unit_id = %(unit)s"
    return Floor(
        [
            (
                f"SELECT {_SUBMISSION} "
                + _JOINED.format(where=f"{whose} ORDER BY s.arrived_on DESC, s.id DESC LIMIT {rows}"),
                given,
            ),
            (f"{_COUNTED} {own}", given),
            (_bounded(f"records_submission AS s {whose}"), given),
        ]
    )


def overdue_submissions(*, rows: int = 50) -> Floor:
    late = "s.due_on < current_date"  # what has ended has no such day
    return Floor(
        [
            (
                f"SELECT {_SUBMISSION} "
                + _JOINED.format(where=f"WHERE {late} ORDER BY s.due_on, s.id LIMIT {rows}"),
                {},
            ),
            (_COUNTED, {}),
            (_bounded(f"records_submission AS s WHERE {late}"), {}),
        ]
    )


def submission_figures(day: str = "current_date") -> Floor:
    """By division: what is open that day, and what had ended, from the last month end; by days overdue; how
    long stops take."""
    was = f"FROM records_submissionstanding WHERE stop IN {_STOPS_OPEN} AND from_day <= {day}"
    held = f"""(SELECT division_id, due_on {was} AND to_day IS NULL
      UNION ALL SELECT division_id, due_on {was} AND to_day > {day}) AS held"""
    of_open = f"""SELECT division_id, count(*), count(*) FILTER (WHERE due_on < {day}),
      count(*) FILTER (WHERE due_on IS NULL), min(due_on) FROM {held} GROUP BY 1"""
    by_days = f"SELECT due_on, count(*) FROM {held} WHERE due_on < {day} GROUP BY 1"
    month = f"(SELECT max(month) FROM records_monthend WHERE subject = '{{0}}' AND month <= {day})"
    ended = f"""SELECT division_id, sum(in_time), sum(late), sum(other) FROM (
        SELECT "row" AS division_id, in_time, late, other FROM records_monthend
          WHERE subject = 'submission' AND cut = 'division' AND month = {month.format("submission")}
        UNION ALL
        SELECT division_id, (stop = 'answered' AND days_late = 0)::int,
          (stop = 'answered' AND days_late > 0)::int, (stop <> 'answered')::int
          FROM records_submissionstanding WHERE stop NOT IN {_STOPS_OPEN} AND from_day <= {day}
          AND from_day >= {month.format("submission")} AND (to_day IS NULL OR to_day > {day})
      ) AS parts GROUP BY 1"""
    took = f"""SELECT stop, days, sum(n) FROM (
        SELECT cut AS stop, "row" AS days, in_time AS n FROM records_monthend
          WHERE subject = 'stop' AND month = {month.format("stop")}
        UNION ALL
        SELECT stop, working_days, 1 FROM records_submissionstop WHERE ended_on IS NOT NULL
          AND ended_at >= {month.format("stop")} AND ended_at < {day} + 1
      ) AS parts GROUP BY 1, 2"""
    return Floor(
        [
            (of_open, {}),
            (ended, {}),
            (by_days, {}),
            (took, {}),
        ]
    )


def requests(unit: int, *, rows: int = 50) -> Floor:
    """The newest that an agency was asked, and what is awaited on either side."""
    given = {"unit": unit, "rows": rows}
    return Floor(
        [
            (
                f"SELECT {_REQUEST} {_REQUESTS} WHERE c.unit_id = %(unit)s ORDER BY c.id DESC LIMIT %(rows)s",
                given,
            ),
            (_bounded("records_coordination WHERE unit_id = %(unit)s"), given),
            _heads(unit),
        ]
    )


def waiting_requests(unit: int, *, is_late: bool = False, rows: int = 50) -> Floor:
    """What an agency owes a reply, or is late with, by its day."""
    given = {"unit": unit, "rows": rows}
    own = f"c.unit_id = %(unit)s AND c.state IN ({_AWAITED})"
    own += " AND c.due_on < current_date" if is_late else ""
    return Floor(
        [
            (
                f"SELECT {_REQUEST} {_REQUESTS} WHERE {own} ORDER BY c.due_on, c.id LIMIT %(rows)s",
                given,
            ),
            (_bounded(f"records_coordination AS c WHERE {own}"), given),
            _heads(unit),
        ]
    )


def _heads(unit: int) -> Statement:
    counted = ", ".join(
        f"(SELECT count(*) FROM records_coordination WHERE {side} = %(unit)s AND state IN ({_AWAITED}){late})"
        for side in ("unit_id", "asking_unit_id")
        for late in ("", " AND due_on < current_date")
    )
    return f"SELECT {counted}", {"unit": unit}


def request_figures(day: str = "current_date") -> Floor:
    """By unit that was asked: what had ended, from the last month end, what was awaited that day, and delays
    that count."""
    month = f"(SELECT max(month) FROM records_monthend WHERE subject = 'request' AND month <= {day})"
    since = f"""SELECT unit_id, (state = 'replied' AND ended_on <= due_on)::int,
      (state = 'replied' AND ended_on > due_on)::int, (state = 'consented')::int,
      (state IN ('withdrawn', 'ended'))::int, greatest(0, ended_on - due_on), 0, 0
      FROM records_coordination WHERE ended_on >= {month} AND ended_on <= {day} AND asked_on <= {day}"""
    awaited = f"""SELECT unit_id, 0, 0, 0, 0, 0, (due_on < {day})::int, (due_on >= {day})::int
      FROM records_coordination WHERE asked_on <= {day}"""
    return Floor(
        [
            (
                f"""SELECT unit_id, u.name, sum(in_time), sum(late), sum(tacit), sum(other), sum(late_days),
                  sum(overdue), sum(waiting) FROM (
                    SELECT "row" AS unit_id, in_time, late, tacit, other, late_days, 0 AS overdue,
                      0 AS waiting FROM records_monthend WHERE subject = 'request' AND month = {month}
                    UNION ALL {since}
                    UNION ALL {awaited} AND state IN ({_AWAITED})
                    UNION ALL {awaited} AND ended_on > {day}
                  ) AS parts JOIN records_unit AS u ON u.id = unit_id GROUP BY 1, 2""",
                {},
            ),
            (
                f"""SELECT unit_id, count(*) FROM records_delayreport
                  WHERE state IN ('accepted', 'unanswered', 'upheld') AND asked_on <= {day} GROUP BY 1""",
                {},
            ),
        ]
    )
