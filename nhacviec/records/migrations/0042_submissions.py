"""Submissions (hồ sơ trình): the way of each, and how it stood on every day."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0041_push_devices"),
    ]

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("direction", models.CharField(default="to_committee", max_length=12)),
                ("symbol", models.CharField(max_length=100, verbose_name="Số, ký hiệu")),
                ("symbol_key", models.CharField(editable=False, max_length=120)),
                ("dated_on", models.DateField(verbose_name="Ngày văn bản")),
                ("year", models.PositiveSmallIntegerField(editable=False)),
                ("abstract", models.CharField(max_length=2000, verbose_name="Trích yếu")),
                ("asked", models.TextField(verbose_name="Nội dung đề nghị")),
                ("kind", models.CharField(default="general", max_length=12)),
                ("urgency", models.CharField(default="normal", max_length=20)),
                ("search_text", models.TextField(default="", editable=False)),
                ("registered_at", models.DateTimeField()),
                ("arrived_on", models.DateField(verbose_name="Ngày đến")),
                ("complete_on", models.DateField(null=True)),
                ("limit_days", models.PositiveSmallIntegerField()),
                ("count_mode", models.CharField(max_length=10)),
                ("pauses", models.BooleanField(default=True)),
                ("stop", models.CharField(default="arrived", max_length=12)),
                ("version", models.PositiveIntegerField(default=0)),
                ("stop_since", models.DateField()),
                ("due_on", models.DateField(null=True)),
                ("next_reminder_at", models.DateTimeField(editable=False, null=True)),
                ("closed_on", models.DateField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("days_used", models.PositiveIntegerField(null=True)),
                ("days_late", models.PositiveIntegerField(null=True)),
                ("answer_symbol", models.CharField(blank=True, max_length=100)),
                ("answer_dated_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="SubmissionStanding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("direction", models.CharField(default="to_committee", max_length=12)),
                ("from_day", models.DateField()),
                ("to_day", models.DateField(null=True)),
                ("stop", models.CharField(max_length=12)),
                ("due_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("days_used", models.PositiveIntegerField(null=True)),
                ("days_late", models.PositiveIntegerField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SubmissionStop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stop", models.CharField(max_length=12)),
                ("began_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("working_days", models.PositiveIntegerField(null=True)),
                (
                    "consulted",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("told", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("moved_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="storedfile",
            name="file_has_one_owner",
        ),
        migrations.AddField(
            model_name="submission",
            name="division",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.unit",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="leader",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="merged_into",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="records.submission",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="officer",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="registered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="submissions",
                to="records.unit",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="submission",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="records.submission",
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="submission",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="records.submission",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer__isnull", True),
                        ("assignment__isnull", True),
                        ("coordination__isnull", True),
                        ("document__isnull", False),
                        ("submission__isnull", True),
                    ),
                    models.Q(
                        ("answer__isnull", False),
                        ("assignment__isnull", True),
                        ("coordination__isnull", True),
                        ("document__isnull", True),
                        ("submission__isnull", True),
                    ),
                    models.Q(
                        ("answer__isnull", True),
                        ("assignment__isnull", False),
                        ("coordination__isnull", True),
                        ("document__isnull", True),
                        ("submission__isnull", True),
                    ),
                    models.Q(
                        ("answer__isnull", True),
                        ("assignment__isnull", True),
                        ("coordination__isnull", False),
                        ("document__isnull", True),
                        ("submission__isnull", True),
                    ),
                    models.Q(
                        ("answer__isnull", True),
                        ("assignment__isnull", True),
                        ("coordination__isnull", True),
                        ("document__isnull", True),
                        ("submission__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="file_has_one_owner",
            ),
        ),
        migrations.AddField(
            model_name="submissionstanding",
            name="division",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.unit",
            ),
        ),
        migrations.AddField(
            model_name="submissionstanding",
            name="leader",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submissionstanding",
            name="officer",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submissionstanding",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="standings", to="records.submission"
            ),
        ),
        migrations.AddField(
            model_name="submissionstanding",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.unit",
            ),
        ),
        migrations.AddField(
            model_name="submissionstop",
            name="division",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.unit",
            ),
        ),
        migrations.AddField(
            model_name="submissionstop",
            name="leader",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submissionstop",
            name="moved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="submissionstop",
            name="officer",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submissionstop",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="stops", to="records.submission"
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["-arrived_on", "-id"], name="submission_newest"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["unit", "-arrived_on", "-id"], name="submission_of_unit"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["symbol_key"], name="submission_symbol"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(
                    ("stop__in", ["appraisal", "arrived", "consultation", "decision", "supplement"])
                ),
                fields=["arrived_on", "id"],
                name="submission_open",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("due_on__isnull", False)), fields=["due_on", "id"], name="submission_due"
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(
                    ("stop__in", ["appraisal", "arrived", "consultation", "decision", "supplement"])
                ),
                fields=["unit", "stop"],
                name="submission_open_of_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(
                    ("stop__in", ["appraisal", "arrived", "consultation", "decision", "supplement"])
                ),
                fields=["division", "due_on"],
                name="submission_open_of_division",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(
                    ("stop__in", ["appraisal", "arrived", "consultation", "decision", "supplement"])
                ),
                fields=["officer", "due_on"],
                name="submission_open_of_officer",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(
                    ("stop__in", ["appraisal", "arrived", "consultation", "decision", "supplement"])
                ),
                fields=["leader", "due_on"],
                name="submission_open_of_leader",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(
                    ("stop__in", ["appraisal", "arrived", "consultation", "decision", "supplement"]),
                    _negated=True,
                ),
                fields=["-closed_on", "-id"],
                name="submission_closed",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("next_reminder_at__isnull", False)),
                fields=["next_reminder_at"],
                name="submission_reminder_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction__in", ["to_committee", "upward"])),
                name="submission_direction_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["general", "legal", "plan", "project", "land", "finance", "personnel"])
                ),
                name="submission_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
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
                        ],
                    )
                ),
                name="submission_stop_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("count_mode__in", ["calendar", "working"])),
                name="submission_mode_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("limit_days__gte", 1)), name="submission_limit_has_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("stop__in", ["appraisal", "arrived", "consultation", "decision", "supplement"]),
                        ("closed_at", None),
                        ("closed_on", None),
                        ("days_late", None),
                        ("days_used", None),
                    ),
                    models.Q(
                        models.Q(
                            ("stop__in", ["appraisal", "arrived", "consultation", "decision", "supplement"]),
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
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stop", "answered"), _negated=True),
                    models.Q(
                        models.Q(("answer_symbol", ""), _negated=True), ("answer_dated_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="submission_answered_by_a_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("stop", "merged"),
                        ("merged_into__isnull", False),
                        models.Q(("merged_into", models.F("pk")), _negated=True),
                    ),
                    models.Q(models.Q(("stop", "merged"), _negated=True), ("merged_into", None)),
                    _connector="OR",
                ),
                name="submission_merged_into_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stop__in", ["returned", "withdrawn", "merged"]), _negated=True),
                fields=("unit", "year", "symbol_key"),
                name="submission_number_once",
            ),
        ),
        migrations.AddIndex(
            model_name="submissionstanding",
            index=models.Index(
                condition=models.Q(
                    ("stop__in", ["appraisal", "arrived", "consultation", "decision", "supplement"])
                ),
                fields=["to_day", "from_day"],
                include=("direction", "due_on", "stop", "unit", "division", "officer", "leader"),
                name="submission_standing_open",
            ),
        ),
        migrations.AddIndex(
            model_name="submissionstanding",
            index=models.Index(
                condition=models.Q(
                    ("stop__in", ["appraisal", "arrived", "consultation", "decision", "supplement"]),
                    _negated=True,
                ),
                fields=["closed_on"],
                include=(
                    "direction",
                    "from_day",
                    "to_day",
                    "stop",
                    "days_late",
                    "unit",
                    "division",
                    "officer",
                    "leader",
                ),
                name="submission_standing_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="submissionstanding",
            constraint=models.CheckConstraint(
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
                        ],
                    )
                ),
                name="submission_standing_stop_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="submissionstanding",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction__in", ["to_committee", "upward"])),
                name="submission_standing_way_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="submissionstanding",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_day", None), ("to_day__gt", models.F("from_day")), _connector="OR"),
                name="submission_standing_has_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="submissionstanding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_day", None)),
                fields=("submission",),
                name="submission_standing_one_now",
            ),
        ),
        migrations.AddIndex(
            model_name="submissionstop",
            index=models.Index(
                condition=models.Q(("ended_on__isnull", False)),
                fields=["stop", "ended_on"],
                include=("working_days",),
                name="submission_stop_took",
            ),
        ),
        migrations.AddConstraint(
            model_name="submissionstop",
            constraint=models.CheckConstraint(
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
                        ],
                    )
                ),
                name="submission_stop_of_way_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="submissionstop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_on", None), ("working_days", None)),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_on__gte", models.F("began_on")),
                        ("working_days__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="submission_stop_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="submissionstop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stop", "supplement"), _negated=True),
                    models.Q(("told", ""), _negated=True),
                    _connector="OR",
                ),
                name="submission_stop_says_what_is_missing",
            ),
        ),
        migrations.AddConstraint(
            model_name="submissionstop",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("submission",),
                name="submission_stop_one_open",
            ),
        ),
    ]
