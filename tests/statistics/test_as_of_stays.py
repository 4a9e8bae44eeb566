"""What was said of a day stays said: later deeds change no recorded number; late ones are corrections."""

from copy import deepcopy
from datetime import date, timedelta
from random import Random

import pytest
from django.db.models import F

from nhacviec.actions import tallying
from nhacviec.actions.self_check import check
from nhacviec.queries import statistics
from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.clock import Moment
from nhacviec.queries.past_calendar import calendar_on
from nhacviec.records.models import Event
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.statistics import Basis, CountingRules, Counts, Number, Reading
from tests.statistics.conftest import FIRST, LAST
from tests.statistics.counter import History, Life
from tests.statistics.test_numbers import NOW
from tests.statistics.year import Year

pytestmark = pytest.mark.django_db
Said = dict[tuple[date, Basis, Duty], tuple[dict[int, Counts], set[tuple[int, str]]]]


def said(days: list[date], reading: Reading, later: timedelta = timedelta(0)) -> Said:
    """The numbers of every unit, and how each duty stood, on these days."""
    found: Said = {}
    for day in days:
        as_of = AsOf(day, Moment(NOW + later, calendar_on(day, load_calendar()), 3), reading)
        for basis in Basis:
            for duty in Duty:
                rules = CountingRules(basis=basis, count_returned=True, count_cancelled=True)
                rows = statistics.rows(Number.ASSIGNED, Scope(), as_of, rules, duty=duty)
                stood = set(rows.values_list("assignment_id", "kind"))
                found[day, basis, duty] = statistics.counts_by_unit(as_of, rules, duty=duty), stood
    return found


def test_recorded_numbers_of_past_days_never_change_and_late_ones_show_as_corrections(year: Year) -> None:
    days = sorted(Random(50).sample([FIRST + timedelta(days=n) for n in range((LAST - FIRST).days - 11)], 40))
    days += [LAST - timedelta(days=n) for n in range(1, 11)]
    recorded, happened = said(days, Reading.RECORDED), said(days, Reading.HAPPENED)
    newest = Event.objects.latest("pk").pk
    before = History(until=newest)
    weeks = timedelta(days=25)
    deepcopy(year).play(LAST + timedelta(days=1), LAST + weeks, deeds=12)
    tallying.fold(now=NOW + weeks)
    assert said(days, Reading.RECORDED, weeks) == recorded
    corrected = said(days, Reading.HAPPENED, weeks)
    assert corrected != happened
    after = History()
    for day in days:
        was = {life.pk: life for life in before.lives(day, "happened")}
        is_now = {life.pk: life for life in after.lives(day, "happened")}
        other = {pk for pk in was.keys() | is_now.keys() if was.get(pk) != is_now.get(pk)}
        assert other <= _recorded_late(newest)
        if not other:
            assert [corrected[key] for key in corrected if key[0] == day] == [
                happened[key] for key in happened if key[0] == day
            ]
        _same_as_by_hand(corrected, day, is_now)
    assert check(now=NOW + weeks).differences == 0


def _recorded_late(since: int) -> set[int]:
    """The duties of which something was recorded late, or corrected, after this line of history."""
    lines = Event.objects.filter(pk__gt=since)
    late = lines.filter(happened_at__lt=F("recorded_at"))
    right = lines.filter(name__in=["objection_upheld", "extension_granted"], after__has_key="outcome")
    return {pk for line in (late, right) for pk in line.values_list("assignment_id", flat=True) if pk}


def _same_as_by_hand(corrected: Said, day: date, lives: dict[int, Life]) -> None:
    for duty in Duty:
        stood = {(life.pk, life.kind) for life in lives.values() if life.duty == duty}
        assert corrected[day, Basis.CURRENT, duty][1] == stood


def test_the_nightly_check_agrees_with_the_year(year: Year) -> None:
    done = check(now=NOW)
    assert (done.differences, done.details) == (0, [])
