"""Every night the numbers are compared with a full count: whatever was tampered with is found and told."""

import logging
from datetime import date, timedelta

import pytest

from nhacviec.actions import self_check, tallying
from nhacviec.actions.self_check import check, days_to_check
from nhacviec.queries.self_check import alarm
from nhacviec.records.models import Assignment, SelfCheck, Standing, TallyEntry, TallyMark, TallyStep
from nhacviec.rules.lifecycle import State
from nhacviec.rules.statistics import FOREVER
from tests.actions.numbers import answered_on, given
from tests.cast import Cast
from tests.make import NOW, TODAY


@pytest.fixture
def kept(cast: Cast) -> Cast:
    """Some duties, one of them answered and recorded late; half of it folded."""
    for n in range(4):
        given(cast, date(2018, 3 + n, 7), assigned_at=NOW - timedelta(days=120))
    tallying.fold(now=NOW)
    first = Assignment.objects.select_related("task__document", "unit").order_by("pk")[0]
    answered_on(cast, first, date(2018, 5, 3))
    return cast


def details(done: SelfCheck) -> set[tuple[str, ...]]:
    return {(told["what"], str(told.get("source", told.get("reading", "")))) for told in done.details}


def test_numbers_that_agree_are_checked_and_alarm_nobody(
    kept: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    done = check(now=NOW)
    assert (done.differences, done.details, done.day) == (0, [], date(2018, 7, 12))
    # rows, two readings without gaps, today's rows, days in both readings, the sums
    assert done.checked == 1 + 2 + 1 + 2 * len(days_to_check(TODAY)) + 1
    assert alarm() is None
    assert caplog.records == []


def test_an_empty_system_agrees_with_itself(db: None) -> None:
    assert check(now=NOW).differences == 0


def test_a_row_that_nobody_followed_is_found(kept: Cast, caplog: pytest.LogCaptureFixture) -> None:
    Assignment.objects.filter(state=State.IN_PROGRESS).update(due_on=date(2018, 1, 5))
    done = check(now=NOW)
    assert {("row", ""), ("tally", "live")} <= details(done)
    assert ("tally", "recorded") not in details(done)
    alarmed = alarm()
    assert alarmed is not None
    assert alarmed.differences == done.differences
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_a_duty_without_a_standing_is_found(kept: Cast) -> None:
    duty = kept.duty()
    told = [d for d in check(now=NOW).details if d["what"] == "row"]
    assert [d["assignment"] for d in told] == [duty.pk]


def test_a_duty_that_stands_in_two_ways_is_found(kept: Cast) -> None:
    twice = Standing.objects.exclude(recorded_to=FOREVER).earliest("pk")
    Standing.objects.filter(pk=twice.pk).update(recorded_to=twice.recorded_to + timedelta(days=3))
    assert ("gap", "recorded") in details(check(now=NOW))


@pytest.mark.parametrize("model", [TallyStep, TallyMark, TallyEntry])
@pytest.mark.parametrize("reading", ["recorded", "correction"])
def test_a_tally_that_was_tampered_with_is_found_and_added_up_anew(
    kept: Cast, model: type[TallyStep] | type[TallyMark] | type[TallyEntry], reading: str
) -> None:
    if model is not TallyEntry:
        tallying.fold(now=NOW)
    row = model.objects.filter(reading=reading).latest("pk")
    row.late += 1
    row.save()
    done = check(now=NOW)
    assert done.differences > 0
    assert ("tally", reading) in details(done)
    told = next(told for told in done.details if told["what"] == "tally")
    assert (told["ours"].keys(), told["ours"]["late"]) == ({"late"}, told["counted"]["late"] + 1)
    tallying.rebuild(now=NOW)
    assert check(now=NOW).differences == 0
    assert alarm() is None


def test_a_duty_missing_from_all_numbers_alike_is_found(kept: Cast) -> None:
    Standing.objects.filter(recorded_to=FOREVER).latest("pk").delete()  # the tallies follow
    assert {("row", ""), ("sum", "recorded"), ("sum", "happened")} <= details(check(now=NOW))
    assert ("tally", "recorded") not in details(check(now=NOW))


def test_old_looks_are_forgotten_after_a_year(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_check, "KEEP", 3)
    for night in range(5):
        check(now=NOW + timedelta(days=night))
    assert [done.day.day for done in SelfCheck.objects.all()] == [16, 15, 14]


def test_marks_steps_and_in_time_every_single_day_are_looked_at() -> None:
    days = days_to_check(TODAY)
    assert days[-1] == TODAY
    assert {date(2018, 7, 1), date(2018, 6, 30), date(2018, 6, 1), date(2016, 8, 1)} <= set(days)
    assert min(days) == date(2016, 8, 1)
    nights = [days_to_check(date(2018, 7, 31) + timedelta(days=n)) for n in range(600)]
    november = {day.day for night in nights for day in night if (day.year, day.month) == (2017, 11)}
    assert november == set(range(1, 31))
