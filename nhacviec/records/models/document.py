from enum import StrEnum

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from nhacviec.records.models.choices import one_of
from nhacviec.records.models.person import Person
from nhacviec.records.models.unit import Unit


class EntryState(StrEnum):
    """Has the drafting unit entered the document's tasks?"""

    TO_ENTER = "to_enter"
    ENTERED = "entered"
    NO_TASK = "no_task"


class Document(models.Model):
    """A directive. Classified documents never get a row: `secrecy` exists to say so in the database."""

    symbol = models.CharField("Số, ký hiệu", max_length=100)  # as printed
    number = models.PositiveIntegerField(null=True, editable=False)
    year = models.PositiveSmallIntegerField(editable=False)  # numbers restart every 1 January
    symbol_key = models.CharField(max_length=120, editable=False)  # folded, for comparing
    kind = models.CharField("Loại văn bản", max_length=20)
    abstract = models.CharField("Trích yếu", max_length=2000)
    issued_on = models.DateField("Ngày ban hành")
    issuer = models.ForeignKey(
        Unit, models.PROTECT, related_name="issued_documents", verbose_name="Cơ quan ban hành"
    )
    signer_name = models.CharField("Người ký", max_length=150, blank=True)
    signer_title = models.CharField("Chức vụ người ký", max_length=150, blank=True)
    drafting_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="drafted_documents",
        verbose_name="Đơn vị tham mưu",
    )
    urgency = models.CharField("Độ khẩn", max_length=20, default="normal")
    secrecy = models.CharField("Độ mật", max_length=10, default="none")
    entry_state = models.CharField(max_length=10, default=EntryState.TO_ENTER.value, editable=False)
    entry_due_on = models.DateField("Hạn nhập nhiệm vụ", null=True, editable=False)
    entered_on = models.DateField(null=True, editable=False)
    # Who entered the first of its tasks. Of what was entered in time before this was kept, null.
    entered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", editable=False, db_index=False
    )
    registered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", editable=False)
    registered_at = models.DateTimeField(editable=False)
    search_text = models.TextField(editable=False, default="")  # as in Task
    duty_unit_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)  # of all its tasks

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            one_of("entry_state", EntryState, name="document_entry_state_is_known"),
            models.CheckConstraint(name="document_is_not_classified", condition=Q(secrecy="none")),
            models.CheckConstraint(
                name="document_entered_on_when_entered",
                condition=(Q(entry_state="to_enter") & Q(entered_on=None))
                | (~Q(entry_state="to_enter") & Q(entered_on__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["-issued_on", "-id"], name="document_newest"),
            models.Index(fields=["issuer", "year", "symbol_key"], name="document_same_number"),
            models.Index(fields=["symbol_key"], name="document_symbol"),
            models.Index(fields=["number"], name="document_number"),
            models.Index(
                fields=["drafting_unit", "entry_due_on"],
                name="document_to_enter",
                condition=Q(entry_state="to_enter"),
            ),
            models.Index(
                fields=["entered_on", "drafting_unit"],
                include=["entered_by", "entry_due_on", "issued_on", "registered_at"],
                condition=Q(entered_on__gt=models.F("entry_due_on")),
                name="document_entered_too_late",
            ),
        ]

    def __str__(self) -> str:
        return self.symbol
