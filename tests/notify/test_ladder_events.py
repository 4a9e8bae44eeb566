"""Whom the ladders of submissions and of requests to coordinate tell, by which ways, and why."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from nhacviec.actions.coordination_reminders import remind_coordinations
from nhacviec.actions.ladders import set_ladder
from nhacviec.actions.submission_reminders import remind_submissions, replan_submissions
from nhacviec.actions.upward import give_opinion
from nhacviec.notify.announce import announce
from nhacviec.notify.fold import fold
from nhacviec.notify.rehearsing import rehearse_all
from nhacviec.notify.reminded import says
from nhacviec.notify.reminded import why as reasons
from nhacviec.records.models import Delivery, Event, Ladder, Notice, NoticeSetting, Person, Post, Reminder
from nhacviec.rules.events import EventName as E
from nhacviec.rules.ladders import TaskClass
from nhacviec.rules.notices import Channel, NoticeKind, Who
from nhacviec.rules.permissions import Role
from nhacviec.rules.reminders import Cause, Noun
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.units import UnitKind
from tests.cast import Cast
from tests.coordination import asked, on
from tests.make import NOW, make_post
from tests.notify.telling import forget, reminded
from tests.submitting import MONDAY, at, day, forwarded, handed_back, submitted
from tests.upward import sent_upward


def decided(cast: Cast, noun: Noun, *steps: dict[str, Any], kind: UnitKind | None = None) -> Ladder:
    usual = {
        "cause": Cause.DEADLINE.value, "after": 2, "days": "calendar", "every": 0,
        "channels": ["in_app", "email"], "may_mute": True, "alone": False,
    }  # fmt: skip
    return set_ladder(
        actor=cast.acting("admin"),
        of=TaskClass(noun=noun, unit_kind=kind),
        steps=[usual | step for step in steps],
        effective_from=MONDAY,
        decision="45/QĐ-UBND",
        seen_id=Ladder.objects.count(),
        now=at(MONDAY, 7),
    )


def test_a_submission_goes_up_inside_the_office_by_the_default(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))  # due on day 21, a Monday
    forget()
    for number in range(22, 36):
        remind_submissions(now=at(day(number)))
    said = {
        e.after["step"]: (e.name, e.after["to"])
        for e in Event.objects.filter(submission=row)[:20]
        if "to" in e.after
    }
    assert said["submission-chair"] == (E.SUBMISSION_ESCALATED, ["committee_leader"])
    assert said["submission-up"] == (
        E.SUBMISSION_ESCALATED,
        ["office_leader", "division_head", "leader_in_charge"],
    )
    assert reminded("submission-chair", now=at(day(36))) == {"chu_tich": Who.COMMITTEE_HEAD}
    assert Notice.objects.get(person=cast.chair).is_mandatory


def test_a_ladder_set_on_screen_names_whom_and_says_why(cast: Cast) -> None:
    ladder = decided(cast, Noun.SUBMISSION, {"to": ["submitter", "handler"], "may_mute": False})
    forwarded(cast, submitted(cast), on=day(1))
    forget()
    assert remind_submissions(now=at(day(22))) == 0  # the default would have told by now
    assert remind_submissions(now=at(day(23))) == 1
    found = reminded("submission:deadline+2c", now=at(day(23)))
    of_agency = {"dau_moi_sxd": Who.SUBMITTER, "gd_sxd": Who.SUBMITTER}
    assert found == {**of_agency, "chuyen_vien": Who.HANDLER}
    notice = Notice.objects.get(person=cast.specialist)
    why = " ".join(reasons(notice.reminders.get()))
    assert (
        f"Mốc nhắc: Quá hạn 2 ngày; theo thang nhắc việc về hồ sơ trình số {ladder.pk}, "
        "áp dụng từ 02/07/2018 (45/QĐ-UBND)."
    ) in why
    assert "Mốc này báo cho: người đang xử lý hồ sơ, cơ quan trình." in why
    assert "Báo cho ông/bà vì ông/bà đang xử lý hồ sơ trình này." in why
    assert notice.is_mandatory


def test_what_was_sent_upward_follows_the_ladder_that_is_set(cast: Cast) -> None:
    """From the moment the ladder is planned by; who it names hears, leaders as an escalation."""
    row = sent_upward(cast)  # due on day 21
    ladder = decided(
        cast, Noun.UPWARD, {"to": ["handler"], "after": -2}, {"to": ["committee_leader"], "may_mute": False}
    )
    replan_submissions(now=at(MONDAY, 10))
    forget()
    for number in range(1, 40):
        remind_submissions(now=at(day(number), 9))
    events = Event.objects.filter(submission=row, actor=None).order_by("pk")
    assert [(e.name, e.after["ladder"], e.after["days"]) for e in events] == [
        (E.UPWARD_REMINDED, ladder.pk, 0),
        (E.UPWARD_ESCALATED, ladder.pk, 2),
    ]
    announce(now=NOW)
    below, above = Reminder.objects.order_by("pk")
    assert (below.person, below.relation) == (cast.specialist, Who.HANDLER)
    assert (above.person, above.relation) == (cast.chair, Who.COMMITTEE_HEAD)
    why = " ".join(reasons(above))
    assert f"theo thang nhắc việc về văn bản trình cấp trên số {ladder.pk}" in why
    assert "Mốc này báo cho: lãnh đạo UBND tỉnh." in why


def test_an_opinion_without_its_document_is_looked_after_and_says_why(cast: Cast) -> None:
    row = sent_upward(cast)
    give_opinion(
        actor=cast.acting("clerk"), submission=row, opinion="Đồng ý", opinion_on=day(2), now=at(day(2))
    )
    forget()
    for number in range(3, 60):
        remind_submissions(now=at(day(number), 9))
    announce(now=NOW)
    notice = Reminder.objects.filter(person=cast.specialist).first()
    assert notice is not None and says(notice) == f"Có ý kiến, chưa có văn bản từ {day(2):%d/%m/%Y}"
    said = "Mốc nhắc: Có ý kiến mà chưa có văn bản đã 20 ngày làm việc, sau đó cứ 20 ngày làm việc một lần"
    assert any(line.startswith(said) and "mặc định" in line for line in reasons(notice))


def test_by_the_default_it_says_so(cast: Cast) -> None:
    handed_back(cast, forwarded(cast, submitted(cast), on=day(1)), on=day(2))
    for number in range(3, 15):
        remind_submissions(now=at(day(number)))
    announce(now=NOW)
    of_focal = Reminder.objects.filter(person=cast.focal).first()
    assert of_focal is not None
    said = "Mốc nhắc: Chờ cơ quan bổ sung đã 5 ngày làm việc, sau đó cứ 10 ngày làm việc một lần"
    assert any(line.startswith(said) and "mặc định" in line for line in reasons(of_focal))


@pytest.mark.parametrize(("may_mute", "reached"), [(True, False), (False, True)])
def test_a_step_that_may_be_muted_is_and_another_is_not(cast: Cast, may_mute: bool, reached: bool) -> None:
    decided(cast, Noun.SUBMISSION, {"to": ["handler"], "may_mute": may_mute, "channels": ["in_app"]})
    for channel in (Channel.IN_APP, Channel.EMAIL):
        NoticeSetting.objects.create(
            person=cast.specialist, kind=NoticeKind.REMINDER, channel=channel, is_on=False, set_at=NOW
        )
    forwarded(cast, submitted(cast), on=day(1))
    forget()
    Delivery.objects.all().delete()
    remind_submissions(now=at(day(23)))
    announce(now=at(day(23)))
    fold(now=at(day(23)))
    assert Notice.objects.filter(is_hidden=False).exists() is reached
    assert Reminder.objects.get().dropped == ("" if reached else "muted")
    assert not Delivery.objects.exists()  # the step names no letter


def test_an_urgent_step_goes_by_itself_beside_the_list_of_the_morning(cast: Cast) -> None:
    decided(cast, Noun.SUBMISSION, {"to": ["handler"], "alone": True})
    decided(cast, Noun.COORDINATION, {"to": ["specialist"], "after": -4})
    row = forwarded(cast, submitted(cast), on=day(1))
    asked(cast, due_on=day(27))
    forget()
    remind_submissions(now=at(day(23)))
    remind_coordinations(now=at(day(23)))
    announce(now=at(day(23)))
    fold(now=at(day(23)))
    keys = Notice.objects.filter(person=cast.specialist).order_by("pk").values_list("key", flat=True)
    assert list(keys) == [f"step:s{row.pk}:submission:deadline+2c:20180723:0", "morning:20180725"]


def test_where_nobody_is_left_the_next_desk_hears_and_then_the_administrators(cast: Cast) -> None:
    decided(cast, Noun.SUBMISSION, {"to": ["handler"], "every": 1})
    forwarded(cast, submitted(cast), on=day(1))
    Person.objects.filter(pk=cast.specialist.pk).update(is_active=False)
    forget()
    remind_submissions(now=at(day(23)))
    assert reminded("submission:deadline+2c/1", now=at(day(23))) == {"truong_phong": Who.DIVISION_HEAD}
    Post.objects.exclude(role=Role.ADMINISTRATOR).update(valid_to=MONDAY)
    Reminder.objects.all().delete()
    remind_submissions(now=at(day(24)))
    found = reminded("submission:deadline+2c/1", now=at(day(24)))
    assert found == {cast.admin.username: Who.NOBODY_LEFT}
    notice = Notice.objects.get(person=cast.admin)
    assert "symbol" not in notice.data and "content" not in notice.data


def test_a_request_goes_up_to_its_leader_the_office_and_the_chair(cast: Cast) -> None:
    asked(cast)
    make_post(cast.officer, cast.finance, Role.AGENCY_LEADER)
    forget()
    for number in range(1, 35):
        remind_coordinations(now=on(date(2018, 7, 19) + timedelta(days=number)))
    announce(now=NOW)
    said = [(one.step, one.relation) for one in Reminder.objects.order_by("pk")]
    assert {who for step, who in said if step == "coordination-up"} == {
        Who.ASKED_LEADER,
        Who.ASKED_DESK,
        Who.ASKER,
        Who.SPECIALIST,
    }
    assert {who for step, who in said if step == "coordination-office"} == {Who.OFFICE_LEADER}
    assert [relation for step, relation in said if step == "coordination-chair"] == [Who.COMMITTEE_LEADER]


def test_of_a_kind_of_unit_the_ladder_is_its_own(cast: Cast) -> None:
    decided(cast, Noun.COORDINATION, {"to": ["focal_officer"]}, kind=UnitKind.COMMUNE)
    request = asked(cast)  # of a department
    remind_coordinations(now=on(date(2018, 7, 18)))
    assert Event.objects.get(name=E.COORDINATION_REMINDED).after["step"].startswith("coordination-")
    decided(cast, Noun.COORDINATION, {"to": ["focal_officer"]}, kind=UnitKind.DEPARTMENT)
    remind_coordinations(now=on(date(2018, 7, 21)))
    request.refresh_from_db()
    remind_coordinations(now=on(date(2018, 7, 23)))
    steps = [e.after["step"] for e in Event.objects.filter(name=E.COORDINATION_REMINDED).order_by("pk")]
    assert steps[-1] == "coordination:deadline+2c"


def test_the_rehearsal_says_what_the_clock_then_does(cast: Cast) -> None:
    first, last = day(10), day(70)
    forwarded(cast, submitted(cast), on=day(1))
    forwarded(cast, submitted(cast), on=day(2), officer="")
    submitted(cast, on=day(9))
    handed_back(cast, forwarded(cast, submitted(cast), on=day(1)), on=day(3))
    asked(cast)
    sent_upward(cast, on=day(1))
    opinion = sent_upward(cast, on=day(2))
    give_opinion(
        actor=cast.acting("clerk"), submission=opinion, opinion="Đồng ý", opinion_on=day(5), now=at(day(5))
    )
    forget()
    found = rehearse_all(first, last)
    assert found.apart == {Noun.UPWARD: 2, Noun.SUBMISSION: 4, Noun.COORDINATION: 1}
    assert found.untold_apart == [] and found.nobody_left == found.outside_window == 0
    moment = at(first, 8)
    made: list[tuple[date, int]] = []
    while local_date(moment) <= last:
        seen = Event.objects.count()
        remind_submissions(now=moment)
        remind_coordinations(now=moment)
        made += _told_on(moment, seen)
        moment += timedelta(days=1)
    by_day = {d: sum(1 for when, _ in made if when == d) for d, _ in made}
    apart: dict[date, int] = {}  # what duties remind of is tested in tests/queries
    for (number, step, _), count in found.by_day.items():
        if step.noun is not Noun.TASK:
            when = first + timedelta(days=number)
            apart[when] = apart.get(when, 0) + count
    assert apart == by_day
    assert len(made) > 30


def _told_on(moment: datetime, seen: int) -> list[tuple[date, int]]:
    if Event.objects.count() == seen:
        return []
    Reminder.objects.all().delete()
    announce(now=moment)
    return [(local_date(moment), pk) for pk in Reminder.objects.values_list("person_id", flat=True)]


def test_nobody_told_of_a_submission_past_its_day_is_named(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))
    Post.objects.exclude(role=Role.ADMINISTRATOR).update(valid_to=day(5))
    found = rehearse_all(day(10), day(40))
    assert found.untold_apart == [(Noun.SUBMISSION, row.pk)] and found.nobody_left > 0
