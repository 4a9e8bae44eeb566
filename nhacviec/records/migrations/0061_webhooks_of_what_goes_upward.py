"""Webhooks are told of what is submitted upward too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0060_reminders_of_every_noun"),
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
                            "upward",
                            "urged",
                        ],
                    )
                ),
                name="webhook_topics_are_known",
            ),
        ),
    ]
