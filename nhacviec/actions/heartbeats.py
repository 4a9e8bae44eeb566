"""What must run by itself says when it last ran to its end: the watchdog looks at it."""

from datetime import datetime

from nhacviec.queries.watchdog import WATCHED
from nhacviec.records.models import Heartbeat

REMINDING, ANNOUNCING, SENDING = WATCHED


def begin(name: str, *, now: datetime) -> None:
    """A worker starts: from now on it is expected to run. What ran before stays as it was."""
    Heartbeat.objects.get_or_create(name=name, defaults={"beat_at": now})


def beat(name: str, *, now: datetime) -> None:
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": now})
