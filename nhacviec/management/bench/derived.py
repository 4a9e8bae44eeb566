"""What follows from the tasks, said in SQL: extensions, answers, standings, the lines of history."""

from nhacviec.management.bench.bare_tables import Connection

_DAY = "AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
HISTORY = 300  # events of the task with the long history

EXTENSIONS = """
INSERT INTO records_extension (assignment_id, state, from_due_on, asked_due_on, reason, asked_by_id,
  asked_at, granted_due_on, decided_by_id, decided_at, decision)
SELECT a.id, 'granted', a.original_due_on, a.due_on, 'Chờ ý kiến của cơ quan phối hợp', a.officer_id, at,
  a.due_on,
  a.office_leader_id, least(at + interval '1 hour', now()), ''
FROM records_assignment AS a CROSS JOIN LATERAL (
  SELECT greatest(a.assigned_at, (a.original_due_on - 2) + time '02:00') AS at) AS asked
WHERE a.extension_count > 0 ORDER BY a.id
"""
ANSWERS = """
INSERT INTO records_answer (assignment_id, round, text, document_symbol, delay_cause, delay_note, 
  answered_by_id, answered_at, verdict, decided_by_id, decided_at, reason)
SELECT a.id, 1, 'Đã thực hiện xong, kèm báo cáo kết quả và hồ sơ minh chứng.', a.id || '/BC', '', '',
  a.officer_id,
  a.answered_at, CASE WHEN a.state = 'completed' THEN 'confirmed' ELSE 'waiting' END,
  CASE WHEN a.state = 'completed' THEN a.specialist_id END, a.completed_at, ''
FROM records_assignment AS a WHERE a.answered_at IS NOT NULL ORDER BY a.id
"""
# One row for every stretch of days in which a duty stood in one way; a stretch of no day is none.
STANDINGS = f"""
WITH life AS (
  SELECT a.*, t.document_id, (a.assigned_at {_DAY} AS begins, (a.answered_at {_DAY} AS answered,
    (a.completed_at {_DAY} AS completed, (e.decided_at {_DAY} AS extended
  FROM records_assignment AS a JOIN records_task AS t ON t.id = a.task_id
  LEFT JOIN records_extension AS e ON e.assignment_id = a.id
)
INSERT INTO records_standing (assignment_id, kind, recorded_from, recorded_to, happened_from, happened_to,
  duty, unit_id, division_id, officer_id, specialist_id, office_leader_id, committee_leader_id,
  field_id, document_id, assigned_on, due_on, original_due_on, due_hour, is_extended,
  outcome, outcome_original, days_late)
SELECT id, kind, since, until, since, until, duty, unit_id, division_id, officer_id, specialist_id,
  office_leader_id, committee_leader_id, field_id, document_id, begins,
  CASE WHEN is_extended OR kind <> 'unanswered' THEN due_on ELSE original_due_on END,
  original_due_on, due_hour, is_extended,
  CASE WHEN kind = 'unanswered' THEN '' ELSE outcome END,
  CASE WHEN kind = 'unanswered' THEN '' ELSE outcome_original END,
  CASE WHEN kind = 'unanswered' THEN NULL ELSE days_late END
FROM life CROSS JOIN LATERAL (VALUES
  ('unanswered', begins, coalesce(extended, answered, '9999-12-31'), false),
  ('unanswered', extended, coalesce(answered, '9999-12-31'), true),
  ('answered', answered, coalesce(completed, '9999-12-31'), extension_count > 0),
  ('completed', completed, '9999-12-31'::date, extension_count > 0)
) AS stretch (kind, since, until, is_extended)
WHERE since < until ORDER BY id, since
"""
EVENTS = """
INSERT INTO records_event (name, task_id, assignment_id, document_id, actor_id, post_id, happened_at,
  recorded_at, reason, before, after)
SELECT line.name, a.task_id, a.id, t.document_id, line.actor, p.id, line.at, line.at, '',
  line.before, line.after
FROM records_assignment AS a JOIN records_task AS t ON t.id = a.task_id
LEFT JOIN records_extension AS e ON e.assignment_id = a.id
LEFT JOIN records_answer AS g ON g.assignment_id = a.id
CROSS JOIN LATERAL (VALUES
  ('issued', a.specialist_id, a.assigned_at, '{"state": "draft"}'::jsonb,
    jsonb_build_object('state', 'assigned', 'due_on', a.original_due_on)),
  ('accepted', a.officer_id, a.accepted_at, '{}', '{}'),
  ('extension_granted', e.decided_by_id, e.decided_at, jsonb_build_object('due_on', e.from_due_on),
    jsonb_build_object('due_on', e.granted_due_on)),
  ('answered', a.officer_id, a.answered_at, '{"state": "in_progress"}',
    jsonb_build_object('state', 'answered', 'outcome', a.outcome, 'outcome_original', a.outcome_original,
      'days_late', a.days_late, 'answer', g.id, 'round', 1)),
  ('confirmed', a.specialist_id, a.completed_at, '{"state": "answered"}',
    jsonb_build_object('state', 'completed', 'answer', g.id))
) AS line (name, actor, at, before, after)
LEFT JOIN LATERAL (SELECT id FROM records_post WHERE person_id = line.actor LIMIT 1) AS p ON true
WHERE line.at IS NOT NULL ORDER BY a.id, line.at
"""
# What one statement reads, an earlier wave has written.
WAVES = (
    ("extensions", (EXTENSIONS,)),
    ("standings_answers", (STANDINGS, ANSWERS)),
    ("events", (EVENTS,)),
)
# Notes of progress and reminders by turns, one after the other between issue and now, on the first task.
_NOTES = """
INSERT INTO records_progressnote (assignment_id, text, percent, obstacle, delay_cause, noted_by_id, noted_at)
SELECT a.id, 'Tuần ' || n || ': đã làm việc với các cơ quan liên quan, đang hoàn thiện hồ sơ.', least(n, 99),
  '', '',  a.officer_id, a.assigned_at + n * interval '1 minute'
FROM records_assignment AS a CROSS JOIN generate_series(1, %(half)s) AS n WHERE a.id = %(id)s
"""
_LINES = """
INSERT INTO records_event (name, task_id, assignment_id, document_id, actor_id, happened_at, recorded_at,
  reason, before, after)
SELECT line.name, line.task_id, line.assignment_id, line.document_id, line.actor_id, line.happened_at,
  line.recorded_at, line.reason, '{}', line.after
FROM records_assignment AS a JOIN records_task AS t ON t.id = a.task_id
JOIN records_progressnote AS n ON n.assignment_id = a.id
CROSS JOIN LATERAL (VALUES
  ('progress_noted', a.task_id, a.id, t.document_id, a.officer_id, n.noted_at, n.noted_at, '',
    jsonb_build_object('percent', n.percent, 'note', n.id)),
  ('reminded', a.task_id, a.id, t.document_id, a.specialist_id, n.noted_at + interval '30 seconds',
    n.noted_at + interval '30 seconds', 'Đề nghị báo cáo đúng hạn.', '{}'::jsonb)
) AS line (name, task_id, assignment_id, document_id, actor_id, happened_at, recorded_at, reason, after)
WHERE a.id = %(id)s
"""


def long_history(db: Connection) -> None:
    given = {"id": 1, "half": HISTORY // 2}
    db.execute(_NOTES, given)
    db.execute(_LINES, given)


def renumber(db: Connection, tables: tuple[str, ...]) -> None:
    """Rows came with their numbers: the next ones go on after them."""
    for table in tables:
        db.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 1)) FROM {table}"
        )
