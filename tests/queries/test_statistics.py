"""The numbers of a day are looked up, counted one by one, and the rows themselves: all three agree."""

from datetime import date, datetime, timedelta

import pytest
from django.http import Http404

from nhacviec.actions import answers, extensions, objections, returned, stopping, tallying
from nhacviec.actions.receiving import accept, return_duty
from nhacviec.actions.standings import follow
from nhacviec.queries import standing_rows, statistics
from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.clock import Moment
from nhacviec.records.models import Assignment, Standing
from nhacviec.rules.lifecycle import Duty, ReturnReason, State
from nhacviec.rules.periods import Window
from nhacviec.rules.statistics import CLASSES, Basis, CountingRules, Counts, Number, Reading
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.make import NOW

RULES = CountingRules()


def assigned(cast: Cast, *, due_on: date | None = date(2018, 7, 20), **fields: object) -> Assignment:
    """Given to Sở Xây dựng ten days ago, and accepted."""
    duty = cast.duty(
        due_on=due_on,
        original_due_on=due_on,
        assigned_at=NOW - timedelta(days=10),
        **fields,  # type: ignore[arg-type]
    )
    follow([duty.pk], day=local_date(NOW) - timedelta(days=10))
    return Assignment.objects.select_related("task__document").get(pk=duty.pk)


def on(day: date, *, now: datetime = NOW, reading: Reading = Reading.RECORDED) -> AsOf:
    return AsOf(day, Moment(now=now, calendar=load_calendar(), due_soon_days=3), reading)


def both(as_of: AsOf, rules: CountingRules = RULES, scope: Scope | None = None) -> Counts:
    """The numbers looked up; those counted one by one and the rows behind them are the same."""
    scope = scope or Scope()
    looked_up = statistics.counts(scope, as_of, rules)
    rows = standing_rows.standings(scope, as_of, duty=Duty.LEAD)
    assert looked_up == standing_rows.count(rows, as_of, rules)
    for number in Number:
        assert statistics.rows(number, scope, as_of, rules).count() == looked_up.number(number, rules), number
    return looked_up


@pytest.fixture(params=["as entered", "folded"])
def settled(request: pytest.FixtureRequest) -> object:
    """The numbers are the same before and after the job has folded them."""
    return (lambda: tallying.fold(now=NOW)) if request.param == "folded" else (lambda: None)


def test_a_duty_is_in_time_then_due_soon_then_overdue(cast: Cast, settled) -> None:
    assigned(cast)
    settled()
    assert both(on(date(2018, 7, 1))) == Counts()
    assert both(on(date(2018, 7, 2))) == Counts(on_track=1)
    assert both(on(date(2018, 7, 20), now=NOW + timedelta(days=30))) == Counts(due_soon=1)
    late = on(date(2018, 7, 25), now=NOW + timedelta(days=30))
    assert both(late) == Counts(overdue=1)
    assert statistics.overdue_by_days(Scope(), late, RULES) == [(5, 1)]
    assert statistics.rows(Number.OVERDUE, Scope(), late, RULES, days=5).count() == 1
    assert statistics.rows(Number.OVERDUE, Scope(), late, RULES, days=4).count() == 0


def test_an_hour_that_has_passed_makes_overdue_on_the_day_itself(cast: Cast, settled) -> None:
    duty = assigned(cast, due_on=local_date(NOW))
    Assignment.objects.filter(pk=duty.pk).update(due_hour="08:30")
    follow([duty.pk], day=local_date(NOW))
    settled()
    assert both(on(local_date(NOW))) == Counts(overdue=1)
    assert both(on(local_date(NOW), now=NOW - timedelta(hours=2))) == Counts(due_soon=1)


def test_what_was_answered_late_stays_overdue_on_the_days_before(cast: Cast, settled) -> None:
    duty = assigned(cast, due_on=date(2018, 7, 10))
    answers.answer(actor=cast.acting("focal"), assignment=duty, text="Xong", now=NOW)
    answers.confirm(actor=cast.acting("specialist"), assignment=duty, now=NOW + timedelta(days=1))
    settled()
    later = NOW + timedelta(days=90)
    assert both(on(date(2018, 7, 11), now=later)) == Counts(overdue=1)
    assert both(on(date(2018, 7, 12), now=later)) == Counts(late=1, waiting=1)
    assert both(on(date(2018, 7, 13), now=later)) == Counts(late=1)


def test_an_answer_recorded_late_counts_on_the_day_one_asks_for(cast: Cast, settled) -> None:
    """Given on the 9th on paper, recorded on the 12th: the system of the 10th did not know it."""
    duty = assigned(cast, due_on=date(2018, 7, 10))
    answers.answer(
        actor=cast.acting("focal"),
        assignment=duty,
        text="Xong",
        document_symbol="12/SXD-HT",
        document_date=date(2018, 7, 9),
        answered_on=date(2018, 7, 9),
        now=NOW,
    )
    settled()
    for day, recorded, happened in (
        (date(2018, 7, 8), Counts(due_soon=1), Counts(due_soon=1)),
        (date(2018, 7, 9), Counts(due_soon=1), Counts(early=1, waiting=1)),
        (date(2018, 7, 11), Counts(overdue=1), Counts(early=1, waiting=1)),
        (date(2018, 7, 12), Counts(early=1, waiting=1), Counts(early=1, waiting=1)),
    ):
        assert both(on(day)) == recorded, day
        assert both(on(day, reading=Reading.HAPPENED)) == happened, day


def test_an_upheld_objection_is_a_correction_and_leaves_what_was_reported(cast: Cast, settled) -> None:
    duty = assigned(cast, due_on=date(2018, 7, 10))
    answers.answer(actor=cast.acting("focal"), assignment=duty, text="Xong", now=NOW)
    answers.confirm(actor=cast.acting("specialist"), assignment=duty, now=NOW + timedelta(days=1))
    objections.raise_objection(
        actor=cast.acting("focal"), assignment=duty, reason="Chờ ý kiến", now=NOW + timedelta(days=2)
    )
    objections.uphold_objection(actor=cast.acting("chair"), assignment=duty, now=NOW + timedelta(days=20))
    settled()
    later = NOW + timedelta(days=90)
    assert both(on(date(2018, 7, 15), now=later)) == Counts(late=1)
    assert both(on(date(2018, 8, 1), now=later)) == Counts(on_time=1)
    assert both(on(date(2018, 7, 12), now=later, reading=Reading.HAPPENED)) == Counts(on_time=1, waiting=1)
    assert both(on(date(2018, 7, 15), now=later, reading=Reading.HAPPENED)) == Counts(on_time=1)


def test_an_extension_moves_the_deadline_and_the_original_stays(cast: Cast, settled) -> None:
    duty = assigned(cast, due_on=date(2018, 7, 20))
    extensions.ask_extension(
        actor=cast.acting("focal"), assignment=duty, asked_due_on=date(2018, 8, 20), reason="Mưa lũ", now=NOW
    )
    extensions.grant_extension(
        actor=cast.acting("chair"),
        assignment=duty,
        granted_due_on=date(2018, 8, 20),
        now=NOW + timedelta(days=1),
    )
    settled()
    day = on(date(2018, 8, 1), now=NOW + timedelta(days=60))
    assert both(day) == Counts(on_track=1, extended=1)
    assert both(day, CountingRules(basis=Basis.ORIGINAL)) == Counts(overdue=1, extended=1)


def test_returned_and_reassigned_duties_count_once(cast: Cast, settled) -> None:
    duty = assigned(cast, state=State.ASSIGNED)
    day = NOW - timedelta(days=9)
    return_duty(
        actor=cast.acting("focal"),
        assignment=duty,
        return_reason=ReturnReason.WRONG_UNIT,
        reason="Không phải",
        now=day,
    )
    assert both(on(local_date(day))) == Counts(returned=1)
    new = returned.reassign(
        actor=cast.acting("clerk"), assignment=duty, unit=cast.finance, due_on=date(2018, 7, 20), now=NOW
    )
    accept(actor=cast.acting("finance_focal"), assignment=new, now=NOW)
    settled()
    today = both(on(local_date(NOW)))
    assert today == Counts(cancelled=1, on_track=1)
    assert today.assigned(RULES) == 1
    assert statistics.counts_by_unit(on(local_date(NOW)), RULES) == {
        cast.construction.pk: Counts(cancelled=1),
        cast.finance.pk: Counts(on_track=1),
    }


def test_a_deed_of_the_same_day_leaves_only_how_the_day_ended(cast: Cast) -> None:
    duty = assigned(cast)
    answers.answer(actor=cast.acting("focal"), assignment=duty, text="Xong", now=NOW)
    answers.send_back(actor=cast.acting("specialist"), assignment=duty, reason="Thiếu", now=NOW)
    days = Standing.objects.filter(assignment=duty).values_list("kind", "recorded_from")
    assert list(days) == [("unanswered", date(2018, 7, 2)), ("unanswered", date(2018, 7, 12))]
    assert both(on(local_date(NOW))).unanswered == 1


def test_a_window_holds_what_came_in_it_and_what_was_carried_over(cast: Cast, settled) -> None:
    """Given on 2/7; answered on 12/7, confirmed on 13/7, reopened on 20/8: in July; carried over into what
    begins on the 10th; not in what begins on the 13th, until it is opened again."""
    duty = assigned(cast)
    answers.answer(actor=cast.acting("focal"), assignment=duty, text="Xong", now=NOW)
    answers.confirm(actor=cast.acting("specialist"), assignment=duty, now=NOW + timedelta(days=1))
    settled()
    scope, later = Scope(), NOW + timedelta(days=90)

    def of(first: date, last: date, day: date) -> Counts:
        window, as_of = Window(first, last), on(day, now=later)
        looked_up = statistics.counts(scope, as_of, RULES, window=window)
        rows = standing_rows.standings(scope, as_of, duty=Duty.LEAD, window=window)
        assert looked_up == standing_rows.count(rows, as_of, RULES)
        for number in Number:
            behind = statistics.rows(number, scope, as_of, RULES, window=window)
            assert behind.count() == looked_up.number(number, RULES), number
        return looked_up

    july, day = (date(2018, 7, 1), date(2018, 7, 31)), date(2018, 7, 31)
    assert of(*july, day) == Counts(early=1)
    assert of(date(2018, 7, 10), date(2018, 7, 31), day) == Counts(early=1)
    assert of(date(2018, 7, 13), date(2018, 7, 31), day) == Counts()  # answered on the eve
    assert of(date(2018, 6, 1), date(2018, 6, 30), day) == Counts()  # came after it
    assert of(date(2018, 6, 1), date(2018, 7, 2), day) == Counts(early=1)
    stopping.reopen(
        actor=cast.acting("office_leader"), assignment=duty, reason="Sai", now=NOW + timedelta(days=39)
    )
    settled()
    assert of(date(2018, 8, 1), date(2018, 8, 31), date(2018, 8, 15)) == Counts()
    assert of(date(2018, 8, 1), date(2018, 8, 31), date(2018, 8, 31)) == Counts()  # closed when it began
    assert of(date(2018, 9, 1), date(2018, 9, 30), date(2018, 9, 1)) == Counts(overdue=1)


def test_an_agency_reads_its_own_numbers_only(cast: Cast) -> None:
    mine = statistics.scope_of(cast.acting("director"), "unit", cast.construction.pk)
    assert cast.infrastructure.pk in mine.ids
    for actor, kind, scope_id in (
        ("director", "unit", cast.finance.pk),
        ("director", "province", None),
        ("director", "officer", cast.finance_focal.pk),
        ("director", "field", 1),
        ("officer", "unit", cast.construction.pk),
        ("officer", "officer", cast.other_officer.pk),
        ("admin", "province", None),
        ("specialist", "nonsense", 1),
    ):
        with pytest.raises(Http404):
            statistics.scope_of(cast.acting(actor), kind, scope_id)
    assert statistics.scope_of(cast.acting("director"), "officer", cast.officer.pk).ids == (cast.officer.pk,)
    assert statistics.own_scope(cast.acting("officer")).kind == "officer"
    assert statistics.own_scope(cast.acting("inspector")).kind == "province"


def test_every_class_is_a_number_of_its_own() -> None:
    assert len(set(CLASSES)) == len(CLASSES) == 11
