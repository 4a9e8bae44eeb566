"""Fields of work (lĩnh vực) and the monitors proposed for each."""

from datetime import datetime
from typing import Any

from django.db import transaction

from nhacviec.actions.recording import record
from nhacviec.actions.units import lock_organisation
from nhacviec.records.models import Field
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import MONITOR_ROLES, Actor
from nhacviec.rules.text import fold


@transaction.atomic
def save_work_field(*, actor: Actor, field: Field, now: datetime) -> bool:
    """Keep a new field or the changes of an old one; whether there were any. No two read the same."""
    lock_organisation()
    others = Field.objects.exclude(pk=field.pk).values_list("name", flat=True)
    if any(fold(field.name) == fold(other) for other in others):
        raise MoveNotAllowed("work_field_taken", name=field.name)
    before: dict[str, Any] = {}
    if field.pk:
        before = _as_recorded(Field.objects.get(pk=field.pk))
    after = _as_recorded(field)
    if before == after:
        return False
    name = EventName.WORK_FIELD_CHANGED if field.pk else EventName.WORK_FIELD_CREATED
    field.save()
    record(name, actor=actor, now=now, before=before, after=after)
    return True


def _as_recorded(field: Field) -> dict[str, Any]:
    monitors = {key: getattr(field, key) for key in MONITOR_ROLES}
    return {
        "name": field.name,
        "position": field.position,
        "is_active": field.is_active,
        **{key: person.full_name if person else "" for key, person in monitors.items()},
    }
