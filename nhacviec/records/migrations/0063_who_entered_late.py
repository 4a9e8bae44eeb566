"""The Office's balance reads who entered late, and what a specialist follows that is due soon, from an index."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models import F, Q

# Only what was entered late is asked about; so all other rows need not be written anew.
WHO = """
UPDATE records_document AS d SET entered_by_id = (
  SELECT t.created_by_id FROM records_task AS t WHERE t.document_id = d.id ORDER BY t.id LIMIT 1)
WHERE d.entered_on > d.entry_due_on
"""
_SPANS = ["duty", "recorded_from", "recorded_to", "happened_from", "happened_to", "due_hour"]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0062_open_submissions_of_units")]
    operations = [
        migrations.AddField(
            "document",
            "entered_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.PROTECT,
                null=True,
                related_name="+",
                editable=False,
                db_index=False,
            ),
        ),
        migrations.RunSQL(WHO, migrations.RunSQL.noop),
        AddIndexConcurrently(
            "document",
            models.Index(
                fields=["entered_on", "drafting_unit"],
                include=["entered_by", "entry_due_on", "issued_on", "registered_at"],
                condition=Q(entered_on__gt=F("entry_due_on")),
                name="document_entered_too_late",
            ),
        ),
        RemoveIndexConcurrently("document", "document_entered_late"),
        AddIndexConcurrently(
            "standing",
            models.Index(
                fields=["due_on", "unit"],
                include=[*_SPANS, "specialist"],
                condition=Q(kind="unanswered"),
                name="standing_due_by",
            ),
        ),
        RemoveIndexConcurrently("standing", "standing_due"),
    ]
