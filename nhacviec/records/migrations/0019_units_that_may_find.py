"""Tasks and documents know the units with a duty in them, and their words can be indexed (see 0020).

Kept by triggers: an agency's search never walks through the others' rows.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

TRIGGERS = """
-- Not inlined and dear on purpose: the planner shall use the index instead of calling it row by row.
CREATE FUNCTION records_search_words(words text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 500 AS $$
BEGIN
  RETURN array_to_tsvector(array_remove(string_to_array(words, ' '), ''));
END $$;

CREATE FUNCTION records_units_of_task(wanted bigint) RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(DISTINCT unit_id ORDER BY unit_id), '{}')
  FROM records_assignment WHERE task_id = wanted AND state <> 'draft'
$$;
CREATE FUNCTION records_units_of_document(wanted bigint) RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(DISTINCT unit_id ORDER BY unit_id), '{}')
  FROM records_task CROSS JOIN LATERAL unnest(duty_unit_ids) AS of_task(unit_id) WHERE document_id = wanted
$$;

-- Whatever is written into the column, the truth is what gets stored.
CREATE FUNCTION records_keep_units_of_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.duty_unit_ids := records_units_of_task(NEW.id); RETURN NEW; END $$;
CREATE TRIGGER task_has_its_units BEFORE UPDATE ON records_task FOR EACH ROW
  WHEN (NEW.duty_unit_ids IS DISTINCT FROM OLD.duty_unit_ids) EXECUTE FUNCTION records_keep_units_of_task();
CREATE TRIGGER task_begins_with_its_units BEFORE INSERT ON records_task FOR EACH ROW
  EXECUTE FUNCTION records_keep_units_of_task();
CREATE FUNCTION records_keep_units_of_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.duty_unit_ids := records_units_of_document(NEW.id); RETURN NEW; END $$;
CREATE TRIGGER document_has_its_units BEFORE UPDATE ON records_document FOR EACH ROW
  WHEN (NEW.duty_unit_ids IS DISTINCT FROM OLD.duty_unit_ids)
  EXECUTE FUNCTION records_keep_units_of_document();
CREATE TRIGGER document_begins_with_its_units BEFORE INSERT ON records_document FOR EACH ROW
  EXECUTE FUNCTION records_keep_units_of_document();

-- Row triggers run after the whole statement: the first row of a task writes, its other rows find it done.
CREATE FUNCTION records_pass_units_to_task() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids bigint[];
BEGIN
  IF TG_OP = 'INSERT' THEN ids := ARRAY[NEW.task_id];
  ELSIF TG_OP = 'DELETE' THEN ids := ARRAY[OLD.task_id];
  ELSE ids := ARRAY[NEW.task_id, OLD.task_id]; END IF;
  UPDATE records_task AS t SET duty_unit_ids = records_units_of_task(t.id)
  WHERE t.id = ANY(ids) AND t.duty_unit_ids IS DISTINCT FROM records_units_of_task(t.id);
  RETURN NULL;
END $$;
CREATE TRIGGER assignment_given AFTER INSERT ON records_assignment FOR EACH ROW
  WHEN (NEW.state <> 'draft') EXECUTE FUNCTION records_pass_units_to_task();
CREATE TRIGGER assignment_moved AFTER UPDATE ON records_assignment FOR EACH ROW
  WHEN ((OLD.task_id, OLD.unit_id, OLD.state = 'draft') IS DISTINCT FROM (NEW.task_id, NEW.unit_id, NEW.state = 'draft'))
  EXECUTE FUNCTION records_pass_units_to_task();
CREATE TRIGGER assignment_taken AFTER DELETE ON records_assignment FOR EACH ROW
  WHEN (OLD.state <> 'draft') EXECUTE FUNCTION records_pass_units_to_task();

CREATE FUNCTION records_pass_units_to_document() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids bigint[];
BEGIN
  IF TG_OP = 'DELETE' THEN ids := ARRAY[OLD.document_id]; ELSE ids := ARRAY[NEW.document_id, OLD.document_id]; END IF;
  UPDATE records_document AS d SET duty_unit_ids = records_units_of_document(d.id)
  WHERE d.id = ANY(ids) AND d.duty_unit_ids IS DISTINCT FROM records_units_of_document(d.id);
  RETURN NULL;
END $$;
CREATE TRIGGER task_units_changed AFTER UPDATE ON records_task FOR EACH ROW
  WHEN ((OLD.document_id, OLD.duty_unit_ids) IS DISTINCT FROM (NEW.document_id, NEW.duty_unit_ids))
  EXECUTE FUNCTION records_pass_units_to_document();
CREATE TRIGGER task_units_taken AFTER DELETE ON records_task FOR EACH ROW
  WHEN (OLD.duty_unit_ids <> '{}') EXECUTE FUNCTION records_pass_units_to_document();

-- The words stay beside the row, compressed, instead of in a table of their own.
ALTER TABLE records_task ALTER search_text SET STORAGE MAIN;
ALTER TABLE records_document ALTER search_text SET STORAGE MAIN;
ALTER TABLE records_task ALTER duty_unit_ids SET DEFAULT '{}';
ALTER TABLE records_document ALTER duty_unit_ids SET DEFAULT '{}';
"""
NO_TRIGGERS = """
ALTER TABLE records_document ALTER search_text SET STORAGE EXTENDED;
ALTER TABLE records_task ALTER search_text SET STORAGE EXTENDED;
DROP TRIGGER task_units_taken ON records_task;
DROP TRIGGER task_units_changed ON records_task;
DROP FUNCTION records_pass_units_to_document();
DROP TRIGGER assignment_taken ON records_assignment;
DROP TRIGGER assignment_moved ON records_assignment;
DROP TRIGGER assignment_given ON records_assignment;
DROP FUNCTION records_pass_units_to_task();
DROP TRIGGER document_begins_with_its_units ON records_document;
DROP TRIGGER document_has_its_units ON records_document;
DROP FUNCTION records_keep_units_of_document();
DROP TRIGGER task_begins_with_its_units ON records_task;
DROP TRIGGER task_has_its_units ON records_task;
DROP FUNCTION records_keep_units_of_task();
DROP FUNCTION records_units_of_document(bigint);
DROP FUNCTION records_units_of_task(bigint);
DROP FUNCTION records_search_words(text);
"""


def unit_ids():
    return django.contrib.postgres.fields.ArrayField(models.BigIntegerField(), default=list, editable=False)


class Migration(migrations.Migration):
    dependencies = [("records", "0018_standings_that_changed_again")]
    operations = [
        migrations.AddField("task", "duty_unit_ids", unit_ids()),
        migrations.AddField("document", "duty_unit_ids", unit_ids()),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
