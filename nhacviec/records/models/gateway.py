from django.db import models
from django.db.models import Q

from nhacviec.records.models.person import Person
from nhacviec.records.models.unit import Unit


class Gateway(models.Model):
    """The address of a service of other people (SMS, Zalo, Telegram …) at which a person, or a unit as a
    whole, is told that something waits; never what. One each; never deleted, its messages stay."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="gateways")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="gateways")
    sealed_address = models.TextField()
    shown = models.CharField(max_length=120)  # what may be seen of it
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="gateway_of_a_person_or_a_unit",
                condition=Q(person__isnull=False, unit=None) | Q(person=None, unit__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(removed_at=None), name="gateway_one_of_a_person"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(removed_at=None), name="gateway_one_of_a_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def provider(self) -> str:
        """Each has a queue of its own."""
        return f"apprise:{self.pk}"
