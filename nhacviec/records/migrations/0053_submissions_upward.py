"""What the Committee submits upward stands among submissions: to whom, for which task, what was said of it.

New columns are empty in old rows and wider rules hold for them: everything is looked at without holding up
anybody."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    ValidateConstraint,
)
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

POINTER = """
ALTER TABLE records_submission ADD COLUMN {name}_id bigint NULL;
ALTER TABLE records_submission ADD CONSTRAINT records_submission_{name}_id_fk FOREIGN KEY ({name}_id)
  REFERENCES {to} (id) DEFERRABLE INITIALLY DEFERRED NOT VALID
"""
UPWARD = models.Q(("direction", "upward"))


def pointer(name: str, model: str, related_name: str) -> Operation:
    to = f"records_{model}"
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                POINTER.format(name=name, to=to), f"ALTER TABLE records_submission DROP COLUMN {name}_id"
            ),
            migrations.RunSQL(
                f"ALTER TABLE records_submission VALIDATE CONSTRAINT records_submission_{name}_id_fk",
                migrations.RunSQL.noop,
            ),
        ],
        state_operations=[
            migrations.AddField(
                model_name="submission",
                name=name,
                field=models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name=related_name,
                    to=f"records.{model}",
                ),
            )
        ],
    )


def column(name: str, field: models.Field) -> Operation:
    return migrations.AddField(model_name="submission", name=name, field=field)


def index(model: str, fields: list[str], name: str, condition: models.Q) -> Operation:
    return AddIndexConcurrently(model, models.Index(condition=condition, fields=fields, name=name))


def rule(model: str, constraint: models.CheckConstraint, *, instead: bool = True) -> list[Operation]:
    name = constraint.name
    old = [migrations.RemoveConstraint(model_name=model, name=name)] if instead else []
    return [
        *old,
        AddConstraintNotValid(model_name=model, constraint=constraint),
        ValidateConstraint(model_name=model, name=name),
    ]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0052_delays_of_units")]
    operations = [
        pointer("addressee", "unit", "+"),
        pointer("task", "task", "submissions"),
        column(
            "asked_again",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.DateField(), db_default=[], default=list, size=None
            ),
        ),
        column("opinion", models.TextField(blank=True, db_default="", default="")),
        column("opinion_symbol", models.CharField(blank=True, db_default="", default="", max_length=100)),
        column("opinion_on", models.DateField(null=True)),
        index("submission", ["-arrived_on", "-id"], "submission_upward", UPWARD),
        index("submission", ["task"], "submission_of_task", models.Q(("task__isnull", False))),
        index("submissionstanding", ["from_day", "to_day"], "submission_standing_upward", UPWARD),
        *rule(
            "submission",
            models.CheckConstraint(
                condition=models.Q(
                    (
                        "stop__in",
                        [
                            "arrived",
                            "appraisal",
                            "consultation",
                            "decision",
                            "supplement",
                            "answered",
                            "returned",
                            "withdrawn",
                            "merged",
                            "opinion",
                            "sent",
                        ],
                    )
                ),
                name="submission_stop_is_known",
            ),
        ),
        *rule(
            "submission",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "stop__in",
                            [
                                "appraisal",
                                "arrived",
                                "consultation",
                                "decision",
                                "opinion",
                                "sent",
                                "supplement",
                            ],
                        ),
                        ("closed_at", None),
                        ("closed_on", None),
                        ("days_late", None),
                        ("days_used", None),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "stop__in",
                                [
                                    "appraisal",
                                    "arrived",
                                    "consultation",
                                    "decision",
                                    "opinion",
                                    "sent",
                                    "supplement",
                                ],
                            ),
                            _negated=True,
                        ),
                        ("closed_at__isnull", False),
                        ("closed_on__isnull", False),
                        ("days_late__isnull", False),
                        ("days_used__isnull", False),
                        ("due_on", None),
                        ("next_reminder_at", None),
                    ),
                    _connector="OR",
                ),
                name="submission_closed_coherent",
            ),
        ),
        *rule(
            "submission",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stop", "answered"), _negated=True),
                    models.Q(
                        models.Q(("answer_symbol", ""), _negated=True), ("answer_dated_on__isnull", False)
                    ),
                    models.Q(("direction", "upward"), ("opinion_on__isnull", False)),
                    _connector="OR",
                ),
                name="submission_answered_by_a_document",
            ),
        ),
        *rule(
            "submission",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("direction", "upward"), ("addressee__isnull", False)),
                    models.Q(
                        models.Q(("direction", "upward"), _negated=True),
                        ("addressee", None),
                        ("opinion_on", None),
                        ("task", None),
                    ),
                    _connector="OR",
                ),
                name="submission_upward_says_to_whom",
            ),
            instead=False,
        ),
        *rule(
            "submissionstanding",
            models.CheckConstraint(
                condition=models.Q(
                    (
                        "stop__in",
                        [
                            "arrived",
                            "appraisal",
                            "consultation",
                            "decision",
                            "supplement",
                            "answered",
                            "returned",
                            "withdrawn",
                            "merged",
                            "opinion",
                            "sent",
                        ],
                    )
                ),
                name="submission_standing_stop_is_known",
            ),
        ),
    ]
