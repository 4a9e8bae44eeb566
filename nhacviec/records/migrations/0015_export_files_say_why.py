from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0014_standings_answered_of_a_unit")]

    operations = [
        migrations.AddField(
            "exportfile",
            "failure",
            models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            "exportfile", "site", models.CharField(default="", max_length=200), preserve_default=False
        ),
    ]
