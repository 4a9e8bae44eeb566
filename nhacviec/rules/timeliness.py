"""Whether a duty is in time: one function, from dates, for every screen, export and count.

A deadline is a date in Asia/Ho_Chi_Minh, inclusive to the end of that day (BLDS 2015 Đ.148: 24 giờ), or to
its hour where the document names one. Days overdue, early and late are calendar days; days left are working
days, because that is the time one has. Never stored as truth, only frozen beside an outcome.

Moments are aware datetimes. Where only the day matters `now` may be a plain date: then no hour has passed
yet.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from nhacviec.rules.working_days import Calendar

LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DUE_SOON_WORKING_DAYS = 3  # default of policy rule 18, not law
_HOUR = timedelta(hours=1)


class Timeliness(StrEnum):
    NO_DEADLINE = "no_deadline"
    ON_TRACK = "on_track"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    DONE_NO_DEADLINE = "done_no_deadline"


class ChipKind(StrEnum):
    DAYS_LEFT = "days_left"
    DAYS_LEFT_OFF = "days_left_off"
    HOURS_LEFT = "hours_left"
    DUE_TODAY = "due_today"
    OVERDUE_DAYS = "overdue_days"
    OVERDUE_HOURS = "overdue_hours"
    EARLY = "early"
    ON_TIME = "on_time"
    LATE_DAYS = "late_days"
    LATE_HOURS = "late_hours"
    NO_DEADLINE = "no_deadline"
    DONE_NO_DEADLINE = "done_no_deadline"


@dataclass(frozen=True)
class Chip:
    """What the due chip says: `number` is days, or whole hours (0 = less than one), or None."""

    kind: ChipKind
    number: int | None
    timeliness: Timeliness


def local_moment(moment: datetime) -> datetime:
    """The same moment on a Vietnamese clock. ValueError for a naive one: nobody knows when that was."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(LOCAL_ZONE)


def local_date(moment: datetime | date) -> date:
    """The day it is in Việt Nam at this moment; a plain date is that day already."""
    return local_moment(moment).date() if isinstance(moment, datetime) else moment


def timeliness(
    *,
    due_on: date | None,
    due_hour: time | None = None,
    now: datetime | date,
    done_at: datetime | date | None = None,
    due_soon_days: int = DUE_SOON_WORKING_DAYS,
    calendar: Calendar | None = None,
) -> Timeliness:
    """`due_soon_days` counts working days, or calendar days where no calendar is given.

    Due soon means: at most that many working days are left, the due day included ("còn 3 ngày làm việc" is
    soon).
    """
    if due_on is None:
        return Timeliness.NO_DEADLINE if done_at is None else Timeliness.DONE_NO_DEADLINE
    if done_at is not None:
        return _when_done(due_on, due_hour, done_at)
    if _is_past(now, due_on, due_hour):
        return Timeliness.OVERDUE
    left = working_days_left(due_on=due_on, today=local_date(now), calendar=calendar)
    return Timeliness.DUE_SOON if left <= due_soon_days else Timeliness.ON_TRACK


def days_overdue(*, due_on: date | None, today: date) -> int:
    """Calendar days after the due day, 0 on it and before; of a done duty: how late it was."""
    return max(0, (today - due_on).days) if due_on else 0


def working_days_left(*, due_on: date, today: date, calendar: Calendar | None) -> int:
    """Working days after today up to the due day, negative when past; without a calendar, calendar days."""
    return calendar.working_days_between(today, due_on) if calendar else (due_on - today).days


def due_soon_from(due_on: date, window: int, calendar: Calendar) -> date:
    """The first day on which a deadline counts as due soon."""
    return calendar.add_working(due_on + timedelta(days=1), -(window + 1))


def due_soon_until(today: date, window: int, calendar: Calendar) -> date:
    """The last due date that counts as due soon today: `today <= due_on <= due_soon_until(…)` in SQL."""
    return calendar.add_working(today, window + 1) - timedelta(days=1)


def due_after_suspension(
    due_on: date | None, suspended_from: date, resumed_on: date, calendar: Calendar
) -> date | None:
    """The due date on resuming: moved by the calendar days suspended, then to a working day.

    Our default, not law. No deadline stays none, and a pause of no days moves nothing. ValueError when the
    resumption lies before the suspension.
    """
    days = (resumed_on - suspended_from).days
    if days < 0:
        raise ValueError("resumed before it was suspended")
    if due_on is None or days == 0:
        return due_on
    return calendar.next_working(due_on + timedelta(days=days))


def chip(
    *,
    due_on: date | None,
    due_hour: time | None = None,
    now: datetime | date,
    done_at: datetime | date | None = None,
    due_soon_days: int = DUE_SOON_WORKING_DAYS,
    calendar: Calendar | None = None,
) -> Chip:
    """The due chip, the same everywhere; its words are `words_deadlines.chip_words`."""
    what = timeliness(
        due_on=due_on,
        due_hour=due_hour,
        now=now,
        done_at=done_at,
        due_soon_days=due_soon_days,
        calendar=calendar,
    )
    if due_on is None:
        kind = ChipKind.NO_DEADLINE if done_at is None else ChipKind.DONE_NO_DEADLINE
        return Chip(kind, None, what)
    if done_at is None:
        return Chip(*_open_chip(due_on, due_hour, now, calendar), what)
    return Chip(*_done_chip(due_on, due_hour, done_at), what)


def _when_done(due_on: date, due_hour: time | None, done_at: datetime | date) -> Timeliness:
    if local_date(done_at) < due_on:
        return Timeliness.EARLY
    return Timeliness.LATE if _is_past(done_at, due_on, due_hour) else Timeliness.ON_TIME


def _is_past(moment: datetime | date, due_on: date, due_hour: time | None) -> bool:
    day = local_date(moment)
    if day != due_on or due_hour is None or not isinstance(moment, datetime):
        return day > due_on
    return local_moment(moment) > _due_moment(due_on, due_hour)


def _due_moment(due_on: date, due_hour: time) -> datetime:
    return datetime.combine(due_on, due_hour, tzinfo=LOCAL_ZONE)


def _open_chip(
    due_on: date, due_hour: time | None, now: datetime | date, calendar: Calendar | None
) -> tuple[ChipKind, int | None]:
    today = local_date(now)
    if today > due_on:
        return ChipKind.OVERDUE_DAYS, days_overdue(due_on=due_on, today=today)
    if today < due_on:
        left = working_days_left(due_on=due_on, today=today, calendar=calendar)
        # A due day inside the weekend that already began leaves time, but no working day.
        return (ChipKind.DAYS_LEFT, left) if left else (ChipKind.DAYS_LEFT_OFF, (due_on - today).days)
    if due_hour is None or not isinstance(now, datetime):
        return ChipKind.DUE_TODAY, None
    left_over = _due_moment(due_on, due_hour) - local_moment(now)
    if left_over < timedelta(0):
        return ChipKind.OVERDUE_HOURS, -left_over // _HOUR
    return ChipKind.HOURS_LEFT, left_over // _HOUR


def _done_chip(due_on: date, due_hour: time | None, done_at: datetime | date) -> tuple[ChipKind, int | None]:
    day = local_date(done_at)
    if day < due_on:
        return ChipKind.EARLY, (due_on - day).days
    if day > due_on:
        return ChipKind.LATE_DAYS, days_overdue(due_on=due_on, today=day)
    if due_hour is not None and isinstance(done_at, datetime) and _is_past(done_at, due_on, due_hour):
        return ChipKind.LATE_HOURS, (local_moment(done_at) - _due_moment(due_on, due_hour)) // _HOUR
    return ChipKind.ON_TIME, None
