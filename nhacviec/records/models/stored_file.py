from django.db import models
from django.db.models import Q

from nhacviec.records.models.answer import Answer
from nhacviec.records.models.assignment import Assignment
from nhacviec.records.models.document import Document
from nhacviec.records.models.person import Person


class StoredFile(models.Model):
    """A file kept outside the web root under a random name; served only through the read gate.

    It hangs on a document, or on an answer, or (progress, requests) on an assignment.
    """

    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="files")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="files")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="files")
    path = models.CharField(max_length=80, unique=True)  # below the files directory, random
    name = models.CharField(max_length=200)  # as shown and downloaded
    kind = models.CharField(max_length=10)  # pdf, docx, png … by content
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="file_has_one_owner",
                condition=Q(document__isnull=False, answer=None, assignment=None)
                | Q(document=None, answer__isnull=False, assignment=None)
                | Q(document=None, answer=None, assignment__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name
