"""How a submission upward looks in a list and on its page: its stop, its due chip."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from nhacviec.queries.office_day import OfficeDay
from nhacviec.records.models import Submission, SubmissionStanding
from nhacviec.rules.timeliness import chip
from nhacviec.rules.upward import UPWARD_ENDS, UpwardStop
from nhacviec.rules.words_deadlines import chip_words
from nhacviec.rules.words_upward import ANSWERED_IN_TIME, ANSWERED_LATE, STOPS, WAITS_FOR_DOCUMENT
from nhacviec.screens.page.html import fill
from nhacviec.screens.page.tags import CHIP_LOOKS, icon

_COLOURS: dict[UpwardStop, str] = {
    UpwardStop.SENT: "blue",
    UpwardStop.OPINION: "purple",
    UpwardStop.ANSWERED: "green",
    UpwardStop.RETURNED: "orange",
    UpwardStop.WITHDRAWN: "secondary",
}


@dataclass(frozen=True)
class Row:
    """One line of a list, as it stood on the day of the list. `asked`: how often it was asked about since."""

    standing: SubmissionStanding
    submission: Submission
    badge: SafeString
    chip: SafeString
    asked: int


def rows_of(standings: Iterable[SubmissionStanding], *, day: date, office: OfficeDay) -> list[Row]:
    return [
        Row(
            row,
            row.submission,
            badge(row.stop),
            chip_of(row.stop, row.due_on, row.days_late, day=day, office=office),
            sum(asked <= day for asked in row.submission.asked_again),
        )
        for row in standings
    ]


@dataclass(frozen=True)
class OfTask:
    """One that was submitted for the sake of a task, on the page of the task."""

    submission: Submission
    badge: SafeString
    chip: SafeString


def lines_of(rows: Iterable[Submission], *, office: OfficeDay) -> list[OfTask]:
    return [
        OfTask(
            row,
            badge(row.stop),
            chip_of(row.stop, row.due_on, row.days_late, day=office.today, office=office),
        )
        for row in rows
    ]


def badge(stop: str) -> SafeString:
    found = UpwardStop(stop)
    return fill('<span class="badge bg-{}-lt">{}</span>', _COLOURS[found], STOPS[found])


def chip_of(
    stop: str, due_on: date | None, days_late: int | None, *, day: date, office: OfficeDay
) -> SafeString:
    found = UpwardStop(stop)
    if found in UPWARD_ENDS:
        if found is not UpwardStop.ANSWERED:
            return SafeString("")
        words = ANSWERED_LATE.format(days=days_late) if days_late else ANSWERED_IN_TIME
        return _chip("red" if days_late else "green", "clock-exclamation" if days_late else "check", words)
    if due_on is None:
        return _chip("purple", "player-pause", WAITS_FOR_DOCUMENT)
    said = chip(due_on=due_on, now=day, due_soon_days=office.policy.due_soon_wd, calendar=office.calendar)
    colour, name = CHIP_LOOKS[said.timeliness]
    return _chip(colour, name, chip_words(said))


def _chip(colour: str, name: str, words: str) -> SafeString:
    return fill('<span class="chip text-{}">{}{}</span>', colour, icon(name), words)
