"""What a reminder says, and whether it is still true."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from nhacviec.notify.ladder_events import step_why, whom_words
from nhacviec.queries.ladders import plan_rows, situation_of
from nhacviec.records.models import Assignment, Reminder
from nhacviec.rules.ladders import DEFAULT
from nhacviec.rules.reminders import Cause, Situation, Step
from nhacviec.rules.timeliness import Timeliness, local_date, timeliness
from nhacviec.rules.words_deadlines import day_words
from nhacviec.rules.words_ladders import CAUSES


class Group(StrEnum):
    """The order in which a morning's list is read."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    WAITING = "waiting"  # not a deadline: something waits for somebody
    NOBODY = "nobody"  # an administrator is told that there is nobody to remind


GROUPS_IN_ORDER = tuple(Group)


def situations(reminders: Iterable[Reminder]) -> dict[int, Situation]:
    """What is true of their assignments now."""
    duties = Assignment.objects.filter(pk__in={reminder.assignment_id for reminder in reminders})
    return {row.id: situation_of(row) for row in plan_rows(duties)}


def is_true(reminder: Reminder, now_so: dict[int, Situation]) -> bool:
    """Its cause still holds, and is still counted from the same day."""
    since = now_so[reminder.assignment_id].since.get(Cause(reminder.cause))
    return since is not None and since == begun_on(reminder)


def begun_on(reminder: Reminder) -> date:
    """The day from which it counts: it stands in its key."""
    return datetime.strptime(reminder.key.rsplit(":", 2)[1], "%Y%m%d").date()


def group_of(reminder: Reminder, now: datetime) -> Group:
    if reminder.nobody_left:
        return Group.NOBODY
    if reminder.cause != Cause.DEADLINE:
        return Group.WAITING
    due_on, hour = reminder.assignment.due_on, reminder.assignment.due_hour
    if due_on is None:
        return Group.WAITING
    if timeliness(due_on=due_on, due_hour=hour, now=now) is Timeliness.OVERDUE:
        return Group.OVERDUE
    return Group.TODAY if due_on == local_date(now) else Group.SOON


def step_of(reminder: Reminder) -> Step | None:
    """The step as it was in the version by which he was reminded."""
    steps = reminder.ladder.version.ladder.steps if reminder.ladder else DEFAULT.steps
    return next((step for step in steps if step.key == reminder.step), None)


def says(reminder: Reminder) -> str:
    """Of what does not hang on a deadline: what waits, since when; or what ends, and when."""
    if reminder.cause == Cause.PERIOD:
        return f"{CAUSES[Cause.PERIOD]} ngày {day_words(begun_on(reminder))}"
    return f"{CAUSES[Cause(reminder.cause)]} từ {day_words(begun_on(reminder))}"


def why(reminder: Reminder) -> list[str]:
    """The step, the ladder and its version, and how he stands to the assignment."""
    step = step_of(reminder)
    told = [step_why(step, reminder.ladder, cause=Cause(reminder.cause))]
    if step is not None and not reminder.nobody_left:
        told.append(whom_words(step))
    if reminder.nobody_left:
        told.append("Không còn ai để nhắc nên báo cho quản trị hệ thống.")
    elif reminder.instead_of:
        told.append(f"Ông/bà nhận thay {reminder.instead_of.full_name}.")
    if reminder.is_late:
        told.append("Thông báo này được gửi muộn hơn mốc đã định.")
    return told
