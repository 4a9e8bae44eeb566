"""What lists are read by; built beside the work on the large table, without locking it."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0015_export_files_say_why")]
    operations = [
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("state", "draft"), _negated=True),
                fields=["due_on", "id"],
                name="assignment_by_due",
            ),
        ),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("state", "draft"), _negated=True),
                fields=["unit", "due_on", "id"],
                name="assignment_of_unit_by_due",
            ),
        ),
        AddIndexConcurrently(
            model_name="document",
            index=models.Index(fields=["number"], name="document_number"),
        ),
    ]
