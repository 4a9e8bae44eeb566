"""What can come between accepting and answering: more time is asked for, the clock stands still, the end."""

from datetime import datetime, timedelta
from random import Random

from nhacviec.actions import extensions, stopping
from nhacviec.integrations.demo import work_texts
from nhacviec.integrations.demo.desk import Desk
from nhacviec.integrations.demo.fate import Fate
from nhacviec.integrations.demo.stage import Passage, day_of
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Closing, Move


def asking(desk: Desk, duty: Assignment, fate: Fate, rng: Random, now: datetime) -> Passage:
    """An extension is asked for in time, and decided as the fate says; nothing where no time is left."""
    if duty.due_on is None:
        return now
    ask_on = desk.clock.calendar.add_working(duty.due_on, -rng.randint(3, 4))
    if ask_on <= day_of(now):
        return now
    yield (now := desk.clock.on(ask_on, rng))
    actor = desk.check(desk.agency_desk(duty), Move.ASK_EXTENSION, duty)
    asked = desk.clock.on_or_after(duty.due_on + timedelta(days=fate.extra_days))
    reason = rng.choice(work_texts.EXTENSION_REASONS)
    extensions.ask_extension(actor=actor, assignment=duty, asked_due_on=asked, reason=reason, now=now)
    if fate.extension == "asked":
        return now
    yield (now := desk.clock.later(now, 1, rng))
    if fate.extension == "withdrawn":
        actor = desk.agency_desk(duty)
        reason = "Đã hoàn thành kịp, không cần thêm thời gian."
        extensions.withdraw_extension(actor=actor, assignment=duty, reason=reason, now=now)
        return now
    leader = desk.committee_leader(duty.task)
    if fate.extension == "granted":
        actor = desk.check(leader, Move.GRANT_EXTENSION, duty)
        extensions.grant_extension(
            actor=actor, assignment=duty, granted_due_on=asked, decision="Đồng ý.", now=now
        )
    else:
        actor = desk.check(leader, Move.REFUSE_EXTENSION, duty)
        refusal = rng.choice(work_texts.EXTENSION_REFUSALS)
        extensions.refuse_extension(actor=actor, assignment=duty, decision=refusal, now=now)
    return now


def pausing(desk: Desk, duty: Assignment, fate: Fate, rng: Random, now: datetime) -> Passage:
    """The clock stands still by a decision, for three weeks or to this day."""
    yield (now := desk.clock.later(now, 1, rng))
    symbol = f"{rng.randint(900, 9800)}/UBND-TH"
    stopping.suspend(
        actor=desk.monitor(duty, Move.SUSPEND),
        assignment=duty,
        decision_symbol=symbol,
        reason=rng.choice(work_texts.SUSPEND_REASONS),
        now=now,
    )
    if fate.suspended == "stays":
        return now
    yield (now := desk.clock.later(now, 15, rng))
    stopping.resume(
        actor=desk.monitor(duty, Move.RESUME),
        assignment=duty,
        reason="Đã có ý kiến của cơ quan có thẩm quyền.",
        now=now,
    )
    return now


def cancelling(desk: Desk, duty: Assignment, rng: Random, now: datetime) -> None:
    recalled = rng.random() < 0.5
    stopping.cancel(
        actor=desk.monitor(duty, Move.CANCEL),
        assignment=duty,
        closing=Closing.RECALLED if recalled else Closing.OTHER,
        reason=work_texts.CANCEL_REASONS[0 if recalled else 1],
        now=now,
    )
