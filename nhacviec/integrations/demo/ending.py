"""How a duty ends: the answer, the rounds with the Office, the confirmation, the word about being late."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from nhacviec.actions import answers, attention, objections, stopping
from nhacviec.integrations.demo import work_texts
from nhacviec.integrations.demo.desk import Desk
from nhacviec.integrations.demo.fate import Fate
from nhacviec.integrations.demo.stage import Passage, Story, day_of
from nhacviec.records.models import Assignment, DelayCause
from nhacviec.rules.lifecycle import OPEN, Duty, Move
from nhacviec.rules.permissions import Actor

_LATE_CAUSES = (DelayCause.WAITING_COORDINATION, DelayCause.WAITING_SUPERIOR, DelayCause.LATE_START)


def ending(
    desk: Desk,
    duty: Assignment,
    fate: Fate,
    rng: Random,
    now: datetime,
    siblings: Sequence[Assignment],
) -> Story:
    if fate.reminded and duty.due_on and (fate.answered is None or fate.answered > 3):
        now = yield from _reminding(desk, duty, rng, now)
    if fate.answered is None:
        return
    yield (now := _answer_moment(desk, duty, fate, rng, now))
    _answer(desk, duty, rng, now)
    for round_ in range(fate.sent_back):
        yield (now := desk.clock.later(now, 1, rng))
        actor, reason = desk.monitor(duty, Move.SEND_BACK), rng.choice(work_texts.SEND_BACK_REASONS)
        answers.send_back(actor=actor, assignment=duty, reason=reason, now=now)
        if fate.sent_back_stays and round_ == fate.sent_back - 1:
            return
        yield (now := desk.clock.later(now, rng.randint(2, 4), rng))
        _answer(desk, duty, rng, now)
    if fate.confirmed is None:
        return
    yield (now := desk.clock.later(now, fate.confirmed, rng))
    _confirm(desk, duty, fate, now, siblings)
    if fate.objection and duty.outcome == "late":
        now = yield from _objecting(desk, duty, fate, rng, now)
    if fate.reopened:
        yield (now := desk.clock.later(now, 3, rng))
        _reopen(desk, duty, now)


def _reminding(desk: Desk, duty: Assignment, rng: Random, now: datetime) -> Passage:
    assert duty.due_on is not None
    day = desk.clock.on_or_after(max(day_of(now), duty.due_on) + timedelta(days=1))
    yield (now := desk.clock.on(day, rng))
    actor = desk.monitor(duty, Move.REMIND)
    attention.remind(actor=actor, assignment=duty, note="Đề nghị khẩn trương báo cáo kết quả.", now=now)
    return now


def _answer_moment(desk: Desk, duty: Assignment, fate: Fate, rng: Random, now: datetime) -> datetime:
    """A working day at the distance from the deadline that the fate says, never before what was done last."""
    assert fate.answered is not None and duty.assigned_at is not None
    if duty.due_on is None:
        target = day_of(duty.assigned_at) + timedelta(days=fate.term_without_deadline)
    else:
        target = duty.due_on + timedelta(days=fate.answered)
    day = desk.clock.on_or_after(target) if fate.answered > 0 else desk.clock.on_or_before(target)
    return desk.clock.on(day, rng) if day > day_of(now) else desk.clock.later(now, 1, rng)


def _answer(desk: Desk, duty: Assignment, rng: Random, now: datetime) -> None:
    symbol = f"{rng.randint(100, 4900)}/{_own_suffix(duty)}"
    product = duty.task.deliverable or "Báo cáo kết quả"
    told = f"Đã hoàn thành. {product} được gửi kèm Văn bản số {symbol} ngày {day_of(now):%d/%m/%Y}."
    late = duty.due_on is not None and day_of(now) > duty.due_on
    answers.answer(
        actor=_answerer(desk, duty),
        assignment=duty,
        text=told,
        document_symbol=symbol,
        document_date=day_of(now),
        delay_cause=rng.choice(_LATE_CAUSES) if late else "",
        delay_note=rng.choice(work_texts.OBSTACLES) if late else "",
        now=now,
    )


def _own_suffix(duty: Assignment) -> str:
    short = duty.unit.abbreviation or "VB"
    return f"UBND-{short}" if duty.unit.name.startswith("UBND") else f"{short}-VP"


def _answerer(desk: Desk, duty: Assignment) -> Actor:
    """The officer it was handed to where he may; else the desk that received it."""
    if duty.officer and desk.may(desk.actor(duty.officer.username), Move.ANSWER, duty):
        return desk.actor(duty.officer.username)
    return desk.check(desk.agency_desk(duty), Move.ANSWER, duty)


def _confirm(desk: Desk, duty: Assignment, fate: Fate, now: datetime, siblings: Sequence[Assignment]) -> None:
    waiting = duty.duty == Duty.LEAD and any(
        other.duty == Duty.COORDINATE and other.is_required and other.state in OPEN for other in siblings
    )
    reason = "Nội dung phối hợp đã có trong báo cáo của cơ quan chủ trì." if waiting else ""
    actor = desk.substitute if fate.by_substitute else desk.monitor(duty, Move.CONFIRM)
    actor = desk.check(actor, Move.CONFIRM, duty)
    answers.confirm(actor=actor, assignment=duty, reason=reason, now=now)


def _objecting(desk: Desk, duty: Assignment, fate: Fate, rng: Random, now: datetime) -> Passage:
    yield (now := desk.clock.later(now, 2, rng))
    actor = desk.check(desk.agency_desk(duty), Move.OBJECT, duty)
    reason = rng.choice(work_texts.OBJECTIONS)
    objections.raise_objection(actor=actor, assignment=duty, reason=reason, now=now)
    if fate.objection == "asked":
        return now
    yield (now := desk.clock.later(now, 3, rng))
    leader = desk.committee_leader(duty.task)
    if fate.objection == "upheld":
        actor = desk.check(leader, Move.UPHOLD_OBJECTION, duty)
        decision = "Có căn cứ; ghi nhận hoàn thành đúng hạn."
        objections.uphold_objection(actor=actor, assignment=duty, decision=decision, now=now)
    else:
        actor = desk.check(leader, Move.REJECT_OBJECTION, duty)
        decision = "Không có căn cứ; giữ nguyên kết quả."
        objections.reject_objection(actor=actor, assignment=duty, decision=decision, now=now)
    return now


def _reopen(desk: Desk, duty: Assignment, now: datetime) -> None:
    actor = desk.check(desk.actor("chanh_van_phong"), Move.REOPEN, duty)
    due_on: date = desk.clock.on_or_after(day_of(now) + timedelta(days=14))
    reason = "Phát sinh nội dung mới, cần cập nhật lại kết quả."
    stopping.reopen(actor=actor, assignment=duty, reason=reason, due_on=due_on, now=now)
