"""What is due is found at once among a million; built beside the work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0024_reminders")]
    operations = [
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                fields=["next_reminder_at", "id"],
                condition=models.Q(("next_reminder_at__isnull", False)),
                name="assignment_reminder_due",
            ),
        ),
    ]
