from django.db import models

from nhacviec.records.models.choices import one_of
from nhacviec.records.models.field import Field
from nhacviec.records.models.person import Person
from nhacviec.rules.ladders import Ladder as RuleLadder
from nhacviec.rules.ladders import LadderVersion, Source, TaskClass, step_from
from nhacviec.rules.reminders import Noun
from nhacviec.rules.units import UnitKind


class Ladder(models.Model):
    """One version of the steps by which duties of one class are reminded of, from a day on; or submissions
    to the Committee or upward, or requests to coordinate.

    Versions of one class have the same conditions; an empty one says nothing. `rules/ladders.py` finds
    which version holds for a duty."""

    noun = models.CharField(max_length=12, default=Noun.TASK.value, db_default=Noun.TASK.value)
    has_deadline = models.BooleanField(null=True)
    is_starred = models.BooleanField(null=True)
    source = models.CharField(max_length=12, blank=True)
    field = models.ForeignKey(Field, models.PROTECT, null=True, related_name="+")
    unit_kind = models.CharField(max_length=20, blank=True)

    steps = models.JSONField(default=list)  # rules/ladders.step_as_told
    is_withdrawn = models.BooleanField(default=False)  # from that day the class has no ladder of its own
    effective_from = models.DateField("Áp dụng từ ngày")
    decision = models.CharField("Căn cứ (số, ký hiệu văn bản)", max_length=200, blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["effective_from", "id"]
        constraints = [
            one_of("source", Source, name="ladder_source_is_known", blank=True),
            one_of("unit_kind", UnitKind, name="ladder_unit_kind_is_known", blank=True),
            one_of("noun", Noun, name="ladder_noun_is_known"),
            models.CheckConstraint(
                name="ladder_class_fits_its_noun",
                condition=models.Q(noun=Noun.TASK.value)
                | models.Q(has_deadline=None, is_starred=None, source="", field=None),
            ),
            models.CheckConstraint(
                name="ladder_has_steps_or_is_withdrawn",
                condition=models.Q(is_withdrawn=True, steps=[])
                | (models.Q(is_withdrawn=False) & ~models.Q(steps=[])),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.effective_from:%d/%m/%Y})"

    @property
    def of(self) -> TaskClass:
        return TaskClass(
            noun=Noun(self.noun),
            has_deadline=self.has_deadline,
            is_starred=self.is_starred,
            source=Source(self.source) if self.source else None,
            field_id=self.field_id,
            unit_kind=UnitKind(self.unit_kind) if self.unit_kind else None,
        )

    @property
    def version(self) -> LadderVersion:
        ladder = RuleLadder(self.pk, self.of, tuple(step_from(step, self.of.noun) for step in self.steps))
        return LadderVersion(ladder, self.effective_from, self.is_withdrawn)
