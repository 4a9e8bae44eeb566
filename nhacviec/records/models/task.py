from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from nhacviec.records.models.document import Document
from nhacviec.records.models.field import Field
from nhacviec.records.models.person import Person
from nhacviec.records.models.unit import Unit


class TaskNumber(models.Model):
    """The last number given in a year; taken with one UPDATE … RETURNING."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Task(models.Model):
    """One piece of work that a document (or a recorded spoken direction) demands.

    Counting is done on its assignments. `issued_at` empty means it is still a draft.
    """

    code = models.CharField("Mã", max_length=20, unique=True, editable=False)  # NV-2018-004211
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name="Văn bản",
        db_index=False,
    )
    # A spoken direction has no document: who spoke, when and where stand in its place.
    spoken_by = models.CharField("Người chỉ đạo", max_length=150, blank=True)
    spoken_on = models.DateField("Ngày chỉ đạo", null=True, blank=True)
    spoken_at_event = models.CharField("Tại", max_length=250, blank=True)

    position = models.PositiveSmallIntegerField(default=1)  # order inside the document
    content = models.TextField("Nội dung")
    deliverable = models.CharField("Sản phẩm, kết quả", max_length=500, blank=True)
    field = models.ForeignKey(
        Field, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Lĩnh vực"
    )
    assigner = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="Cơ quan giao")
    specialist = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="specialist_tasks",
        verbose_name="Chuyên viên theo dõi",
        db_index=False,
    )
    office_leader = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="office_leader_tasks",
        verbose_name="Lãnh đạo Văn phòng theo dõi",
        db_index=False,
    )
    committee_leader = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="committee_leader_tasks",
        verbose_name="Lãnh đạo UBND tỉnh theo dõi",
        db_index=False,
    )
    is_starred = models.BooleanField("Trọng tâm (gắn sao)", default=False)

    # The deadline as it was demanded; each assignment carries the day that binds it.
    deadline_kind = models.CharField(max_length=20, default="none", editable=False)
    deadline_text = models.CharField("Thời hạn", max_length=200, blank=True)  # as typed
    deadline_start = models.DateField(null=True, editable=False)  # the day from which a term is counted
    due_on = models.DateField(null=True, editable=False)
    due_hour = models.TimeField(null=True, editable=False)

    # Periodic work: the first task is the series; each later period is a task of its own.
    recurrence = models.CharField(max_length=20, blank=True, editable=False)
    recurrence_day = models.PositiveSmallIntegerField(null=True, editable=False)  # None: last day
    # Months from the last month of the period: "ngày 05 tháng sau hằng quý" is day 5, offset 1.
    recurrence_offset = models.SmallIntegerField(default=0, editable=False)
    recurrence_until = models.DateField(null=True, blank=True)
    recurrence_stopped_at = models.DateTimeField(null=True, editable=False)
    # What those above demanded of the Committee, and what agencies were given for its sake.
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", db_index=False
    )
    series = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="periods", db_index=False
    )
    period_key = models.CharField(max_length=10, blank=True, editable=False)  # 2018-07, 2018-Q3 …

    # Rises by one with every write; a form carries the number it was shown with.
    version = models.PositiveIntegerField(default=0, editable=False)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(editable=False)
    issued_at = models.DateTimeField(null=True, editable=False)
    # Words by which it is found: rules/search_terms.py; migration 0019 keeps an index of them.
    search_text = models.TextField(editable=False, default="")
    # Units with an issued duty in it, written by triggers (migration 0019), nobody else: an agency searches
    # inside its own tasks with one index.
    duty_unit_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="task_has_a_document_or_a_spoken_direction",
                condition=Q(document__isnull=False) | (Q(spoken_on__isnull=False) & ~Q(spoken_by="")),
            ),
            models.CheckConstraint(
                name="task_hour_needs_a_day", condition=Q(due_hour=None) | Q(due_on__isnull=False)
            ),
            models.UniqueConstraint(fields=["series", "period_key"], name="task_period_once"),
            models.CheckConstraint(
                name="task_period_has_a_key", condition=Q(series=None) | ~Q(period_key="")
            ),
        ]
        indexes = [
            models.Index(fields=["document", "position"], name="task_of_document"),
            models.Index(fields=["specialist"], name="task_specialist"),
            models.Index(fields=["office_leader"], name="task_office_leader"),
            models.Index(fields=["committee_leader"], name="task_committee_leader"),
            models.Index(
                fields=["created_by", "-id"], name="task_draft_of", condition=Q(issued_at__isnull=True)
            ),
            models.Index(fields=["parent", "id"], name="task_of_parent", condition=Q(parent__isnull=False)),
            models.Index(
                fields=["recurrence", "id"], name="task_series_running", condition=~Q(recurrence="")
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def monitor_ids(self) -> frozenset[int]:
        return frozenset(
            i for i in (self.specialist_id, self.office_leader_id, self.committee_leader_id) if i
        )

    @property
    def given_on(self) -> date | None:
        """The day of the direction: the document's, or the day it was spoken."""
        return self.document.issued_on if self.document else self.spoken_on
