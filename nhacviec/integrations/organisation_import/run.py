"""The dry run and the real one: the same deeds, undone or kept."""

from datetime import datetime

from django.db import transaction

from nhacviec.actions.recording import record
from nhacviec.integrations.organisation_import.people_plan import do_people
from nhacviec.integrations.organisation_import.plan import Plan
from nhacviec.integrations.organisation_import.reading import SourceRow
from nhacviec.integrations.organisation_import.units_plan import do_units
from nhacviec.rules.events import EventName
from nhacviec.rules.permissions import Actor

_DO = {"units": do_units, "people": do_people}


def dry_run(kind: str, sources: list[SourceRow], *, actor: Actor, now: datetime) -> Plan:
    """What would happen; nothing is kept."""
    with transaction.atomic():
        plan = _DO[kind](sources, actor=actor, now=now)
        transaction.set_rollback(True)
    return plan


def apply(
    kind: str, sources: list[SourceRow], *, shown: tuple[tuple[int, str], ...], actor: Actor, now: datetime
) -> tuple[Plan, bool]:
    """Do all of it, if it is still exactly what the person was shown; else nothing. Whether it was done."""
    with transaction.atomic():
        plan = _DO[kind](sources, actor=actor, now=now)
        kept = plan.is_clean and plan.summary() == shown
        if kept:
            record(EventName.ORGANISATION_IMPORTED, actor=actor, now=now, after={"kind": kind} | plan.counts)
        else:
            transaction.set_rollback(True)
    return plan, kept
