from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from nhacviec.records.models.answer import Answer
from nhacviec.records.models.assignment import Assignment
from nhacviec.records.models.coordination import Coordination
from nhacviec.records.models.document import Document
from nhacviec.records.models.person import Person
from nhacviec.records.models.submission import Submission

_OWNERS = ("document", "answer", "assignment", "coordination", "submission")
_ONE_OWNER = reduce(or_, (Q(**{f"{name}__isnull": name != owner for name in _OWNERS}) for owner in _OWNERS))


class StoredFile(models.Model):
    """A file kept outside the web root under a random name; served only through the read gate.

    It hangs on a document, an answer, a request to a coordinating unit or the reply to it (`of_reply`), a
    submission, or (progress, requests of the agency) on an assignment.
    """

    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="files")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="files")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="files")
    coordination = models.ForeignKey(
        Coordination, models.PROTECT, null=True, related_name="files", db_index=False
    )
    of_reply = models.BooleanField(default=False, db_default=False)
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="files")
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
                condition=_ONE_OWNER,
            ),
            models.CheckConstraint(
                name="file_of_reply_is_of_a_request",
                condition=Q(of_reply=False) | Q(coordination__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["coordination"],
                name="file_of_coordination",
                condition=Q(coordination__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name
