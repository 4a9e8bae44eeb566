"""What had ended by the ends of months, and indexes of what is open now and what ended since."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import F, Q

OPEN = Q(stop__in=["appraisal", "arrived", "consultation", "decision", "supplement"])
# What is open is seldom of yesterday: the planner takes these for unrelated and expects twenty times as many.
STATISTICS = """
CREATE STATISTICS submission_standing_what_is_open (mcv) ON stop, to_day FROM records_submissionstanding
"""
WHO = ["unit", "division", "officer", "leader"]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0046_ladders_of_three_nouns")]
    operations = [
        migrations.CreateModel(
            name="MonthEnd",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=12)),
                ("cut", models.CharField(max_length=12)),
                ("month", models.DateField()),
                ("row", models.BigIntegerField()),
                ("in_time", models.PositiveIntegerField(default=0)),
                ("late", models.PositiveIntegerField(default=0)),
                ("tacit", models.PositiveIntegerField(default=0)),
                ("other", models.PositiveIntegerField(default=0)),
                ("late_days", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("subject", "month", "cut", "row"), name="month_end_once")
                ]
            },
        ),
        AddIndexConcurrently(
            "submissionstanding", models.Index(fields=["from_day"], name="submission_standing_begun")
        ),
        AddIndexConcurrently(
            "submissionstanding",
            models.Index(
                fields=["from_day"],
                include=["to_day", "direction", "stop", "days_late", *WHO],
                name="submission_standing_ended",
                condition=~OPEN,
            ),
        ),
        AddIndexConcurrently(
            "submissionstanding",
            models.Index(
                fields=["to_day"],
                name="submission_standing_reopened",
                condition=~OPEN & Q(to_day__isnull=False),
            ),
        ),
        AddIndexConcurrently(
            "submissionstanding",
            models.Index(
                fields=["due_on", "submission"],
                include=["from_day", "direction", "stop", *WHO],
                name="submission_standing_now",
                condition=OPEN & Q(to_day=None),
            ),
        ),
        AddIndexConcurrently(
            "submissionstanding",
            models.Index(
                fields=["unit", "from_day"],
                include=["direction"],
                name="submission_standing_unit_now",
                condition=Q(to_day=None),
            ),
        ),
        AddIndexConcurrently(
            "submissionstop",
            models.Index(
                fields=["ended_at"],
                include=["ended_on", "stop", "working_days"],
                name="submission_stop_ended",
                condition=Q(ended_on__isnull=False),
            ),
        ),
        migrations.RunSQL(STATISTICS, "DROP STATISTICS submission_standing_what_is_open"),
        AddIndexConcurrently(
            "assignment",
            models.Index(
                fields=["specialist", "due_on", "id"],
                name="assignment_to_confirm",
                condition=Q(state="answered"),
            ),
        ),
        AddIndexConcurrently(
            "coordination",
            models.Index(
                fields=["ended_on", "asked_on"],
                name="coordination_ended",
                condition=Q(ended_on__isnull=False),
            ),
        ),
        AddIndexConcurrently(
            "coordination",
            models.Index(
                fields=["unit", "due_on", "id"],
                name="coordination_was_late",
                condition=Q(ended_on__gt=F("due_on")),
            ),
        ),
    ]
