"""What a reminder says, and whether it is still true."""

from datetime import date, datetime
from enum import StrEnum

from nhacviec.notify.ladder_events import step_why, whom_words
from nhacviec.notify.subjects import noun_of
from nhacviec.records.models import Reminder
from nhacviec.rules.ladders import DEFAULTS
from nhacviec.rules.notices import Who
from nhacviec.rules.reminders import Cause, Situation, Step
from nhacviec.rules.timeliness import Timeliness, local_date, timeliness
from nhacviec.rules.words_deadlines import day_words
from nhacviec.rules.words_ladders import CAUSES, cause_words
from nhacviec.rules.words_notices import WHY


class Group(StrEnum):
    """The order in which a morning's list is read."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    WAITING = "waiting"  # not a deadline: something waits for somebody
    NOBODY = "nobody"  # an administrator is told that there is nobody to remind


GROUPS_IN_ORDER = tuple(Group)


def is_true(reminder: Reminder, now_so: dict[str, Situation]) -> bool:
    """Its cause still holds, and is still counted from the same day. `now_so`: notify/subjects.situations."""
    since = now_so[reminder.subject_key].since.get(Cause(reminder.cause))
    return since is not None and since == begun_on(reminder)


def begun_on(reminder: Reminder) -> date:
    """The day from which it counts: it stands in its key."""
    return datetime.strptime(reminder.key.rsplit(":", 2)[1], "%Y%m%d").date()


def group_of(reminder: Reminder, now: datetime) -> Group:
    """By the deadline of which he was reminded, though it may be another one by now."""
    if reminder.nobody_left:
        return Group.NOBODY
    if reminder.cause != Cause.DEADLINE:
        return Group.WAITING
    due_on, hour = begun_on(reminder), reminder.assignment.due_hour if reminder.assignment else None
    if timeliness(due_on=due_on, due_hour=hour, now=now) is Timeliness.OVERDUE:
        return Group.OVERDUE
    return Group.TODAY if due_on == local_date(now) else Group.SOON


def step_of(reminder: Reminder) -> Step | None:
    """The step as it was in the version by which he was reminded."""
    steps = reminder.ladder.version.ladder.steps if reminder.ladder else DEFAULTS[noun_of(reminder)].steps
    return next((step for step in steps if step.key == reminder.step), None)


def says(reminder: Reminder) -> str:
    """Of what does not hang on a deadline: what waits, since when; or what ends, and when."""
    if reminder.cause == Cause.PERIOD:
        return f"{CAUSES[Cause.PERIOD]} ngày {day_words(begun_on(reminder))}"
    waits = cause_words(Cause(reminder.cause), noun_of(reminder))
    return f"{waits} từ {day_words(begun_on(reminder))}"


def why(reminder: Reminder) -> list[str]:
    """The step, the ladder and its version, and how he stands to what it is about."""
    step = step_of(reminder)
    told = [step_why(step, reminder.ladder, cause=Cause(reminder.cause), noun=noun_of(reminder))]
    if step is not None and not reminder.nobody_left:
        told.append(whom_words(step))
    if reminder.relation and not reminder.nobody_left:
        told.append(f"Báo cho ông/bà vì ông/bà {WHY[Who(reminder.relation)]}.")
    if reminder.nobody_left:
        told.append("Không còn ai để nhắc nên báo cho quản trị hệ thống.")
    elif reminder.instead_of:
        told.append(f"Ông/bà nhận thay {reminder.instead_of.full_name}.")
    if reminder.is_late:
        told.append("Thông báo này được gửi muộn hơn mốc đã định.")
    return told
