"""The next moment of an assignment moves out of its row into a narrow table."""

import django.db.models.deletion
from django.db import migrations, models

# Its foreign key is checked at once: the other table is altered in the same transaction.
MOVE = """
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO records_nextreminder (assignment_id, moment)
SELECT id, next_reminder_at FROM records_assignment WHERE next_reminder_at IS NOT NULL ORDER BY id;
"""
MOVE_BACK = """
UPDATE records_assignment AS a SET next_reminder_at = n.moment
FROM records_nextreminder AS n WHERE n.assignment_id = a.id
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0036_coordination")]
    operations = [
        migrations.CreateModel(
            name="NextReminder",
            fields=[
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="next_reminder",
                        serialize=False,
                        to="records.assignment",
                    ),
                ),
                ("moment", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["moment", "assignment"], name="next_reminder_due")],
            },
        ),
        migrations.RunSQL(MOVE, MOVE_BACK),
        migrations.RemoveIndex(model_name="assignment", name="assignment_reminder_due"),
        migrations.RemoveField(model_name="assignment", name="next_reminder_at"),
    ]
