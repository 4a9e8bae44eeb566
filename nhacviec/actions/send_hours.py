"""A unit decides in which hours its people, and those of the units below it, are told."""

from datetime import datetime

from django.db import transaction

from nhacviec.actions.recording import record
from nhacviec.queries.send_hours import hours_words
from nhacviec.records.models import Unit
from nhacviec.rules.events import EventName
from nhacviec.rules.permissions import Actor


@transaction.atomic
def set_hours(*, actor: Actor, unit: Unit, hours: tuple[int, int] | None, now: datetime) -> bool:
    """Whether anything changed. Minutes after midnight, within the bounds of the policy; None: as the unit
    above. The clock plans anew within a minute (actions/reminder_plan.replan)."""
    fresh = Unit.objects.select_for_update().get(pk=unit.pk)
    before = hours_words(fresh)
    fresh.sends_from, fresh.sends_until = hours or (None, None)
    after = hours_words(fresh)
    if before == after:
        return False
    fresh.save(update_fields=["sends_from", "sends_until"])
    record(
        EventName.UNIT_CHANGED,
        actor=actor,
        now=now,
        unit=fresh,
        before={"send_hours": before},
        after={"send_hours": after},
    )
    return True
