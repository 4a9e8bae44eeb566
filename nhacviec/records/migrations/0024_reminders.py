"""Ladders of reminders, what they led to, and the next moment on each duty (a column without a value: no rewriting)."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0023_messages_of_many_notices"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ladder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("has_deadline", models.BooleanField(null=True)),
                ("is_starred", models.BooleanField(null=True)),
                ("source", models.CharField(blank=True, max_length=12)),
                ("unit_kind", models.CharField(blank=True, max_length=20)),
                ("steps", models.JSONField(default=list)),
                ("is_withdrawn", models.BooleanField(default=False)),
                ("effective_from", models.DateField(verbose_name="Áp dụng từ ngày")),
                (
                    "decision",
                    models.CharField(blank=True, max_length=200, verbose_name="Căn cứ (số, ký hiệu văn bản)"),
                ),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["effective_from", "id"],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("step", models.CharField(max_length=40)),
                ("cause", models.CharField(max_length=12)),
                ("cycle", models.PositiveIntegerField()),
                ("nobody_left", models.BooleanField(default=False)),
                ("planned_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("is_late", models.BooleanField(default=False)),
                ("alone", models.BooleanField(default=False)),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), default=list, size=None
                    ),
                ),
                ("may_mute", models.BooleanField(default=True)),
                ("dropped", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ReminderPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("started_at", models.DateTimeField()),
                ("reached", models.BigIntegerField(default=0)),
                ("looked_at", models.PositiveIntegerField(default=0)),
                ("moved", models.PositiveIntegerField(default=0)),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="next_reminder_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="ladder",
            name="field",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.field"
            ),
        ),
        migrations.AddField(
            model_name="ladder",
            name="set_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="assignment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to="records.assignment",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="instead_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="ladder",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.ladder"
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="notice",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to="records.notice",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.post"
            ),
        ),
        migrations.AddConstraint(
            model_name="ladder",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["superior", "spoken", "document", ""])),
                name="ladder_source_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ladder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "unit_kind__in",
                        [
                            "superior",
                            "committee",
                            "office",
                            "office_division",
                            "department",
                            "vertical",
                            "service_unit",
                            "enterprise",
                            "district",
                            "commune",
                            "division",
                            "",
                        ],
                    )
                ),
                name="ladder_unit_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ladder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_withdrawn", True), ("steps", [])),
                    models.Q(("is_withdrawn", False), models.Q(("steps", []), _negated=True)),
                    _connector="OR",
                ),
                name="ladder_has_steps_or_is_withdrawn",
            ),
        ),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(
                condition=models.Q(("dropped", ""), ("notice", None)),
                fields=["person", "id"],
                name="reminder_to_fold",
            ),
        ),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(fields=["made_at", "id"], name="reminder_by_day"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(fields=("assignment", "key", "person"), name="reminder_once"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "cause__in",
                        [
                            "deadline",
                            "not_accepted",
                            "unconfirmed",
                            "extension",
                            "no_progress",
                            "no_deadline",
                        ],
                    )
                ),
                name="reminder_cause_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channels__contained_by", ["apprise", "email", "in_app", "web_push", "webhook"])
                ),
                name="reminder_channels_are_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("notice", None), ("dropped", ""), _connector="OR"),
                name="reminder_told_or_dropped",
            ),
        ),
    ]
