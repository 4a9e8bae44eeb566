from django.db import migrations

# The table of Django's DatabaseCache, as `createcachetable` makes it. Unlogged: it may be empty after a crash.
CREATE = """
CREATE UNLOGGED TABLE IF NOT EXISTS nhacviec_cache (
  cache_key varchar(255) NOT NULL PRIMARY KEY,
  value text NOT NULL,
  expires timestamp with time zone NOT NULL
);
CREATE INDEX IF NOT EXISTS nhacviec_cache_expires ON nhacviec_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0003_drafts_in_step")]
    operations = [migrations.RunSQL(CREATE, "DROP TABLE nhacviec_cache")]
