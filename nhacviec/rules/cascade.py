"""What agencies are given for the sake of a task from above ends before the Committee's deadline. Pure."""

from datetime import date

from nhacviec.rules.working_days import Calendar


def child_deadline(
    parent_due: date | None, *, working_days_before: int, today: date, calendar: Calendar
) -> date | None:
    """The day to propose: so many working days before the Committee must report, but not in the past. Where
    that leaves no day, the Committee's own; None where it has no deadline, or is late already."""
    if parent_due is None or parent_due < today:
        return None
    day = calendar.add_working(parent_due, -working_days_before) if working_days_before else parent_due
    return day if day >= today else parent_due


def breaks(parent_due: date | None, due: date | None) -> bool:
    """Whether a child that ends on that day (None: on no day) would be too late for what it serves."""
    return parent_due is not None and (due is None or due > parent_due)
