from datetime import datetime

from django.db import models
from django.db.models import F, Q

from nhacviec.records.models.person import Person
from nhacviec.records.models.post import Post


class ApiToken(models.Model):
    """A key with which a program reads as one person in one of his posts, and no more than he may.

    Only the hash of the key is kept. The count of the running minute stands here too, so that all processes
    together keep to the limit: one UPDATE says that the key was used and how often."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="api_tokens")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    name = models.CharField("Dùng cho việc gì", max_length=80)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the key, in hex
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    minute_began_at = models.DateTimeField(null=True)
    minute_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="api_token_expires_after_it_began", condition=Q(expires_at__gt=F("created_at"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_valid_at(self, moment: datetime) -> bool:
        return self.revoked_at is None and moment < self.expires_at
