"""The star of a task stands on its assignments too, as who follows it does: the task is the truth."""

from django.db import migrations, models

COPIES = """
CREATE OR REPLACE FUNCTION records_copy_followers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT specialist_id, office_leader_id, committee_leader_id, field_id, is_starred
    INTO NEW.specialist_id, NEW.office_leader_id, NEW.committee_leader_id, NEW.field_id, NEW.is_starred
    FROM records_task WHERE id = NEW.task_id;
  RETURN NEW;
END $$;
CREATE FUNCTION records_pass_star_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE records_assignment SET is_starred = NEW.is_starred WHERE task_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER task_star_changed AFTER UPDATE ON records_task FOR EACH ROW
  WHEN (OLD.is_starred IS DISTINCT FROM NEW.is_starred) EXECUTE FUNCTION records_pass_star_on();
UPDATE records_assignment AS a SET is_starred = true
  FROM records_task AS t WHERE t.id = a.task_id AND t.is_starred;
"""
NO_COPIES = """
DROP TRIGGER task_star_changed ON records_task;
DROP FUNCTION records_pass_star_on();
CREATE OR REPLACE FUNCTION records_copy_followers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT specialist_id, office_leader_id, committee_leader_id, field_id
    INTO NEW.specialist_id, NEW.office_leader_id, NEW.committee_leader_id, NEW.field_id
    FROM records_task WHERE id = NEW.task_id;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0011_api_tokens")]
    operations = [
        migrations.AddField(
            model_name="assignment",
            name="is_starred",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunSQL(COPIES, NO_COPIES),
    ]
