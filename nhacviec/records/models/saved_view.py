from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from nhacviec.records.models.choices import one_of
from nhacviec.records.models.person import Person
from nhacviec.rules.permissions import Role


class SavedView(models.Model):
    """A filter that somebody named, to come back to; his own, or shared with everybody of one role.

    Only the filter is kept: what it shows is always what the reader himself may see."""

    owner = models.ForeignKey(Person, models.CASCADE, related_name="saved_views")
    name = models.CharField("Tên", max_length=80)
    query = models.CharField(max_length=2000)  # of the list's address, canonical
    shared_with = models.CharField("Dùng chung cho", max_length=20, blank=True)  # a Role, "" is only mine
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "name", "id"]
        constraints = [
            one_of("shared_with", Role, name="saved_view_role_is_known", blank=True),
            models.UniqueConstraint(fields=["owner", "name"], name="saved_view_name_once"),
        ]
        indexes = [
            models.Index(fields=["shared_with"], name="saved_view_shared", condition=~Q(shared_with=""))
        ]

    def __str__(self) -> str:
        return self.name


class ListLayout(models.Model):
    """How one person wants one list to look."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="list_layouts")
    page = models.CharField(max_length=30)  # "assignments"
    columns = ArrayField(
        models.CharField(max_length=20), default=list
    )  # keys in order; [] is the standard set
    is_dense = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "page"], name="list_layout_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.page}"
