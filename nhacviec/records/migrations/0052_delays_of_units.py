"""Which unit a delay is of, and when it was asked: copied from the request, for figures."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

COPY = """
UPDATE records_delayreport AS d SET unit_id = c.unit_id, asked_on = c.asked_on
FROM records_coordination AS c WHERE c.id = d.coordination_id
"""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0051_awaited_on_either_side")]
    operations = [
        migrations.AddField("delayreport", "asked_on", models.DateField(editable=False, null=True)),
        migrations.AddField(
            "delayreport",
            "unit",
            models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.unit",
            ),
        ),
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
        AddIndexConcurrently(
            "delayreport",
            models.Index(
                fields=["unit", "asked_on"],
                include=["state"],
                name="delay_counted",
                condition=models.Q(state__in=["accepted", "unanswered", "upheld"]),
            ),
        ),
    ]
