from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from nhacviec.records.models.assignment import Assignment
from nhacviec.records.models.choices import one_of
from nhacviec.records.models.coordination import Coordination
from nhacviec.records.models.ladder import Ladder
from nhacviec.records.models.notice import Notice
from nhacviec.records.models.person import Person
from nhacviec.records.models.post import Post
from nhacviec.records.models.submission import Submission
from nhacviec.rules.notices import Channel
from nhacviec.rules.reminders import Cause

_OF_ONE_THING = (
    Q(assignment__isnull=False, submission=None, coordination=None)
    | Q(assignment=None, submission__isnull=False, coordination=None)
    | Q(assignment=None, submission=None, coordination__isnull=False)
)


class Reminder(models.Model):
    """A step of a ladder was taken: one person is to be told of one assignment, one submission or one request
    to coordinate, and why.

    Made by the clock (actions/reminding; of the other nouns notify/steps), at most one for each firing and
    person; folded into a notice afterwards, or dropped when it is no longer true."""

    assignment = models.ForeignKey(
        Assignment, models.PROTECT, null=True, related_name="reminders", db_index=False
    )
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, related_name="reminders", db_index=False
    )
    coordination = models.ForeignKey(
        Coordination, models.PROTECT, null=True, related_name="reminders", db_index=False
    )
    key = models.CharField(max_length=80)  # of the firing: step, day of the cause, repetition
    step = models.CharField(max_length=40)
    cause = models.CharField(max_length=12)
    cycle = models.PositiveIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="reminders")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")  # as whom he may read it
    # Whose substitute he is, or who should have been told and cannot be reached.
    instead_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    relation = models.CharField(max_length=20, blank=True, default="", db_default="")  # why he; not of a duty
    # There is nobody to remind: an administrator is told that, and nothing of the task.
    nobody_left = models.BooleanField(default=False)
    planned_at = models.DateTimeField()
    made_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)  # it should have been told on an earlier day
    ladder = models.ForeignKey(Ladder, models.PROTECT, null=True, related_name="+")  # None: the default
    alone = models.BooleanField(default=False)  # urgent: not folded with others
    channels = ArrayField(models.CharField(max_length=10), default=list)
    may_mute = models.BooleanField(default=True)
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="reminders")
    dropped = models.CharField(max_length=20, blank=True)  # why nobody was told after all

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "key", "person"], name="reminder_once"),
            models.UniqueConstraint(
                fields=["submission", "key", "person"],
                condition=Q(submission__isnull=False),
                name="reminder_of_submission_once",
            ),
            models.UniqueConstraint(
                fields=["coordination", "key", "person"],
                condition=Q(coordination__isnull=False),
                name="reminder_of_request_once",
            ),
            models.CheckConstraint(name="reminder_of_one_thing", condition=_OF_ONE_THING),
            one_of("cause", Cause, name="reminder_cause_is_known"),
            models.CheckConstraint(
                name="reminder_channels_are_known",
                condition=Q(channels__contained_by=sorted(channel.value for channel in Channel)),
            ),
            models.CheckConstraint(name="reminder_told_or_dropped", condition=Q(notice=None) | Q(dropped="")),
        ]
        indexes = [
            models.Index(
                fields=["person", "id"], name="reminder_to_fold", condition=Q(notice=None, dropped="")
            ),
            models.Index(fields=["made_at", "id"], name="reminder_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_key} {self.key} → {self.person_id}"

    @property
    def subject_key(self) -> str:
        """What is reminded of, among all nouns: "17", "s17" (submission), "c17" (request)."""
        if self.submission_id is not None:
            return f"s{self.submission_id}"
        return f"c{self.coordination_id}" if self.coordination_id is not None else f"{self.assignment_id}"


class NextReminder(models.Model):
    """When the clock looks at an assignment next (actions/reminder_plan); no row: nothing will remind of it.

    A table of its own, as narrow as can be: the moment changes often, and the assignment stands in more than
    twenty indexes, each of which would get a new entry with every change."""

    assignment = models.OneToOneField(
        Assignment, models.CASCADE, primary_key=True, related_name="next_reminder"
    )
    moment = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["moment", "assignment"], name="next_reminder_due")]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.moment:%d/%m/%Y %H:%M}"


class ReminderPlan(models.Model):
    """One pass in which the next reminder of every open assignment was reckoned anew.

    It begins when the day, the calendar, a ladder or a policy is no longer what it was (`fingerprint`), and
    goes on from `reached` where it was interrupted."""

    fingerprint = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    reached = models.BigIntegerField(default=0)  # the last assignment that is done
    looked_at = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.started_at:%d/%m/%Y %H:%M}: {self.moved}/{self.looked_at}"
