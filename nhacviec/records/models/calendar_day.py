from django.db import models

from nhacviec.records.models.choices import one_of
from nhacviec.rules.working_days import DayKind


class CalendarDay(models.Model):
    """What makes a day a working day or not, against the plain Monday-to-Friday week."""

    date = models.DateField("Ngày", unique=True)
    kind = models.CharField("Loại ngày", max_length=20)
    name = models.CharField("Tên ngày", max_length=200)
    decision = models.CharField("Căn cứ (số, ký hiệu văn bản)", max_length=200, blank=True)
    is_confirmed = models.BooleanField("Đã có căn cứ", default=True)  # False: estimated, to be checked

    class Meta:
        ordering = ["date"]
        constraints = [one_of("kind", DayKind, name="calendar_day_kind_is_known")]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.name}"
