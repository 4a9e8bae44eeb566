"""Random walks of several submissions over many days, against a plain diary: the clock of each, and the
numbers of every past day, come out the same afterwards as on the evening of that day."""

from datetime import date
from random import Random
from typing import Any

import pytest

from nhacviec.actions import submission_ends as ends
from nhacviec.actions import submissions as deeds
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.submission_counts import counts, counts_by, open_counts, overdue_by_days, spreads
from nhacviec.queries.submissions import CUTS, Narrowed, rows
from nhacviec.records.models import CalendarDay, Submission, SubmissionStop
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.submissions import (
    OPEN_STOPS,
    Stop,
    SubmissionCounts,
    SubmissionNumber,
    spread,
)
from tests.cast import Cast
from tests.submitting import answered, at, day, forwarded, handed_back, submitted, supplemented

DAYS = 45


def _step(rng: Random, cast: Cast, row: Submission, on: date) -> None:
    """One deed that the stop allows, by chance."""
    stop = Stop(row.stop)
    if stop is Stop.SUPPLEMENT:
        if rng.random() < 0.5:
            supplemented(cast, row, on=on)
        return
    match rng.randrange(9):
        case 0 | 1:
            forwarded(cast, row, on=on, officer=rng.choice(["specialist", ""]))
        case 2:
            deeds.consult(actor=cast.acting("head"), submission=row, units=[cast.finance], now=at(on))
        case 3:
            leader = rng.choice([cast.chair, cast.office_leader])
            deeds.ask_decision(actor=cast.acting("head"), submission=row, leader=leader, now=at(on))
        case 4 | 5:
            handed_back(cast, row, on=on)
        case 6 if rng.random() < 0.3:
            answered(cast, row, on=on)
        case 7 if rng.random() < 0.2:
            ends.return_file(actor=cast.acting("head"), submission=row, reason="Không đủ căn cứ", now=at(on))


class Fingers:
    """The clock of one submission, moved by hand each evening."""

    def __init__(self, calendar: Any) -> None:
        self.calendar, self.used, self.over = calendar, 0, 0
        self.paused, self.grace = False, False

    def evening(self, on: date, *, arrived: bool, paused_in_the_evening: bool, came_back: bool) -> None:
        working = self.calendar.is_working(on)
        if arrived or (self.paused and not came_back):
            pass
        elif self.paused:  # the day it comes back is not counted
            if self.used >= 20 and not self.over:
                self.grace = not working
        elif self.used < 20:
            self.used += 1
            self.grace = self.used == 20 and not working
        else:
            self.used += 1
            if self.grace:
                self.grace = not working
            else:
                self.over += 1
        self.paused = paused_in_the_evening


@pytest.mark.parametrize("seed", [1, 2])
def test_every_evening_is_counted_the_same_for_ever(seed: int, cast: Cast) -> None:
    rng = Random(seed)
    CalendarDay.objects.create(date=day(23), kind="holiday", name="Nghỉ")
    calendar = load_calendar()
    all_rows: list[Submission] = []
    fingers: dict[int, Fingers] = {}
    evenings: list[tuple[date, SubmissionCounts, dict[str, Any], list[Any], set[int]]] = []
    actor = cast.acting("chair")
    for number in range(DAYS):
        on = day(number)
        arrived: set[int] = set()
        if rng.random() < 0.25:
            unit = rng.choice([cast.construction, cast.finance])
            row = submitted(cast, on=on, unit=unit, who="clerk")
            all_rows.append(row)
            fingers[row.pk] = Fingers(calendar)
            arrived.add(row.pk)
        for row in all_rows:
            was = row.stop
            if was in OPEN_STOPS and rng.random() < 0.3:
                try:
                    _step(rng, cast, row, on)
                except MoveNotAllowed as refused:
                    assert refused.code == "submission_there_already"
            if was not in OPEN_STOPS:
                continue
            fingers[row.pk].evening(
                on,
                arrived=row.pk in arrived,
                paused_in_the_evening=row.stop == Stop.SUPPLEMENT,
                came_back=was == Stop.SUPPLEMENT and row.stop != Stop.SUPPLEMENT,
            )
            if row.closed_on == on:
                assert (row.days_used, row.days_late) == (fingers[row.pk].used, fingers[row.pk].over)
        told = _told(all_rows, fingers, on)
        assert open_counts(actor, day=on).of(SubmissionNumber.OVERDUE) == told.overdue
        assert counts(actor, day=on) == told
        late = Narrowed(ids={}, number=SubmissionNumber.OVERDUE)
        listed = {standing.submission_id for standing in rows(actor, late, day=on)}
        assert listed == {row.pk for row in all_rows if _is_late(row, fingers[row.pk])}
        by_cut = {cut: counts_by(actor, cut, day=on) for cut in CUTS if number % 6 == 0}
        for parts in by_cut.values():
            assert sum(parts.values(), SubmissionCounts()) == told
        evenings.append((on, told, by_cut, overdue_by_days(actor, day=on), listed))
    for on, told, by_cut, days, listed in evenings:
        assert counts(actor, day=on) == told
        assert {cut: counts_by(actor, cut, day=on) for cut in by_cut} == by_cut
        assert overdue_by_days(actor, day=on) == days
        late = Narrowed(ids={}, number=SubmissionNumber.OVERDUE)
        assert {standing.submission_id for standing in rows(actor, late, day=on)} == listed
    assert seed != 1 or max(told.overdue for _on, told, *_rest in evenings) > 0
    _check_spreads(actor, evenings[-1][0])


def _is_late(row: Submission, fingers: Fingers) -> bool:
    return row.stop in OPEN_STOPS and row.stop != Stop.SUPPLEMENT and fingers.over > 0


def _told(all_rows: list[Submission], fingers: dict[int, Fingers], on: date) -> SubmissionCounts:
    is_open = [row for row in all_rows if row.stop in OPEN_STOPS]
    late = [row for row in is_open if _is_late(row, fingers[row.pk])]
    over = [row for row in all_rows if row.stop == Stop.ANSWERED]
    return SubmissionCounts(
        open=len(is_open),
        overdue=len(late),
        supplement=sum(row.stop == Stop.SUPPLEMENT for row in is_open),
        answered_in_time=sum(fingers[row.pk].over == 0 for row in over),
        answered_late=sum(fingers[row.pk].over > 0 for row in over),
        ended_otherwise=sum(row.stop == Stop.RETURNED for row in all_rows),
        longest=max((fingers[row.pk].over for row in late), default=0),
    )


def _check_spreads(actor: Any, on: date) -> None:
    for stop, found in spreads(actor, day=on).items():
        ended = SubmissionStop.objects.filter(stop=stop, ended_on__isnull=False)
        took = [days for days in ended.values_list("working_days", flat=True) if days is not None]
        assert found == spread(took), stop
