"""Events become notices: once, to those of the table, who may read it, never to whoever did it."""

from datetime import date, timedelta

import pytest

from nhacviec.actions.answers import answer, confirm, send_back
from nhacviec.actions.attention import remind
from nhacviec.actions.extensions import ask_extension, grant_extension
from nhacviec.actions.handing import hand_on, take_back
from nhacviec.actions.receiving import accept, return_duty
from nhacviec.actions.recording import record
from nhacviec.actions.silence import accept_silently
from nhacviec.actions.tasks import issue
from nhacviec.notify import announce as announcing
from nhacviec.notify.announce import MOST_ATTEMPTS, announce
from nhacviec.records.models import (
    CalendarMove,
    Delivery,
    Event,
    Notice,
    NoticeSetting,
    Person,
    Post,
    Unannounced,
)
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Move, ReturnReason, State
from nhacviec.rules.notices import Channel, NoticeKind, Who
from nhacviec.rules.permissions import Role
from tests.actions.every_move import EVERY_MOVE, Scene
from tests.cast import Cast
from tests.make import NOW, TODAY, make_assignment, make_person, make_post
from tests.notify.telling import asked, forget, nothing_wrong, told


def test_an_assignment_is_told_to_who_receives_it_and_to_who_follows_it(cast: Cast) -> None:
    duty = cast.duty(state=State.DRAFT, task=cast.task(issued_at=None))
    issue(actor=cast.acting("clerk"), tasks=[duty.task], now=NOW)
    assert told(EventName.ISSUED) == {
        "dau_moi_sxd": Who.FOCAL_OFFICER,
        "chuyen_vien": Who.SPECIALIST,
        "chanh_vp": Who.OFFICE_LEADER,
        "chu_tich": Who.COMMITTEE_LEADER,
    }
    assert asked(duty) == {"dau_moi_sxd"}
    nothing_wrong()


def test_an_event_is_told_once_however_often_it_is_announced(cast: Cast) -> None:
    remind(actor=cast.acting("clerk"), assignment=cast.duty(), now=NOW)
    assert announce(now=NOW) == 2
    assert announce(now=NOW) == 0
    assert not Unannounced.objects.exists()


def test_a_deed_is_told_before_the_thousands_of_deadlines_that_a_day_off_moved(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    duty = cast.duty()
    for _ in range(3):
        record(EventName.DEADLINE_RECOMPUTED, actor=None, now=NOW, assignment=duty)
    remind(actor=cast.acting("clerk"), assignment=duty, now=NOW)
    monkeypatch.setattr(announcing, "AT_ONCE", 2)
    announcing._take(NOW, None)
    assert set(Unannounced.objects.values_list("event__name", flat=True)) == {EventName.DEADLINE_RECOMPUTED}
    announce(now=NOW)
    assert not Unannounced.objects.exists()


def test_moved_deadlines_are_told_when_all_of_them_have_moved(cast: Cast) -> None:
    duty = cast.duty()
    event = record(EventName.DEADLINE_RECOMPUTED, actor=None, now=NOW, assignment=duty)
    move = CalendarMove.objects.create(event=event, reason="x", changes={}, before={}, count=2)
    remind(actor=cast.acting("clerk"), assignment=duty, now=NOW)
    announce(now=NOW)
    assert Unannounced.objects.get().event == event and told(EventName.REMINDED)
    move.done_at = NOW
    move.save()
    announce(now=NOW)
    assert not Unannounced.objects.exists() and Notice.objects.filter(event=event).exists()


def test_nobody_is_told_of_his_own_deed(cast: Cast) -> None:
    duty = cast.duty()
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    assert set(told(EventName.ANSWERED)) == {"chuyen_vien"}


def test_an_officer_who_answers_is_heard_by_his_own_agency(cast: Cast) -> None:
    duty = cast.duty(officer=cast.officer, division=cast.infrastructure)
    answer(actor=cast.acting("officer"), assignment=duty, text="x", now=NOW)
    assert told(EventName.ANSWERED)["dau_moi_sxd"] is Who.FOCAL_OFFICER


@pytest.mark.parametrize("move", sorted(EVERY_MOVE))
def test_whatever_happens_only_those_are_told_who_may_read_it(cast: Cast, move: Move) -> None:
    who, deed = EVERY_MOVE[move]
    late = {"outcome": "late", "days_late": 2} if move is Move.OBJECT else {}
    state = {
        Move.ISSUE: State.DRAFT,
        Move.ACCEPT: State.ASSIGNED,
        Move.RETURN: State.ASSIGNED,
        Move.REASSIGN: State.RETURNED,
        Move.REISSUE: State.RETURNED,
        Move.WITHDRAW: State.RETURNED,
        Move.CONFIRM: State.ANSWERED,
        Move.SEND_BACK: State.ANSWERED,
        Move.OBJECT: State.COMPLETED,
        Move.REOPEN: State.COMPLETED,
        Move.RESUME: State.SUSPENDED,
    }.get(move, State.IN_PROGRESS)
    task = cast.task(issued_at=None) if move is Move.ISSUE else cast.task()
    duty = cast.duty(state=state, task=task, officer=cast.officer, division=cast.infrastructure, **late)
    if move in (Move.GRANT_EXTENSION, Move.REFUSE_EXTENSION, Move.WITHDRAW_EXTENSION):
        EVERY_MOVE[Move.ASK_EXTENSION][1](Scene(cast, cast.acting("focal"), duty, NOW, 1))
    if move in (Move.UPHOLD_OBJECTION, Move.REJECT_OBJECTION):
        duty = cast.duty(state=State.COMPLETED, outcome="late", outcome_original="late", days_late=2)
        EVERY_MOVE[Move.OBJECT][1](Scene(cast, cast.acting("focal"), duty, NOW, 1))
    if move in (Move.CONFIRM, Move.SEND_BACK):
        duty = cast.duty(officer=cast.officer)
        answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    forget()
    deed(Scene(cast, cast.acting(who), duty, NOW, 0 if move is Move.CHANGE_MONITORS else 1))
    made = announce(now=NOW)
    assert made or move is Move.TAKE_BACK  # the one it is taken from may not read it any more
    nothing_wrong()
    foreign = {"dau_moi_bh"} if move is not Move.REASSIGN else set()
    assert not foreign & set(Notice.objects.values_list("person__username", flat=True))


def test_what_was_asked_is_over_when_it_is_done_by_whomever(cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    record(EventName.ISSUED, actor=cast.acting("clerk"), assignment=duty, now=NOW)
    assert asked(duty) == {"dau_moi_sxd"}
    accept(actor=cast.acting("focal"), assignment=duty, now=NOW)
    assert asked(duty) == set()
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    assert asked(duty) == {"chuyen_vien"}
    send_back(actor=cast.acting("head"), assignment=duty, reason="x", now=NOW)
    assert asked(duty) == {"dau_moi_sxd"}


def test_what_is_over_before_it_is_told_asks_nothing(cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    record(EventName.ISSUED, actor=cast.acting("clerk"), assignment=duty, now=NOW)
    accept(actor=cast.acting("focal"), assignment=duty, now=NOW)
    assert asked(duty) == set()
    assert Notice.objects.filter(person=cast.focal, event__name=EventName.ISSUED).exists()


def test_a_request_asks_those_who_decide_until_they_have(cast: Cast) -> None:
    duty = cast.duty()
    ask_extension(
        actor=cast.acting("focal"), assignment=duty, asked_due_on=date(2018, 8, 3), reason="x", now=NOW
    )
    assert asked(duty) == {"chu_tich"}
    grant_extension(actor=cast.acting("chair"), assignment=duty, granted_due_on=date(2018, 8, 1), now=NOW)
    assert asked(duty) == set()
    assert told(EventName.EXTENSION_GRANTED)["dau_moi_sxd"] is Who.FOCAL_OFFICER


def test_who_no_longer_has_the_work_is_not_told_what_he_may_not_read(cast: Cast) -> None:
    duty = cast.duty()
    focal = cast.acting("focal")
    hand_on(
        actor=focal, assignment=duty, division=cast.infrastructure, officer=cast.officer, note="", now=NOW
    )
    assert asked(duty) == {"cv_sxd"}
    take_back(actor=focal, assignment=duty, now=NOW)
    assert asked(duty) == set()
    assert "cv_sxd" not in told(EventName.TAKEN_BACK)


def test_the_substitute_is_told_beside_the_one_he_stands_in_for(cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    stand_in = make_person("thay", full_name="Người làm thay")
    Post.objects.create(
        person=stand_in,
        unit=cast.general,
        role=Role.OFFICE_SPECIALIST,
        valid_from=TODAY,
        valid_to=TODAY,
        stands_in_for=cast.specialist.posts.get(),
    )
    return_duty(
        actor=cast.acting("focal"),
        assignment=duty,
        return_reason=ReturnReason.WRONG_UNIT,
        reason="x",
        now=NOW,
    )
    assert set(told(EventName.RETURNED)) == {"chuyen_vien", "thay", "chanh_vp"}
    assert asked(duty) == {"chuyen_vien", "thay"}


@pytest.mark.parametrize("gone", ["inactive", "without a post"])
def test_who_is_gone_is_not_told_and_what_is_asked_goes_to_the_next(cast: Cast, gone: str) -> None:
    if gone == "inactive":
        Person.objects.filter(pk=cast.specialist.pk).update(is_active=False)
    else:
        cast.specialist.posts.update(valid_to=TODAY - timedelta(days=1))
    duty = cast.duty()
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    assert asked(duty) == {"chanh_vp"}
    assert "chuyen_vien" not in told(EventName.ANSWERED)


def test_when_nobody_is_left_the_administrators_are_told_without_a_word_of_the_task(cast: Cast) -> None:
    task = cast.task(content="Chuyện riêng của Biên Hòa")
    Person.objects.filter(pk=cast.bien_hoa_focal.pk).update(is_active=False)
    duty = make_assignment(task, cast.bien_hoa, state=State.ASSIGNED)
    record(EventName.ISSUED, actor=cast.acting("clerk"), assignment=duty, now=NOW)
    assert told(EventName.ISSUED)["quan_tri"] is Who.NOBODY_LEFT
    notice = Notice.objects.get(person=cast.admin)
    assert "Chuyện riêng" not in str(notice.data)
    assert (notice.task_id, notice.assignment_id) == (None, None)


def test_two_coordinators_do_not_hear_of_one_another(cast: Cast) -> None:
    _task, _lead, coordinator = cast.shared_task()
    answer(actor=cast.acting("finance_focal"), assignment=coordinator, text="x", now=NOW)
    heard = told(EventName.ANSWERED)
    assert heard["dau_moi_sxd"] is Who.LEAD
    assert "dau_moi_bh" not in heard


def test_the_clocks_own_deeds_are_told_to_those_who_did_nothing(cast: Cast) -> None:
    cast.duty(state=State.ASSIGNED)
    accept_silently(now=NOW + timedelta(days=30))
    assert told(EventName.ACCEPTED) == {"chuyen_vien": Who.SPECIALIST, "dau_moi_sxd": Who.FOCAL_OFFICER}


def test_a_person_can_silence_what_is_not_mandatory(cast: Cast) -> None:
    for channel in (Channel.IN_APP, Channel.EMAIL):
        for kind in NoticeKind:
            NoticeSetting.objects.create(
                person=cast.focal, kind=kind, channel=channel, is_on=False, set_at=NOW
            )
    duty = cast.duty(officer=cast.officer, division=cast.infrastructure)
    answer(actor=cast.acting("officer"), assignment=duty, text="x", now=NOW)
    assert "dau_moi_sxd" not in told(EventName.ANSWERED)
    remind(actor=cast.acting("clerk"), assignment=cast.duty(), now=NOW)
    assert told(EventName.REMINDED)["dau_moi_sxd"] is Who.FOCAL_OFFICER
    assert not Notice.objects.get(person=cast.focal).is_hidden


def test_who_keeps_it_off_the_centre_may_still_want_the_letter(cast: Cast) -> None:
    NoticeSetting.objects.create(
        person=cast.focal, kind=NoticeKind.CHANGE, channel=Channel.IN_APP, is_on=False, set_at=NOW
    )
    duty = cast.duty(officer=cast.officer, division=cast.infrastructure)
    answer(actor=cast.acting("officer"), assignment=duty, text="x", now=NOW)
    announce(now=NOW)
    assert Notice.objects.get(person=cast.focal).is_hidden
    assert Delivery.objects.filter(person=cast.focal).count() == 1


def test_fifty_deeds_in_a_minute_are_one_letter(cast: Cast) -> None:
    for _ in range(50):
        remind(actor=cast.acting("clerk"), assignment=cast.duty(), now=NOW)
    announce(now=NOW)
    remind(actor=cast.acting("clerk"), assignment=cast.duty(), now=NOW)
    announce(now=NOW + timedelta(seconds=20))
    letter = Delivery.objects.get(person=cast.focal)
    assert letter.notices.count() == Notice.objects.filter(person=cast.focal).count() == 51


def test_a_day_that_moves_many_deadlines_is_told_once(cast: Cast) -> None:
    def move_some() -> None:
        for _ in range(30):
            record(
                EventName.DEADLINE_RECOMPUTED,
                actor=None,
                assignment=cast.duty(),
                now=NOW,
                before={"due_on": date(2018, 7, 20)},
                after={"due_on": date(2018, 7, 23)},
            )
        announce(now=NOW)

    move_some()
    move_some()
    notice = Notice.objects.get(person=cast.focal)
    assert (notice.count, len(notice.data["rows"])) == (60, 20)
    assert all(row["code"] and row["content"] for row in notice.data["rows"])
    assert Delivery.objects.filter(person=cast.focal).count() == 1


def test_an_event_that_cannot_be_told_is_parked_and_keeps_nothing_else_waiting(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison = record(EventName.POLICY_CHANGED, actor=None, now=NOW)
    recipients = announcing.recipients

    def stumbling(event: Event, directory: object) -> object:
        if event.pk == poison.pk:
            raise ValueError("poison")
        return recipients(event, directory)  # type: ignore[arg-type]

    monkeypatch.setattr(announcing, "recipients", stumbling)
    remind(actor=cast.acting("clerk"), assignment=cast.duty(), now=NOW)
    for _ in range(MOST_ATTEMPTS + 1):
        announce(now=NOW)
    assert Notice.objects.filter(event__name=EventName.REMINDED).count() == 2
    assert Unannounced.objects.get().attempts == MOST_ATTEMPTS


def test_confirming_by_the_head_is_told_to_the_agency(cast: Cast) -> None:
    duty = cast.duty(officer=cast.officer)
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    confirm(actor=cast.acting("head"), assignment=duty, reason="", now=NOW)
    assert set(told(EventName.CONFIRMED)) == {"dau_moi_sxd", "cv_sxd", "gd_sxd"}


def test_what_happens_to_ones_own_desk_needs_no_post(db: None) -> None:
    person = make_person("moi")
    record(EventName.PERSON_REACTIVATED, actor=None, person=person, now=NOW)
    assert told(EventName.PERSON_REACTIVATED) == {"moi": Who.ONESELF}


def test_rulers_hear_of_a_new_policy_but_not_who_made_it(cast: Cast) -> None:
    second = make_person("quan_tri_2")
    make_post(second, cast.it_centre, Role.ADMINISTRATOR)
    record(EventName.POLICY_CHANGED, actor=cast.acting("admin"), now=NOW)
    assert told(EventName.POLICY_CHANGED) == {
        "quan_tri_2": Who.ADMINISTRATOR,
        "chanh_vp": Who.OFFICE_HEAD,
    }
