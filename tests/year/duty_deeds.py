"""What is done with duties, from being given to being reopened."""

from datetime import time, timedelta

from nhacviec.actions import (
    answers,
    changes,
    extensions,
    handing,
    progress,
    receiving,
    returned,
    stopping,
    tasks,
)
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment
from nhacviec.rules.deadline_policy import read_deadline
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.lifecycle import Closing, ReturnReason
from nhacviec.rules.permissions import Role
from tests.year.province import NotNow, Province

TERMS = ("10 ngày", "7 ngày làm việc", "20 ngày làm việc", "45 ngày", "02 tháng")
SERIES = ("ngày 25 hằng tháng", "ngày 05 tháng sau hằng quý")
OPEN = ("assigned", "in_progress")


def give(at: Province) -> None:
    """A new task for one agency, perhaps with another beside it, perhaps without a deadline."""
    if Assignment.objects.filter(state__in=(*OPEN, "answered", "suspended", "returned")).count() >= at.most:
        raise NotNow
    cast, chance = at.cast, at.chance
    lead, other = chance.sample([cast.construction, cast.finance, cast.bien_hoa], 2)
    text, parsed = "", None
    drawn = chance.random()
    if drawn < 0.85:
        text = chance.choice(SERIES if drawn < 0.06 else TERMS)
        read = read_deadline(text, issued_on=at.today, calendar=load_calendar(), policies=policy_on(at.today))
        assert isinstance(read, ParsedDeadline)
        parsed = read
    clerk = at.act(Role.RECORDS_CLERK)
    draft = tasks.TaskDraft(
        content="Báo cáo kết quả thực hiện",
        leads=[lead],
        coordinators=[other] if chance.random() < 0.3 else [],
        deadline=parsed,
        deadline_text=text,
        specialist=chance.choice([cast.specialist, cast.other_specialist]),
        office_leader=cast.office_leader,
        committee_leader=cast.chair,
        is_starred=chance.random() < 0.2,
        recurrence_until=at.today + timedelta(days=200) if drawn < 0.06 else None,
    )
    spoken = tasks.SpokenDirection(by="Chủ tịch UBND tỉnh", on=at.today)
    saved = tasks.save_draft(actor=clerk, now=at.now, spoken=spoken, tasks=[draft])
    tasks.issue(actor=clerk, now=at.now, tasks=saved)


def accept(at: Province) -> None:
    duty = at.duty("assigned")
    receiving.accept(actor=at.act(Role.FOCAL_OFFICER, unit=duty.unit), assignment=duty, now=at.now)


def give_back(at: Province) -> None:
    duty = at.duty("assigned")
    receiving.return_duty(
        actor=at.act(Role.FOCAL_OFFICER, unit=duty.unit),
        assignment=duty,
        return_reason=ReturnReason.WRONG_UNIT,
        reason="Không đúng chức năng",
        now=at.now,
    )


def hand_on(at: Province) -> None:
    duty = at.duty(*OPEN)
    if duty.unit != at.cast.construction:
        raise NotNow
    focal = at.act(Role.FOCAL_OFFICER, unit=duty.unit)
    if duty.officer and at.chance.random() < 0.2:
        handing.take_back(actor=focal, assignment=duty, now=at.now)
        return
    to = at.chance.choice([at.cast.officer, at.cast.other_officer, None])
    division = at.chance.choice([at.cast.infrastructure, None]) if to is None else None
    handing.hand_on(actor=focal, assignment=duty, division=division, officer=to, now=at.now)


def note(at: Province) -> None:
    duty = at.duty(*OPEN)
    focal = at.act(Role.FOCAL_OFFICER, unit=duty.unit)
    progress.note_progress(
        actor=focal, assignment=duty, text="Đang làm", percent=at.chance.randint(1, 90), now=at.now
    )


def answer(at: Province) -> None:
    duty = at.duty(*OPEN)
    focal = at.act(Role.FOCAL_OFFICER, unit=duty.unit)
    answers.answer(actor=focal, assignment=duty, text="Đã xong", now=at.now)


def confirm(at: Province) -> None:
    chief = at.act(Role.OFFICE_LEADER)
    answers.confirm(actor=chief, assignment=at.duty("answered"), reason="Đồng ý", now=at.now)


def send_back(at: Province) -> None:
    chief = at.act(Role.OFFICE_LEADER)
    answers.send_back(actor=chief, assignment=at.duty("answered"), reason="Chưa đủ", now=at.now)


def ask_for_time(at: Province) -> None:
    duty = at.duty(*OPEN)
    focal = at.act(Role.FOCAL_OFFICER, unit=duty.unit)
    if duty.has_open_extension:
        extensions.withdraw_extension(actor=focal, assignment=duty, now=at.now)
        return
    until = (duty.due_on or at.today) + timedelta(days=at.chance.randint(1, 30))
    extensions.ask_extension(actor=focal, assignment=duty, asked_due_on=until, reason="Chờ", now=at.now)


def decide_on_time(at: Province) -> None:
    asked = list(Assignment.objects.filter(has_open_extension=True).select_related("task__document", "unit"))
    if not asked:
        raise NotNow
    duty, chair = at.chance.choice(asked), at.act(Role.COMMITTEE_LEADER)
    if at.chance.random() < 0.4:
        extensions.refuse_extension(actor=chair, assignment=duty, decision="Không", now=at.now)
        return
    until = (duty.due_on or at.today) + timedelta(days=at.chance.randint(1, 30))
    extensions.grant_extension(
        actor=chair, assignment=duty, granted_due_on=until, decision="Được", now=at.now
    )


def change_deadline(at: Province) -> None:
    duty = at.duty(*OPEN)
    due_on = at.chance.choice([None, at.soon(-3, 20), at.soon(0, 8), at.soon(0, 40)])
    hour = time(14, 0) if due_on and at.chance.random() < 0.2 else None
    changes.change_deadline(
        actor=at.act(Role.OFFICE_LEADER),
        assignment=duty,
        due_on=due_on,
        due_hour=hour,
        reason="Theo chỉ đạo",
        now=at.now,
    )


def suspend(at: Province) -> None:
    chief = at.act(Role.OFFICE_LEADER)
    stopping.suspend(
        actor=chief, assignment=at.duty("in_progress"), decision_symbol="1/QĐ", reason="Chờ", now=at.now
    )


def resume(at: Province) -> None:
    stopping.resume(actor=at.act(Role.OFFICE_LEADER), assignment=at.duty("suspended"), now=at.now)


def cancel(at: Province) -> None:
    duty = at.duty(*OPEN, "suspended")
    chief = at.act(Role.OFFICE_LEADER)
    stopping.cancel(actor=chief, assignment=duty, closing=Closing.RECALLED, reason="Thu hồi", now=at.now)


def reopen(at: Province) -> None:
    duty = at.duty("completed", "cancelled")
    stopping.reopen(
        actor=at.act(Role.OFFICE_LEADER), assignment=duty, reason="Làm lại", due_on=at.soon(3, 30), now=at.now
    )


def settle_returned(at: Province) -> None:
    duty, chief = at.duty("returned"), at.act(Role.OFFICE_LEADER)
    drawn = at.chance.random()
    if drawn < 0.5:
        unit = at.chance.choice([at.cast.construction, at.cast.finance, at.cast.bien_hoa])
        returned.reassign(
            actor=chief, assignment=duty, unit=unit, due_on=at.soon(5, 30), reason="Chuyển", now=at.now
        )
    elif drawn < 0.8:
        returned.reissue(actor=chief, assignment=duty, reason="Đúng", due_on=at.soon(5, 30), now=at.now)
    else:
        returned.withdraw(actor=chief, assignment=duty, reason="Thôi", now=at.now)


def change_monitor(at: Province) -> None:
    duty = at.duty(*OPEN, "answered")
    changes.change_monitors(
        actor=at.act(Role.OFFICE_LEADER),
        assignment=duty,
        specialist=at.chance.choice([at.cast.specialist, at.cast.other_specialist]),
        office_leader=at.cast.office_leader,
        committee_leader=at.cast.chair,
        reason="Phân công lại",
        now=at.now,
    )
