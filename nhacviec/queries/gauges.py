"""Numbers for whoever watches the server: does the clock run, what waits, what is stuck. Nothing of anybody's
work. Each is counted from an index of what is not done yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, DateTimeField, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from nhacviec.queries.deliveries import UNSETTLED
from nhacviec.queries.watchdog import beats
from nhacviec.records.models import Delivery, NextReminder, Reminder, Unannounced
from nhacviec.rules.notices import DeliveryState

MOST_ATTEMPTS = 5  # at telling an event (notify/announce); what failed so often is parked
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Waiting:
    """Messages of one channel. `oldest_due_at`: since when the oldest of them should have gone."""

    by_state: dict[str, int]
    given_up: int  # of the last day
    oldest_due_at: datetime | None


@dataclass(frozen=True)
class Gauges:
    beats: dict[str, datetime | None]
    channels: dict[str, Waiting]
    steps_due: int  # duties whose step is due and not taken
    oldest_step_at: datetime | None
    unfolded: int  # reminders that nobody was told of
    untold: int  # events
    parked: int
    jobs: int
    oldest_job_at: datetime | None


def gauges(now: datetime) -> Gauges:
    due = NextReminder.objects.filter(moment__lte=now).aggregate(n=Count("pk"), at=Min("moment"))
    events = Unannounced.objects.aggregate(
        untold=Count("pk", filter=Q(attempts__lt=MOST_ATTEMPTS)),
        parked=Count("pk", filter=Q(attempts__gte=MOST_ATTEMPTS)),
    )
    jobs = _jobs_due(now)
    return Gauges(
        beats=beats(),
        channels=_channels(now),
        steps_due=due["n"],
        oldest_step_at=due["at"],
        unfolded=Reminder.objects.filter(notice=None, dropped="").count(),
        untold=events["untold"],
        parked=events["parked"],
        jobs=jobs["n"],
        oldest_job_at=jobs["at"],
    )


def _channels(now: datetime) -> dict[str, Waiting]:
    counts: dict[str, dict[str, int]] = {}
    oldest: dict[str, datetime] = {}
    waiting = Delivery.objects.filter(state__in=[state.value for state in UNSETTLED]).order_by()
    for row in waiting.values("channel", "state").annotate(n=Count("pk"), at=Min("due_at")):
        channel, due_at = row["channel"], row["at"]
        counts.setdefault(channel, {})[row["state"]] = row["n"]
        if due_at <= now and due_at < oldest.get(channel, now):
            oldest[channel] = due_at
    lost = Delivery.objects.filter(state=DeliveryState.GIVEN_UP, due_at__gte=now - DAY).order_by()
    given_up = dict(lost.values_list("channel").annotate(n=Count("pk")))
    return {
        channel: Waiting(counts.get(channel, {}), given_up.get(channel, 0), oldest.get(channel))
        for channel in counts.keys() | given_up.keys()
    }


def _jobs_due(now: datetime) -> dict[str, Any]:
    """Of the queue of work in the background: what could begin and has not. The moment is that of putting it
    in, or the one it was put off to."""
    put_in = ProcrastinateEvent.objects.filter(job=OuterRef("pk"), type="deferred").order_by("id")
    waiting = ProcrastinateJob.objects.filter(status="todo").filter(
        Q(scheduled_at=None) | Q(scheduled_at__lte=now)
    )
    since = Coalesce(F("scheduled_at"), Subquery(put_in.values("at")[:1]), output_field=DateTimeField())
    return waiting.annotate(since=since).aggregate(n=Count("pk"), at=Min("since"))
