from django.db import migrations

FORBID = """
CREATE FUNCTION records_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'records_event is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON records_event
  FOR EACH ROW EXECUTE FUNCTION records_event_is_append_only();
"""
ALLOW = """
DROP TRIGGER event_append_only ON records_event;
DROP FUNCTION records_event_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
