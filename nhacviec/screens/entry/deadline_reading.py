"""A typed deadline on a page: the day it means and why, or what is wrong with it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nhacviec.rules.deadline_policy import read_deadline
from nhacviec.rules.deadline_problems import DeadlineProblem
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.deadlines import DeadlineKind
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.text import visible
from nhacviec.rules.words_deadlines import hour_words, problem_words, reckoning_words, weekday_words
from nhacviec.rules.working_days import Calendar


@dataclass(frozen=True)
class ShownDeadline:
    day: str = ""
    lines: tuple[str, ...] = ()
    problem: str = ""
    on_day_off: bool = False
    periodic: bool = False


@dataclass(frozen=True)
class Reckoner:
    """`given_on`: the date of the document, or of the spoken direction, from which terms are counted."""

    calendar: Calendar
    policies: PolicySet
    given_on: date

    def read(self, text: str) -> ParsedDeadline | DeadlineProblem:
        return read_deadline(text, issued_on=self.given_on, calendar=self.calendar, policies=self.policies)

    def show(self, text: str) -> ShownDeadline:
        if not visible(text):
            return ShownDeadline()
        read = self.read(text)
        if isinstance(read, DeadlineProblem):
            return ShownDeadline(problem=problem_words(read))
        due_on, hour = read.deadline.due_on, read.deadline.due_hour
        day = weekday_words(due_on) if due_on else _("không thời hạn")
        return ShownDeadline(
            day=f"{hour_words(hour)}, {day}" if hour else day,
            lines=tuple(reckoning_words(read.deadline)),
            on_day_off=due_on is not None and not self.calendar.is_working(due_on),
            periodic=read.kind is DeadlineKind.PERIODIC,
        )
