"""Lists of those above, compared with ours: what differs, and what was decided about it."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0053_submissions_upward"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=250)),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("given_from", models.DateField(null=True)),
                ("brought_at", models.DateTimeField()),
                ("rows_read", models.PositiveIntegerField()),
                ("rows_same", models.PositiveIntegerField()),
                ("problems", models.JSONField(default=list)),
                ("may_be_swapped", models.BooleanField(default=False)),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ListDifference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("row_number", models.PositiveIntegerField(null=True)),
                ("theirs", models.JSONField(default=dict)),
                ("ours", models.JSONField(default=dict)),
                ("settled", models.CharField(default="open", max_length=10)),
                ("settled_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.assignment",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="differences",
                        to="records.reconciliation",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["run", "kind", "settled", "id"], name="difference_of_run"),
                    models.Index(
                        condition=models.Q(("assignment__isnull", False)),
                        fields=["assignment"],
                        name="difference_of_duty",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["only_there", "only_here", "state", "date", "content"])
                        ),
                        name="difference_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("settled__in", ["open", "accepted", "kept"])),
                        name="difference_settled_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "only_here"), ("row_number__isnull", False), _connector="OR"),
                            models.Q(("kind", "only_there"), ("assignment__isnull", False), _connector="OR"),
                        ),
                        name="difference_has_its_sides",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled", "open"), ("settled_at", None), ("settled_by", None)),
                            models.Q(
                                models.Q(("settled", "open"), _negated=True),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="difference_settled_coherent",
                    ),
                ],
            },
        ),
    ]
