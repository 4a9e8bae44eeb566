"""Figures that begin where a month ended are those that count everything anew."""

from datetime import date, timedelta
from typing import Any

import pytest

from nhacviec.actions import submission_ends as ends
from nhacviec.actions.coordination_silence import consent_silently
from nhacviec.actions.month_ends import write_month_ends
from nhacviec.queries import coordination_statistics, submission_counts
from nhacviec.queries.coordinations import Wanted
from nhacviec.queries.submissions import CUTS
from nhacviec.records.models import MonthEnd, PolicyValue
from nhacviec.rules.coordination import Standing
from tests import coordination
from tests.cast import Cast
from tests.submitting import answered, at, day, forwarded, handed_back, submitted, supplemented

AUTUMN = date(2018, 10, 25)
DAYS = [date(2018, 7, 31), date(2018, 8, 1), date(2018, 8, 20), date(2018, 9, 10), date(2018, 10, 1), AUTUMN]


def _lively(cast: Cast) -> None:
    """From July to September: in time, late, handed back, open still, opened again in September."""
    answered(cast, forwarded(cast, submitted(cast), on=day(2)), on=day(9))
    late = forwarded(cast, submitted(cast, on=day(3)), on=day(5))
    answered(cast, late, on=day(35))
    paused = handed_back(cast, forwarded(cast, submitted(cast, on=day(20)), on=day(21)), on=day(24))
    answered(cast, supplemented(cast, paused, on=day(40)), on=day(50))
    submitted(cast, on=day(40))
    again = answered(cast, forwarded(cast, submitted(cast, on=day(28)), on=day(29)), on=day(33))
    ends.reopen(actor=cast.acting("head"), submission=again, reason="Ghi nhầm", now=at(day(66)))


def _of_submissions(cast: Cast, on: date) -> Any:
    actor = cast.acting("head")
    by_cut = [submission_counts.counts_by(actor, cut, day=on) for cut in ("", *CUTS)]
    return by_cut, submission_counts.spreads(actor, day=on)


def _of_requests(cast: Cast, on: date) -> Any:
    lines = coordination_statistics.by_unit(cast.acting("head"), Wanted(day=on, today=AUTUMN))
    return [
        (line.unit, {s: n for s, n in line.by_standing.items() if n}, line.counted, line.late_days, line.rank)
        for line in lines
    ]


def test_submissions_of_any_day_are_counted_the_same(cast: Cast) -> None:
    _lively(cast)
    before = [_of_submissions(cast, on) for on in DAYS]
    assert before[-1][0][0][0].answered == 3
    assert write_month_ends(today=AUTUMN) > 0
    assert [_of_submissions(cast, on) for on in DAYS] == before


def test_requests_of_any_day_are_counted_the_same(cast: Cast) -> None:
    coordination.reply(cast, coordination.asked(cast))
    late = coordination.reply(cast, coordination.asked(cast), now=coordination.days(30))
    slow = coordination.asked(cast)
    coordination.counted(cast, slow, now=coordination.days(3))
    before = [_of_requests(cast, on) for on in DAYS]
    assert before[-1][0][1] == {Standing.IN_TIME: 1, Standing.LATE: 1, Standing.OVERDUE: 1}
    assert write_month_ends(today=AUTUMN) > 0
    assert [_of_requests(cast, on) for on in DAYS] == before
    assert late.ended_on == date(2018, 8, 18)


def test_consent_that_is_recorded_late_is_counted_on_its_day(cast: Cast) -> None:
    PolicyValue.objects.create(
        key="tacit_consent", value="true", effective_from=date(2018, 1, 1), set_at=at(day(0))
    )
    coordination.asked(cast, is_tacit=True)
    coordination.reply(cast, coordination.asked(cast))
    write_month_ends(today=AUTUMN)
    assert consent_silently(now=at(AUTUMN)) == 1  # of July
    [line] = _of_requests(cast, AUTUMN)
    assert line[1] == {Standing.IN_TIME: 1, Standing.TACIT: 1}
    write_month_ends(today=AUTUMN)
    assert _of_requests(cast, AUTUMN) == [line]


def test_a_month_is_added_up_once_and_not_before_it_is_well_over(cast: Cast) -> None:
    _lively(cast)
    assert write_month_ends(today=date(2018, 8, 5)) == 0
    written = write_month_ends(today=date(2018, 8, 11))
    assert set(MonthEnd.objects.values_list("month", flat=True)) == {date(2018, 8, 1)}
    assert written == MonthEnd.objects.count() > 0
    assert write_month_ends(today=date(2018, 8, 11) + timedelta(days=3)) == 0


@pytest.mark.parametrize("who", ["focal", "director"])
def test_an_agency_counts_its_own_only(who: str, cast: Cast) -> None:
    _lively(cast)
    before = submission_counts.counts(cast.acting(who), day=AUTUMN)
    write_month_ends(today=AUTUMN)
    assert submission_counts.counts(cast.acting(who), day=AUTUMN) == before
