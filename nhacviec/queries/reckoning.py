"""Why a deadline is the day it is: how it was reckoned, and every change since, line by line."""

from datetime import date

from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment, Event
from nhacviec.rules.deadline_policy import read_deadline
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.events import EventName
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.words import EVENTS
from nhacviec.rules.words_deadlines import day_words, reckoning_words, weekday_words
from nhacviec.rules.working_days import Calendar

MOVED = (
    EventName.EXTENSION_GRANTED,
    EventName.DEADLINE_CHANGED,
    EventName.DEADLINE_RECOMPUTED,
    EventName.RESUMED,
    EventName.SENT_BACK,  # without the days for which the Office held the answer (policy 16)
    EventName.REISSUED,
    EventName.REOPENED,
)


def why_due(assignment: Assignment, *, calendar: Calendar) -> list[str]:
    """Sentences: the words of the direction, the days counted and skipped, then what moved it later."""
    task = assignment.task
    issued = task.issued_at or task.created_at
    policies = policy_on(local_date(issued))  # the numbers in force when the deadline was set
    lines: list[str] = []
    if task.deadline_text:
        lines.append(f"Thời hạn ghi khi giao việc: “{task.deadline_text}”.")
    start = task.deadline_start or task.given_on
    if start and task.deadline_text:
        parsed = read_deadline(task.deadline_text, issued_on=start, calendar=calendar, policies=policies)
        if isinstance(parsed, ParsedDeadline):
            lines += reckoning_words(parsed.deadline)
    if assignment.original_due_on and (not task.due_on or assignment.original_due_on != task.due_on):
        lines.append(f"Thời hạn gốc của đơn vị: {day_words(assignment.original_due_on)}.")
    moved = Event.objects.filter(assignment=assignment, name__in=[n.value for n in MOVED]).order_by("id")
    later = [line for event in moved if (line := _moved(event))]
    if later and assignment.due_on:
        later.append(f"Thời hạn hiện nay: {weekday_words(assignment.due_on)}.")
    return lines + later or ["Nhiệm vụ không ghi thời hạn."]


def _moved(event: Event) -> str:
    after = event.after.get("due_on")
    if after == event.before.get("due_on"):
        return ""
    told = f"{EVENTS[EventName(event.name)]} ngày {day_words(local_date(event.happened_at))}"
    paused = event.before.get("suspended_on")
    why = f", cộng thời gian tạm dừng từ {_day(paused)}" if paused else ""
    return f"{told}: từ {_day(event.before.get('due_on'))} thành {_day(after)}{why}."


def _day(stored: str | None) -> str:
    return day_words(date.fromisoformat(stored)) if stored else "không thời hạn"
