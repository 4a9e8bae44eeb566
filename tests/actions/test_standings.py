"""How a duty stood from day to day, where the two readings part: recorded late, or corrected.

That every deed is followed at all is shown by tests/statistics on a generated year."""

from datetime import date, datetime, timedelta

from nhacviec.actions.answers import answer, confirm
from nhacviec.actions.changes import change_monitors
from nhacviec.actions.extensions import ask_extension, grant_extension
from nhacviec.actions.handing import hand_on
from nhacviec.actions.objections import raise_objection, uphold_objection
from nhacviec.actions.standings import follow
from nhacviec.actions.stopping import reopen
from nhacviec.records.models import Assignment, Standing
from tests.actions.deeds import refused
from tests.cast import Cast
from tests.make import NOW


def day(n: int) -> date:
    """So many days after 12/07/2018; the duties here are due on the 20th."""
    return date(2018, 7, 12) + timedelta(days=n)


def at(n: int) -> datetime:
    return NOW + timedelta(days=n)


def begun(cast: Cast) -> Assignment:
    duty = cast.duty()
    follow([duty.pk], day=day(0))
    return Assignment.objects.select_related("task__document", "unit").get(pk=duty.pk)


def stood(duty: Assignment, n: int, reading: str, *names: str) -> tuple[object, ...]:
    found = Standing.objects.filter(
        **{f"{reading}_from__lte": day(n), f"{reading}_to__gt": day(n)}, assignment=duty
    )
    return tuple(getattr(found.get(), name) for name in names)


def answered_late(cast: Cast, duty: Assignment, *, given: int, recorded: int) -> None:
    answer(
        actor=cast.acting("focal"), assignment=duty, text="x", document_symbol="1/BC",
        document_date=day(given), answered_on=day(given), now=at(recorded),
    )  # fmt: skip


def test_an_answer_recorded_late_was_there_since_it_was_given(cast: Cast) -> None:
    duty = begun(cast)
    answered_late(cast, duty, given=3, recorded=20)
    kinds = [(stood(duty, n, "recorded", "kind"), stood(duty, n, "happened", "kind")) for n in (2, 3, 19, 20)]
    assert kinds == [
        (("unanswered",), ("unanswered",)),
        (("unanswered",), ("answered",)),
        (("unanswered",), ("answered",)),
        (("answered",), ("answered",)),
    ]
    assert stood(duty, 3, "happened", "outcome") == ("early",)


def test_whose_duty_it_was_does_not_change_when_its_answer_is_recorded_late(cast: Cast) -> None:
    duty = begun(cast)
    hand_on(actor=cast.acting("focal"), assignment=duty, division=None, officer=cast.officer, now=at(1))
    hand_on(actor=cast.acting("focal"), assignment=duty, division=None, officer=cast.other_officer, now=at(6))
    change_monitors(
        actor=cast.acting("head"), assignment=duty, specialist=cast.other_specialist,
        office_leader=cast.office_leader, committee_leader=cast.chair, now=at(8),
    )  # fmt: skip
    answered_late(cast, duty, given=3, recorded=10)
    seen = [stood(duty, n, "happened", "kind", "officer_id", "specialist_id") for n in (5, 7, 9, 10)]
    assert seen == [
        ("answered", cast.officer.pk, cast.specialist.pk),
        ("answered", cast.other_officer.pk, cast.specialist.pk),
        ("answered", cast.other_officer.pk, cast.other_specialist.pk),
        ("answered", cast.other_officer.pk, cast.other_specialist.pk),
    ]


def test_an_extension_granted_after_the_answer_corrects_it_since_it_came_in(cast: Cast) -> None:
    duty = begun(cast)
    ask_extension(actor=cast.acting("focal"), assignment=duty, asked_due_on=day(30), reason="x", now=at(1))
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=at(10))
    grant_extension(actor=cast.acting("chair"), assignment=duty, granted_due_on=day(30), now=at(15))
    names = ("outcome", "is_extended", "due_on")
    assert stood(duty, 14, "recorded", *names) == ("late", False, day(8))
    assert stood(duty, 14, "happened", *names) == ("early", True, day(30))
    assert stood(duty, 9, "happened", *names) == ("", False, day(8))
    assert (
        stood(duty, 15, "recorded", *names) == stood(duty, 15, "happened", *names) == ("early", True, day(30))
    )


def test_an_excuse_concerns_the_late_marks_of_its_own_answer_only(cast: Cast) -> None:
    duty, focal, head = begun(cast), cast.acting("focal"), cast.acting("head")
    answered_late(cast, duty, given=10, recorded=11)
    confirm(actor=head, assignment=duty, now=at(12))
    reopen(actor=head, assignment=duty, reason="x", now=at(14))
    answer(actor=focal, assignment=duty, text="x", now=at(16))
    confirm(actor=head, assignment=duty, now=at(17))
    raise_objection(actor=focal, assignment=duty, reason="x", now=at(18))
    uphold_objection(actor=cast.acting("chair"), assignment=duty, now=at(20))
    assert [stood(duty, n, "recorded", "outcome") for n in (13, 16, 19, 20)] == [
        ("late",), ("late",), ("late",), ("on_time",),
    ]  # fmt: skip
    assert [stood(duty, n, "happened", "outcome") for n in (10, 13, 15, 16, 19, 20)] == [
        ("late",), ("late",), ("",), ("on_time",), ("on_time",), ("on_time",),
    ]  # fmt: skip


def test_an_answer_was_not_given_before_the_duty_was_opened_again(cast: Cast) -> None:
    duty, head = begun(cast), cast.acting("head")
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=at(2))
    confirm(actor=head, assignment=duty, now=at(3))
    reopen(actor=head, assignment=duty, reason="x", now=at(8))
    duty = Assignment.objects.select_related("task__document", "unit").get(pk=duty.pk)
    with refused("answered_on_too_early"):
        answered_late(cast, duty, given=7, recorded=10)
    answered_late(cast, duty, given=8, recorded=10)
    assert stood(duty, 8, "happened", "kind") == ("answered",)
