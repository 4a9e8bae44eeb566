from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from nhacviec.records.models.person import Person
from nhacviec.rules.webhooks import Topic


class Webhook(models.Model):
    """Another system that is told when something happens to duties. Never deleted: its messages stay."""

    name = models.CharField("Tên", max_length=80)
    address = models.CharField("Địa chỉ", max_length=250)
    sealed_secret = models.TextField()
    topics = ArrayField(models.CharField(max_length=12))
    is_on = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="webhook_topics_are_known",
                condition=Q(topics__contained_by=sorted(topic.value for topic in Topic)),
            ),
            models.CheckConstraint(
                name="webhook_removed_is_off", condition=Q(removed_at=None) | Q(is_on=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def provider(self) -> str:
        """Each has a queue of its own."""
        return f"webhook:{self.pk}"
