"""Webhooks are told of submissions and of requests to coordinate too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0049_submissions_recounted"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="webhook",
            name="webhook_topics_are_known",
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "topics__contained_by",
                        [
                            "accepted",
                            "answered",
                            "assigned",
                            "coordination",
                            "deadline",
                            "decided",
                            "progress",
                            "returned",
                            "stopped",
                            "submission",
                            "urged",
                        ],
                    )
                ),
                name="webhook_topics_are_known",
            ),
        ),
    ]
