from django.db import models
from django.db.models import Q

from nhacviec.records.models.assignment import Assignment
from nhacviec.records.models.choices import one_of
from nhacviec.records.models.extension import Extension
from nhacviec.records.models.person import Person
from nhacviec.records.models.progress import DelayCause
from nhacviec.records.models.unit import Unit
from nhacviec.rules.urging import Reply, UrgingState


class Urging(models.Model):
    """A formal letter that urges one agency about its overdue duties.

    Drafted by a person or proposed by the clock; number, date and signer are entered once it is signed."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="urgings")
    state = models.CharField(max_length=10, default=UrgingState.DRAFT.value)
    reply_due_on = models.DateField()
    note = models.TextField(blank=True)  # a paragraph of the letter's own
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # None: the clock
    made_at = models.DateTimeField()

    # Entered when signed; what the letter said of itself from then on.
    symbol = models.CharField(max_length=100, blank=True)
    signed_on = models.DateField(null=True)
    place = models.CharField(max_length=100, blank=True)
    signer_title = models.CharField(max_length=200, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    addressee = models.CharField(max_length=250, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)

    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("state", UrgingState, name="urging_state_is_known"),
            models.CheckConstraint(
                name="urging_sent_is_signed",
                condition=~Q(state__in=["sent", "answered"])
                | (Q(signed_on__isnull=False, sent_at__isnull=False) & ~Q(symbol="") & ~Q(signer_name="")),
            ),
            models.CheckConstraint(
                name="urging_answered_has_a_moment",
                condition=~Q(state="answered") | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="urging_withdrawn_has_a_moment",
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-id"], name="urging_of_unit"),
            models.Index(fields=["state", "reply_due_on"], name="urging_by_reply"),
        ]

    def __str__(self) -> str:
        return self.symbol or f"#{self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.state == UrgingState.DRAFT

    @property
    def was_sent(self) -> bool:
        return self.sent_at is not None


class UrgingLine(models.Model):
    """One duty in a letter. What the letter said of it is kept from the day it was sent."""

    urging = models.ForeignKey(Urging, models.CASCADE, related_name="lines")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="urging_lines")
    due_on = models.DateField(null=True)
    days_overdue = models.PositiveIntegerField(null=True)
    number = models.PositiveSmallIntegerField(null=True)  # the duty's how many-eth urging this is
    document = models.CharField(max_length=200, blank=True)  # "1130/KH-VP ngày 29/06/2018"
    content = models.TextField(blank=True)

    # An answer as soon as there are a cause and a day; before that, what the agency has typed so far.
    delay_cause = models.CharField(max_length=25, blank=True)
    explanation = models.TextField(blank=True)
    new_due_on = models.DateField(null=True)
    extension = models.ForeignKey(Extension, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["urging", "assignment"], name="urging_line_once"),
            one_of("delay_cause", DelayCause, name="urging_line_delay_cause_is_known", blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.urging_id}: {self.assignment_id}"

    @property
    def reply(self) -> Reply:
        return Reply(self.delay_cause, self.explanation, self.new_due_on)

    @property
    def is_explained(self) -> bool:
        return self.reply.is_complete
