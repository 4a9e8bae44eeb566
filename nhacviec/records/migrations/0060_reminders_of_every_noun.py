"""A reminder may be of a submission or of a request to coordinate. Old rows are of duties; everything is
looked at without holding up anybody."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

POINTER = """
ALTER TABLE records_reminder ADD COLUMN {name}_id bigint NULL;
ALTER TABLE records_reminder ADD CONSTRAINT records_reminder_{name}_id_fk FOREIGN KEY ({name}_id)
  REFERENCES records_{name} (id) DEFERRABLE INITIALLY DEFERRED NOT VALID
"""
ONCE = """
CREATE UNIQUE INDEX CONCURRENTLY {index} ON records_reminder ({name}_id, key, person_id)
  WHERE {name}_id IS NOT NULL
"""


def pointer(name: str) -> Operation:
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                POINTER.format(name=name), f"ALTER TABLE records_reminder DROP COLUMN {name}_id"
            ),
            migrations.RunSQL(
                f"ALTER TABLE records_reminder VALIDATE CONSTRAINT records_reminder_{name}_id_fk",
                migrations.RunSQL.noop,
            ),
        ],
        state_operations=[
            migrations.AddField(
                model_name="reminder",
                name=name,
                field=models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reminders",
                    to=f"records.{name}",
                ),
            )
        ],
    )


def once(name: str, index: str) -> Operation:
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(ONCE.format(name=name, index=index), f"DROP INDEX CONCURRENTLY {index}")
        ],
        state_operations=[
            migrations.AddConstraint(
                model_name="reminder",
                constraint=models.UniqueConstraint(
                    condition=models.Q((f"{name}__isnull", False)),
                    fields=(name, "key", "person"),
                    name=index,
                ),
            )
        ],
    )


OF_ONE_THING = models.Q(
    models.Q(("assignment__isnull", False), ("coordination", None), ("submission", None)),
    models.Q(("assignment", None), ("coordination", None), ("submission__isnull", False)),
    models.Q(("assignment", None), ("coordination__isnull", False), ("submission", None)),
    _connector="OR",
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0059_standings_take_over_what_they_name")]
    operations = [
        pointer("submission"),
        pointer("coordination"),
        migrations.AlterField(
            model_name="reminder",
            name="assignment",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to="records.assignment",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="relation",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        once("submission", "reminder_of_submission_once"),
        once("coordination", "reminder_of_request_once"),
        AddConstraintNotValid(
            model_name="reminder",
            constraint=models.CheckConstraint(condition=OF_ONE_THING, name="reminder_of_one_thing"),
        ),
        ValidateConstraint(model_name="reminder", name="reminder_of_one_thing"),
    ]
