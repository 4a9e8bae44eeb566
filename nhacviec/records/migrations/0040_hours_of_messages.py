import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """In the hours of which unit a message goes."""

    dependencies = [("records", "0039_indexes_once")]
    operations = [
        migrations.AddField(
            model_name="delivery",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.unit",
            ),
        ),
    ]
