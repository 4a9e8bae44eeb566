"""When messages may leave the system: in the hours of sending, never at night, nor on a day off."""

from datetime import datetime

from nhacviec.queries.ladders import timing_on
from nhacviec.rules.timeliness import local_date


def shut_since(moment: datetime) -> datetime | None:
    """When the last hours of the province ended; None while messages may go."""
    timing = timing_on(local_date(moment))
    if timing.window.is_open(moment, timing.calendar):
        return None
    return timing.window.last_closing(moment, timing.calendar)
