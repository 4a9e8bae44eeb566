"""Submissions and requests to coordinating units beside the tasks: one for every five tasks, three for every
ten. Said in SQL over the tasks that are there, the same for the same tasks; so that they can also be added to
a database that was kept from before.
"""

from datetime import date

from nhacviec.management.bench.bare_tables import Connection, lay_bare, wake_triggers
from nhacviec.management.bench.derived import renumber
from nhacviec.management.bench.hands import together

TABLES = (
    "records_submission",
    "records_submissionstop",
    "records_submissionstanding",
    "records_coordination",
    "records_delayreport",
    "records_timerequest",
)
SUBMISSIONS_EACH, REQUESTS_EACH = 0.2, 0.3
_ZONE = "AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"


def _draw(salt: int) -> str:
    """A number from 0 to 1 that hangs on the row's `i` only."""
    return f"((hashint8extended(i, {salt}) & 2147483647) / 2147483648.0)"


def _workday(day: str) -> str:
    """Moved to Monday where it is a Saturday or a Sunday."""
    return f"(({day}) + (ARRAY[1, 0, 0, 0, 0, 0, 2])[extract(dow FROM ({day}))::int + 1])"


# 75 % are answered in time, a quarter late, 3 % lie for ever; a fifth waited for the agency in between.
_LIVES = f"""
CREATE UNLOGGED TABLE bench_submissions AS
SELECT i AS id, a.unit_id, a.officer_id AS by_id, a.specialist_id AS officer_id, p.unit_id AS division_id,
  a.committee_leader_id AS leader_id, t.content, t.search_text, arrived, paused, took, stuck,
  arrived + 2 AS pause_from, arrived + 2 + paused AS pause_to,
  CASE WHEN stuck AND {_draw(5)} < 0.5 THEN 'infinity' ELSE arrived + took + paused - 2 END AS decision_from,
  CASE WHEN stuck THEN 'infinity' ELSE arrived + took + paused END AS ended,
  (ARRAY['answered', 'returned', 'withdrawn'])[width_bucket({_draw(6)}, ARRAY[0, 0.85, 0.95])] AS ending,
  {_workday("arrived + 20")} AS due_first, {_workday("arrived + 20 + paused")} AS due_on
FROM generate_series(1, %(submissions)s::bigint) AS i
JOIN records_assignment AS a ON a.id = i * 5 JOIN records_task AS t ON t.id = a.task_id
CROSS JOIN LATERAL (SELECT unit_id FROM records_post WHERE person_id = a.specialist_id LIMIT 1) AS p
CROSS JOIN LATERAL (SELECT (a.assigned_at {_ZONE} AS arrived,
  CASE WHEN {_draw(1)} < 0.75 THEN 4 + floor({_draw(2)} * 17)::int ELSE 21 + floor({_draw(2)} * 30)::int END
    AS took,
  CASE WHEN {_draw(3)} < 0.2 THEN 3 + floor({_draw(4)} * 8)::int ELSE 0 END AS paused,
  {_draw(7)} < 0.03 AS stuck) AS drawn
"""
# Every stop that had begun by today, with the day on which it ended, if it has.
_STOPS = """
CREATE UNLOGGED TABLE bench_stops AS
SELECT s.id, step.n, stop, since, CASE WHEN until <= %(today)s THEN until END AS until, step.due_on,
  lead(stop) OVER (PARTITION BY s.id ORDER BY n) IS NULL AS is_last
FROM bench_submissions AS s CROSS JOIN LATERAL (VALUES
  (1, 'arrived', arrived, arrived + 1, due_first),
  (2, 'appraisal', arrived + 1, CASE WHEN paused > 0 THEN pause_from ELSE decision_from END, due_first),
  (3, 'supplement', pause_from, pause_to, NULL),
  (4, 'appraisal', pause_to, decision_from, s.due_on),
  (5, 'decision', decision_from, ended, s.due_on),
  (6, ending, ended, 'infinity', NULL)
) AS step (n, stop, since, until, due_on)
WHERE since < until AND since <= %(today)s AND (paused > 0 OR n NOT IN (3, 4))
"""
_MOMENT = "CASE WHEN {0} IS NOT NULL THEN least(({0} + time '02:00') AT TIME ZONE 'UTC', now()) END"
SUBMISSIONS = f"""
INSERT INTO records_submission (id, direction, unit_id, symbol, symbol_key, dated_on, year, abstract,
  asked, kind, urgency, search_text, registered_by_id, registered_at, arrived_on, complete_on, limit_days,
  count_mode, pauses, stop, version, stop_since, due_on, division_id, officer_id, leader_id, closed_on,
  closed_at, days_used, days_late, answer_symbol, answer_dated_on)
SELECT s.id, 'to_committee', s.unit_id, s.id || '/TTr-ĐV' || s.unit_id, s.id || 'ttrdv' || s.unit_id,
  s.arrived, extract(year FROM s.arrived), left(s.content, 300), 'Đề nghị UBND tỉnh xem xét, quyết định.',
  'general', 'normal', s.search_text, s.by_id, {_MOMENT.format("s.arrived")}, s.arrived, s.arrived, 20,
  'calendar', true, w.stop, w.n, w.since, w.due_on,
  CASE WHEN w.n > 1 THEN s.division_id END, CASE WHEN w.n > 1 THEN s.officer_id END,
  CASE WHEN w.n > 4 THEN s.leader_id END, e.ended, {_MOMENT.format("e.ended")}, 
  CASE WHEN w.n = 6 THEN s.took END, CASE WHEN w.n = 6 THEN greatest(0, s.ended - s.due_on) END,
  CASE WHEN w.stop = 'answered' THEN s.id || '/QĐ-UBND' ELSE '' END,
  CASE WHEN w.stop = 'answered' THEN e.ended END
FROM bench_submissions AS s JOIN bench_stops AS w ON w.id = s.id AND w.is_last
LEFT JOIN LATERAL (SELECT s.ended WHERE w.n = 6) AS e ON true
"""
_WAY = f"""
INSERT INTO records_submissionstop (submission_id, stop, began_on, ended_on, working_days, division_id,
  officer_id, leader_id, consulted, note, told, ended_at, moved_by_id, moved_at)
SELECT s.id, w.stop, w.since, t.ended, (t.ended - w.since) * 5 / 7,
  CASE WHEN w.n IN (2, 4) THEN s.division_id END, CASE WHEN w.n IN (2, 4) THEN s.officer_id END,
  CASE WHEN w.n = 5 THEN s.leader_id END, '{{}}', '',
  CASE WHEN w.n = 3 THEN 'Bổ sung hồ sơ pháp lý của dự án.' ELSE '' END,
  {_MOMENT.format("t.ended")}, s.officer_id, {_MOMENT.format("w.since")}
FROM bench_stops AS w JOIN bench_submissions AS s ON s.id = w.id
CROSS JOIN LATERAL (SELECT CASE WHEN w.n = 6 THEN w.since ELSE w.until END AS ended) AS t
ORDER BY s.id, w.n
"""
_STANDINGS = """
INSERT INTO records_submissionstanding (submission_id, direction, from_day, to_day, stop, unit_id,
  division_id, officer_id, leader_id, due_on, closed_on, days_used, days_late)
SELECT s.id, 'to_committee', w.since, w.until, w.stop, s.unit_id, CASE WHEN w.n > 1 THEN s.division_id END,
  CASE WHEN w.n > 1 THEN s.officer_id END, CASE WHEN w.n > 4 THEN s.leader_id END, w.due_on,
  CASE WHEN w.n = 6 THEN s.ended END, CASE WHEN w.n = 6 THEN s.took END,
  CASE WHEN w.n = 6 THEN greatest(0, s.ended - s.due_on) END
FROM bench_stops AS w JOIN bench_submissions AS s ON s.id = w.id ORDER BY s.id, w.n
"""
# Four of five reply in time, 12 % late, 3 % consent by silence; the others are still asked, or their duty
# was done without them. One of twenty was given more time.
_REQUESTS = f"""
CREATE UNLOGGED TABLE bench_requests AS
SELECT r.*, CASE WHEN ended <= %(today)s THEN ended END AS ended_on, {_draw(7)} AS of_delay,
  {_draw(8)} AS verdict, {_draw(2)} > 0.97 AS asks_time
FROM (
  SELECT d.*, CASE WHEN granted THEN {_workday("original + 5")} ELSE original END AS due_on
  FROM (
    SELECT i, a.id AS assignment_id, a.unit_id AS asking, a.officer_id AS by_id, a.office_leader_id AS judge,
      CASE WHEN b.unit_id <> a.unit_id THEN b.unit_id WHEN a.unit_id = m.least THEN m.most ELSE m.least END
        AS unit, b.officer_id AS other_id, left(t.content, 200) AS content,
      left(t.search_text, 300) AS search_text, a.completed_at IS NOT NULL AS is_done,
      (a.completed_at {_ZONE} AS done_on, asked_on, {_workday("asked_on + 7")} AS original,
      {_draw(2)} < 0.05 AS granted, {_draw(3)} AS fate, floor({_draw(4)} * 20)::int AS days
    FROM generate_series(1, %(requests)s::bigint) AS i
    JOIN records_assignment AS a ON a.id = (i - 1) * 10 / 3 + 1
    JOIN records_assignment AS b ON b.id = i * 7919 %% %(tasks)s + 1
    JOIN records_task AS t ON t.id = a.task_id
    CROSS JOIN (SELECT min(unit_id) AS least, max(unit_id) AS most FROM records_assignment) AS m
    CROSS JOIN LATERAL (
      SELECT least((a.assigned_at {_ZONE} + floor({_draw(1)} * 5)::int, %(today)s) AS asked_on) AS asked
  ) AS d
) AS r CROSS JOIN LATERAL (
  SELECT CASE WHEN fate < 0.80 THEN asked_on + least(1 + days %% 7, due_on - asked_on)
    WHEN fate < 0.92 THEN due_on + 1 + days WHEN fate < 0.95 THEN due_on + 1
    WHEN is_done THEN greatest(done_on, asked_on) ELSE 'infinity' END AS ended
) AS e
"""
REQUESTS = f"""
INSERT INTO records_coordination (id, assignment_id, asking_unit_id, unit_id, state, version, content, symbol,
  asked_by_id, asked_at, asked_on, original_due_on, due_on, term_wd, is_tacit, seen_at, seen_by_id,
  reply_kind, reply_text, reply_symbol, ended_at, ended_on, ended_by_id, end_reason, search_text)
SELECT i, assignment_id, asking, unit, CASE WHEN is_open THEN CASE WHEN days < 14 THEN 'seen' ELSE 'asked' END
    WHEN fate < 0.92 THEN 'replied' WHEN fate < 0.95 THEN 'consented' ELSE 'ended' END, 1,
  'Đề nghị tham gia ý kiến: ' || content, '', by_id, {_MOMENT.format("asked_on")}, asked_on, original, due_on,
  5, fate >= 0.92 AND fate < 0.95 OR days = 3, NULL, NULL,
  CASE WHEN fate >= 0.92 OR is_open THEN '' WHEN days < 14 THEN 'agree' ELSE 'comments' END, '', '',
  {_MOMENT.format("ended_on")}, ended_on, CASE WHEN fate < 0.92 AND NOT is_open THEN other_id END, '',
  'de nghi tham gia y kien ' || search_text
FROM bench_requests CROSS JOIN LATERAL (SELECT ended_on IS NULL AS is_open) AS o
"""
_DELAYS = f"""
INSERT INTO records_delayreport (coordination_id, state, reason, reported_by_id, reported_at, explain_due_on,
  explanation, decision, settled_at, unit_id, asked_on)
SELECT i, told.state, '', by_id, {_MOMENT.format("due_on + 2")}, due_on + 9,
  CASE WHEN told.state IN ('disputed', 'upheld', 'dismissed') THEN 'Văn bản đến chậm.' ELSE '' END, '',
  CASE WHEN told.state NOT IN ('reported', 'disputed') THEN {_MOMENT.format("due_on + 9")} END,
  unit, asked_on
FROM bench_requests CROSS JOIN LATERAL (SELECT CASE WHEN due_on + 9 > %(today)s THEN 'reported'
  ELSE (ARRAY['accepted', 'unanswered', 'upheld', 'dismissed', 'disputed'])[
    width_bucket(verdict, ARRAY[0, 0.4, 0.7, 0.85, 0.99])] END AS state) AS told
WHERE of_delay < 0.2 AND due_on + 2 <= %(today)s AND coalesce(ended_on, %(today)s) > due_on
  AND (fate < 0.92 OR ended_on IS NULL) ORDER BY i
"""
_TIMES = f"""
INSERT INTO records_timerequest (coordination_id, state, from_due_on, asked_due_on, reason, asked_by_id,
  asked_at, granted_due_on, decided_by_id, decided_at, decided_on, decision)
SELECT i, CASE WHEN granted THEN 'granted' ELSE 'asked' END, original,
  CASE WHEN granted THEN due_on ELSE due_on + 7 END, 'Chờ số liệu của cơ sở.', other_id,
  {_MOMENT.format("asked_on")}, CASE WHEN granted THEN due_on END, CASE WHEN granted THEN by_id END,
  CASE WHEN granted THEN {_MOMENT.format("asked_on")} END, CASE WHEN granted THEN asked_on END, ''
FROM bench_requests WHERE granted OR (asks_time AND ended_on IS NULL) ORDER BY i
"""
# What one statement reads, an earlier wave has written.
_WAVES = ((_LIVES, _REQUESTS), (_STOPS, REQUESTS), (SUBMISSIONS, _WAY, _STANDINGS, _DELAYS, _TIMES))


def are_there(db: Connection) -> bool:
    return db.execute("SELECT 1 FROM records_submission LIMIT 1").fetchone() is not None


def add_modules(db: Connection, *, tasks: int, today: date) -> None:
    """Write all of them; `tasks`: how many there are, numbered from 1. `db` commits by itself."""
    given = {
        "tasks": str(tasks),
        "today": f"DATE '{today}'",
        "submissions": str(int(tasks * SUBMISSIONS_EACH)),
        "requests": str(int(tasks * REQUESTS_EACH)),
    }
    later = lay_bare(db, TABLES)
    try:
        for wave in _WAVES:
            together([statement % given for statement in wave])
    finally:  # a database that is kept has its indexes again, whatever happens
        db.execute("DROP TABLE IF EXISTS bench_submissions, bench_stops, bench_requests")
        wake_triggers(db, TABLES)
        together(later.indexes)
        for statement in later.links:
            db.execute(statement)
    together(later.checks)
    renumber(db, TABLES)
    together([f"VACUUM ANALYZE {table}" for table in TABLES])
