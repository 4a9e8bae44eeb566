"""The province decides a number anew, from a day on; what was in force before stays readable."""

from datetime import date, datetime

from django.db import transaction

from nhacviec.actions.locking import alone_on
from nhacviec.actions.recording import record
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import PolicyValue
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.policies import format_value
from nhacviec.rules.policy import Value
from nhacviec.rules.timeliness import local_date


@transaction.atomic
def set_policy(
    *,
    actor: Actor,
    key: str,
    value: Value,
    effective_from: date,
    decision: str = "",
    newest_id: int,
    now: datetime,
) -> PolicyValue:
    """A new version. `newest_id`: of the last version the person was shown (0: none).

    MoveNotAllowed `policy_stale`, `nothing_changed` (that day already has this value). A past day is allowed:
    the page has the person confirm it.
    """
    alone_on(PolicyValue)
    newest = PolicyValue.objects.filter(key=key).order_by("-id").values_list("pk", flat=True).first() or 0
    if newest != newest_id:
        raise MoveNotAllowed("policy_stale")
    before = policy_on(effective_from)[key]
    if before == value:
        raise MoveNotAllowed("nothing_changed")
    row = PolicyValue.objects.create(
        key=key,
        value=format_value(key, value),
        effective_from=effective_from,
        decision=decision,
        set_by_id=actor.person_id,
        set_at=now,
    )
    record(
        EventName.POLICY_CHANGED,
        actor=actor,
        now=now,
        reason=decision,
        before={"key": key, "value": format_value(key, before)},
        after={"key": key, "value": row.value, "effective_from": effective_from, "version": row.pk},
    )
    return row


@transaction.atomic
def withdraw_policy(*, actor: Actor, version: PolicyValue, now: datetime) -> None:
    """Take back a version before its day; afterwards only a new version helps.

    MoveNotAllowed `policy_in_force`, `policy_stale` (somebody else took it back already)."""
    alone_on(PolicyValue)
    if version.effective_from <= local_date(now):
        raise MoveNotAllowed("policy_in_force")
    gone, _ = PolicyValue.objects.filter(pk=version.pk).delete()
    if not gone:
        raise MoveNotAllowed("policy_stale")
    record(
        EventName.POLICY_CHANGED,
        actor=actor,
        now=now,
        before={
            "key": version.key,
            "value": version.value,
            "effective_from": version.effective_from,
            "decision": version.decision,
        },
        after={"key": version.key, "withdrawn": True},
    )
