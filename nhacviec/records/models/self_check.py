from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class SelfCheck(models.Model):
    """One nightly look whether the numbers still agree with a full count. `differences` above 0 alarms."""

    ran_at = models.DateTimeField()
    day = models.DateField()  # the numbers as of this day
    checked = models.PositiveIntegerField()
    differences = models.PositiveIntegerField()
    details = models.JSONField(
        default=list, encoder=DjangoJSONEncoder
    )  # the first of them: what, where, ours, counted

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.ran_at:%d/%m/%Y %H:%M}: {self.differences}"
