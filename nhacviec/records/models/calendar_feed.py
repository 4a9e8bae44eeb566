from django.db import models

from nhacviec.records.models.person import Person


class CalendarFeed(models.Model):
    """The address at which a person's calendar program reads his deadlines; at most one each.

    Only the hash of the secret in the address is kept. A feed that is taken back is deleted (its events
    stay), so that nothing tells a wrong address from one that once was right. The count of the running minute
    stands here for all processes together."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret, in hex
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    minute_began_at = models.DateTimeField(null=True)
    minute_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.person_id)
