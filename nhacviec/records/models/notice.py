from django.db import models
from django.db.models import Q

from nhacviec.records.models.assignment import Assignment
from nhacviec.records.models.choices import one_of
from nhacviec.records.models.event import Event
from nhacviec.records.models.person import Person
from nhacviec.records.models.post import Post
from nhacviec.records.models.task import Task
from nhacviec.records.models.unit import Unit
from nhacviec.records.models.webhook import Webhook
from nhacviec.rules.notices import TO_TRY, Channel, DeliveryState, NoticeKind

_TO_TRY = sorted(state.value for state in TO_TRY)


class Notice(models.Model):
    """One thing that one person is told, shown in the notice centre; at most one message per channel.

    `key` says what is told, so that nobody is told it twice: "event:<id>", "morning:<day>" ….
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="notices", db_index=False)
    # As whom: what he may read through it. None: no post is needed (his own account).
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    relation = models.CharField(max_length=20, blank=True)  # why he
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="notices")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="notices")
    count = models.PositiveIntegerField(default=1)  # how many reminders are folded into it
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # It asks him to do something, and that has not been done yet: what the badge counts.
    asks = models.BooleanField(default=False)
    is_mandatory = models.BooleanField(default=False)
    # Told, but not in the centre: he keeps it off there, or it went by its channels only.
    is_hidden = models.BooleanField(default=False)
    # Numbers and names as they were, never more than he might read then. Sentences: notify/texts.
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="notice_once_to_each"),
            one_of("kind", NoticeKind, name="notice_kind_is_known"),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_of_person"),
            models.Index(
                fields=["person", "-id"],
                include=["asks", "kind"],
                name="notice_unread",
                condition=Q(read_at=None, is_hidden=False),
            ),
            models.Index(fields=["assignment"], name="notice_asking", condition=Q(asks=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class NoticeSetting(models.Model):
    """What a person decided for himself; where there is no row the default of his role holds."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notice_settings", db_index=False)
    kind = models.CharField(max_length=12)
    channel = models.CharField(max_length=10)
    is_on = models.BooleanField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "channel"], name="notice_setting_once"),
            one_of("kind", NoticeKind, name="notice_setting_kind_is_known"),
            one_of("channel", Channel, name="notice_setting_channel_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel} {self.is_on}"


class Delivery(models.Model):
    """One message outside the system: to whom (a person, another system, the gateway of a unit), by which
    channel, and how it went.

    Claimed by one UPDATE (`attempts` is the claim). A worker that dies between sending and noting leaves
    SENDING behind; the next look makes that UNCERTAIN, and it is sent again under the same `message_id`."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="deliveries", db_index=False)
    webhook = models.ForeignKey(Webhook, models.PROTECT, null=True, related_name="deliveries", db_index=False)
    # In whose hours it goes, the first time and again; None: those of the province.
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    # What another system is told; that it is a trial. Messages to people are made when they are sent.
    payload = models.JSONField(null=True)
    # What comes within a minute, or while the send window is shut, goes in one message.
    notices = models.ManyToManyField(Notice, related_name="deliveries")
    channel = models.CharField(max_length=10)
    address = models.CharField(max_length=254)
    provider = models.CharField(max_length=100)  # who carries it: while one is down the others go on
    state = models.CharField(max_length=10, default=DeliveryState.WAITING.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    doubts = models.PositiveSmallIntegerField(default=0)  # how often it was uncertain: perhaps received twice
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()  # when it should have gone
    next_try_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)  # the server's last word
    message_id = models.CharField(max_length=150)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("channel", Channel, name="delivery_channel_is_known"),
            one_of("state", DeliveryState, name="delivery_state_is_known"),
            models.CheckConstraint(
                name="delivery_goes_to_somebody",
                condition=Q(person__isnull=False, webhook=None)
                | Q(person=None, webhook__isnull=False, payload__isnull=False)
                | Q(person=None, webhook=None, channel=Channel.APPRISE.value),
            ),
            models.CheckConstraint(
                name="delivery_sent_has_a_moment", condition=~Q(state="sent") | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(
                name="delivery_to_try_has_a_moment",
                condition=~Q(state__in=_TO_TRY) | Q(next_try_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["provider", "next_try_at"], name="delivery_to_try", condition=Q(state__in=_TO_TRY)
            ),
            models.Index(
                fields=["claimed_at"], name="delivery_in_hand", condition=Q(state=DeliveryState.SENDING.value)
            ),
            models.Index(fields=["state", "-id"], name="delivery_by_state"),
            models.Index(fields=["person", "-id"], name="delivery_of_person"),
            models.Index(fields=["due_at"], name="delivery_by_due"),
            models.Index(
                fields=["webhook", "-id"],
                name="delivery_of_webhook",
                condition=Q(webhook__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.address} {self.state}"

    @property
    def reader(self) -> Person:
        """Of a message to a person."""
        assert self.person is not None
        return self.person


class Unannounced(models.Model):
    """An event of which nobody has been told yet: written by a trigger with the event (migration 0022),
    deleted in the transaction that makes its notices.

    Ids of concurrent transactions commit out of order, so "later than the last one told" would lose some."""

    event = models.OneToOneField(
        Event, models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    # What cannot be told is parked after some attempts: see notify/announce.
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    # One of the thousands of deadlines that a day off moves: told when all have moved, after what people did.
    can_wait = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = (
            models.Index(fields=["event"], name="unannounced_first", condition=models.Q(can_wait=False)),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Heartbeat(models.Model):
    """When something that must run by itself last ran to its end: the watchdog reads it."""

    name = models.CharField(max_length=20, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.beat_at:%d/%m/%Y %H:%M}"
