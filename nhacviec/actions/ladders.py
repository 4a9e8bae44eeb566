"""The province decides by which steps people are reminded; what held before stays readable."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from nhacviec.actions.locking import alone_on
from nhacviec.actions.recording import record
from nhacviec.records.models import Ladder
from nhacviec.rules.events import EventName
from nhacviec.rules.ladders import TaskClass, problems, step_as_told, step_from
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.reminders import Noun
from nhacviec.rules.timeliness import local_date


@transaction.atomic
def set_ladder(
    *,
    actor: Actor,
    of: TaskClass,
    steps: Sequence[dict[str, Any]],
    effective_from: date,
    decision: str = "",
    seen_id: int,
    now: datetime,
) -> Ladder:
    """A new version for a class of duties; `steps` as in rules/ladders.step_as_told, checked before.

    `seen_id`: the newest version of any class when the person began (0: none). MoveNotAllowed `policy_stale`,
    `nothing_changed`, `ladder_in_the_past`, `ladder_not_fit`."""
    alone_on(Ladder)
    if effective_from < local_date(now):
        raise MoveNotAllowed("ladder_in_the_past")
    if problems(steps, of):
        raise MoveNotAllowed("ladder_not_fit")
    told = [step_as_told(step_from(step, of.noun)) for step in steps]
    newest = versions_of(of).order_by("-id").first()
    if newest is not None and newest.pk > seen_id:
        raise MoveNotAllowed("policy_stale")
    if newest and newest.steps == told and newest.effective_from == effective_from:
        raise MoveNotAllowed("nothing_changed")
    return _write(of, actor, now, steps=told, effective_from=effective_from, decision=decision)


@transaction.atomic
def withdraw_ladder(*, actor: Actor, version: Ladder, now: datetime) -> None:
    """Take back a version that has not begun; one in force ends today: the next that fits holds."""
    alone_on(Ladder)
    today = local_date(now)
    newest = versions_of(version.of).order_by("-id").first()
    if (
        newest is None
        or (newest.pk != version.pk and version.effective_from <= today)
        or version.is_withdrawn
    ):
        raise MoveNotAllowed("policy_stale")
    if version.effective_from <= today:
        _write(version.of, actor, now, steps=[], effective_from=today, is_withdrawn=True)
        return
    gone, _ = Ladder.objects.filter(pk=version.pk).delete()
    if not gone:
        raise MoveNotAllowed("policy_stale")
    record(
        EventName.LADDER_CHANGED,
        actor=actor,
        now=now,
        before={"effective_from": version.effective_from, "steps": version.steps, "of": _told(version.of)},
        after={"withdrawn": True},
    )


def versions_of(of: TaskClass) -> QuerySet[Ladder]:
    return Ladder.objects.filter(
        noun=of.noun.value,
        **_or_null("has_deadline", of.has_deadline),
        **_or_null("is_starred", of.is_starred),
        **_or_null("field_id", of.field_id),
        source=of.source or "",
        unit_kind=of.unit_kind or "",
    )


def _or_null(name: str, value: object) -> dict[str, object]:
    return {f"{name}__isnull": True} if value is None else {name: value}


def _write(of: TaskClass, actor: Actor, now: datetime, **values: Any) -> Ladder:
    row = Ladder.objects.create(
        noun=of.noun.value,
        has_deadline=of.has_deadline,
        is_starred=of.is_starred,
        source=of.source or "",
        field_id=of.field_id,
        unit_kind=of.unit_kind or "",
        set_by_id=actor.person_id,
        set_at=now,
        **values,
    )
    record(
        EventName.LADDER_CHANGED,
        actor=actor,
        now=now,
        reason=row.decision,
        after={
            "version": row.pk,
            "of": _told(of),
            "steps": row.steps,
            "effective_from": row.effective_from,
            "withdrawn": row.is_withdrawn,
        },
    )
    return row


def _told(of: TaskClass) -> dict[str, Any]:
    said = {
        "noun": None if of.noun is Noun.TASK else of.noun.value,
        "has_deadline": of.has_deadline,
        "is_starred": of.is_starred,
        "source": of.source,
        "field": of.field_id,
        "unit_kind": of.unit_kind,
    }
    return {name: value for name, value in said.items() if value is not None}
