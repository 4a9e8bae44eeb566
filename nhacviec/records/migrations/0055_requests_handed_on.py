"""A unit that is asked hands the request to one of its officers. Built beside the work: an empty column points
nowhere."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

OFFICER = """
ALTER TABLE records_coordination ADD COLUMN officer_id bigint NULL;
ALTER TABLE records_coordination ADD CONSTRAINT records_coordination_officer_id_fk FOREIGN KEY (officer_id)
  REFERENCES records_person (id) DEFERRABLE INITIALLY DEFERRED NOT VALID
"""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0054_reconciliations")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(OFFICER, "ALTER TABLE records_coordination DROP COLUMN officer_id"),
                migrations.RunSQL(
                    "ALTER TABLE records_coordination VALIDATE CONSTRAINT records_coordination_officer_id_fk",
                    migrations.RunSQL.noop,
                ),
            ],
            state_operations=[
                migrations.AddField(
                    model_name="coordination",
                    name="officer",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                )
            ],
        ),
        AddIndexConcurrently(
            model_name="coordination",
            index=models.Index(
                condition=models.Q(("officer__isnull", False), ("state__in", ["asked", "seen"])),
                fields=["officer", "due_on"],
                name="coordination_handed",
            ),
        ),
    ]
