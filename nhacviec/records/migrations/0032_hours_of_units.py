from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("records", "0031_calendar_feeds")]
    operations = [
        migrations.AddField(
            "unit", "sends_from", models.PositiveSmallIntegerField(null=True, editable=False)
        ),
        migrations.AddField(
            "unit", "sends_until", models.PositiveSmallIntegerField(null=True, editable=False)
        ),
        migrations.AddConstraint(
            "unit",
            models.CheckConstraint(
                name="unit_sends_in_daytime",
                condition=Q(sends_from=None, sends_until=None)
                | Q(sends_from__gte=300, sends_until__lte=1320, sends_until__gt=F("sends_from")),
            ),
        ),
        migrations.AddIndex(
            "unit",
            models.Index(fields=["id"], name="unit_with_own_hours", condition=Q(sends_from__isnull=False)),
        ),
    ]
