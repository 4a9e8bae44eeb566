from django.db import models


class Field(models.Model):
    """A field of work (lĩnh vực) with the monitors that are proposed for it."""

    name = models.CharField("Lĩnh vực", max_length=120, unique=True)
    position = models.PositiveIntegerField("Thứ tự", default=100)
    is_active = models.BooleanField("Đang dùng", default=True)
    specialist = models.ForeignKey(
        "records.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Chuyên viên theo dõi",
    )
    office_leader = models.ForeignKey(
        "records.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Lãnh đạo Văn phòng theo dõi",
    )
    committee_leader = models.ForeignKey(
        "records.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Lãnh đạo UBND tỉnh theo dõi",
    )

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name
