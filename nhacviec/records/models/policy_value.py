from django.db import models

from nhacviec.records.models.person import Person


class PolicyValue(models.Model):
    """One version of one number the province decides. The newest effective version on a day counts."""

    key = models.CharField(max_length=40)
    value = models.CharField("Giá trị", max_length=200)  # as text; rules/policies.py gives it its type
    effective_from = models.DateField("Áp dụng từ ngày")
    decision = models.CharField("Căn cứ (số, ký hiệu văn bản)", max_length=200, blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["key", "effective_from", "id"]
        indexes = [models.Index(fields=["key", "effective_from"], name="policy_in_force")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value} ({self.effective_from:%d/%m/%Y})"
