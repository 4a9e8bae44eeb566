"""Requests to coordinating units, for more time, reports of delay; files of requests and replies."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0035_reminded_of_the_end_of_a_period"),
    ]

    operations = [
        migrations.CreateModel(
            name="Coordination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(default="asked", max_length=10)),
                ("version", models.PositiveIntegerField(default=0)),
                ("content", models.TextField(verbose_name="Nội dung đề nghị phối hợp")),
                ("symbol", models.CharField(blank=True, max_length=100)),
                ("asked_at", models.DateTimeField()),
                ("asked_on", models.DateField()),
                ("original_due_on", models.DateField()),
                ("due_on", models.DateField()),
                ("term_wd", models.PositiveSmallIntegerField(null=True)),
                ("is_tacit", models.BooleanField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("reply_kind", models.CharField(blank=True, max_length=10)),
                ("reply_text", models.TextField(blank=True)),
                ("reply_symbol", models.CharField(blank=True, max_length=100)),
                ("reply_dated_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("end_reason", models.TextField(blank=True)),
                ("next_reminder_at", models.DateTimeField(editable=False, null=True)),
                ("search_text", models.TextField(default="", editable=False)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="DelayReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(default="reported", max_length=10)),
                ("reason", models.TextField(blank=True)),
                ("reported_at", models.DateTimeField()),
                ("explain_due_on", models.DateField()),
                ("explanation", models.TextField(blank=True)),
                ("explained_at", models.DateTimeField(null=True)),
                ("decision", models.TextField(blank=True)),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="TimeRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(default="asked", max_length=10)),
                ("from_due_on", models.DateField()),
                ("asked_due_on", models.DateField()),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("granted_due_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("decision", models.TextField(blank=True)),
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
            model_name="storedfile",
            name="of_reply",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="coordination",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="coordination",
            name="asking_unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.unit",
            ),
        ),
        migrations.AddField(
            model_name="coordination",
            name="assignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="coordinations",
                to="records.assignment",
            ),
        ),
        migrations.AddField(
            model_name="coordination",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="coordination",
            name="seen_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="coordination",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.unit",
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="coordination",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="records.coordination",
            ),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(
                condition=models.Q(("coordination__isnull", False)),
                fields=["coordination"],
                name="file_of_coordination",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", None),
                        ("assignment", None),
                        ("coordination", None),
                        ("document__isnull", False),
                    ),
                    models.Q(
                        ("answer__isnull", False),
                        ("assignment", None),
                        ("coordination", None),
                        ("document", None),
                    ),
                    models.Q(
                        ("answer", None),
                        ("assignment__isnull", False),
                        ("coordination", None),
                        ("document", None),
                    ),
                    models.Q(
                        ("answer", None),
                        ("assignment", None),
                        ("coordination__isnull", False),
                        ("document", None),
                    ),
                    _connector="OR",
                ),
                name="file_has_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("of_reply", False), ("coordination__isnull", False), _connector="OR"),
                name="file_of_reply_is_of_a_request",
            ),
        ),
        migrations.AddField(
            model_name="delayreport",
            name="coordination",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="delay", to="records.coordination"
            ),
        ),
        migrations.AddField(
            model_name="delayreport",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="delayreport",
            name="explained_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="delayreport",
            name="reported_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="timerequest",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="timerequest",
            name="coordination",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="time_requests",
                to="records.coordination",
            ),
        ),
        migrations.AddField(
            model_name="timerequest",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="coordination",
            index=models.Index(fields=["unit", "-id"], name="coordination_of_unit"),
        ),
        migrations.AddIndex(
            model_name="coordination",
            index=models.Index(fields=["asking_unit", "-id"], name="coordination_by_unit"),
        ),
        migrations.AddIndex(
            model_name="coordination",
            index=models.Index(
                condition=models.Q(("state__in", ["asked", "seen"])),
                fields=["unit", "due_on"],
                name="coordination_awaited",
            ),
        ),
        migrations.AddIndex(
            model_name="coordination",
            index=models.Index(
                condition=models.Q(("is_tacit", True), ("state__in", ["asked", "seen"])),
                fields=["due_on", "id"],
                name="coordination_silent",
            ),
        ),
        migrations.AddIndex(
            model_name="coordination",
            index=models.Index(
                condition=models.Q(("state__in", ["asked", "seen"])),
                fields=["due_on", "id"],
                name="coordination_todo_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="coordination",
            index=models.Index(fields=["asked_on", "unit"], name="coordination_by_day"),
        ),
        migrations.AddIndex(
            model_name="coordination",
            index=models.Index(
                condition=models.Q(("next_reminder_at__isnull", False)),
                fields=["next_reminder_at", "id"],
                name="coordination_reminder_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["asked", "seen", "replied", "consented", "withdrawn", "ended"])
                ),
                name="coordination_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordination",
            constraint=models.CheckConstraint(
                condition=models.Q(("reply_kind__in", ["agree", "comments", "disagree", ""])),
                name="coordination_reply_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordination",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit", models.F("asking_unit")), _negated=True),
                name="coordination_between_two_units",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__gte", models.F("original_due_on")),
                    ("original_due_on__gt", models.F("asked_on")),
                ),
                name="coordination_due_after_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_on", None), ("state__in", ["asked", "seen"])),
                    models.Q(
                        models.Q(("state__in", ["asked", "seen"]), _negated=True),
                        ("ended_at__isnull", False),
                        ("ended_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="coordination_ended_coherent",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "replied"), models.Q(("reply_kind", ""), _negated=True)),
                    models.Q(models.Q(("state", "replied"), _negated=True), ("reply_kind", "")),
                    _connector="OR",
                ),
                name="coordination_replied_has_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "consented"), _negated=True),
                    models.Q(("ended_by", None), ("is_tacit", True)),
                    _connector="OR",
                ),
                name="coordination_consent_was_announced",
            ),
        ),
        migrations.AddIndex(
            model_name="delayreport",
            index=models.Index(
                condition=models.Q(("state", "reported")), fields=["explain_due_on"], name="delay_unanswered"
            ),
        ),
        migrations.AddIndex(
            model_name="delayreport",
            index=models.Index(
                condition=models.Q(("state", "disputed")), fields=["id"], name="delay_to_decide"
            ),
        ),
        migrations.AddConstraint(
            model_name="delayreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "reported",
                            "accepted",
                            "unanswered",
                            "disputed",
                            "upheld",
                            "dismissed",
                            "withdrawn",
                        ],
                    )
                ),
                name="delay_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="delayreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("state__in", ["reported", "disputed"])),
                    models.Q(
                        models.Q(("state__in", ["reported", "disputed"]), _negated=True),
                        ("settled_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="delay_settled_has_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="delayreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "disputed"), _negated=True),
                    models.Q(("explanation", ""), _negated=True),
                    _connector="OR",
                ),
                name="delay_disputed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="timerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "granted", "refused", "withdrawn"])),
                name="time_request_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="timerequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")), fields=("coordination",), name="time_request_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="timerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("granted_due_on__isnull", False), ("state", "granted")),
                    models.Q(models.Q(("state", "granted"), _negated=True), ("granted_due_on", None)),
                    _connector="OR",
                ),
                name="time_request_granted_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="timerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on", None), ("state", "asked")),
                    models.Q(models.Q(("state", "asked"), _negated=True), ("decided_on__isnull", False)),
                    _connector="OR",
                ),
                name="time_request_decided_has_a_day",
            ),
        ),
    ]
