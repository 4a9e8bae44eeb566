"""Read a deadline by the province's own rules (policies 10 and 11)."""

from datetime import date

from nhacviec.rules.deadline_problems import DeadlineProblem
from nhacviec.rules.deadline_text import ParsedDeadline, parse_deadline
from nhacviec.rules.deadlines import TermUnit
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.working_days import Calendar


def read_deadline(
    text: str, *, issued_on: date, calendar: Calendar, policies: PolicySet
) -> ParsedDeadline | DeadlineProblem:
    """`parse_deadline` with the policies in force."""
    return parse_deadline(
        text,
        issued_on=issued_on,
        calendar=calendar,
        before_inclusive=policies.before_inclusive,
        roll_computed=policies.roll_computed,
        roll_explicit=policies.roll_explicit,
        count_days=TermUnit.WORKING if policies.count_mode == "working" else TermUnit.CALENDAR,
    )
