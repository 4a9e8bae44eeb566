"""Tasks that those above give to the Committee: duties of their own kind, and what agencies are given for them.

Wider rules hold for the old rows too, and a new empty column points nowhere: both are looked at without
holding up anybody."""

import django.db.models.deletion
from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    ValidateConstraint,
)
from django.db import migrations, models

KINDS = [
    "superior", "committee", "party_committee", "office", "office_division", "department", "vertical",
    "service_unit", "enterprise", "district", "commune", "division",
]  # fmt: skip
PARENT = """
ALTER TABLE records_task ADD COLUMN parent_id bigint NULL;
ALTER TABLE records_task ADD CONSTRAINT records_task_parent_id_fk FOREIGN KEY (parent_id)
  REFERENCES records_task (id) DEFERRABLE INITIALLY DEFERRED NOT VALID
"""


def wider(model: str, field: str, name: str, values: list[str]) -> list[migrations.operations.base.Operation]:
    rule = models.CheckConstraint(condition=models.Q((f"{field}__in", values)), name=name)
    return [
        migrations.RemoveConstraint(model_name=model, name=name),
        AddConstraintNotValid(model_name=model, constraint=rule),
        ValidateConstraint(model_name=model, name=name),
    ]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0044_indexes_that_are_read")]
    operations = [
        *wider("unit", "kind", "unit_kind_is_known", KINDS),
        *wider("ladder", "unit_kind", "ladder_unit_kind_is_known", [*KINDS, ""]),
        *wider("assignment", "duty", "assignment_duty_is_known", ["lead", "coordinate", "committee"]),
        *wider("standing", "duty", "standing_duty_is_known", ["lead", "coordinate", "committee"]),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(PARENT, "ALTER TABLE records_task DROP COLUMN parent_id"),
                migrations.RunSQL(
                    "ALTER TABLE records_task VALIDATE CONSTRAINT records_task_parent_id_fk",
                    migrations.RunSQL.noop,
                ),
            ],
            state_operations=[
                migrations.AddField(
                    model_name="task",
                    name="parent",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="records.task",
                    ),
                )
            ],
        ),
        AddIndexConcurrently(
            model_name="task",
            index=models.Index(
                condition=models.Q(("parent__isnull", False)), fields=["parent", "id"], name="task_of_parent"
            ),
        ),
    ]
