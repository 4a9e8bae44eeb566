"""What waited for a reply on a past day is found without a look at all that a unit was ever asked."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0056_office_balance")]
    operations = [
        AddIndexConcurrently(
            "coordination", models.Index(fields=["unit", "ended_on"], name="coordination_waited_of")
        ),
        AddIndexConcurrently(
            "coordination", models.Index(fields=["asking_unit", "ended_on"], name="coordination_waited_by")
        ),
    ]
