from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0029_urged_duties"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["due_at"], name="delivery_by_due"),
        ),
    ]
