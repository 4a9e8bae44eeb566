from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from nhacviec.records.models.choices import one_of
from nhacviec.rules.units import UnitKind


class UnitQuerySet(models.QuerySet["Unit"]):
    def active_on(self, day: date) -> "UnitQuerySet":
        """Units that exist on that day (both dates inclusive)."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )

    def below(self, unit_id: int) -> "UnitQuerySet":
        """The unit itself and everything under it."""
        return self.filter(lineage__contains=[unit_id])


class Unit(models.Model):
    """A node of the organisation tree. Closed units stay for history; they are never deleted."""

    kind = models.CharField("Loại", max_length=20)
    name = models.CharField("Tên đầy đủ", max_length=250)
    short_name = models.CharField("Tên gọi tắt", max_length=120, blank=True)
    abbreviation = models.CharField("Chữ viết tắt", max_length=30, blank=True)
    # Both spellings of the identifier: QĐ 20/2020/QĐ-TTg (root first) and QCVN 102:2016 (leaf first).
    code = models.CharField("Mã định danh", max_length=35, blank=True)
    code_qcvn = models.CharField("Mã định danh cũ (QCVN 102:2016)", max_length=35, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="Trực thuộc"
    )
    lineage = ArrayField(
        models.BigIntegerField(), default=list, editable=False
    )  # ids from the root to itself
    position = models.PositiveIntegerField("Thứ tự", default=100)
    valid_from = models.DateField("Hoạt động từ ngày", null=True, blank=True)
    valid_to = models.DateField("Đến hết ngày", null=True, blank=True)
    successors = models.ManyToManyField(
        "self", symmetrical=False, related_name="predecessors", blank=True, verbose_name="Đơn vị kế thừa"
    )
    search_text = models.TextField(editable=False, default="")  # folded name, short name, abbreviation
    # Hours in which its people, and those of units below, are told: minutes after midnight. None: those of
    # the unit above, in the end the province's (policy send_hours).
    sends_from = models.PositiveSmallIntegerField(null=True, editable=False)
    sends_until = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name", "id"]
        constraints = [
            one_of("kind", UnitKind, name="unit_kind_is_known"),
            models.CheckConstraint(
                name="unit_dates_in_order",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu hoạt động.",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code="") & Q(valid_to=None),
                name="unit_code_once_among_open",
                violation_error_message="Mã định danh này đã dùng cho đơn vị khác.",
            ),
            models.CheckConstraint(
                name="unit_sends_in_daytime",
                condition=Q(sends_from=None, sends_until=None)
                | Q(sends_from__gte=300, sends_until__lte=1320, sends_until__gt=F("sends_from")),
            ),
        ]
        indexes = [
            models.Index(fields=["parent", "position"], name="unit_children"),
            models.Index(fields=["id"], name="unit_with_own_hours", condition=Q(sends_from__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """What fits a table cell."""
        return self.short_name or self.name

    def is_active_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or self.valid_to >= day
        )
