from django.contrib.postgres.fields import ArrayField
from django.db import models

from nhacviec.records.models.unit import Unit


class FormerPlace(models.Model):
    """Where a unit stood in the tree until it, or somebody above it, was moved: numbers of a past day are
    added up by the tree of that day.

    On a day a unit stood where the earliest of these with a later `until` says; without one, where it stands
    now. Written by actions/units.py."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    until = models.DateField()  # the first day on whose evening it stood elsewhere
    lineage = ArrayField(models.BigIntegerField())  # ids from the root to itself

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["unit", "until"], name="former_place_once_a_day")]
        indexes = [models.Index(fields=["until"], name="former_place_until")]

    def __str__(self) -> str:
        return f"{self.unit_id} until {self.until}"
