"""What was handed to an officer is found without reading all that his unit was ever asked."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0065_what_can_wait_to_be_told")]
    operations = [
        AddIndexConcurrently(
            "coordination",
            models.Index(
                fields=["officer", "unit"],
                name="coordination_of_officer",
                condition=models.Q(officer__isnull=False),
            ),
        ),
    ]
