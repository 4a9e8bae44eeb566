"""Letters that urge an agency about its overdue duties; each duty knows how many stand."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0027_found_among_many"),
    ]

    operations = [
        migrations.CreateModel(
            name="Urging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(default="draft", max_length=10)),
                ("reply_due_on", models.DateField()),
                ("note", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("symbol", models.CharField(blank=True, max_length=100)),
                ("signed_on", models.DateField(null=True)),
                ("place", models.CharField(blank=True, max_length=100)),
                ("signer_title", models.CharField(blank=True, max_length=200)),
                ("signer_name", models.CharField(blank=True, max_length=120)),
                ("addressee", models.CharField(blank=True, max_length=250)),
                ("sent_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawal", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="UrgingLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField(null=True)),
                ("days_overdue", models.PositiveIntegerField(null=True)),
                ("number", models.PositiveSmallIntegerField(null=True)),
                ("document", models.CharField(blank=True, max_length=200)),
                ("content", models.TextField(blank=True)),
                ("delay_cause", models.CharField(blank=True, max_length=25)),
                ("explanation", models.TextField(blank=True)),
                ("new_due_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="urged_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="urging_count",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="urging",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="urging",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="urging",
            name="sent_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="urging",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="urgings", to="records.unit"
            ),
        ),
        migrations.AddField(
            model_name="urging",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="urgingline",
            name="assignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="urging_lines",
                to="records.assignment",
            ),
        ),
        migrations.AddField(
            model_name="urgingline",
            name="extension",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.extension",
            ),
        ),
        migrations.AddField(
            model_name="urgingline",
            name="urging",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="records.urging"
            ),
        ),
        migrations.AddIndex(
            model_name="urging",
            index=models.Index(fields=["unit", "-id"], name="urging_of_unit"),
        ),
        migrations.AddIndex(
            model_name="urging",
            index=models.Index(fields=["state", "reply_due_on"], name="urging_by_reply"),
        ),
        migrations.AddConstraint(
            model_name="urging",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "sent", "answered", "withdrawn"])),
                name="urging_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="urging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["sent", "answered"]), _negated=True),
                    models.Q(
                        ("sent_at__isnull", False),
                        ("signed_on__isnull", False),
                        models.Q(("symbol", ""), _negated=True),
                        models.Q(("signer_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="urging_sent_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="urging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "answered"), _negated=True),
                    ("answered_at__isnull", False),
                    _connector="OR",
                ),
                name="urging_answered_has_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="urging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    ("withdrawn_at__isnull", False),
                    _connector="OR",
                ),
                name="urging_withdrawn_has_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgingline",
            constraint=models.UniqueConstraint(fields=("urging", "assignment"), name="urging_line_once"),
        ),
        migrations.AddConstraint(
            model_name="urgingline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "delay_cause__in",
                        [
                            "waiting_coordination",
                            "waiting_superior",
                            "regulation_unclear",
                            "funding",
                            "force_majeure",
                            "other_objective",
                            "staffing",
                            "late_start",
                            "poor_quality",
                            "other_subjective",
                            "",
                        ],
                    )
                ),
                name="urging_line_delay_cause_is_known",
            ),
        ),
    ]
