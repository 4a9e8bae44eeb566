"""What the Committee submits upward, from the day it is sent to its end, and what a past day says of it."""

from datetime import date
from typing import Any

import pytest

from nhacviec.actions import upward as deeds
from nhacviec.actions.submission_reminders import remind_submissions
from nhacviec.queries.submission_counts import counts as counts_of_agencies
from nhacviec.queries.submission_desk import on_desk
from nhacviec.queries.upward import Narrowed, counts, rows
from nhacviec.records.models import CalendarDay, Event, PolicyValue, Submission
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.submissions import Direction
from nhacviec.rules.upward import UpwardNumber, UpwardStop
from tests.cast import Cast
from tests.submitting import MONDAY, at, day, submitted
from tests.threads import at_once, errors_in
from tests.upward import party_committee, sent_upward

AGAIN = Narrowed(ids={}, number=UpwardNumber.ASKED_AGAIN)


def read(row: Submission) -> Submission:
    return Submission.objects.get(pk=row.pk)


def told(cast: Cast, row: Submission, *, on: date, **fields: Any) -> Submission:
    values: dict[str, Any] = {"opinion": "Thống nhất chủ trương", "opinion_on": on, "now": at(on)}
    deeds.give_opinion(actor=cast.acting("specialist"), submission=row, **(values | fields))
    return row


def decided(cast: Cast, row: Submission, *, on: date, **fields: Any) -> Submission:
    values: dict[str, Any] = {
        "symbol": "15-NQ/TU",
        "dated_on": on,
        "received_on": on,
        "now": at(on),
    }
    deeds.decide(actor=cast.acting("specialist"), submission=row, **(values | fields))
    return row


def numbers(cast: Cast, on: date) -> dict[str, int]:
    counted = counts(cast.acting("specialist"), day=on)
    return {number.name: counted.of(number) for number in UpwardNumber if counted.of(number)}


def test_an_opinion_is_awaited_from_the_day_it_was_sent(cast: Cast) -> None:
    row = sent_upward(cast)
    assert (row.direction, row.stop, row.due_on) == (Direction.UPWARD, UpwardStop.SENT, date(2018, 7, 23))
    assert row.division == cast.general
    line = Event.objects.get(submission=row)
    assert (line.name, line.after["addressee"]) == (EventName.UPWARD_SENT, row.addressee_id)


def test_the_limit_is_that_of_the_day_it_was_sent(cast: Cast) -> None:
    PolicyValue.objects.create(key="upward_days", value="5", effective_from=MONDAY, set_at=at(MONDAY))
    assert sent_upward(cast).due_on == day(7)  # five days end on a Saturday


def test_from_asking_again_to_the_decision(cast: Cast) -> None:
    row = sent_upward(cast)
    for asked_on in (day(24), day(22)):
        deeds.ask_again(actor=cast.acting("clerk"), submission=row, asked_on=asked_on, now=at(day(24)))
    assert read(row).asked_again == [day(22), day(24)]
    assert [numbers(cast, day(n)).get("ASKED_AGAIN", 0) for n in (21, 22, 23)] == [0, 1, 1]
    assert [r.submission_id for r in rows(cast.acting("chair"), AGAIN, day=day(22))] == [row.pk]
    told(cast, row, on=day(25), symbol="512-TB/TU")
    assert (row.stop, row.due_on, row.opinion_symbol) == (UpwardStop.OPINION, None, "512-TB/TU")
    decided(cast, row, on=day(40))
    saved = read(row)
    assert (saved.stop, saved.answer_symbol, saved.closed_on) == (UpwardStop.ANSWERED, "15-NQ/TU", day(40))
    assert (saved.days_used, saved.days_late) == (25, 4)  # to the opinion: the document was not awaited of it
    assert saved.next_reminder_at is None
    assert numbers(cast, day(21)) == {"OPEN": 1, "IN_TIME": 1}
    assert numbers(cast, day(22)) == {"OPEN": 1, "OVERDUE": 1, "ASKED_AGAIN": 1}
    assert numbers(cast, day(30)) == {"OPEN": 1, "OPINION": 1}
    assert numbers(cast, day(40)) == {"ANSWERED": 1, "ANSWERED_LATE": 1}
    for number in UpwardNumber:
        found = rows(cast.acting("specialist"), Narrowed(ids={}, number=number), day=day(22))
        assert found.count() == numbers(cast, day(22)).get(number.name, 0)


def test_a_last_opinion_is_the_end(cast: Cast) -> None:
    row = told(cast, sent_upward(cast), on=day(3), is_last=True)
    assert (read(row).stop, read(row).days_late, read(row).answer_symbol) == (UpwardStop.ANSWERED, 0, "")


def test_what_was_ended_by_mistake_waits_again(cast: Cast) -> None:
    row = decided(cast, sent_upward(cast), on=day(5))
    deeds.reopen(actor=cast.acting("head"), submission=row, reason="Nhầm số", now=at(day(6)))
    saved = read(row)
    assert (saved.stop, saved.due_on, saved.answer_symbol) == (UpwardStop.SENT, day(21), "")
    other = decided(cast, told(cast, sent_upward(cast), on=day(2)), on=day(5))
    deeds.reopen(actor=cast.acting("head"), submission=other, reason="Nhầm số", now=at(day(6)))
    assert (read(other).stop, read(other).stop_since) == (UpwardStop.OPINION, day(2))


@pytest.mark.parametrize("end", ["give_back", "take_back"])
def test_it_is_given_back_or_taken_back(end: str, cast: Cast) -> None:
    row = sent_upward(cast)
    days = {"returned_on": day(2)} if end == "give_back" else {}
    deed = getattr(deeds, end)
    with pytest.raises(MoveNotAllowed, match="reason_required"):
        deed(actor=cast.acting("head"), submission=row, reason=" ", now=at(day(2)), **days)
    deed(actor=cast.acting("head"), submission=row, reason="Bổ sung hồ sơ", now=at(day(2)), **days)
    assert numbers(cast, day(2)) == {"ENDED_OTHERWISE": 1}


def test_somebody_else_follows_it(cast: Cast) -> None:
    row = sent_upward(cast)
    to = cast.other_specialist
    deeds.hand_on(actor=cast.acting("head"), submission=row, officer=to, now=at(day(1)))
    assert (read(row).officer, read(row).division) == (to, cast.it_centre)
    with pytest.raises(MoveNotAllowed, match="upward_officer_not_fit"):
        deeds.hand_on(actor=cast.acting("head"), submission=row, officer=cast.focal, now=at(day(1)))
    row.refresh_from_db()
    with pytest.raises(MoveNotAllowed, match="nothing_changed"):
        deeds.hand_on(actor=cast.acting("head"), submission=row, officer=to, now=at(day(2)))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"secrecy": "mat"}, "classified"),
        ({"dated_on": day(1)}, "upward_dated_ahead"),
        ({"sent_on": day(1)}, "upward_sent_ahead"),
        ({"sent_on": day(-1)}, "upward_sent_before"),
        ({"unit": "construction"}, "upward_unit_not_fit"),
        ({"addressee": "finance"}, "upward_addressee_not_fit"),
        ({"officer": "focal"}, "upward_officer_not_fit"),
    ],
)
def test_a_wrong_head_is_refused(fields: dict[str, Any], code: str, cast: Cast) -> None:
    given = {k: getattr(cast, v) if k in ("unit", "addressee", "officer") else v for k, v in fields.items()}
    with pytest.raises(MoveNotAllowed, match=code):
        sent_upward(cast, **given)


def test_it_answers_only_a_task_from_above(cast: Cast) -> None:
    above = party_committee()
    task = cast.task()
    with pytest.raises(MoveNotAllowed, match="upward_task_not_fit"):
        sent_upward(cast, task=task)
    task.assigner = above
    task.save()
    assert sent_upward(cast, task=task).task == task


def test_a_day_outside_its_life_is_refused(cast: Cast) -> None:
    row = sent_upward(cast, on=day(3))
    for wrong in (day(2), day(5)):
        with pytest.raises(MoveNotAllowed, match="upward_day_outside"):
            told(cast, row, on=day(4), opinion_on=wrong)
    assert read(row).opinion_on is None


def test_numbers_of_agencies_never_contain_it(cast: Cast) -> None:
    submitted(cast)
    sent_upward(cast)
    actor = cast.acting("specialist")
    assert counts_of_agencies(actor, day=day(30)).open == 1
    assert len(on_desk(cast.acting("clerk"), most=9)) == 1


def test_a_day_off_declared_later_moves_the_last_day(cast: Cast) -> None:
    row = sent_upward(cast)
    CalendarDay.objects.create(date=day(21), kind="holiday", name="Nghỉ")
    assert deeds.recount_upward(now=at(day(5))) == 1
    assert read(row).due_on == day(22)
    assert deeds.recount_upward(now=at(day(5))) == 0
    assert numbers(cast, day(4)) == {"OPEN": 1, "IN_TIME": 1}


def test_who_follows_it_is_reminded_then_the_leaders(cast: Cast) -> None:
    row = sent_upward(cast)
    names: list[str] = []
    for number in range(0, 60):
        before = Event.objects.count()
        remind_submissions(now=at(day(number), 10))
        names += list(Event.objects.order_by("pk").values_list("name", flat=True)[before:])
    assert names.count(EventName.UPWARD_REMINDED) == 3  # the day itself, two weeks, four weeks
    assert names.count(EventName.UPWARD_ESCALATED) == 2
    assert set(names) == {EventName.UPWARD_REMINDED, EventName.UPWARD_ESCALATED}
    told(cast, row, on=day(60), is_last=True)
    assert remind_submissions(now=at(day(120), 10)) == 0


def test_nobody_is_reminded_while_the_module_is_off(cast: Cast) -> None:
    sent_upward(cast)
    agency = submitted(cast)
    PolicyValue.objects.create(key="module_2", value="no", effective_from=MONDAY, set_at=at(MONDAY))
    assert remind_submissions(now=at(day(22), 10)) == 1
    told = Event.objects.filter(name__contains="remind")
    assert {event.submission_id for event in told} == {agency.pk}


@pytest.mark.django_db(transaction=True)
def test_of_many_steps_at_once_one_is_taken() -> None:
    cast = Cast()
    row = sent_upward(cast)
    a, b, c = (read(row) for _ in range(3))
    lost = errors_in(
        at_once(
            lambda: told(cast, a, on=day(2)),
            lambda: decided(cast, b, on=day(2)),
            lambda: deeds.take_back(actor=cast.acting("head"), submission=c, reason="x", now=at(day(2))),
        )
    )
    assert [getattr(error, "code", error) for error in lost] == ["upward_stale"] * 2


@pytest.mark.django_db(transaction=True)
def test_one_number_is_entered_once() -> None:
    cast = Cast()
    party_committee()
    lost = errors_in(at_once(*[lambda: sent_upward(cast, symbol="5/TTr-UBND")] * 3))
    assert [getattr(error, "code", error) for error in lost] == ["upward_number_taken"] * 2
