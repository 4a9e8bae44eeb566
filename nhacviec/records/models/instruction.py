from django.db import models

from nhacviec.records.models.person import Person
from nhacviec.records.models.task import Task


class Instruction(models.Model):
    """A leader's direction on a task, shown on top of it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="instructions")
    text = models.TextField("Ý kiến chỉ đạo")
    leader_name = models.CharField("Người chỉ đạo", max_length=150)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")  # the leader, or who recorded it
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.text[:60]
