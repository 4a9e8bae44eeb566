"""How a submission looks in a list and on its page: the due chip, and who has it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.safestring import SafeString

from nhacviec.queries.office_day import OfficeDay
from nhacviec.queries.submission_desk import OnDesk
from nhacviec.records.models import SubmissionStop, Unit
from nhacviec.rules.submission_clock import ClockReading, CountMode
from nhacviec.rules.submissions import ENDS, Stop
from nhacviec.rules.timeliness import chip
from nhacviec.rules.words_deadlines import chip_words
from nhacviec.rules.words_submissions import (
    ANSWERED_IN_TIME,
    ANSWERED_LATE,
    CLOCK_NOT_BEGUN,
    CLOCK_STOPPED,
    CLOCK_STOPPED_LATE,
    HELD_BY_CONSULTED,
    HELD_BY_COUNTER,
    MODES,
    STOPS,
)
from nhacviec.screens.page.html import fill
from nhacviec.screens.page.tags import CHIP_LOOKS, icon

STOP_COLOURS: dict[Stop, str] = {
    Stop.ARRIVED: "blue",
    Stop.APPRAISAL: "azure",
    Stop.CONSULTATION: "azure",
    Stop.DECISION: "purple",
    Stop.SUPPLEMENT: "yellow",
    Stop.ANSWERED: "green",
    Stop.RETURNED: "orange",
    Stop.WITHDRAWN: "secondary",
    Stop.MERGED: "secondary",
}


@cache
def badge(stop: Stop) -> SafeString:
    return fill('<span class="badge bg-{}-lt">{}</span>', STOP_COLOURS[stop], STOPS[stop])


def chip_of(
    stop: Stop,
    due_on: date | None,
    days_late: int | None,
    *,
    day: date,
    office: OfficeDay,
    reading: ClockReading | None = None,
    mode: CountMode = CountMode.CALENDAR,
) -> SafeString:
    """`reading`: where it is at hand, a stopped clock says what it has left."""
    if stop in ENDS:
        if stop is not Stop.ANSWERED:
            return SafeString("")
        late = bool(days_late)
        words = ANSWERED_LATE.format(days=days_late) if late else ANSWERED_IN_TIME
        return _chip("red" if late else "green", "clock-exclamation" if late else "check", words)
    if due_on is None:
        return _chip("yellow", "player-pause", _stopped(reading, mode))
    found = chip(due_on=due_on, now=day, due_soon_days=office.policy.due_soon_wd, calendar=office.calendar)
    colour, name = CHIP_LOOKS[found.timeliness]
    return _chip(colour, name, chip_words(found))


def _stopped(reading: ClockReading | None, mode: CountMode) -> str:
    if reading is None:
        return CLOCK_STOPPED.partition(",")[0]
    if reading.started_on is None:
        return CLOCK_NOT_BEGUN
    if reading.overdue:
        return CLOCK_STOPPED_LATE.format(over=reading.overdue)
    return CLOCK_STOPPED.format(left=reading.left, days=MODES[mode])


def _chip(colour: str, name: str, words: str) -> SafeString:
    return fill('<span class="chip text-{}">{}{}</span>', colour, icon(name), words)


def holder_words(
    stop: Stop,
    unit: str,
    division: str | None,
    officer: str | None,
    leader: str | None,
    consulted: str = "",
) -> str:
    """Who has it at this stop, of these names; "" when it is over."""
    if stop in ENDS:
        return ""
    if stop is Stop.SUPPLEMENT:
        return unit
    if stop is Stop.DECISION and leader:
        return leader
    if stop is Stop.CONSULTATION and consulted:
        return HELD_BY_CONSULTED.format(units=consulted)
    if not division:
        return HELD_BY_COUNTER
    return f"{officer}, {division}" if officer else division


@dataclass(frozen=True)
class DeskLine:
    """One that waits for somebody, on his home page."""

    submission: OnDesk
    badge: SafeString
    chip: SafeString


def desk_lines(found: Iterable[OnDesk], *, office: OfficeDay) -> list[DeskLine]:
    return [
        DeskLine(
            row,
            badge(row.stop),
            chip_of(row.stop, row.due_on, row.days_late, day=office.today, office=office),
        )
        for row in found
    ]


@dataclass(frozen=True)
class WayLine:
    """One stop on the page of a submission. `over`: working days past what the stop should take."""

    stop: SubmissionStop
    badge: SafeString
    holder: str
    days: int
    limit: int | None
    is_end: bool

    @property
    def over(self) -> int:
        return max(0, self.days - self.limit) if self.limit else 0


def consulted_names(stops: Iterable[SubmissionStop]) -> Mapping[int, str]:
    ids = {pk for stop in stops for pk in stop.consulted}
    units = Unit.objects.filter(pk__in=ids) if ids else Unit.objects.none()
    return {unit.pk: unit.label for unit in units}
