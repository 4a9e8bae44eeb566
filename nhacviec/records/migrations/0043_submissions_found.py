"""The history of a submission among all events, and its words; built beside the work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

WORDS = """
CREATE INDEX CONCURRENTLY records_submission_words ON records_submission
  USING gin (records_search_words(search_text)) WITH (gin_pending_list_limit = 256)
"""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0042_submissions")]
    operations = [
        AddIndexConcurrently(
            model_name="event",
            index=models.Index(
                fields=["submission", "-id"],
                name="event_of_submission",
                condition=models.Q(submission__isnull=False),
            ),
        ),
        migrations.RunSQL(
            ["DROP INDEX CONCURRENTLY IF EXISTS records_submission_words", WORDS],
            ["DROP INDEX records_submission_words"],
        ),
    ]
