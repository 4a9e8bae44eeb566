"""The clock over submissions: in time, once, late but not lost, and silent when there is nothing to say."""

from datetime import timedelta
from typing import Any

from nhacviec.actions import submission_ends as ends
from nhacviec.actions.submission_reminders import remind_submissions, replan_submissions
from nhacviec.records.models import CalendarDay, Event, PolicyValue, Submission
from nhacviec.rules.events import EventName
from tests.cast import Cast
from tests.submitting import answered, at, day, forwarded, handed_back, read, submitted, supplemented

REMINDED, ESCALATED = EventName.SUBMISSION_REMINDED, EventName.SUBMISSION_ESCALATED


def told(row: Submission) -> list[tuple[str, str, int]]:
    """What the clock has said so far: event, step, days overdue."""
    names = (REMINDED, ESCALATED, EventName.SUPPLEMENT_REMINDED)
    lines = Event.objects.filter(submission=row, name__in=names).order_by("pk")
    return [(line.name, line.after["step"], line.after["days"]) for line in lines]


def let_run(*, first: int, last: int) -> None:
    """The worker of every morning and noon."""
    for number in range(first, last + 1):
        for hour in (8, 12):
            remind_submissions(now=at(day(number), hour))


def test_before_on_and_after_the_day_and_up_to_the_leaders(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))  # due on Monday, day 21
    let_run(first=2, last=29)
    assert told(row) == [
        (REMINDED, "submission-3", 0),  # of the Friday before
        (REMINDED, "submission-0", 0),
        (REMINDED, "submission+1", 1),
        (ESCALATED, "submission-up", 3),
        (REMINDED, "submission-late", 7),
    ]


def test_what_nobody_passed_on_is_told_of_until_somebody_does(cast: Cast) -> None:
    row = submitted(cast)
    let_run(first=0, last=4)
    assert told(row) == [(REMINDED, "submission-idle", 0)] * 2
    forwarded(cast, row, on=day(4))
    let_run(first=7, last=11)
    assert len(told(row)) == 2


def test_with_the_agency_the_agency_is_reminded_and_nobody_else(cast: Cast) -> None:
    row = handed_back(cast, forwarded(cast, submitted(cast), on=day(1)), on=day(2))
    let_run(first=3, last=20)
    assert [name for name, *_rest in told(row)] == [EventName.SUPPLEMENT_REMINDED]
    supplemented(cast, row, on=day(21))
    let_run(first=21, last=30)
    assert len(told(row)) == 1


def test_what_has_ended_is_silent(cast: Cast) -> None:
    row = answered(cast, submitted(cast), on=day(1))
    other = submitted(cast)
    ends.withdraw(actor=cast.acting("focal"), submission=other, reason="Rút", now=at(day(1)))
    let_run(first=1, last=30)
    assert told(row) == told(other) == []


def test_after_an_outage_it_is_told_once_by_its_newest_step(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))
    remind_submissions(now=at(day(30), 9))
    assert told(row) == [(ESCALATED, "submission-up", 9), (REMINDED, "submission-late", 9)]
    remind_submissions(now=at(day(30), 10))
    assert len(told(row)) == 2


def test_a_deed_in_an_outage_steps_over_nothing(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))
    forwarded(cast, row, on=day(22), officer="head")  # nobody has looked since the Friday before
    remind_submissions(now=at(day(22), 10))
    assert told(row) == [(REMINDED, "submission+1", 1)]


def test_never_at_night_on_days_off_or_while_the_module_is_off(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))
    for moment in (at(day(22), 6), at(day(22), 23), at(day(26), 9)):
        assert remind_submissions(now=moment) == 0
    PolicyValue.objects.create(key="module_3", value="no", effective_from=day(22), set_at=at(day(1)))
    assert remind_submissions(now=at(day(22), 9)) == 0
    PolicyValue.objects.create(key="module_3", value="yes", effective_from=day(23), set_at=at(day(1)))
    assert remind_submissions(now=at(day(23), 9)) == 1
    assert len(told(row)) == 1


def test_a_holiday_learned_of_later_moves_the_morning_at_night(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))
    let_run(first=1, last=1)
    assert replan_submissions(now=at(day(2))) == 0
    CalendarDay.objects.create(date=day(18), kind="holiday", name="Nghỉ")
    assert replan_submissions(now=at(day(2))) == 1
    moment: Any = read(row).next_reminder_at
    assert moment < at(day(18)) - timedelta(hours=6)


def test_a_morning_that_only_a_new_holiday_gives_is_told_the_same_day_once(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))  # due on day 21; three days before: Friday
    let_run(first=1, last=17)
    CalendarDay.objects.create(date=day(18), kind="holiday", name="Nghỉ")  # learned of on Thursday at ten
    thursday = at(day(17), 10)
    assert replan_submissions(now=thursday) == 1
    assert remind_submissions(now=thursday) == 1
    assert told(row) == [(REMINDED, "submission-3", 0)]
    CalendarDay.objects.create(date=day(60), kind="holiday", name="Nghỉ")
    replan_submissions(now=at(day(17), 11))
    assert remind_submissions(now=at(day(17), 11)) == 0
