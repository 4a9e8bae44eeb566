from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from nhacviec.actions.answers import answer
from nhacviec.actions.calendar import StalePreview, change_day, import_year
from nhacviec.actions.tasks import TaskDraft, issue, save_draft
from nhacviec.queries.calendar import load_calendar, special_days
from nhacviec.queries.calendar_changes import preview
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment, CalendarDay, Event, PolicyValue
from nhacviec.rules.calendar_edits import SpecialDay
from nhacviec.rules.deadline_policy import read_deadline
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed, State
from nhacviec.rules.working_days import DayKind
from tests.actions.deeds import columns, decide
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.threads import at_once, errors_in

HOLIDAY = SpecialDay(DayKind.HOLIDAY, "Ngày lễ của tỉnh", "123/QĐ-UBND")
FRIDAY, MONDAY = date(2018, 7, 13), date(2018, 7, 16)
MOVED = EventName.DEADLINE_RECOMPUTED


def term(cast: Cast, text: str, **fields: Any) -> Assignment:
    """A duty of Sở Xây dựng whose deadline was reckoned from 29/06/2018 (Friday) by today's calendar."""
    start = fields.pop("start", date(2018, 6, 29))
    read = read_deadline(text, issued_on=start, calendar=load_calendar(), policies=policy_on(TODAY))
    assert isinstance(read, ParsedDeadline)
    due_on = read.deadline.due_on
    task = cast.task(deadline_kind=read.kind, deadline_text=text, deadline_start=start, due_on=due_on)
    return cast.duty(task=task, **({"due_on": due_on} | fields))


def change(cast: Cast, day: date, to: SpecialDay | None, *, who: str = "admin") -> int:
    fingerprint = preview({day: to}).fingerprint
    return change_day(actor=cast.acting(who), day=day, to=to, fingerprint=fingerprint, now=NOW)


def test_a_new_holiday_moves_the_working_terms_that_counted_it(cast: Cast) -> None:
    duty = term(cast, "10 ngày làm việc")
    assert duty.due_on == FRIDAY
    assert change(cast, date(2018, 7, 5), HOLIDAY) == 1
    duty.refresh_from_db()
    assert (duty.due_on, duty.original_due_on, duty.version) == (MONDAY, MONDAY, 1)
    duty.task.refresh_from_db()
    assert duty.task.due_on == MONDAY
    event = duty.events.get(name=MOVED)
    assert (event.before, event.after) == ({"due_on": "2018-07-13"}, {"due_on": "2018-07-16"})
    assert event.reason == (
        "Thêm vào lịch ngày 05/07/2018 – Nghỉ lễ, tết: Ngày lễ của tỉnh. Căn cứ: 123/QĐ-UBND."
    )
    assert event.actor_id == cast.admin.pk
    told = Event.objects.get(name=EventName.CALENDAR_CHANGED)
    assert told.before == {}
    assert told.after["date"] == "2018-07-05" and told.after["moved"] == 1


def test_a_calendar_term_that_ends_on_the_new_day_off_rolls_on(cast: Cast) -> None:
    duty = term(cast, "14 ngày")
    assert duty.due_on == FRIDAY
    change(cast, FRIDAY, HOLIDAY)
    duty.refresh_from_db()
    assert duty.due_on == MONDAY


def test_a_calendar_term_does_not_mind_a_holiday_inside_it(cast: Cast) -> None:
    duty = term(cast, "14 ngày")
    before = columns(duty)
    assert change(cast, date(2018, 7, 5), HOLIDAY) == 0
    assert columns(duty) == before


def test_a_make_up_saturday_brings_a_working_term_forward(cast: Cast) -> None:
    duty = term(cast, "10 ngày làm việc")
    change(cast, date(2018, 7, 7), SpecialDay(DayKind.MAKEUP_WORKDAY, "Làm bù"))
    duty.refresh_from_db()
    assert duty.due_on == date(2018, 7, 12)


def test_a_make_up_saturday_takes_back_the_rolling(cast: Cast) -> None:
    duty = term(cast, "15 ngày")
    assert duty.due_on == MONDAY
    change(cast, date(2018, 7, 14), SpecialDay(DayKind.MAKEUP_WORKDAY, "Làm bù"))
    duty.refresh_from_db()
    assert duty.due_on == date(2018, 7, 14)


def test_taking_a_day_out_gives_the_first_deadline_back(cast: Cast) -> None:
    duty = term(cast, "10 ngày làm việc")
    change(cast, date(2018, 7, 5), HOLIDAY)
    change(cast, date(2018, 7, 5), None)
    duty.refresh_from_db()
    assert (duty.due_on, duty.original_due_on) == (FRIDAY, FRIDAY)
    assert duty.events.filter(name=MOVED).count() == 2
    assert not CalendarDay.objects.filter(date="2018-07-05").exists()


@pytest.mark.parametrize("state", [State.ASSIGNED, State.IN_PROGRESS, State.RETURNED, State.SUSPENDED])
def test_every_open_duty_whose_clock_is_not_stopped_by_an_answer_moves(cast: Cast, state: State) -> None:
    duty = term(cast, "10 ngày làm việc", state=state)
    assert change(cast, date(2018, 7, 5), HOLIDAY) == 1
    duty.refresh_from_db()
    assert (duty.due_on, duty.state) == (MONDAY, state)


@pytest.mark.parametrize("state", [State.ANSWERED, State.COMPLETED, State.CANCELLED])
def test_what_is_answered_or_closed_is_never_touched(cast: Cast, state: State) -> None:
    duty = term(cast, "10 ngày làm việc", state=state)
    before = columns(duty)
    assert change(cast, date(2018, 7, 5), HOLIDAY) == 0
    assert columns(duty) == before
    duty.task.refresh_from_db()
    assert duty.task.due_on == FRIDAY


def test_a_day_that_the_document_names_stays(cast: Cast) -> None:
    duty = term(cast, "trước ngày 13/7/2018")
    assert change(cast, FRIDAY, HOLIDAY) == 0
    duty.refresh_from_db()
    assert duty.due_on == FRIDAY


def test_an_extended_deadline_stays(cast: Cast) -> None:
    duty = term(cast, "10 ngày làm việc", due_on=date(2018, 7, 20), original_due_on=FRIDAY, extension_count=1)
    assert change(cast, date(2018, 7, 5), HOLIDAY) == 0
    duty.refresh_from_db()
    assert (duty.due_on, duty.original_due_on) == (date(2018, 7, 20), FRIDAY)


def test_a_deadline_that_was_decided_stays_even_if_the_term_would_end_there(cast: Cast) -> None:
    duty = term(cast, "10 ngày làm việc")
    Event.objects.create(
        name=EventName.DEADLINE_CHANGED, assignment=duty, task=duty.task, happened_at=NOW, recorded_at=NOW,
        before={"due_on": "2018-07-20"}, after={"due_on": "2018-07-13"},
    )  # fmt: skip
    assert change(cast, date(2018, 7, 5), HOLIDAY) == 0


def test_a_duty_with_a_deadline_of_its_own_stays(cast: Cast) -> None:
    duty = term(cast, "10 ngày làm việc", due_on=date(2018, 7, 18))
    assert change(cast, date(2018, 7, 5), HOLIDAY) == 0
    duty.refresh_from_db()
    assert duty.due_on == date(2018, 7, 18)


def test_a_day_before_the_term_or_after_its_end_moves_nothing(cast: Cast) -> None:
    term(cast, "10 ngày làm việc")
    assert change(cast, date(2018, 6, 29), HOLIDAY) == 0
    assert change(cast, MONDAY, HOLIDAY) == 0


def test_terms_are_counted_by_the_policy_of_the_day_they_were_issued(cast: Cast) -> None:
    decide("count_mode", "working")
    duty = term(cast, "10 ngày")  # working days, because the policy says so
    assert duty.due_on == FRIDAY
    PolicyValue.objects.create(
        key="count_mode", value="calendar", effective_from=date(2018, 7, 13), set_at=NOW
    )
    assert change(cast, date(2018, 7, 5), HOLIDAY) == 1
    duty.refresh_from_db()
    assert duty.due_on == MONDAY


def test_drafts_get_the_day_right_before_they_are_issued(cast: Cast) -> None:
    document = cast.document()
    read = read_deadline(
        "10 ngày làm việc", issued_on=document.issued_on, calendar=load_calendar(), policies=policy_on(TODAY)
    )
    assert isinstance(read, ParsedDeadline)
    draft = TaskDraft(content="Việc", leads=[cast.finance], deadline=read, deadline_text="10 ngày làm việc")
    (task,) = save_draft(actor=cast.acting("clerk"), now=NOW, document=document, tasks=[draft])
    found = preview({date(2018, 7, 5): HOLIDAY})
    assert (found.total, found.drafts) == (0, 1)
    assert change(cast, date(2018, 7, 5), HOLIDAY) == 0
    task.refresh_from_db()
    assert task.due_on == MONDAY
    (duty,) = issue(actor=cast.acting("clerk"), now=NOW, tasks=[task])
    assert (duty.due_on, duty.original_due_on) == (MONDAY, MONDAY)
    assert not duty.events.filter(name=MOVED).exists()


def test_the_preview_counts_and_shows_one_page(cast: Cast) -> None:
    duties = [term(cast, "10 ngày làm việc") for _ in range(5)]
    other = term(cast, "8 ngày làm việc", unit=cast.finance)
    found = preview({date(2018, 7, 5): HOLIDAY}, first=2, size=3)
    assert (found.total, found.units) == (6, {cast.construction.pk, cast.finance.pk})
    assert [shift.assignment_id for shift in found.shifts] == [duty.pk for duty in duties[2:]]
    assert found.pairs == {(FRIDAY, MONDAY): 5, (date(2018, 7, 11), date(2018, 7, 12)): 1}
    assert other.pk not in {shift.assignment_id for shift in found.shifts}


def test_a_preview_that_is_out_of_date_writes_nothing(cast: Cast) -> None:
    day = date(2018, 7, 5)
    fingerprint = preview({day: HOLIDAY}).fingerprint
    duty = term(cast, "10 ngày làm việc")
    before = columns(duty)
    with pytest.raises(StalePreview):
        change_day(actor=cast.acting("admin"), day=day, to=HOLIDAY, fingerprint=fingerprint, now=NOW)
    assert columns(duty) == before
    assert not special_days([day])
    assert not Event.objects.filter(name__in=[MOVED, EventName.CALENDAR_CHANGED]).exists()


def test_what_was_previewed_with_other_words_is_not_applied(cast: Cast) -> None:
    day = date(2018, 7, 5)
    fingerprint = preview({day: HOLIDAY}).fingerprint
    other = replace(HOLIDAY, name="Tên khác")
    with pytest.raises(StalePreview):
        change_day(actor=cast.acting("admin"), day=day, to=other, fingerprint=fingerprint, now=NOW)


@pytest.mark.parametrize(
    ("day", "to", "code"),
    [
        (date(2018, 7, 5), SpecialDay(DayKind.MAKEUP_WORKDAY, "Làm bù"), "day_not_fit"),
        (date(2018, 7, 7), SpecialDay(DayKind.COMPENSATORY_OFF, "Nghỉ bù"), "day_not_fit"),
        (date(2018, 7, 5), SpecialDay(DayKind.HOLIDAY, ""), "day_not_fit"),
        (date(2018, 7, 5), None, "nothing_changed"),
    ],
)
def test_a_day_that_would_change_nothing_is_refused(
    cast: Cast, day: date, to: SpecialDay | None, code: str
) -> None:
    with pytest.raises(MoveNotAllowed) as refused:
        change(cast, day, to)
    assert refused.value.code == code
    assert not Event.objects.exists()


def test_a_year_is_imported_with_the_deadlines_that_reach_into_it(cast: Cast) -> None:
    duty = term(cast, "10 ngày làm việc")
    changes = {date(2018, 7, 5): HOLIDAY, date(2018, 7, 6): HOLIDAY}
    moved = import_year(
        actor=cast.acting("office_leader"),
        year=2018,
        changes=changes,
        fingerprint=preview(changes).fingerprint,
        now=NOW,
    )
    duty.refresh_from_db()
    assert (moved, duty.due_on) == (1, date(2018, 7, 17))
    assert duty.events.get(name=MOVED).reason == "Nạp lịch làm việc năm 2018."
    told = Event.objects.get(name=EventName.CALENDAR_IMPORTED)
    assert (told.after["year"], len(told.after["days"]), told.before) == (2018, 2, {"replaced": []})


def test_an_import_of_nothing_is_refused(cast: Cast) -> None:
    with pytest.raises(MoveNotAllowed):
        import_year(actor=cast.acting("admin"), year=2018, changes={}, fingerprint=None, now=NOW)


def test_the_number_of_queries_does_not_grow_with_the_rows(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        term(cast, "10 ngày làm việc")
    actor, changes = cast.acting("admin"), {date(2018, 7, 5): HOLIDAY}
    with django_assert_max_num_queries(6) as few:
        fingerprint = preview(changes).fingerprint
    with django_assert_max_num_queries(43) as applied:
        change_day(actor=actor, day=date(2018, 7, 5), to=HOLIDAY, fingerprint=fingerprint, now=NOW)
    for _ in range(40):
        term(cast, "10 ngày làm việc")
    changes = {date(2018, 7, 6): HOLIDAY}
    with django_assert_max_num_queries(len(few)):
        found = preview(changes)
    assert found.total == 43
    with django_assert_max_num_queries(len(applied) + 1):  # the worker is called already
        change_day(actor=actor, day=date(2018, 7, 6), to=HOLIDAY, fingerprint=found.fingerprint, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_with_the_same_preview_one_is_told_to_look_again(cast: Cast) -> None:
    duty = term(cast, "10 ngày làm việc")
    actor, day = cast.acting("admin"), date(2018, 7, 5)
    fingerprint = preview({day: HOLIDAY}).fingerprint

    def apply() -> int:
        return change_day(actor=actor, day=day, to=HOLIDAY, fingerprint=fingerprint, now=NOW)

    results = at_once(apply, apply)
    (lost,) = errors_in(results)
    assert isinstance(lost, MoveNotAllowed) and lost.code == "nothing_changed"
    duty.refresh_from_db()
    assert (duty.due_on, duty.version) == (MONDAY, 1)
    assert duty.events.filter(name=MOVED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_different_days_that_move_one_deadline_the_later_is_previewed_again(cast: Cast) -> None:
    duty = term(cast, "10 ngày làm việc")
    actor = cast.acting("admin")
    days = [date(2018, 7, 5), date(2018, 7, 6)]
    prints = {day: preview({day: HOLIDAY}).fingerprint for day in days}

    def apply(day: date) -> int:
        return change_day(actor=actor, day=day, to=HOLIDAY, fingerprint=prints[day], now=NOW)

    (lost,) = errors_in(at_once(lambda: apply(days[0]), lambda: apply(days[1])))
    assert isinstance(lost, StalePreview)
    duty.refresh_from_db()
    assert duty.due_on == MONDAY
    assert CalendarDay.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_comes_in_meanwhile_keeps_its_outcome(cast: Cast) -> None:
    duty = term(cast, "10 ngày làm việc")
    admin, focal, day = cast.acting("admin"), cast.acting("focal"), date(2018, 7, 5)
    fingerprint = preview({day: HOLIDAY}).fingerprint
    moment: datetime = NOW
    at_once(
        lambda: change_day(actor=admin, day=day, to=HOLIDAY, fingerprint=fingerprint, now=moment),
        lambda: answer(actor=focal, assignment=duty, text="Đã xong", now=moment),
    )
    duty.refresh_from_db()
    moved, answered = duty.events.filter(name=MOVED).exists(), duty.state == State.ANSWERED
    assert moved != answered  # exactly one of the two won, the other saw that the row had changed
    assert duty.due_on == (MONDAY if moved else FRIDAY)
