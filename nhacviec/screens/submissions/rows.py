"""How a submission looks in a list and on its page: the due chip, and who has it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from nhacviec.queries.office_day import OfficeDay
from nhacviec.queries.submission_desk import OnDesk
from nhacviec.records.models import Person, Submission, SubmissionStanding, SubmissionStop, Unit
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


@dataclass(frozen=True)
class Row:
    """One line of a list, as it stood on the day of the list."""

    standing: SubmissionStanding
    submission: Submission
    badge: SafeString
    chip: SafeString
    holder: str


def rows_of(standings: Iterable[SubmissionStanding], *, day: date, office: OfficeDay) -> list[Row]:
    found = []
    for standing in standings:
        stop = Stop(standing.stop)
        found.append(
            Row(
                standing,
                standing.submission,
                badge(stop),
                chip_of(stop, standing.due_on, standing.days_late, day=day, office=office),
                holder_words(stop, standing.unit, standing.division, standing.officer, standing.leader),
            )
        )
    return found


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
    unit: Unit,
    division: Unit | None,
    officer: Person | None,
    leader: Person | None,
    consulted: str = "",
) -> str:
    """Who has it at this stop; "" when it is over."""
    if stop in ENDS:
        return ""
    if stop is Stop.SUPPLEMENT:
        return unit.label
    if stop is Stop.DECISION and leader is not None:
        return leader.full_name
    if stop is Stop.CONSULTATION and consulted:
        return HELD_BY_CONSULTED.format(units=consulted)
    if division is None:
        return HELD_BY_COUNTER
    return f"{officer.full_name}, {division.label}" if officer else division.label


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
