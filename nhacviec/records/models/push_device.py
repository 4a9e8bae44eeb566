from django.db import models

from nhacviec.records.models.person import Person


class PushDevice(models.Model):
    """A browser that one person wants to be woken in. It belongs to him alone: whoever signs in there next
    gets none of his messages.

    `browser` is the hash of a cookie that only this browser has: by it one knows which one signs out."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="push_devices")
    endpoint = models.CharField(max_length=1000, unique=True)  # a secret of this browser and its push service
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    browser = models.CharField(max_length=64, unique=True)  # SHA-256, in hex
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()  # when its browser last named the place

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="push_device_has_keys",
                condition=~models.Q(p256dh="") & ~models.Q(auth="") & ~models.Q(endpoint=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name
