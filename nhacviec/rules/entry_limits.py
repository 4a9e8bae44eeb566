"""By when the drafting unit must have entered the tasks of a document.

The numbers are policies 2–4. Their defaults follow what the press reported of Thanh Hóa (2025): the day of
issue when urgent, one working day ordinarily, two when there are many tasks. They are defaults, not law.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nhacviec.rules.document_kinds import is_urgent
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.working_days import Calendar


class EntryCase(StrEnum):
    URGENT = "urgent"
    MANY_TASKS = "many_tasks"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class EntryLimit:
    """The last day for entering, in which case, and the working days it allows (0 is the day of issue)."""

    due_on: date
    case: EntryCase
    working_days: int


def entry_limit(
    *, issued_on: date, urgency: str, task_count: int, policies: PolicySet, calendar: Calendar
) -> EntryLimit:
    """Urgency goes before the number of tasks; the day of issue, when off, means the next working day."""
    if is_urgent(urgency):
        case, days = EntryCase.URGENT, policies.entry_urgent_wd
    elif task_count >= policies.multi_threshold:
        case, days = EntryCase.MANY_TASKS, policies.entry_multi_wd
    else:
        case, days = EntryCase.ORDINARY, policies.entry_wd
    return EntryLimit(calendar.add_working(issued_on, days), case, days)
