"""Triggers that keep the tallies and the copied followers in step, and the standings of what is there already.

What stood when this came is read from the moments on each row: how it stood in between two of them (an
extension, a send-back) was not kept and counts as its last value.
"""

from django.db import connection, migrations, transaction

TRIGGERS = """
-- The steps that one standing means for the tallies: +1 on the day it begins, -1 on the day it ends, and for
-- an unanswered one with a deadline the same for "overdue" from the day after the deadline. `weight` is 1
-- when a standing is written and -1 when it is taken away. Reading "correction" holds what must be added to
-- "recorded" to read a day as it happened: nothing where both intervals are the same.
CREATE FUNCTION records_steps_of_standing(
  s_kind text, s_due_on date, s_original_due_on date, s_outcome text, s_outcome_original text,
  s_is_extended boolean, recorded_from date, recorded_to date, happened_from date, happened_to date,
  weight int
) RETURNS TABLE (reading text, day date, unanswered int, undated int, overdue int, undated_original int, overdue_original int, suspended int, returned int, cancelled int, waiting int, extended int, early int, on_time int, late int, done_undated int, early_original int, on_time_original int, late_original int, done_undated_original int)
LANGUAGE sql IMMUTABLE AS $$
  SELECT i.reading, e.day,
    (i.weight * CASE WHEN s_kind = 'unanswered' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_kind = 'unanswered' AND s_due_on IS NULL THEN e.lasts ELSE 0 END)::int,
    (i.weight * e.past)::int,
    (i.weight * CASE WHEN s_kind = 'unanswered' AND s_original_due_on IS NULL THEN e.lasts ELSE 0 END)::int,
    (i.weight * e.past_original)::int,
    (i.weight * CASE WHEN s_kind = 'suspended' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_kind = 'returned' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_kind = 'cancelled' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_kind = 'answered' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_is_extended AND s_kind <> 'cancelled' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_kind IN ('answered', 'completed') AND s_outcome = 'early' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_kind IN ('answered', 'completed') AND s_outcome = 'on_time' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_kind IN ('answered', 'completed') AND s_outcome = 'late' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_kind IN ('answered', 'completed') AND s_outcome = 'done_no_deadline' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_kind IN ('answered', 'completed') AND s_outcome_original = 'early' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_kind IN ('answered', 'completed') AND s_outcome_original = 'on_time' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_kind IN ('answered', 'completed') AND s_outcome_original = 'late' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_kind IN ('answered', 'completed') AND s_outcome_original = 'done_no_deadline' THEN e.lasts ELSE 0 END)::int
  FROM (
    VALUES ('recorded', recorded_from, recorded_to, weight),
           ('correction', happened_from, happened_to, weight),
           ('correction', recorded_from, recorded_to, -weight)
  ) AS i (reading, begins, ends, weight)
  CROSS JOIN LATERAL (
    VALUES (i.begins, 1, 0, 0),
           (i.ends, -1, 0, 0),
           (greatest(i.begins, s_due_on + 1), 0, 1, 0),
           (i.ends, 0, CASE WHEN i.ends > s_due_on + 1 THEN -1 ELSE 0 END, 0),
           (greatest(i.begins, s_original_due_on + 1), 0, 0, 1),
           (i.ends, 0, 0, CASE WHEN i.ends > s_original_due_on + 1 THEN -1 ELSE 0 END)
  ) AS e (day, lasts, past, past_original)
  WHERE i.begins < i.ends
    AND e.day < 'infinity' AND e.day < DATE '9999-12-31'
    AND (i.reading = 'recorded' OR (recorded_from, recorded_to) IS DISTINCT FROM (happened_from, happened_to))
    AND (e.lasts <> 0
      OR (e.past <> 0 AND s_kind = 'unanswered' AND s_due_on IS NOT NULL AND greatest(i.begins, s_due_on + 1) < i.ends)
      OR (e.past_original <> 0 AND s_kind = 'unanswered' AND s_original_due_on IS NOT NULL
          AND greatest(i.begins, s_original_due_on + 1) < i.ends))
$$;

CREATE FUNCTION records_note_standings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO records_tallyentry
      (reading, day, duty, unit_id, specialist_id, office_leader_id, committee_leader_id, field_id, unanswered, undated, overdue, undated_original, overdue_original, suspended, returned, cancelled, waiting, extended, early, on_time, late, done_undated, early_original, on_time_original, late_original, done_undated_original)
    SELECT e.reading, e.day, s.duty, s.unit_id, s.specialist_id, s.office_leader_id, s.committee_leader_id, s.field_id,
      sum(e.unanswered), sum(e.undated), sum(e.overdue), sum(e.undated_original), sum(e.overdue_original), sum(e.suspended), sum(e.returned), sum(e.cancelled), sum(e.waiting), sum(e.extended), sum(e.early), sum(e.on_time), sum(e.late), sum(e.done_undated), sum(e.early_original), sum(e.on_time_original), sum(e.late_original), sum(e.done_undated_original)
    FROM written AS s CROSS JOIN LATERAL records_steps_of_standing(s.kind, s.due_on, s.original_due_on, s.outcome,
      s.outcome_original, s.is_extended, s.recorded_from, s.recorded_to, s.happened_from, s.happened_to, 1) AS e
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO records_tallyentry
      (reading, day, duty, unit_id, specialist_id, office_leader_id, committee_leader_id, field_id, unanswered, undated, overdue, undated_original, overdue_original, suspended, returned, cancelled, waiting, extended, early, on_time, late, done_undated, early_original, on_time_original, late_original, done_undated_original)
    SELECT e.reading, e.day, s.duty, s.unit_id, s.specialist_id, s.office_leader_id, s.committee_leader_id, s.field_id,
      sum(e.unanswered), sum(e.undated), sum(e.overdue), sum(e.undated_original), sum(e.overdue_original), sum(e.suspended), sum(e.returned), sum(e.cancelled), sum(e.waiting), sum(e.extended), sum(e.early), sum(e.on_time), sum(e.late), sum(e.done_undated), sum(e.early_original), sum(e.on_time_original), sum(e.late_original), sum(e.done_undated_original)
    FROM taken AS s CROSS JOIN LATERAL records_steps_of_standing(s.kind, s.due_on, s.original_due_on, s.outcome,
      s.outcome_original, s.is_extended, s.recorded_from, s.recorded_to, s.happened_from, s.happened_to, -1) AS e
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
  ELSE
    INSERT INTO records_tallyentry
      (reading, day, duty, unit_id, specialist_id, office_leader_id, committee_leader_id, field_id, unanswered, undated, overdue, undated_original, overdue_original, suspended, returned, cancelled, waiting, extended, early, on_time, late, done_undated, early_original, on_time_original, late_original, done_undated_original)
    SELECT * FROM (
      SELECT e.reading, e.day, s.duty, s.unit_id, s.specialist_id, s.office_leader_id, s.committee_leader_id, s.field_id,
        sum(e.unanswered) AS unanswered, sum(e.undated) AS undated, sum(e.overdue) AS overdue, sum(e.undated_original) AS undated_original, sum(e.overdue_original) AS overdue_original, sum(e.suspended) AS suspended, sum(e.returned) AS returned, sum(e.cancelled) AS cancelled, sum(e.waiting) AS waiting, sum(e.extended) AS extended, sum(e.early) AS early, sum(e.on_time) AS on_time, sum(e.late) AS late, sum(e.done_undated) AS done_undated, sum(e.early_original) AS early_original, sum(e.on_time_original) AS on_time_original, sum(e.late_original) AS late_original, sum(e.done_undated_original) AS done_undated_original
      FROM (SELECT *, 1 AS weight FROM written UNION ALL SELECT *, -1 FROM taken) AS s
      CROSS JOIN LATERAL records_steps_of_standing(s.kind, s.due_on, s.original_due_on, s.outcome,
        s.outcome_original, s.is_extended, s.recorded_from, s.recorded_to, s.happened_from, s.happened_to, s.weight) AS e
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    ) AS net
    WHERE net.unanswered <> 0 OR net.undated <> 0 OR net.overdue <> 0 OR net.undated_original <> 0 OR net.overdue_original <> 0 OR net.suspended <> 0 OR net.returned <> 0 OR net.cancelled <> 0 OR net.waiting <> 0 OR net.extended <> 0 OR net.early <> 0 OR net.on_time <> 0 OR net.late <> 0 OR net.done_undated <> 0 OR net.early_original <> 0 OR net.on_time_original <> 0 OR net.late_original <> 0 OR net.done_undated_original <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER standing_written AFTER INSERT ON records_standing
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION records_note_standings();
CREATE TRIGGER standing_changed AFTER UPDATE ON records_standing
  REFERENCING OLD TABLE AS taken NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION records_note_standings();
CREATE TRIGGER standing_taken AFTER DELETE ON records_standing
  REFERENCING OLD TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION records_note_standings();

-- Who follows a task and its field stand on its assignments too; the task is the truth.
CREATE FUNCTION records_copy_followers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT specialist_id, office_leader_id, committee_leader_id, field_id
    INTO NEW.specialist_id, NEW.office_leader_id, NEW.committee_leader_id, NEW.field_id
    FROM records_task WHERE id = NEW.task_id;
  RETURN NEW;
END $$;
CREATE TRIGGER assignment_has_followers BEFORE INSERT ON records_assignment
  FOR EACH ROW EXECUTE FUNCTION records_copy_followers();
CREATE FUNCTION records_pass_followers_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE records_assignment SET specialist_id = NEW.specialist_id, office_leader_id = NEW.office_leader_id,
    committee_leader_id = NEW.committee_leader_id, field_id = NEW.field_id
  WHERE task_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER task_followers_changed AFTER UPDATE ON records_task FOR EACH ROW
  WHEN ((OLD.specialist_id, OLD.office_leader_id, OLD.committee_leader_id, OLD.field_id)
    IS DISTINCT FROM (NEW.specialist_id, NEW.office_leader_id, NEW.committee_leader_id, NEW.field_id))
  EXECUTE FUNCTION records_pass_followers_on();
"""
NO_TRIGGERS = """
DROP TRIGGER task_followers_changed ON records_task;
DROP FUNCTION records_pass_followers_on();
DROP TRIGGER assignment_has_followers ON records_assignment;
DROP FUNCTION records_copy_followers();
DROP TRIGGER standing_taken ON records_standing;
DROP TRIGGER standing_changed ON records_standing;
DROP TRIGGER standing_written ON records_standing;
DROP FUNCTION records_note_standings();
DROP FUNCTION records_steps_of_standing(text, date, date, text, text, boolean, date, date, date, date, int);
"""

FOLLOWERS = """
UPDATE records_assignment AS a SET specialist_id = t.specialist_id, office_leader_id = t.office_leader_id,
  committee_leader_id = t.committee_leader_id, field_id = t.field_id
FROM records_task AS t WHERE t.id = a.task_id AND a.id BETWEEN %s AND %s
"""
STANDINGS = """
WITH life AS (
  SELECT a.*, t.document_id,
    (assigned_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS begins,
    (answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS answered,
    (completed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS completed,
    CASE a.state WHEN 'cancelled' THEN (cancelled_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
      WHEN 'returned' THEN (returned_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
      WHEN 'suspended' THEN suspended_on END AS stopped
  FROM records_assignment AS a JOIN records_task AS t ON t.id = a.task_id
  WHERE a.state <> 'draft' AND a.id BETWEEN %s AND %s
), stretch AS (
  SELECT l.*, 'unanswered' AS kind, begins AS since,
    CASE WHEN l.state IN ('answered', 'completed') THEN answered ELSE coalesce(stopped, '9999-12-31') END AS until
  FROM life AS l
  UNION ALL
  SELECT l.*, 'answered', answered, coalesce(completed, '9999-12-31') FROM life AS l
  WHERE l.state IN ('answered', 'completed')
  UNION ALL
  SELECT l.*, l.state, coalesce(completed, stopped), '9999-12-31' FROM life AS l
  WHERE l.state IN ('completed', 'cancelled', 'returned', 'suspended')
)
INSERT INTO records_standing (assignment_id, kind, recorded_from, recorded_to, happened_from, happened_to, duty,
  unit_id, division_id, officer_id, specialist_id, office_leader_id, committee_leader_id, field_id, document_id,
  assigned_on, due_on, original_due_on, due_hour, is_extended, outcome, outcome_original, days_late)
SELECT id, kind, since, until, since, until, duty, unit_id, division_id, officer_id, specialist_id, office_leader_id,
  committee_leader_id, field_id, document_id, begins, due_on, original_due_on, due_hour, extension_count > 0,
  CASE WHEN kind IN ('answered', 'completed') THEN outcome ELSE '' END,
  CASE WHEN kind IN ('answered', 'completed') THEN outcome_original ELSE '' END,
  CASE WHEN kind IN ('answered', 'completed') THEN days_late END
FROM stretch WHERE since < until
"""
AT_ONCE = 20_000


def bring_up_to_date(apps, schema_editor):
    """In portions, each its own transaction: nothing waits long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM records_assignment")
        first, last = cursor.fetchone()
        if first is None:
            return
        for begin in range(first, last + 1, AT_ONCE):
            with transaction.atomic():
                cursor.execute(FOLLOWERS, [begin, begin + AT_ONCE - 1])
                cursor.execute(STANDINGS, [begin, begin + AT_ONCE - 1])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0006_counting_any_day")]
    operations = [
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunPython(bring_up_to_date, migrations.RunPython.noop),
    ]
