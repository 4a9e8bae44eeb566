"""What must run by itself says when it last ran to its end: the watchdog looks at it."""

from datetime import datetime

from nhacviec.records.models import Heartbeat

REMINDING, ANNOUNCING, SENDING = "reminding", "announcing", "sending"


def beat(name: str, *, now: datetime) -> None:
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": now})
