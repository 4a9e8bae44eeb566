"""Once a week the clock drafts letters for what is overdue long enough. A person decides about each."""

from datetime import date, datetime, timedelta

from django.db import transaction

from nhacviec.actions.heartbeats import beat
from nhacviec.actions.recording import record
from nhacviec.actions.urging import draft
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.queries.urgings import to_propose
from nhacviec.records.models import Assignment, Heartbeat
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.timeliness import days_overdue, local_date
from nhacviec.rules.urging import MOST_LINES, proposed, reply_day

PROPOSING = "urging"


@transaction.atomic
def propose(*, now: datetime) -> int:
    """Draft this week's letters unless that was done already; how many. What does not fit in a letter of
    MOST_LINES waits for the next week."""
    today = local_date(now)
    Heartbeat.objects.get_or_create(name=PROPOSING, defaults={"beat_at": now - timedelta(days=14)})
    last = Heartbeat.objects.select_for_update().get(name=PROPOSING)
    if local_date(last.beat_at).isocalendar()[:2] == today.isocalendar()[:2]:
        return 0
    beat(PROPOSING, now=now)
    policy = policy_on(today)
    by_unit: dict[int, list[int]] = {}
    for row in to_propose(before=today - timedelta(days=policy.urge_after_days - 1)):
        own = by_unit.setdefault(row.unit_id, [])
        if len(own) < MOST_LINES and proposed(
            days=days_overdue(due_on=row.due_on, today=today),
            after_days=policy.urge_after_days,
            urged_on=local_date(row.urged_at) if row.urged_at else None,
            reply_due_on=row.waits_until,
            on=today,
        ):
            own.append(row.pk)
    until = reply_day(today=today, working_days=policy.urge_reply_wd, calendar=load_calendar())
    made = sum(_drafted(ids, until, now) for ids in by_unit.values() if ids)
    if made:
        record(EventName.URGING_PROPOSED, actor=None, now=now, after={"letters": made})
    return made


def _drafted(ids: list[int], until: date, now: datetime) -> int:
    rows = Assignment.objects.filter(pk__in=ids)
    try:
        return len(draft(actor=None, assignments=rows, reply_due_on=until, now=now))
    except MoveNotAllowed:
        return 0  # what was overdue a moment ago is not any more
