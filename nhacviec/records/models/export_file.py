from enum import StrEnum

from django.db import models
from django.db.models import Q

from nhacviec.records.models.choices import one_of
from nhacviec.records.models.person import Person
from nhacviec.records.models.post import Post


class ExportState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ExportFile(models.Model):
    """An Excel file that somebody asked for and that is made in the background.

    Made once: a worker that dies leaves it to the next; only one may finish it (`attempt` is the claim)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="export_files")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")  # as whom he asked: what he may see
    kind = models.CharField(max_length=20)  # a list or a table of numbers: see exports/
    query = models.CharField(max_length=2000)
    title = models.CharField(max_length=250)
    site = models.CharField(max_length=200)  # of the links in the file: https://nhacviec.tinh.gov.vn
    state = models.CharField(max_length=10, default=ExportState.WAITING.value)
    attempt = models.PositiveSmallIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True)
    rows_done = models.PositiveIntegerField(default=0)
    stored_name = models.CharField(max_length=80, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)  # the worker's last sign of life
    finished_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=20, blank=True)  # a key of rules/words_exports.FAILURES

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("state", ExportState, name="export_file_state_is_known"),
            models.CheckConstraint(
                name="export_file_done_has_a_file", condition=~Q(state="done") | ~Q(stored_name="")
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="export_file_of_person"),
            models.Index(
                fields=["id"], name="export_file_unfinished", condition=Q(state__in=["waiting", "running"])
            ),
        ]

    def __str__(self) -> str:
        return self.title
