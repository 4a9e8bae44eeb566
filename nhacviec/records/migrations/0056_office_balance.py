"""Documents entered late and answers that wait for the Office, found as of any day without reading all of them."""

import django.db.models
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0055_requests_handed_on")]
    operations = [
        AddIndexConcurrently(
            model_name="document",
            index=models.Index(
                condition=models.Q(("entered_on__gt", django.db.models.F("entry_due_on"))),
                fields=["entered_on", "drafting_unit"],
                include=("entry_due_on", "issued_on", "registered_at"),
                name="document_entered_late",
            ),
        ),
        AddIndexConcurrently(
            model_name="standing",
            index=models.Index(
                condition=models.Q(("kind", "answered")),
                fields=["recorded_to", "specialist"],
                include=("recorded_from", "office_leader", "duty", "assignment"),
                name="standing_waiting",
            ),
        ),
    ]
