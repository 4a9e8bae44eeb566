"""Lateness with and without what others are to account for, as of any day and by either deadline."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from nhacviec.actions.answers import answer
from nhacviec.actions.delays import accept_delay
from nhacviec.actions.standings import follow
from nhacviec.queries.as_of import AsOf
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.clock import Moment
from nhacviec.queries.statistics import counting_rules, counts, own_scope
from nhacviec.queries.waiting_numbers import Share, waiting_shares
from nhacviec.records.models import Assignment
from nhacviec.rules.statistics import Basis, Number, Reading
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.coordination import asked, counted, days, fresh, reply, reported
from tests.make import TODAY

DUE = date(2018, 7, 16)


def as_of(number: int, day: int | None = None, reading: Reading = Reading.RECORDED) -> AsOf:
    """Looked at `number` days after the request was due, at the end of that day or of another one."""
    moment = Moment(now=days(number), calendar=load_calendar(), due_soon_days=3)
    return AsOf(local_date(days(number if day is None else day)), moment, reading)


def duty(cast: Cast, **fields: Any) -> Assignment:
    made = cast.duty(due_on=DUE, **fields)
    follow([made.pk], day=TODAY)
    return made


def shares(cast: Cast, when: AsOf, who: str = "clerk") -> dict[Number, Share]:
    return waiting_shares(own_scope(cast.acting(who)), when, counting_rules(when.day))


def test_of_nine_days_six_were_waiting_and_only_a_wholly_excused_duty_leaves_the_number(cast: Cast) -> None:
    counted(cast, asked(cast, duty(cast)), now=days(6))
    whole = duty(cast, original_due_on=DUE + timedelta(days=3))
    Assignment.objects.filter(pk=whole.pk).update(due_on=DUE + timedelta(days=3))
    follow([whole.pk], day=TODAY)
    whole.refresh_from_db()
    counted(cast, asked(cast, whole), now=days(6))
    found = shares(cast, as_of(6))
    assert found[Number.OVERDUE] == Share(duties=2, days_late=15, days_waited=12, excused=1)
    assert found[Number.LATE] == Share()
    rules = counting_rules(TODAY)
    assert counts(own_scope(cast.acting("clerk")), as_of(6), rules).overdue == 2


def test_an_answered_duty_keeps_its_days_to_the_day_of_the_answer(cast: Cast) -> None:
    made = duty(cast)
    counted(cast, asked(cast, made), now=days(2))
    answer(actor=cast.acting("focal"), assignment=made, text="x", now=days(2))
    found = shares(cast, as_of(20))
    assert found == {Number.OVERDUE: Share(), Number.LATE: Share(1, days_late=5, days_waited=2)}


def test_a_past_day_knows_only_what_was_settled_by_then(cast: Cast) -> None:
    made = duty(cast)
    request = reported(cast, reply(cast, asked(cast, made), now=days(4)), now=days(4))
    assert request.delay.state == "reported"
    accept_delay(actor=cast.acting("finance_focal"), request=fresh(request), now=days(8))
    assert shares(cast, as_of(9))[Number.OVERDUE].days_waited == 4
    assert shares(cast, as_of(9, day=6))[Number.OVERDUE].days_waited == 0
    assert shares(cast, as_of(9, day=6, reading=Reading.HAPPENED))[Number.OVERDUE].days_waited == 4
    assert shares(cast, as_of(9, day=2, reading=Reading.HAPPENED))[Number.OVERDUE].days_waited == 2


@pytest.mark.parametrize(("who", "seen"), [("focal", 1), ("finance_focal", 0), ("chair", 1)])
def test_it_is_counted_in_the_scope_of_the_reader(cast: Cast, who: str, seen: int) -> None:
    counted(cast, asked(cast, duty(cast)), now=days(6))
    assert shares(cast, as_of(6), who)[Number.OVERDUE].duties == seen


def test_measured_by_the_first_deadline_more_days_are_late(cast: Cast) -> None:
    made = duty(cast)
    Assignment.objects.filter(pk=made.pk).update(due_on=DUE + timedelta(days=5))
    follow([made.pk], day=TODAY)
    counted(cast, asked(cast, made), now=days(6))
    scope, rules = own_scope(cast.acting("clerk")), counting_rules(TODAY)
    by = {
        basis: waiting_shares(scope, as_of(6), replace(rules, basis=basis))[Number.OVERDUE]
        for basis in (Basis.CURRENT, Basis.ORIGINAL)
    }
    assert (by[Basis.CURRENT].days_late, by[Basis.ORIGINAL].days_late) == (4, 9)
    assert (by[Basis.CURRENT].days_waited, by[Basis.ORIGINAL].days_waited) == (4, 6)
