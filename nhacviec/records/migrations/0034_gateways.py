import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("records", "0033_webhooks")]
    operations = [
        migrations.CreateModel(
            name="Gateway",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed_address", models.TextField()),
                ("shown", models.CharField(max_length=120)),
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
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gateways",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gateways",
                        to="records.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        name="gateway_of_a_person_or_a_unit",
                        condition=Q(person__isnull=False, unit=None) | Q(person=None, unit__isnull=False),
                    ),
                    models.UniqueConstraint(
                        fields=["person"], condition=Q(removed_at=None), name="gateway_one_of_a_person"
                    ),
                    models.UniqueConstraint(
                        fields=["unit"], condition=Q(removed_at=None), name="gateway_one_of_a_unit"
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="delivery", name="delivery_goes_to_somebody"),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                name="delivery_goes_to_somebody",
                condition=Q(person__isnull=False, webhook=None)
                | Q(person=None, webhook__isnull=False, payload__isnull=False)
                | Q(person=None, webhook=None, channel="apprise"),
            ),
        ),
    ]
