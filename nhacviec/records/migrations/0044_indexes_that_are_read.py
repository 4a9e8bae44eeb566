"""Few lines of history name a unit, a person or somebody acted for: only these stand in their indexes.

Nothing looks for a code by its beginning: of the two indexes that Django makes for it the unique one is enough."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

TWICE = (
    "records_event_acting_for_id_7226e092",
    "records_event_person_id_9bfe41de",
    "records_event_unit_id_f601f5e4",
)
UNREAD = ("records_assignment_code_1139ea6f_like", "records_task_code_4f17cc69_like")


def named(whom: str) -> AddIndexConcurrently:
    return AddIndexConcurrently(
        model_name="event",
        index=models.Index(
            condition=models.Q((f"{whom}__isnull", False)), fields=[whom], name=f"event_{whom}"
        ),
    )


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0043_submissions_found")]
    operations = [
        named("unit"),
        named("person"),
        named("acting_for"),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL([f"DROP INDEX IF EXISTS {name}" for name in TWICE], migrations.RunSQL.noop)
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="event",
                    name="acting_for",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="person",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events_about",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="unit",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="records.unit",
                    ),
                ),
            ],
        ),
        migrations.RunSQL([f"DROP INDEX IF EXISTS {name}" for name in UNREAD], migrations.RunSQL.noop),
    ]
