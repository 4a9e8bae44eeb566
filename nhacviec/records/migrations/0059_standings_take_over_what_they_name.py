"""What a standing takes over from its duty or task is not asked for once more in the tables it names."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

COLUMNS = {
    "unit": "records.unit",
    "division": "records.unit",
    "officer": settings.AUTH_USER_MODEL,
    "specialist": settings.AUTH_USER_MODEL,
    "office_leader": settings.AUTH_USER_MODEL,
    "committee_leader": settings.AUTH_USER_MODEL,
    "field": "records.field",
    "document": "records.document",
}


class Migration(migrations.Migration):
    dependencies = [("records", "0058_ladder_of_what_goes_upward")]
    operations = [
        migrations.AlterField(
            "standing",
            name,
            models.ForeignKey(
                to,
                django.db.models.deletion.PROTECT,
                null=name != "unit",
                related_name="+",
                db_index=False,
                db_constraint=False,
            ),
        )
        for name, to in COLUMNS.items()
    ]
