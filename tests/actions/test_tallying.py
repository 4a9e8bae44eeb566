"""Steps are folded into tallies in portions, across marks, from days long past and days to come."""

from datetime import date, timedelta

import pytest

from nhacviec.actions import tallying
from nhacviec.actions.answers import answer, confirm
from nhacviec.actions.stopping import cancel
from nhacviec.records.models import TallyEntry, TallyMark, TallyMonth, TallyStep
from nhacviec.rules.lifecycle import Closing, State
from tests.actions.numbers import answered_on, differences, everything_added_up, given, read
from tests.cast import Cast
from tests.make import NOW


def test_nothing_to_fold_makes_the_mark_of_this_month(db: None) -> None:
    assert tallying.fold(now=NOW) == 0
    assert TallyMonth.objects.get().last == date(2018, 7, 1)
    assert not TallyMark.objects.exists()


def test_portions_add_up_to_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(12):
        duty = given(cast, date(2018, 3, 1) + timedelta(days=9 * n))
        if n % 3:
            answered_on(cast, duty, date(2018, 7, 11))
    waiting = TallyEntry.objects.count()
    monkeypatch.setattr(tallying, "AT_ONCE", 5)
    assert tallying.fold(now=NOW) == waiting
    assert not TallyEntry.objects.exists()
    assert differences() == []
    in_portions = everything_added_up()
    tallying.rebuild(now=NOW)
    assert everything_added_up() == in_portions


def test_a_month_gets_its_mark_when_it_has_begun(cast: Cast) -> None:
    given(cast, date(2018, 5, 31))
    given(cast, date(2018, 6, 1))
    tallying.fold(now=NOW)
    assert TallyMonth.objects.get().last == date(2018, 7, 1)
    assert _unanswered_at_marks(cast) == {date(2018, 6, 1): 1, date(2018, 7, 1): 2}
    tallying.fold(now=NOW + timedelta(days=75))
    # overdue by then: a step of 21/7, before the next two marks
    assert _unanswered_at_marks(cast) == {date(2018, m, 1): n for m, n in ((6, 1), (7, 2), (8, 2), (9, 2))}
    overdue = TallyMark.objects.filter(scope="unit", overdue__gt=0).values_list("month", "overdue")
    assert dict(overdue) == {date(2018, 8, 1): 2, date(2018, 9, 1): 2}
    assert differences(date(2018, 7, 20), date(2018, 7, 21), date(2018, 9, 1)) == []


def _unanswered_at_marks(cast: Cast) -> dict[date, int]:
    of_unit = TallyMark.objects.filter(scope="unit", scope_id=cast.construction.pk, reading="recorded")
    return dict(of_unit.values_list("month", "unanswered"))


def test_what_was_given_before_the_first_mark_is_in_every_mark_since(cast: Cast) -> None:
    given(cast, date(2018, 7, 2))
    tallying.fold(now=NOW)
    duty = given(cast, date(2018, 2, 20))
    tallying.fold(now=NOW)
    assert _unanswered_at_marks(cast) == {date(2018, m, 1): 1 for m in (3, 4, 5, 6, 7)}
    answered_on(cast, duty, date(2018, 7, 11))
    assert differences() == []
    tallying.fold(now=NOW)
    assert differences(date(2018, 2, 19), date(2018, 2, 20), date(2018, 7, 11)) == []


def test_an_answer_recorded_late_across_marks_is_a_correction_of_them(cast: Cast) -> None:
    duty = given(cast, date(2018, 3, 5), assigned_at=NOW - timedelta(days=129))
    tallying.fold(now=NOW)
    answered_on(cast, duty, date(2018, 4, 10))
    tallying.fold(now=NOW)
    marks = TallyMark.objects.filter(scope="unit", reading="correction").order_by("month")
    found = [(mark.month.month, mark.unanswered, mark.waiting) for mark in marks]
    assert found == [(5, -1, 1), (6, -1, 1), (7, -1, 1)]
    assert differences(date(2018, 4, 9), date(2018, 4, 10)) == []


def test_deadlines_to_come_wait_for_their_day(cast: Cast) -> None:
    given(cast, due_on=date(2019, 1, 31), original_due_on=date(2019, 1, 31))
    tallying.fold(now=NOW)
    assert TallyStep.objects.filter(scope="unit", day=date(2019, 2, 1), overdue=1).exists()
    assert differences(date(2019, 1, 31), date(2019, 2, 1), date(2019, 3, 5)) == []
    tallying.fold(now=NOW + timedelta(days=250))
    assert differences(date(2019, 1, 31), date(2019, 2, 1), date(2019, 3, 5)) == []


def test_what_was_taken_back_on_the_same_day_leaves_nothing(cast: Cast) -> None:
    tallying.fold(now=NOW)
    duty = given(cast, date(2018, 7, 12), state=State.ASSIGNED)
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    confirm(actor=cast.acting("head"), assignment=read(duty.pk), now=NOW)
    other = given(cast, date(2018, 7, 12))
    cancel(actor=cast.acting("head"), assignment=other, closing=Closing.RECALLED, reason="x", now=NOW)
    tallying.fold(now=NOW)
    ours = TallyStep.objects.filter(scope="unit", scope_id=cast.construction.pk)
    assert [(s.day, s.unanswered, s.waiting, s.early, s.cancelled) for s in ours] == [
        (date(2018, 7, 12), 0, 0, 1, 1)
    ]
    assert differences() == []
