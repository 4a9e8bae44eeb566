from datetime import date

from django.db import models
from django.db.models import F, Q

from nhacviec.records.models.choices import one_of
from nhacviec.records.models.person import Person
from nhacviec.records.models.unit import Unit
from nhacviec.rules.permissions import Role


class PostQuerySet(models.QuerySet["Post"]):
    def valid_on(self, day: date) -> "PostQuerySet":
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day, ended_at=None)


class Post(models.Model):
    """A person in a unit with a role, from a day to a day. Substitution is a Post too: `stands_in_for`
    names the post whose holder is away; role and unit are copied from it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", verbose_name="Cán bộ")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name="Đơn vị")
    role = models.CharField("Vai trò", max_length=20)
    title = models.CharField("Chức vụ", max_length=120, blank=True)
    valid_from = models.DateField("Từ ngày")
    valid_to = models.DateField("Đến hết ngày", null=True, blank=True)
    stands_in_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="substitutions", verbose_name="Làm thay"
    )
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)  # taken back before its date
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["unit__position", "-valid_from", "id"]
        constraints = [
            one_of("role", Role, name="post_role_is_known"),
            models.CheckConstraint(
                name="post_dates_in_order",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="substitution_has_an_end",
                condition=Q(stands_in_for=None) | Q(valid_to__isnull=False),
                violation_error_message="Làm thay phải có ngày kết thúc.",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "valid_from"], name="post_of_person"),
            models.Index(fields=["unit", "role"], name="post_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.title or self.role} – {self.unit}"
