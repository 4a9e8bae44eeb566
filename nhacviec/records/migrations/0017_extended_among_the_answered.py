"""One more measure: of the answered, those whose deadline was extended. Report windows subtract it.

What was added up so far is thrown away and noted anew as entries; the job folds them.
"""

from django.db import connection, migrations, models, transaction

FUNCTIONS = """
DROP FUNCTION records_steps_of_standing(text, date, date, text, text, boolean, date, date, date, date, int);
CREATE FUNCTION records_steps_of_standing(
  s_kind text, s_due_on date, s_original_due_on date, s_outcome text, s_outcome_original text,
  s_is_extended boolean, recorded_from date, recorded_to date, happened_from date, happened_to date,
  weight int
) RETURNS TABLE (reading text, day date, unanswered int, undated int, overdue int, undated_original int, overdue_original int, suspended int, returned int, cancelled int, waiting int, extended int, early int, on_time int, late int, done_undated int, early_original int, on_time_original int, late_original int, done_undated_original int, extended_done int)
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
    (i.weight * CASE WHEN s_kind IN ('answered', 'completed') AND s_outcome_original = 'done_no_deadline' THEN e.lasts ELSE 0 END)::int,
    (i.weight * CASE WHEN s_is_extended AND s_kind IN ('answered', 'completed') THEN e.lasts ELSE 0 END)::int
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

CREATE OR REPLACE FUNCTION records_note_standings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO records_tallyentry
      (reading, day, duty, unit_id, specialist_id, office_leader_id, committee_leader_id, field_id, unanswered, undated, overdue, undated_original, overdue_original, suspended, returned, cancelled, waiting, extended, early, on_time, late, done_undated, early_original, on_time_original, late_original, done_undated_original, extended_done)
    SELECT e.reading, e.day, s.duty, s.unit_id, s.specialist_id, s.office_leader_id, s.committee_leader_id, s.field_id,
      sum(e.unanswered), sum(e.undated), sum(e.overdue), sum(e.undated_original), sum(e.overdue_original), sum(e.suspended), sum(e.returned), sum(e.cancelled), sum(e.waiting), sum(e.extended), sum(e.early), sum(e.on_time), sum(e.late), sum(e.done_undated), sum(e.early_original), sum(e.on_time_original), sum(e.late_original), sum(e.done_undated_original), sum(e.extended_done)
    FROM written AS s CROSS JOIN LATERAL records_steps_of_standing(s.kind, s.due_on, s.original_due_on, s.outcome,
      s.outcome_original, s.is_extended, s.recorded_from, s.recorded_to, s.happened_from, s.happened_to, 1) AS e
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO records_tallyentry
      (reading, day, duty, unit_id, specialist_id, office_leader_id, committee_leader_id, field_id, unanswered, undated, overdue, undated_original, overdue_original, suspended, returned, cancelled, waiting, extended, early, on_time, late, done_undated, early_original, on_time_original, late_original, done_undated_original, extended_done)
    SELECT e.reading, e.day, s.duty, s.unit_id, s.specialist_id, s.office_leader_id, s.committee_leader_id, s.field_id,
      sum(e.unanswered), sum(e.undated), sum(e.overdue), sum(e.undated_original), sum(e.overdue_original), sum(e.suspended), sum(e.returned), sum(e.cancelled), sum(e.waiting), sum(e.extended), sum(e.early), sum(e.on_time), sum(e.late), sum(e.done_undated), sum(e.early_original), sum(e.on_time_original), sum(e.late_original), sum(e.done_undated_original), sum(e.extended_done)
    FROM taken AS s CROSS JOIN LATERAL records_steps_of_standing(s.kind, s.due_on, s.original_due_on, s.outcome,
      s.outcome_original, s.is_extended, s.recorded_from, s.recorded_to, s.happened_from, s.happened_to, -1) AS e
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
  ELSE
    INSERT INTO records_tallyentry
      (reading, day, duty, unit_id, specialist_id, office_leader_id, committee_leader_id, field_id, unanswered, undated, overdue, undated_original, overdue_original, suspended, returned, cancelled, waiting, extended, early, on_time, late, done_undated, early_original, on_time_original, late_original, done_undated_original, extended_done)
    SELECT * FROM (
      SELECT e.reading, e.day, s.duty, s.unit_id, s.specialist_id, s.office_leader_id, s.committee_leader_id, s.field_id,
        sum(e.unanswered) AS unanswered, sum(e.undated) AS undated, sum(e.overdue) AS overdue, sum(e.undated_original) AS undated_original, sum(e.overdue_original) AS overdue_original, sum(e.suspended) AS suspended, sum(e.returned) AS returned, sum(e.cancelled) AS cancelled, sum(e.waiting) AS waiting, sum(e.extended) AS extended, sum(e.early) AS early, sum(e.on_time) AS on_time, sum(e.late) AS late, sum(e.done_undated) AS done_undated, sum(e.early_original) AS early_original, sum(e.on_time_original) AS on_time_original, sum(e.late_original) AS late_original, sum(e.done_undated_original) AS done_undated_original, sum(e.extended_done) AS extended_done
      FROM (SELECT *, 1 AS weight FROM written UNION ALL SELECT *, -1 FROM taken) AS s
      CROSS JOIN LATERAL records_steps_of_standing(s.kind, s.due_on, s.original_due_on, s.outcome,
        s.outcome_original, s.is_extended, s.recorded_from, s.recorded_to, s.happened_from, s.happened_to, s.weight) AS e
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    ) AS net
    WHERE net.unanswered <> 0 OR net.undated <> 0 OR net.overdue <> 0 OR net.undated_original <> 0 OR net.overdue_original <> 0 OR net.suspended <> 0 OR net.returned <> 0 OR net.cancelled <> 0 OR net.waiting <> 0 OR net.extended <> 0 OR net.early <> 0 OR net.on_time <> 0 OR net.late <> 0 OR net.done_undated <> 0 OR net.early_original <> 0 OR net.on_time_original <> 0 OR net.late_original <> 0 OR net.done_undated_original <> 0 OR net.extended_done <> 0;
  END IF;
  RETURN NULL;
END $$;
"""
AGAIN = """
INSERT INTO records_tallyentry (reading, day, duty, unit_id, specialist_id, office_leader_id, committee_leader_id,
  field_id, unanswered, undated, overdue, undated_original, overdue_original, suspended, returned, cancelled, waiting,
  extended, early, on_time, late, done_undated, early_original, on_time_original, late_original,
  done_undated_original, extended_done)
SELECT e.reading, e.day, s.duty, s.unit_id, s.specialist_id, s.office_leader_id, s.committee_leader_id, s.field_id,
  sum(e.unanswered), sum(e.undated), sum(e.overdue), sum(e.undated_original), sum(e.overdue_original),
  sum(e.suspended), sum(e.returned), sum(e.cancelled), sum(e.waiting), sum(e.extended), sum(e.early),
  sum(e.on_time), sum(e.late), sum(e.done_undated), sum(e.early_original), sum(e.on_time_original),
  sum(e.late_original), sum(e.done_undated_original), sum(e.extended_done)
FROM records_standing AS s CROSS JOIN LATERAL records_steps_of_standing(s.kind, s.due_on, s.original_due_on, s.outcome,
  s.outcome_original, s.is_extended, s.recorded_from, s.recorded_to, s.happened_from, s.happened_to, 1) AS e
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""


def note_again(apps, schema_editor):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE records_standing IN SHARE MODE")
        cursor.execute(
            "TRUNCATE records_tallyentry, records_tallystep, records_tallymark, records_tallymonth"
        )
        cursor.execute(AGAIN)


class Migration(migrations.Migration):
    dependencies = [("records", "0016_lists_in_order")]
    operations = [
        *(
            migrations.AddField(model, "extended_done", models.IntegerField(default=0))
            for model in ("tallyentry", "tallystep", "tallymark")
        ),
        migrations.RunSQL(FUNCTIONS),
        migrations.RunPython(note_again, migrations.RunPython.noop),
    ]
