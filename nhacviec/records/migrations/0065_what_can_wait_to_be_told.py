"""What people did is found at once among a hundred thousand deadlines that have moved and wait to be told."""

from django.db import migrations, models

_PUT = """
CREATE OR REPLACE FUNCTION records_event_to_announce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('nhacviec.untold', true), '') <> 'on' THEN
    INSERT INTO records_unannounced ({columns}) SELECT {values} FROM written;
    PERFORM pg_notify('nhacviec_events', '');
  END IF;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0064_what_waits_for_the_office")]
    operations = [
        migrations.AddField("unannounced", "can_wait", models.BooleanField(default=False, db_default=False)),
        migrations.RunSQL(
            _PUT.format(columns="event_id, can_wait", values="id, name = 'deadline_recomputed'"),
            _PUT.format(columns="event_id", values="id"),
        ),
        migrations.AddIndex(
            "unannounced",
            models.Index(fields=["event"], name="unannounced_first", condition=models.Q(can_wait=False)),
        ),
    ]
