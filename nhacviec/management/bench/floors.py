"""The floor of each workload: the SQL that answers the same question best, alone, on the same database.

A floor reads the rows that the page shows with what it shows of them, and the counts that stand beside them
(exact to 10,000 where the page counts a filter). Statistics are looked up in the tallies, never scanned.
How many rows are read is a parameter or written out, whichever was planned better.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import psycopg

from nhacviec.rules.coordination import AWAITED
from nhacviec.rules.search_terms import search_for
from nhacviec.rules.submissions import OPEN_STOPS

Statement = tuple[str, dict[str, Any]]
TIMES = 50

ROW = """
  a.id, a.code, a.state, a.duty, a.due_on, a.due_hour, a.version, a.send_back_count,
  a.has_open_extension, a.answered_at, a.outcome, a.excused_at, t.content, t.is_starred, d.symbol,
  d.issued_on, u.name, u.short_name, o.full_name, v.name
"""
JOINED = """
FROM records_assignment AS a JOIN records_task AS t ON t.id = a.task_id
JOIN records_document AS d ON d.id = t.document_id JOIN records_unit AS u ON u.id = a.unit_id
LEFT JOIN records_person AS o ON o.id = a.officer_id LEFT JOIN records_unit AS v ON v.id = a.division_id
"""
RUNNING = "a.state IN ('assigned', 'in_progress', 'returned')"
OPEN = "a.state IN ('answered', 'assigned', 'in_progress', 'returned', 'suspended')"
MEASURES = """unanswered, undated, overdue, suspended, returned, cancelled, waiting, extended, early, on_time,
  late, done_undated"""
_SUMS = ", ".join(f"sum({name.strip()})" for name in MEASURES.split(","))


@dataclass(frozen=True)
class Floor:
    statements: Sequence[Statement]

    def milliseconds(self, db: psycopg.Connection[Any]) -> float:
        """The median of all statements one after the other."""
        taken = []
        for _ in range(TIMES + 6):  # the first ones plan, and warm the cache
            began = time.perf_counter()
            for statement, given in self.statements:
                cursor = db.execute(statement, given, prepare=True)
                if cursor.description:
                    cursor.fetchall()
            taken.append((time.perf_counter() - began) * 1000)
        return median(taken[6:])


def overdue_of_unit(unit: int, *, rows: int = 50) -> Floor:
    given = {"unit": unit, "rows": rows}
    late = f"a.unit_id = %(unit)s AND {OPEN} AND {RUNNING} AND a.due_on < current_date"
    return Floor(
        [
            (f"SELECT {ROW} {JOINED} WHERE {late} ORDER BY a.due_on, a.id LIMIT %(rows)s", given),
            (
                f"SELECT count(*) FROM (SELECT FROM records_assignment AS a WHERE {late} LIMIT 10001) AS n",
                given,
            ),
        ]
    )


def page_after(due_on: Any, row: int, *, rows: int = 50) -> Floor:
    """All duties by deadline, from one of them on: what page 1,000 is when pages are not counted off."""
    given = {"due_on": due_on, "id": row, "rows": rows}
    issued = "a.state <> 'draft'"
    after = f"{issued} AND (a.due_on, a.id) > (%(due_on)s, %(id)s)"
    counted = f"SELECT FROM records_assignment AS a WHERE {issued} LIMIT 10001"
    return Floor(
        [
            (f"SELECT {ROW} {JOINED} WHERE {after} ORDER BY a.due_on, a.id LIMIT %(rows)s", given),
            (f"SELECT count(*) FROM ({counted}) AS n", {}),
        ]
    )


# What else waits on a home page, in the order of its days.
_REQUEST = """
SELECT c.id, c.content, c.state, c.due_on, c.is_tacit, b.name, u.name, d.state
FROM records_coordination AS c JOIN records_unit AS b ON b.id = c.asking_unit_id
JOIN records_unit AS u ON u.id = c.unit_id LEFT JOIN records_delayreport AS d ON d.coordination_id = c.id
"""
_REQUESTS_OF_UNIT = f"""{_REQUEST}
WHERE c.unit_id = %(unit)s AND c.state IN ('asked', 'seen') ORDER BY c.due_on, c.id LIMIT 10
"""
_DISPUTES = f"{_REQUEST} WHERE d.state = 'disputed' ORDER BY c.due_on, c.id LIMIT 10"
_SUBMISSION = """
SELECT s.id, s.symbol, s.abstract, s.stop, s.due_on, u.name FROM records_submission AS s
JOIN records_unit AS u ON u.id = s.unit_id
"""
_SUPPLEMENTS = f"""{_SUBMISSION}
WHERE s.stop = 'supplement' AND s.unit_id = %(unit)s ORDER BY s.due_on, s.id LIMIT 10
"""
_ON_DESK = f"""{_SUBMISSION}
WHERE s.stop IN ('appraisal', 'consultation') AND s.officer_id = %(who)s
ORDER BY s.due_on, s.id LIMIT 10
"""


def home_of_unit(unit: int, *, rows: int = 40) -> Floor:
    """What waits for an agency: the counts of its heads, exact to 10,000, and the first rows under them."""
    mine = f"a.unit_id = %(unit)s AND {OPEN} AND"
    working = f"{mine} a.state IN ('assigned', 'in_progress') AND"
    heads = (
        f"{working} a.due_on BETWEEN current_date - 1 AND current_date - 1",
        f"{working} a.due_on < current_date",
        f"{mine} a.state = 'in_progress' AND a.send_back_count > 0",
        f"{working} a.due_on BETWEEN current_date AND current_date + 5",
        *(f"{mine} a.state = '{state}'" for state in ("assigned", "answered", "in_progress", "suspended")),
    )
    counted = ", ".join(
        f"(SELECT count(*) FROM (SELECT FROM records_assignment AS a WHERE {head} LIMIT 10001) AS n)"
        for head in heads
    )
    first = f"SELECT {ROW} {JOINED} WHERE {working} a.due_on < current_date"
    return Floor(
        [
            (f"SELECT {counted}", {"unit": unit}),
            (f"{first} ORDER BY a.due_on, a.id LIMIT %(rows)s", {"unit": unit, "rows": rows}),
            (_REQUESTS_OF_UNIT, {"unit": unit}),
            (_SUPPLEMENTS, {"unit": unit}),
        ]
    )


def watched(specialist: int, *, rows: int = 40) -> Floor:
    """What waits for a specialist: the counts of his heads, exact to 10,000 (returned duties and those that
    only coordinate are among them, which no tally holds), and the first rows under them."""
    given = {"who": specialist}
    mine = f"a.specialist_id = %(who)s AND {OPEN}"
    first = f"SELECT {ROW} {JOINED} WHERE {mine} AND"
    heads = (
        "a.state = 'answered'",
        "a.state = 'returned'",
        f"{RUNNING} AND a.due_on BETWEEN current_date - 1 AND current_date - 1",
        f"{RUNNING} AND a.due_on < current_date",
        f"{RUNNING} AND a.due_on BETWEEN current_date AND current_date + 5",
    )
    rows_of = f"SELECT FROM records_assignment AS a WHERE {mine} AND"
    counted = ", ".join(f"(SELECT count(*) FROM ({rows_of} {head} LIMIT 10001) AS n)" for head in heads)
    return Floor(
        [
            (f"SELECT {counted}", given),
            *(
                (f"{first} a.state = '{state}' ORDER BY a.due_on, a.id LIMIT {rows}", given)
                for state in ("answered", "returned")
            ),
            (f"{first} {RUNNING} AND a.due_on < current_date ORDER BY a.due_on, a.id LIMIT {rows}", given),
            (_DISPUTES, {}),
            (_ON_DESK, {"who": specialist}),
        ]
    )


def _tally(scope: str, row: int, day: str = "current_date") -> Statement:
    """One scope on one day: the mark of its month and the steps since."""
    return (
        f"""SELECT {_SUMS} FROM (
          SELECT {MEASURES} FROM records_tallymark WHERE scope = %(scope)s AND scope_id = %(id)s
            AND month = date_trunc('month', {day})::date AND duty = 'lead' AND reading = 'recorded'
          UNION ALL
          SELECT {MEASURES} FROM records_tallystep WHERE scope = %(scope)s AND scope_id = %(id)s
            AND duty = 'lead' AND reading = 'recorded'
            AND day BETWEEN date_trunc('month', {day})::date AND {day}
        ) AS steps""",
        {"scope": scope, "id": row},
    )


def agency(unit: int, day: str = "current_date") -> Floor:
    """All numbers of one agency on a day: a look-up, its overdue duties by days, those due soon, what the
    ends of the last twelve months were; what waited on its other sides: submissions, requests both ways."""
    unanswered = f"""unit_id = %(id)s AND kind = 'unanswered' AND duty = 'lead' AND recorded_from <= {day}
      AND recorded_to > {day}"""
    return Floor(
        [
            _tally("unit", unit, day),
            (
                f"SELECT {day} - due_on, count(*) FROM records_standing WHERE {unanswered} AND due_on < {day}"
                " GROUP BY 1 ORDER BY 1",
                {"id": unit},
            ),
            (
                f"SELECT count(*) FROM records_standing WHERE {unanswered}"
                f" AND due_on BETWEEN {day} AND {day} + 5",
                {"id": unit},
            ),
            (
                f"""SELECT month, {MEASURES} FROM records_tallymark WHERE scope = 'unit' AND scope_id = %(id)s
                  AND duty = 'lead' AND reading = 'recorded'
                  AND month BETWEEN {day} - interval '1 year' AND {day}""",
                {"id": unit},
            ),
            (_side(day, _HELD, _WAS_HELD, unit), {}),
            (_side(day, _ASKED, _WAS_ASKED, unit, "unit_id"), {}),
            (_side(day, _ASKED, _WAS_ASKED, unit, "asking_unit_id"), {}),
        ]
    )


# What is held today, and what was on a past day and is no longer.
_STOPS = f"stop IN {tuple(sorted(stop.value for stop in OPEN_STOPS))}"
_HELD = f"records_submission WHERE {_STOPS} AND arrived_on <= {{day}}"
_WAS_HELD = f"records_submissionstanding WHERE {_STOPS} AND from_day <= {{day}} AND to_day > {{day}}"
_REQUESTS = "records_coordination WHERE asked_on <= {day} AND "
_ASKED = f"{_REQUESTS}state IN {tuple(sorted(state.value for state in AWAITED))}"
_WAS_ASKED = f"{_REQUESTS}ended_on > {{day}}"


def _side(day: str, now: str, then: str, unit: int, whose: str = "unit_id") -> str:
    """The unit is written into it: a plan for any unit is several times slower than the one for this."""
    arms = [now] if day == "current_date" else [now, then]
    rows = " UNION ALL ".join(
        f"SELECT due_on FROM {arm.format(day=day)} AND {whose} = {unit}" for arm in arms
    )
    return f"SELECT count(*), count(*) FILTER (WHERE due_on < {day}), min(due_on) FROM ({rows}) AS held"


def all_agencies(day: str = "current_date") -> Floor:
    return Floor(
        [
            (
                f"""SELECT scope_id, u.name, {_SUMS} FROM (
                  SELECT scope_id, {MEASURES} FROM records_tallymark WHERE scope = 'unit'
                    AND month = date_trunc('month', {day})::date AND duty = 'lead' AND reading = 'recorded'
                  UNION ALL
                  SELECT scope_id, {MEASURES} FROM records_tallystep WHERE scope = 'unit' AND duty = 'lead'
                    AND reading = 'recorded' AND day BETWEEN date_trunc('month', {day})::date AND {day}
                ) AS steps JOIN records_unit AS u ON u.id = scope_id GROUP BY 1, 2""",
                {},
            ),
            (
                f"""SELECT unit_id, count(*) FROM records_standing WHERE kind = 'unanswered' AND duty = 'lead'
                  AND recorded_from <= {day} AND recorded_to > {day} AND due_on BETWEEN {day} AND {day} + 5
                  GROUP BY 1""",
                {},
            ),
        ]
    )


def history(task: int) -> Floor:
    given = {"task": task}
    return Floor(
        [
            (f"SELECT {ROW} {JOINED} WHERE a.task_id = %(task)s", given),
            (
                "SELECT e.*, p.full_name FROM records_event AS e LEFT JOIN records_person AS p"
                " ON p.id = e.actor_id WHERE e.task_id = %(task)s ORDER BY e.id DESC LIMIT 300",
                given,
            ),
            (
                "SELECT n.* FROM records_progressnote AS n JOIN records_assignment AS a"
                " ON a.id = n.assignment_id WHERE a.task_id = %(task)s",
                given,
            ),
        ]
    )


def search(typed: str, *, rare: bool = False, tasks: int = 20, documents: int = 5) -> Floor:
    """The newest that hold all words, from the index: slice after slice, or at once where they are few."""
    words = search_for(typed).tiers[-1].tsquery
    held = "SELECT id FROM {table} WHERE records_search_words(search_text) @@ %(words)s::tsquery"
    newest = f"""
      SELECT found.id FROM generate_series((SELECT max(id) FROM {{table}}) / 16384, 0, -1) AS slice(n)
      CROSS JOIN LATERAL (
        {held} AND ARRAY[id / 16384] && ARRAY[slice.n] ORDER BY id * -1 LIMIT %(most)s
      ) AS found LIMIT %(most)s
    """
    best = f"{held} ORDER BY id * -1 LIMIT %(most)s" if rare else newest
    of_tasks, of_documents = best.format(table="records_task"), best.format(table="records_document")
    return Floor(
        [
            (f"SELECT {ROW} {JOINED} WHERE a.task_id IN ({of_tasks})", {"words": words, "most": tasks}),
            (
                "SELECT d.*, u.name FROM records_document AS d JOIN records_unit AS u ON u.id = d.issuer_id"
                f" WHERE d.id IN ({of_documents})",
                {"words": words, "most": documents},
            ),
        ]
    )
