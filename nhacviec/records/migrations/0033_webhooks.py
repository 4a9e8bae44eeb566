import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

_TOPICS = [
    "accepted", "answered", "assigned", "deadline", "decided", "progress", "returned", "stopped", "urged",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("records", "0032_hours_of_units")]
    operations = [
        migrations.CreateModel(
            name="Webhook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="Tên")),
                ("address", models.CharField(max_length=250, verbose_name="Địa chỉ")),
                ("sealed_secret", models.TextField()),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), size=None
                    ),
                ),
                ("is_on", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        name="webhook_topics_are_known", condition=Q(topics__contained_by=_TOPICS)
                    ),
                    models.CheckConstraint(
                        name="webhook_removed_is_off", condition=Q(removed_at=None) | Q(is_on=False)
                    ),
                ],
            },
        ),
        migrations.AlterField(
            model_name="delivery",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliveries",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="webhook",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliveries",
                to="records.webhook",
            ),
        ),
        migrations.AddField(model_name="delivery", name="payload", field=models.JSONField(null=True)),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                name="delivery_goes_to_somebody",
                condition=Q(person__isnull=False, webhook=None, payload=None)
                | Q(person=None, webhook__isnull=False, payload__isnull=False),
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                fields=["webhook", "-id"], name="delivery_of_webhook", condition=Q(webhook__isnull=False)
            ),
        ),
    ]
