"""Very many submissions follow a change of the calendar in the background."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0048_requests_found"),
    ]

    operations = [
        migrations.CreateModel(
            name="SubmissionRecount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("reached", models.BigIntegerField(default=0)),
                ("moved", models.PositiveIntegerField(default=0)),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)), fields=["id"], name="submission_recounting"
                    )
                ],
            },
        ),
    ]
