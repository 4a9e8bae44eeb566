"""Is everything running that must run by itself? Asked by the frame, by /healthz and by the daily check."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from nhacviec.records.models import Heartbeat

WATCHED = ("reminding", "announcing", "sending")  # actions/heartbeats
LIMIT = timedelta(minutes=10)


@dataclass(frozen=True)
class Standstill:
    """`since` None: it has never run."""

    since: datetime | None


def beats() -> dict[str, datetime | None]:
    found = dict(Heartbeat.objects.filter(name__in=WATCHED).values_list("name", "beat_at"))
    return {name: found.get(name) for name in WATCHED}


def not_running(now: datetime) -> Standstill | None:
    """Since when something stands still for longer than LIMIT; None while all is well. One statement."""
    moments = beats().values()
    if any(moment is None for moment in moments):
        return Standstill(None)
    oldest = min(moment for moment in moments if moment is not None)
    return Standstill(oldest) if now - oldest > LIMIT else None
