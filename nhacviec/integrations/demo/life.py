"""The life of one duty, deed by deed, through the same actions that the pages call."""

from datetime import datetime, timedelta
from random import Random

from nhacviec.actions import changes, handing, receiving, returned
from nhacviec.actions.progress import note_progress
from nhacviec.integrations.demo import work_texts
from nhacviec.integrations.demo.desk import Desk
from nhacviec.integrations.demo.ending import ending
from nhacviec.integrations.demo.fate import Fate
from nhacviec.integrations.demo.pause import asking, cancelling, pausing
from nhacviec.integrations.demo.stage import Story, day_of
from nhacviec.records.models import Assignment, DelayCause
from nhacviec.rules.lifecycle import Move, State

_CAUSES = (
    DelayCause.WAITING_COORDINATION,
    DelayCause.REGULATION_UNCLEAR,
    DelayCause.FUNDING,
    DelayCause.STAFFING,
)


def life(desk: Desk, duty: Assignment, fate: Fate, rng: Random, siblings: list[Assignment]) -> Story:
    """From the issue to the end, or to where the fate leaves it. `siblings`: all duties of the task."""
    assert duty.assigned_at is not None
    desk.hold(duty)
    now, focal = duty.assigned_at, desk.agency_desk(duty)
    if fate.seen is None:
        return
    yield (now := desk.clock.later(now, fate.seen, rng))
    receiving.see(actor=focal, assignment=duty, now=now)
    if fate.returned:
        yield from _return(desk, duty, fate, rng, now, siblings)
        if duty.state != State.ASSIGNED:
            return
        now = duty.assigned_at
    if fate.accepted is None:
        return
    yield (now := desk.clock.later(now, fate.accepted, rng))
    document = duty.task.document
    checked = document.symbol if document and rng.random() < 0.6 else ""
    actor = desk.check(focal, Move.ACCEPT, duty)
    receiving.accept(actor=actor, assignment=duty, symbol_on_copy=checked, now=now)
    if fate.officer is not None and desk.officers(duty):
        yield (now := desk.clock.later(now, 0, rng))
        _hand_on(desk, duty, fate.officer, now)
    if fate.content_changed and duty.state == State.IN_PROGRESS:
        yield (now := desk.clock.later(now, 1, rng))
        _change_content(desk, duty, now)
    if fate.deadline_moved and duty.due_on:
        yield (now := desk.clock.later(now, 1, rng))
        _move_deadline(desk, duty, fate.deadline_moved, now)
    if fate.suspended:
        now = yield from pausing(desk, duty, fate, rng, now)
    if duty.state != State.IN_PROGRESS:
        return
    for part in range(fate.notes):
        moment = _note_moment(desk, duty, fate, part, now, rng)
        if moment is None:
            break
        yield (now := moment)
        _note(desk, duty, fate, part, rng, now)
    if fate.cancelled:
        yield (now := desk.clock.later(now, 2, rng))
        cancelling(desk, duty, rng, now)
        return
    if fate.extension:
        now = yield from asking(desk, duty, fate, rng, now)
    yield from ending(desk, duty, fate, rng, now, siblings)


def _return(
    desk: Desk, duty: Assignment, fate: Fate, rng: Random, now: datetime, siblings: list[Assignment]
) -> Story:
    assert fate.returned is not None
    yield (now := desk.clock.later(now, 0, rng))
    actor = desk.check(desk.agency_desk(duty), Move.RETURN, duty)
    reason = rng.choice(work_texts.RETURN_REASONS[:2])
    receiving.return_duty(actor=actor, assignment=duty, return_reason=fate.returned, reason=reason, now=now)
    if fate.after_return == "wait":
        return
    yield (now := desk.clock.later(now, 1, rng))
    if fate.after_return == "reissue":
        actor = desk.monitor(duty, Move.REISSUE)
        reason = "Nội dung thuộc chức năng của cơ quan; đề nghị tiếp tục thực hiện."
        returned.reissue(actor=actor, assignment=duty, reason=reason, now=now)
    elif fate.after_return == "withdraw":
        actor = desk.monitor(duty, Move.WITHDRAW)
        reason = "Đồng ý với cơ quan; nội dung đã có trong nhiệm vụ khác."
        returned.withdraw(actor=actor, assignment=duty, reason=reason, now=now)
    else:
        _reassign(desk, duty, fate, now, siblings)


def _reassign(desk: Desk, duty: Assignment, fate: Fate, now: datetime, siblings: list[Assignment]) -> None:
    """To the unit the fate names, or to the first of the fallbacks that has no part in the task yet."""
    taken = set(Assignment.objects.filter(task=duty.task_id).values_list("unit_id", flat=True))
    key = next(k for k in (fate.to_unit, "vp", "snv", "stc", "ttt", "skhcn") if desk.units[k].pk not in taken)
    due_on = duty.due_on
    if due_on and due_on <= day_of(now):
        due_on = desk.clock.on_or_after(day_of(now) + timedelta(days=10))
    actor = desk.monitor(duty, Move.REASSIGN)
    new = returned.reassign(actor=actor, assignment=duty, unit=desk.units[key], due_on=due_on, now=now)
    new.task, new.unit = duty.task, desk.units[key]
    siblings.append(new)
    desk.stage.start(life(desk, new, Fate(answered=-1), Random(new.code), siblings))


def _hand_on(desk: Desk, duty: Assignment, which: int, now: datetime) -> None:
    officers = desk.officers(duty)
    username, division = officers[which % len(officers)]
    actor = desk.check(desk.agency_desk(duty), Move.HAND_ON, duty)
    handing.hand_on(actor=actor, assignment=duty, division=division, officer=desk.people[username], now=now)


def _worker(desk: Desk, duty: Assignment) -> str:
    return duty.officer.username if duty.officer else ""


def _note_moment(
    desk: Desk, duty: Assignment, fate: Fate, part: int, now: datetime, rng: Random
) -> datetime | None:
    """Spread over the time there is; None when there is none left before the answer."""
    span = (duty.due_on - day_of(now)).days if duty.due_on else fate.term_without_deadline
    step = max(1, span // (fate.notes - part + 1) - 2)
    day = desk.clock.on_or_before(day_of(now) + timedelta(days=step))
    if day <= day_of(now) or (duty.due_on and day >= duty.due_on - timedelta(days=1)):
        return desk.clock.later(now, 1, rng) if span <= 0 else None
    return desk.clock.on(day, rng)


def _note(desk: Desk, duty: Assignment, fate: Fate, part: int, rng: Random, now: datetime) -> None:
    actor = desk.agency_desk(duty)
    if _worker(desk, duty) and desk.may(desk.actor(_worker(desk, duty)), Move.NOTE_PROGRESS, duty):
        actor = desk.actor(_worker(desk, duty))
    stuck = fate.obstacle and part == fate.notes - 1
    note_progress(
        actor=desk.check(actor, Move.NOTE_PROGRESS, duty),
        assignment=duty,
        text=rng.choice(work_texts.PROGRESS),
        percent=min(90, 100 * (part + 1) // (fate.notes + 1) // 10 * 10),
        obstacle=rng.choice(work_texts.OBSTACLES) if stuck else "",
        delay_cause=rng.choice(_CAUSES) if stuck else "",
        now=now,
    )


def _change_content(desk: Desk, duty: Assignment, now: datetime) -> None:
    task = duty.task
    changes.change_content(
        actor=desk.monitor(duty, Move.CHANGE_CONTENT),
        assignment=duty,
        content=f"{task.content} Gửi kèm phụ lục số liệu chi tiết.",
        deliverable=task.deliverable,
        reason="Bổ sung yêu cầu theo ý kiến của lãnh đạo UBND tỉnh.",
        now=now,
    )


def _move_deadline(desk: Desk, duty: Assignment, days: int, now: datetime) -> None:
    assert duty.due_on is not None
    changes.change_deadline(
        actor=desk.monitor(duty, Move.CHANGE_DEADLINE),
        assignment=duty,
        due_on=desk.clock.on_or_after(duty.due_on + timedelta(days=days)),
        reason="Điều chỉnh theo lịch họp UBND tỉnh.",
        now=now,
    )
